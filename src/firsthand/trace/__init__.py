"""Text reuse, citation and latent parents: which account derives from which."""

from firsthand.trace.grouping.stories import find_stories
from firsthand.trace.lineage import dependent, join, trace
from firsthand.trace.translation.likeness import rank_counterparts
from firsthand.trace.wording.alignment import Aligned, Run
from firsthand.trace.wording.reuse import Reuse, compare, find_reuse

__all__ = [
    "Aligned", "Reuse", "Run", "compare", "dependent", "find_reuse", "find_stories", "join",
    "rank_counterparts", "trace",
]  # fmt: skip
