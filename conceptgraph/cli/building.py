"""Commands that make something of a glossary: `build`, `stats`, `map`, `export`."""

import os
from dataclasses import asdict, replace
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
    Place,
    Style,
    StyleOption,
    build_graph,
    choose,
    find_folder,
    find_glossary,
    read_graph_file,
)

if TYPE_CHECKING:
    from conceptgraph.drawing.maps import ConceptMap
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
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="File to write, a page or, named so, an .svg; - for standard output."),
    ] = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", metavar="URL", help="Address of a site of this glossary, for links to its pages.")
    ] = None,
    glossary: GlossaryOption = None,
    *,
    keep_positions: Annotated[
        bool, typer.Option("--keep-positions", help="Write where each concept lies into the glossary's folder, for later maps.")
    ] = False,
) -> None:
    """Write the concept map as one HTML file, or as a picture.

    The page opens from disk and needs nothing else. With --base-url its panel links to the pages of a site. Without, it shows
    the whole text of each entry, or, made from a graph.json, which holds no texts, the definition. With --keep-positions
    _positions.json beside the entries says where each concept lies, and every later map begins there.
    """
    if base_url is not None and not base_url.startswith(("https://", "http://", "file://", "/", ".")):
        raise UsageError(f"--base-url takes the address of a site, such as https://example.org/docs/, not {base_url!r}")
    if output is None and not keep_positions:
        raise UsageError("'map' needs a file to write: name one with -o, or write positions with --keep-positions")
    place = find_glossary(glossary)
    if keep_positions:
        place.folder("map --keep-positions")
    concept_map = _draw_map(place, with_texts=base_url is None and output is not None)
    written = [str(output)] if output is not None and str(output) != "-" else []
    if output is not None:
        _write(output, _render_map(concept_map, place, svg=output.suffix.lower() == ".svg", base_url=base_url))
    if keep_positions:
        written.append(str(_write_positions(concept_map, place.path)))
    concepts = sum(not (node.wanted or node.foreign) for node in concept_map.nodes)
    where = f" in {' and '.join(written)}" if written else ""
    tell(f"{count(concepts, 'concept')}{where}")


def _draw_map(place: Place, *, with_texts: bool) -> "ConceptMap":
    """The map of a glossary; of a folder as its positions file has it."""
    from conceptgraph.drawing.maps import draw_map
    from conceptgraph.reading.positions import read_positions

    if place.is_file:
        return draw_map(read_graph_file(place.path))
    result = build_graph(place, keep_going=False)
    kept, findings = read_positions(place.path)
    show_findings([replace(finding, path=place.shown(finding.path)) for finding in findings], err=True)
    texts = {entry.id: entry.body for entry in result.glossary.entries} if with_texts else None
    return draw_map(result.graph, texts=texts, kept=kept)


def _render_map(concept_map: "ConceptMap", place: Place, *, svg: bool, base_url: str | None) -> str:
    if svg:
        from conceptgraph.drawing.renderers.map_svg import render_map_svg

        return render_map_svg(concept_map)
    from conceptgraph.drawing.renderers.map_page import render_standalone

    return render_standalone(concept_map, base_url=base_url, hook=place.settings.map_hook, tell=tell)


def _write_positions(concept_map: "ConceptMap", folder: Path) -> Path:
    from conceptgraph.drawing.maps import map_positions
    from conceptgraph.reading.positions import POSITIONS_FILE, positions_source
    from conceptgraph.reading.writing import write_text

    file = folder / POSITIONS_FILE
    write_text(file, positions_source(map_positions(concept_map)))
    return file


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
