"""How much of a path fits into the time, or the number of steps, that a reader has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from conceptgraph.errors import OptionError
from conceptgraph.graph.paths import LearningPath, Step

_BUDGET = re.compile(r"(?P<amount>[0-9]{1,6}+)\s*+(?P<unit>[a-z]+)\.?", re.IGNORECASE)
_MINUTES = {**dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 1), **dict.fromkeys(("h", "hour", "hours"), 60)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a reader has: so many minutes, or so many steps."""

    amount: int
    unit: Literal["minutes", "steps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The part of a path that fits, a path of its own, and the steps that are left, both in the order of the whole."""

    path: LearningPath
    left: tuple[Step, ...]


def read_budget(text: str) -> Budget:
    """A budget as one writes it: "30 min", "2 h", "8 steps".

    Raises:
        OptionError: it is neither.
    """
    match = _BUDGET.fullmatch(text.strip())
    unit = match["unit"].lower() if match else ""
    if match and int(match["amount"]):
        if unit in _MINUTES:
            return Budget(amount=int(match["amount"]) * _MINUTES[unit], unit="minutes")
        if unit in ("step", "steps"):
            return Budget(amount=int(match["amount"]), unit="steps")
    raise OptionError(f"a budget is minutes or steps, such as '30 min', '2 h' or '8 steps', not {text.strip()!r}")


def fit_path(learning_path: LearningPath, budget: Budget, minutes: Mapping[str, int]) -> Fitted:
    """The most useful part of a path that a budget allows; nothing in it lacks a step that it needs.

    As many goals as possible are reached, the one with the least left to learn first; of the next goal the steps that come
    first are taken, as far as they fit. Of a path to one goal this is its beginning.
    """
    cost = {step.concept: 1 if budget.unit == "steps" else minutes[step.concept] for step in learning_path.steps}
    taken: set[str] = set()
    left = budget.amount
    goals = [goal for goal in learning_path.targets if goal in cost]
    while goals:
        needed = {goal: [step for step in learning_path.steps if goal in step.serves and step.concept not in taken] for goal in goals}
        goal = min(goals, key=lambda one: sum(cost[step.concept] for step in needed[one]))
        goals.remove(goal)
        for step in needed[goal]:
            if cost[step.concept] > left:
                goals.clear()
                break
            taken.add(step.concept)
            left -= cost[step.concept]
    path = replace(learning_path, steps=tuple(step for step in learning_path.steps if step.concept in taken))
    return Fitted(path=path, left=tuple(step for step in learning_path.steps if step.concept not in taken))
