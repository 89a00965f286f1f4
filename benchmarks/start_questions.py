"""How many questions "Where do I start?" needs, and how often it is wrong, on made-up learners of a glossary.

    python benchmarks/start_questions.py [GLOSSARY] [--learners N] [--parts FOLDER]

Each learner has one to three goals with more steps to them than the 12 questions that are asked at most. They learned these
steps in a random order in which each comes after what it builds on, and stopped at a random point. Steady learners know
all that they learned and answer as it is. Others forgot each concept with a chance of one in ten, whatever builds on it.

The page's own scripts choose and infer, run by Node. Beside their choice of questions the same inferences are made on questions
drawn at random, and on questions in the order of the path. Printed are means over all learners: the questions until nothing is
open, and after 12 questions the steps still open and the steps told wrongly, in all and of a hundred steps.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.paths import find_learning_path
from conceptgraph.pipeline import build

STATIC = Path(__file__).parents[1] / "conceptgraph" / "drawing" / "renderers" / "static"
SCRIPTS = ("concept-paths.js", "concept-start.js")
MOST = 12
FORGOTTEN = 0.1
CHOICES = {"ours": "the one that settles most", "random": "any open one", "reading": "the first open one of the path"}
#: Interviews: `data` is {graph, learners: [{targets, known, draws}], most}; what is open at the cut is counted as not known.
INTERVIEW = """
globalThis.window = globalThis;
const data = JSON.parse(require("fs").readFileSync(0, "utf8"));
for (const script of data.scripts) require(script);
const { find, question, settle } = conceptgraph.paths;
const choose = {
  ours: (open) => question(data.graph, open),
  random: (open, draw) => open[Math.floor(draw * open.length)],
  reading: (open) => open[0],
};
function interview({ targets, known, draws }, name) {
  const knows = new Set(known), answers = [];
  let state = settle(data.graph, targets, [], answers), cut = null;
  while (state.open.length) {
    if (answers.length === data.most) cut = state;
    const concept = choose[name](state.open, draws[answers.length]);
    answers.push({ concept, knows: knows.has(concept) });
    state = settle(data.graph, targets, [], answers);
  }
  cut = cut || state;
  const wrong = [...cut.known.filter((row) => !knows.has(row)), ...cut.unknown.filter((row) => knows.has(row))];
  return { questions: answers.length, open: cut.open.length, wrong: wrong.length };
}
const found = Object.keys(choose).map((name) => [name, data.learners.map((one) => interview(one, name))]);
console.log(JSON.stringify(Object.fromEntries(found)));
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """A learner toward some goals: rows of concepts, and a number in [0, 1) for each question that may be drawn."""

    targets: tuple[int, ...]
    steps: tuple[int, ...]
    known: tuple[int, ...]
    draws: tuple[float, ...]


def main() -> int:
    """Print a table for each kind of learner."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("glossary", nargs="?", type=Path, default=Path("glossary"))
    parser.add_argument("--learners", type=int, default=1000)
    parser.add_argument("--parts", type=Path, help="also write the table there, as the docs include it")
    options = parser.parse_args()
    graph = build(options.glossary).graph
    steady = make_learners(graph, options.learners, forgotten=0)
    forgetful = make_learners(graph, options.learners, forgotten=FORGOTTEN)
    steps = fmean(len(learner.steps) for learner in steady)
    print(f"{options.learners} learners, {steps:.0f} steps to their goals in the mean, at most {MOST} questions\n")
    table = table_of(graph, {"all they learned": steady, "one in ten forgotten": forgetful})
    print(table)
    if options.parts:
        (options.parts / "start_questions.md").write_text(table, encoding="utf-8")
    return 0


def make_learners(graph: ConceptGraph, count: int, *, forgotten: float) -> list[Learner]:
    """So many learners, the same each time; those of another share of what is forgotten have the same goals."""
    chance, oblivion = random.Random(1), random.Random(2)
    row = {concept.id: number for number, concept in enumerate(graph.concepts)}
    far = [concept.id for concept in graph.concepts if len(graph.ancestors(concept.id)) > MOST]
    learners = []
    for _ in range(count):
        goals = chance.sample(far, min(len(far), chance.choice((1, 1, 2, 3))))
        steps = [step.concept for step in find_learning_path(graph, goals).steps]
        order = shuffled(graph, steps, chance)
        learned = [concept for concept in order[: chance.randrange(len(order))] if concept not in goals]
        known = [concept for concept in learned if oblivion.random() >= forgotten]
        learners.append(
            Learner(
                targets=tuple(row[goal] for goal in goals), steps=tuple(row[step] for step in steps),
                known=tuple(row[concept] for concept in known), draws=tuple(chance.random() for _ in steps),
            )
        )  # fmt: skip
    return learners


def shuffled(graph: ConceptGraph, steps: Sequence[str], chance: random.Random) -> list[str]:
    """The steps in a random order in which each comes after what it builds on: one that is ready is drawn at a time."""
    left = {step: {edge.requires for edge in graph.prerequisites_of(step)} & set(steps) for step in steps}
    order: list[str] = []
    while left:
        drawn = chance.choice([step for step, needs in left.items() if not needs])
        order.append(drawn)
        del left[drawn]
        for needs in left.values():
            needs.discard(drawn)
    return order


def interviewed(graph: ConceptGraph, learners: Sequence[Learner]) -> dict[str, list[dict[str, int]]]:
    """What came out for each learner, by choice of questions."""
    given = [{"targets": one.targets, "known": one.known, "draws": one.draws} for one in learners]
    data = {"graph": plain(graph), "learners": given, "most": MOST, "scripts": [str(STATIC / script) for script in SCRIPTS]}
    node = shutil.which("node") or sys.exit("this needs Node, which runs the scripts of the page; install it and put it on the path")
    done = subprocess.run([node, "-e", INTERVIEW], input=json.dumps(data), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, list[dict[str, int]]] = json.loads(done.stdout)
    return found


def plain(graph: ConceptGraph) -> dict[str, Any]:
    """The graph as the scripts take it."""
    ids = [concept.id for concept in graph.concepts]
    row = {concept: number for number, concept in enumerate(ids)}
    return {
        "ids": ids,
        "terms": [concept.term for concept in graph.concepts],
        "depth": [graph.depth(concept) for concept in ids],
        "needs": [[[row[edge.requires], edge.score] for edge in graph.prerequisites_of(concept)] for concept in ids],
    }


def table_of(graph: ConceptGraph, kinds: Mapping[str, Sequence[Learner]]) -> str:
    """The figures as a table in Markdown."""
    lines = [
        f"| learners know | asked next | questions until nothing is open | still open after {MOST} | told wrongly |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for kind, learners in kinds.items():
        steps = [len(learner.steps) for learner in learners]
        for name, results in interviewed(graph, learners).items():
            questions, open_, wrong = (fmean(result[key] for result in results) for key in ("questions", "open", "wrong"))
            share = 100 * sum(result["wrong"] for result in results) / sum(steps)
            lines.append(f"| {kind} | {CHOICES[name]} | {questions:.1f} | {open_:.1f} | {wrong:.1f} ({share:.1f} %) |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
