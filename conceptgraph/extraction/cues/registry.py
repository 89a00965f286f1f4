"""Every cue there is, in the order in which they decide where several fit equally well.

A package adds cues by an entry point of the group `conceptgraph.cues` that names a `Cue`.
"""

from functools import lru_cache

from conceptgraph.doors import with_plugins
from conceptgraph.extraction.cues.comparisons import COMPARISONS
from conceptgraph.extraction.cues.cue import Cue
from conceptgraph.extraction.cues.definitions import DEFINITIONS
from conceptgraph.extraction.cues.doings import DOINGS
from conceptgraph.extraction.cues.examples import EXAMPLES, OTHER_EXAMPLES
from conceptgraph.extraction.cues.finder import CueFinder
from conceptgraph.extraction.cues.kinds import KINDS
from conceptgraph.extraction.cues.naming import NAMING
from conceptgraph.extraction.cues.parts import PARTS
from conceptgraph.extraction.cues.results import EFFECTS, RESULTS
from conceptgraph.extraction.cues.steps import STEPS
from conceptgraph.extraction.cues.troubles import TROUBLES
from conceptgraph.extraction.cues.uses import USES

CUES: tuple[Cue, ...] = (
    *NAMING, *TROUBLES, *COMPARISONS, *EXAMPLES, *KINDS, *PARTS, *RESULTS, *USES, *OTHER_EXAMPLES, *DOINGS, *DEFINITIONS, *STEPS, *EFFECTS
)  # fmt: skip


@lru_cache(maxsize=1)
def all_cues() -> tuple[Cue, ...]:
    """Our cues and those other packages bring, in the order in which they are tried."""
    ours = {cue.name: cue for cue in CUES}
    found = with_plugins(ours, group="conceptgraph.cues")
    return (*CUES, *(cue for name, cue in found.items() if name not in ours))


@lru_cache(maxsize=1)
def cue_finder() -> CueFinder:
    """What finds the best of all cues, made once in a process."""
    return CueFinder(all_cues())
