"""Text reuse, citation and latent parents: which account derives from which."""

from firsthand.trace.alignment import Aligned, Run
from firsthand.trace.lineage import dependent, join, trace
from firsthand.trace.reuse import Reuse, compare, find_reuse
from firsthand.trace.stories import find_stories

__all__ = ["Aligned", "Reuse", "Run", "compare", "dependent", "find_reuse", "find_stories", "join", "trace"]
