"""Lists over all stories, which a decision changes in one of them: the rest keeps its order."""

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.desk.listing.paging import Key, Ordered

_Item = TypeVar("_Item")
_FEW = 2000  # places that are changed one by one; more are cheaper sorted anew


def over_all(
    snapshot: Snapshot,
    name: str,
    items: Callable[[Told], Iterable[_Item]],
    *,
    key: Callable[[_Item], Key],
) -> Ordered[_Item]:
    """Return the items of all stories in order; `name` stands for the list among all lists.

    What was in order before the last decisions is gone on from. So the items of a story, and their keys,
    have to depend on that story alone, and on decisions that touch it.
    """

    def work() -> Ordered[_Item]:
        carried = snapshot.before.get(("over all", name))
        if carried is not None:
            before, since = carried
            gone: list[_Item] = []
            new: list[_Item] = []
            for story, told in since.items():
                old, now = _keyed(told, name, items, key), _keyed(snapshot.stories[story], name, items, key)
                gone += [item for at, item in old.items() if now.get(at) != item]
                new += [item for at, item in now.items() if old.get(at) != item]
            found = with_changes(before, gone, new)
            if found is not None:
                return found
        # Kept by story for the next moment: what they are may depend on what was decided until now.
        return Ordered(
            sorted(every(snapshot, lambda told: _keyed(told, name, items, key).values()), key=key), key
        )

    return snapshot.once(("over all", name), work)


def every(snapshot: Snapshot, items: Callable[[Told], Iterable[_Item]]) -> list[_Item]:
    """Return the items of all stories, in the order of the stories."""
    return [item for told in snapshot.stories.values() for item in items(told)]


def of_story(
    told: Told, items: Callable[[Told], Iterable[_Item]], *, key: Callable[[_Item], Key]
) -> Ordered[_Item]:
    """Return the items of one story in order."""
    return Ordered(sorted(items(told), key=key), key)


def with_changes(
    before: Ordered[_Item], gone: Collection[_Item], new: Collection[_Item]
) -> Ordered[_Item] | None:
    """Return a list without what is gone and with what is new.

    None where that is too much to do one by one, or where the list is not the one that these were in.
    """
    if not gone and not new:
        return before
    if len(gone) + len(new) > _FEW:
        return None
    key, items = before.key, list(before.items)
    for item in gone:
        place = bisect_left(items, key(item), key=key)
        if place == len(items) or items[place] != item:
            return None
        del items[place]
    for item in new:
        insort(items, item, key=key)
    return Ordered(items, key)


def _keyed(
    told: Told, name: str, items: Callable[[Told], Iterable[_Item]], key: Callable[[_Item], Key]
) -> dict[Key, _Item]:
    """Return the items of a story by their keys."""
    return told.once(("keyed", name), lambda: {key(item): item for item in items(told)})
