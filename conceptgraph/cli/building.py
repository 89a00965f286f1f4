"""Commands that make something of a glossary: `build`, `stats`, `map`, `export`."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from conceptgraph.cli import answers
from conceptgraph.cli.console import UsageError, count, count_findings, progress_bar, say, show_findings, tell
from conceptgraph.cli.figures import figure_lines
from conceptgraph.cli.glossaries import (
    FolderOption,
    GlossaryArgument,
    GlossaryOption,
    Style,
    StyleOption,
    build_graph,
    choose,
    find_folder,
    find_glossary,
    read_graph_file,
)

if TYPE_CHECKING:
    from conceptgraph.kept_build import Built
    from conceptgraph.pipeline import Result

OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="File to write; - for standard output.")]


def build(
    output: OutputOption,
    folder: GlossaryArgument = None,
    glossary: FolderOption = None,
    *,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Build from what is valid; the status is still 1 if anything is an error.")
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes that read a large folder; 0: as many as there are cores.")
    ] = 1,
) -> None:
    """Write graph.json from a folder of entries.

    stats, path, why, map and export read that file in place of the folder. If there are errors, nothing is written,
    unless --keep-going is given.
    """
    place = find_folder(choose(folder, glossary), "build")
    with progress_bar() as progress:
        from conceptgraph.cache import Cache
        from conceptgraph.rebuilding import build_text

        built = build_text(
            place.path, settings=place.settings, keep_going=keep_going, progress=progress, cache=Cache.of(place.path),
            jobs=jobs or os.cpu_count() or 1,
        )  # fmt: skip
    _write(output, built.text)
    show_findings(built.findings, err=True)
    counts = count_findings(built.findings)
    told = f"{count(counts['error'], 'error')}, {count(counts['warning'], 'warning')}"
    tell(f"{_size(built)}{f' in {output}' if str(output) != '-' else ''}; {told}")
    _stop_on_errors(built.findings)


def stats(glossary: GlossaryOption = None, style: StyleOption = Style.text) -> None:
    """Print figures about a glossary.

    Its size, how it hangs together, what most of it rests on, how much its texts name one another, and how difficult it is.
    """
    from conceptgraph.graph.statistics import gather_statistics

    place = find_glossary(glossary)
    if place.is_file:
        graph, words = read_graph_file(place.path), None
    else:
        result = build_graph(place, keep_going=False)
        graph, words = result.graph, _count_words(result)
    figures = gather_statistics(graph, words=words)
    if style is Style.json:
        say(answers.as_json(asdict(figures)))
    else:
        for line in figure_lines(graph, figures):
            say(line)


def _count_words(result: "Result") -> int:
    return sum(len(entry.prose.text.split()) for entry in result.glossary.entries)


def draw(
    output: OutputOption,
    base_url: Annotated[
        str | None, typer.Option("--base-url", metavar="URL", help="Address of a site of this glossary, for links to its pages.")
    ] = None,
    glossary: GlossaryOption = None,
) -> None:
    """Write the concept map as one HTML file.

    It opens from disk and needs nothing else. With --base-url its panel links to the pages of a site. Without, it shows the
    whole text of each entry, or, made from a graph.json, which holds no texts, the definition.
    """
    from conceptgraph.drawing.maps import draw_map
    from conceptgraph.drawing.renderers.map_page import render_standalone

    if base_url is not None and not base_url.startswith(("https://", "http://", "file://", "/", ".")):
        raise UsageError(f"--base-url takes the address of a site, such as https://example.org/docs/, not {base_url!r}")
    place = find_glossary(glossary)
    texts: dict[str, str] | None = None
    if place.is_file:
        graph = read_graph_file(place.path)
    else:
        result = build_graph(place, keep_going=False)
        graph = result.graph
        if base_url is None:
            texts = {entry.id: entry.body for entry in result.glossary.entries}
    _write(output, render_standalone(draw_map(graph, texts=texts), base_url=base_url, hook=place.settings.map_hook))
    tell(f"{count(len(graph), 'concept')}{f' in {output}' if str(output) != '-' else ''}")


def export(
    style: Annotated[str, typer.Option("--format", metavar="FORMAT", help="json, graphml, csv (edges) or csv-concepts.")],
    output: OutputOption = Path("-"),
    glossary: GlossaryOption = None,
) -> None:
    """Write the whole graph for other tools."""
    from conceptgraph.doors import DoorError
    from conceptgraph.exporters.registry import find_exporter

    try:
        exporter = find_exporter(style)
    except DoorError as error:
        raise UsageError(str(error)) from error
    place = find_glossary(glossary)
    graph = read_graph_file(place.path) if place.is_file else build_graph(place, keep_going=False).graph
    _write(output, exporter.export(graph))


def _size(built: "Built") -> str:
    sizes = {"concept": built.concepts, "prerequisite": built.prerequisites, "relation": built.relations}
    return ", ".join(count(number, noun) for noun, number in sizes.items())


def _write(output: Path, text: str) -> None:
    from conceptgraph.reading.writing import write_text

    if str(output) == "-":
        typer.echo(text, nl=False)
    else:
        write_text(output, text)


def _stop_on_errors(findings: Any) -> None:
    if count_findings(findings)["error"]:
        raise typer.Exit(1)
