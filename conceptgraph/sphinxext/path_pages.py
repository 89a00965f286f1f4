"""Learning paths on pages: the curated ones, what `{learning-path}` asks for, and the page on which readers find their own.

A path is whole on its page: its steps with their reasons and times, and a picture on HTML pages. Scripts make it personal; what
they read are the `data-` attributes, and the places that stay empty without them.
"""

from collections.abc import Iterable, Mapping, Sequence

from conceptgraph.graph.budgets import Fitted
from conceptgraph.graph.paths import LearningPath, Reasons, Step, find_learning_path, fold_reasons, learning_order
from conceptgraph.model import CuratedPath, Prerequisite, Strength
from conceptgraph.sphinxext.blocks import (
    Asking,
    concept_reference,
    definition_of,
    page_reference,
    picture,
    place_reference,
    sentence_parts,
    shows_maps,
)
from conceptgraph.sphinxext.pieces import (
    Part,
    badge,
    box,
    fold,
    inline,
    numbered_list,
    paragraph,
    separated,
    with_data,
)
from conceptgraph.sphinxext.site import FIND, LEARN, PATHS, Site
from conceptgraph.words import counted, word

#: So many steps of a path are drawn at once, the last ones; a second picture below holds all.
STEPS_DRAWN = 20
#: So many concepts that need a step by way of others stand in a line; more are folded.
ALSO_SHOWN = 5


def answer_paths(asking: Asking) -> list[Part]:
    """The curated paths, and how to get any other."""
    parts: list[Part] = []
    for path in asking.site.graph.paths:
        goals = separated(concept_reference(asking, target) for target in path.targets)
        steps = counted("{number} step", "{number} steps", len(path.steps))
        note = inline([f"{steps}, {_time(asking.site, path.steps)}"], "concept-note")
        title = paragraph([page_reference(f"{PATHS}/{path.name}", path.title), " ", note], classes=["card-title"])
        parts.append(box([title, paragraph([word("leads to "), *goals])], "concept-card"))
    ways: list[Part] = [page_reference(FIND, word("Find a path")), word(" to any goal, from what you know")]
    hint = word("Every concept page has the path that leads to it, under Learn this")
    links = place_reference(asking, asking.site.settings.map_page, "", word("the map"))
    on_map = ["; ", *links, word(" draws it too")] if links else []
    closing = [paragraph([*ways, "."]), paragraph([hint, *on_map, "."])]
    return [box([box(parts, "concept-cards"), *closing], "concept-paths", "no-search")]


def answer_path(asking: Asking) -> list[Part]:
    """A curated path: its picture and its steps."""
    curated = asking.site.curated.get(asking.options["name"])
    if curated is None:
        # Its goals name no concept, which is a finding.
        return []
    return path_blocks(asking, curated_steps(asking.site, curated), name=curated.name)


def answer_find(asking: Asking) -> list[Part]:
    """Where readers find a path of their own; to those without script a list from which any path can be read."""
    graph = asking.site.graph
    order = learning_order(graph)
    lead = word("All {number} concepts, each after those it builds on.").format(number=len(order))
    told = word("Look for your goal, and go back over what it builds on to what you know: that is the path to it, in this order.")
    items = numbered_list([_place_in_order(asking, concept) for concept in order], classes=["concept-order"])
    places = [box([paragraph([lead, " ", told]), items], "concept-find"), *_places(asking, "concept-start", "concept-learner-tools")]
    return [box(places, "concept-paths", "no-search")]


def curated_steps(site: Site, curated: CuratedPath) -> LearningPath:
    """A curated path in the author's order, with the reason of each step."""
    inside = set(curated.steps)
    steps = tuple(
        Step(concept=concept, because=tuple(edge for edge in site.graph.dependents_of(concept) if edge.concept in inside))
        for concept in curated.steps
    )
    return LearningPath(targets=curated.targets, known=curated.known, steps=steps)


def path_blocks(asking: Asking, learning_path: LearningPath, *, name: str = "", fitted: Fitted | None = None) -> list[Part]:
    """A learning path as a picture in layers and as numbered steps, each with why it is there.

    `name` is that of a curated path; of one that is fitted into a budget it is told what is left.
    """
    if not learning_path.steps:
        return [paragraph([word("Everything on this path is known already.")])]
    shown = fitted.path if fitted is not None else learning_path
    parts = [*path_pictures(asking, shown), *_totals(asking, shown, fitted)]
    if learning_path.known:
        known = separated(concept_reference(asking, concept) for concept in learning_path.known)
        parts.append(paragraph([word("Taken as known: "), *known, "."]))
    if shown.steps:
        # A part of a path is told with the reasons of the whole: what is left needs its steps too.
        parts.append(_steps(asking, shown, name, fold_reasons(learning_path)))
    if fitted is not None and fitted.left:
        parts += _left(asking, fitted.left)
    parts += _places(asking, "concept-learner-tools")
    goals = ",".join(learning_path.targets)
    if links := place_reference(asking, asking.site.settings.map_page, f"path=..{goals}", word("See this path on the map")):
        parts.append(paragraph(links, classes=["concept-on-map"]))
    return [box(parts, "concept-path", "no-search")]


def path_pictures(asking: Asking, learning_path: LearningPath) -> list[Part]:
    """The last steps as a picture, and all of them in a fold where there are more; paper shows the latter only."""
    if not asking.html or len(learning_path.steps) < 2:
        return []
    from conceptgraph.drawing.maps import draw_path
    from conceptgraph.drawing.renderers.path_svg import render_path

    book = asking.builder.name == "epub"
    drawing = draw_path(asking.site.graph, learning_path, limit=STEPS_DRAWN)
    part = ("concept-path-end",) if drawing.earlier else ()
    parts = picture(asking, render_path(drawing, href=asking.href, titled=book), "concept-path-picture", *part)
    if drawing.earlier:
        whole = render_path(draw_path(asking.site.graph, learning_path, limit=None), href=asking.href, titled=book)
        summary = word("Show all {number} steps").format(number=len(learning_path.steps))
        parts.append(fold(summary, picture(asking, whole, "concept-path-picture"), "concept-path-whole"))
    return parts


def path_to(asking: Asking, targets: Sequence[str], known: Sequence[str], *, level: Strength = "core") -> LearningPath:
    """The path to some goals, all given by any label."""
    graph = asking.site.graph
    goals = [graph.find(name).id for name in targets]
    return find_learning_path(graph, goals, known=[graph.find(name).id for name in known], level=level)


def duration(minutes: int) -> str:
    """A time as people say it."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return word("{minutes} min").format(minutes=minutes)
    return word("{hours} h {minutes} min").format(hours=hours, minutes=rest) if rest else word("{hours} h").format(hours=hours)


def _time(site: Site, concepts: Iterable[str]) -> str:
    return duration(sum(site.minutes[concept] for concept in concepts))


def _totals(asking: Asking, shown: LearningPath, fitted: Fitted | None) -> list[Part]:
    """How many steps a path has, and how long they take; of a part of a path also how many there are in all."""
    count, time = len(shown.steps), _time(asking.site, (step.concept for step in shown.steps))
    if fitted is None or not fitted.left:
        told = counted("{number} step, about {time}.", "{number} steps, about {time}.", count, time=time)
    elif count:
        fits = word("{number} of {total} steps fit, about {time}.")
        told = fits.format(number=count, total=count + len(fitted.left), time=time)
    else:
        told = word("The first step alone takes longer.")
    return [paragraph([told], classes=["concept-path-total"])]


def _left(asking: Asking, left: Sequence[Step]) -> list[Part]:
    """The steps that do not fit any more; only HTML pages fold them."""
    time = _time(asking.site, (step.concept for step in left))
    summary = counted("Left for later: {number} step, about {time}", "Left for later: {number} steps, about {time}", len(left), time=time)
    items = numbered_list([concept_reference(asking, step.concept)] for step in left)
    return [fold(summary, [items], "concept-path-left")] if asking.html else [paragraph([f"{summary}:"]), items]


def _steps(asking: Asking, learning_path: LearningPath, name: str, reasons: Mapping[str, Reasons]) -> Part:
    """The steps as a list; what scripts read stands in its attributes."""
    listed = numbered_list(
        [_step_item(asking, learning_path, step, reasons[step.concept]) for step in learning_path.steps], classes=["concept-path-steps"]
    )
    if not shows_maps(asking.builder):
        return listed
    items = [
        with_data(item, concept=step.concept, minutes=str(asking.site.minutes[step.concept]))
        for item, step in zip(listed.parts, learning_path.steps, strict=True)
        if not isinstance(item, str)
    ]
    whole = listed._replace(parts=tuple(items))
    return with_data(whole, targets=",".join(learning_path.targets), known=",".join(learning_path.known), path=name)


def _places(asking: Asking, *names: str) -> list[Part]:
    """Empty places that scripts fill, on pages that run some."""
    return [box([], name) for name in names] if shows_maps(asking.builder) else []


def _step_item(asking: Asking, learning_path: LearningPath, step: Step, reasons: Reasons) -> list[Part]:
    concept = asking.site.concepts[step.concept]
    parts: list[Part] = [inline([concept_reference(asking, step.concept)], "step-name")]
    if step.concept in learning_path.targets:
        parts += [" ", badge(word("goal"), "goal")]
    parts += [" ", inline([duration(asking.site.minutes[step.concept])], "concept-note", "step-minutes")]
    if concept.definition:
        parts.append(paragraph(sentence_parts(definition_of(concept)), classes=["step-definition"]))
    folded = asking.html and len(reasons.by_way) > ALSO_SHOWN
    if why := _direct_reasons(asking, reasons.direct):
        also = [word("; also for "), *_by_way(asking, reasons.by_way)] if reasons.by_way and not folded else []
        parts.append(paragraph([*why, *also], classes=["step-why"]))
    if folded:
        summary = word("also {number} by way of these").format(number=len(reasons.by_way))
        parts.append(fold(summary, [paragraph(_by_way(asking, reasons.by_way), classes=["concept-also"])], "step-why"))
    return parts


def _direct_reasons(asking: Asking, direct: Sequence[Prerequisite]) -> list[Part]:
    """Why a step is there: the strongest edge with its reason or sentence, and the names of the other concepts that need it."""
    if not direct:
        return []
    first, others = direct[0], direct[1:]
    evidence = next((item.sentence for item in first.evidence if item.sentence), "")
    parts: list[Part] = [word("needed for "), concept_reference(asking, first.concept)]
    if told := first.reason or evidence:
        kind = "concept-reason" if first.reason else "concept-sentence"
        parts += [": ", inline(sentence_parts(told), kind)]
    if others:
        parts += [word("; also for "), *separated(concept_reference(asking, edge.concept) for edge in others)]
    return parts


def _by_way(asking: Asking, by_way: Sequence[tuple[Prerequisite, str]]) -> list[Part]:
    """The concepts that need a step also by way of another one, each with that."""
    return separated(
        (inline([concept_reference(asking, edge.concept), word(", via "), concept_reference(asking, via)]) for edge, via in by_way), "; "
    )


def _place_in_order(asking: Asking, concept: str) -> list[Part]:
    """A concept with its time, the path on its own page, and what it builds on directly, but for what that builds on itself."""
    graph = asking.site.graph
    kept, _ = graph.reduced(concept)
    needs = [graph.concept(edge.requires).term for edge in kept if edge.requires in graph]
    told: list[Part] = [duration(asking.site.minutes[concept])]
    if needs:
        home = asking.site.home_of(concept)
        steps = counted("path of {number} step", "path of {number} steps", graph.count_around(concept)[0] + 1)
        told += place_reference(asking, home.docname, LEARN, steps) if not home.anchor and "ways" in asking.site.settings.panels else []
        told.append(word("builds on {names}").format(names=", ".join(needs)))
    return [concept_reference(asking, concept), " ", inline(separated(told, " \N{MIDDLE DOT} "), "concept-note")]
