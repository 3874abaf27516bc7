"""Text reuse, citation and latent parents: which account derives from which."""

from firsthand.trace.grouping.large.regrouping import Grouping, regroup, regroup_more
from firsthand.trace.grouping.large.sketching import Sketch, pack_sketch, sketch, unpack_sketch
from firsthand.trace.grouping.stories import find_stories, story_of
from firsthand.trace.lineage import dependent, join, trace
from firsthand.trace.translation.likeness import rank_counterparts
from firsthand.trace.wording.alignment import Aligned, Run
from firsthand.trace.wording.reuse import Reuse, compare, find_reuse

__all__ = [
    "Aligned", "Grouping", "Reuse", "Run", "Sketch", "compare", "dependent", "find_reuse", "find_stories",
    "join", "pack_sketch", "rank_counterparts", "regroup", "regroup_more", "sketch", "story_of", "trace",
    "unpack_sketch",
]  # fmt: skip
