"""Which documents of a large pile tell of one matter; one document more costs little more."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from firsthand.trace.grouping.large.sketching import Sketch


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups of a pile, and what to keep so that the next grouping does only what changed.

    `groups` are the ids of the documents of each, sorted, in the order of the first. `new` are the groups
    that did not exist before: at first all of them. `kept` maps the names of chunks to their bytes: a chunk
    holds a few hundred documents and stays as it is while none of them changes. `changed` are the names of
    those that are not as before: only they have to be written; what was kept under a name that is
    not in `kept` any more can be deleted.
    """

    groups: tuple[tuple[str, ...], ...]
    new: frozenset[tuple[str, ...]]
    kept: Mapping[str, bytes]
    changed: frozenset[str]


def regroup(
    before: Mapping[str, bytes] | None, sketches: Mapping[str, Sketch], present: Collection[str]
) -> Grouping:
    """Group the documents whose ids are `present`, knowing what was kept of the last grouping.

    The groups depend on the documents alone: not on what was grouped before nor in which order they
    came. `sketches` is asked, by id, only for documents that `before` does not hold (a mapping that loads
    when asked will do). A document's sketch never changes, since its id is that of its bytes; where the
    reading of it does change, leave `before` out. `before` that other code kept is not used.
    """
    raise NotImplementedError
