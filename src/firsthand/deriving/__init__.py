"""What is derived from the documents of a case, step by step.

    extract                     per document, a map
    up to 3,000 documents       resolve over all of them, then trace and weigh story by story
    more                        find the stories first, then resolve, trace and weigh each by itself
    register                    over the case, where it has a codebook

Each result is kept under a key made of the digest of its inputs, so that nothing is done twice.
"""

from firsthand.deriving.adding import add_to_large
from firsthand.deriving.order import MOST_AT_ONCE, derive, looked_for_people, nothing_to_read
from firsthand.deriving.progress import Progress

__all__ = ["MOST_AT_ONCE", "Progress", "add_to_large", "derive", "looked_for_people", "nothing_to_read"]
