"""Text reuse, citation and latent parents: which account derives from which."""

from firsthand.trace.alignment import Aligned, Run
from firsthand.trace.lineage import dependent, join, trace
from firsthand.trace.reuse import Reuse, compare, find_reuse

__all__ = ["Aligned", "Reuse", "Run", "compare", "dependent", "find_reuse", "join", "trace"]
