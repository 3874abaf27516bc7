"""Lists over all stories, which a decision changes in one of them: the rest keeps its order."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import TypeVar

from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.desk.listing.paging import Key, Ordered

_Item = TypeVar("_Item")
_FEW = 400  # places that are changed one by one; more are cheaper sorted anew


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
            changes = [
                (_keyed(told, name, items, key), _keyed(snapshot.stories[story], name, items, key))
                for story, told in since.items()
            ]
            found = _changed(before, changes)
            if found is not None:
                return found
        pairs: list[tuple[Key, _Item]] = []
        for told in snapshot.stories.values():
            pairs += _keyed(told, name, items, key).items()
        pairs.sort(key=lambda pair: pair[0])
        return Ordered([at for at, _ in pairs], [item for _, item in pairs])

    return snapshot.once(("over all", name), work)


def of_story(
    told: Told,
    name: str,
    items: Callable[[Told], Iterable[_Item]],
    *,
    key: Callable[[_Item], Key],
) -> Ordered[_Item]:
    """Return the items of one story in order."""
    pairs = sorted(_keyed(told, name, items, key).items(), key=lambda pair: pair[0])
    return Ordered([at for at, _ in pairs], [item for _, item in pairs])


def _keyed(
    told: Told, name: str, items: Callable[[Told], Iterable[_Item]], key: Callable[[_Item], Key]
) -> dict[Key, _Item]:
    """Return the items of a story by their keys."""
    return told.once(("keyed", name), lambda: {key(item): item for item in items(told)})


def _changed(
    before: Ordered[_Item], changes: list[tuple[dict[Key, _Item], dict[Key, _Item]]]
) -> Ordered[_Item] | None:
    """Return the list with what changed in some stories, None where that is too much to do one by one."""
    gone = [key for old, new in changes for key in old.keys() - new.keys()]
    added = [(key, item) for old, new in changes for key, item in new.items() if key not in old]
    if len(gone) + len(added) > _FEW:
        return None
    keys, items = list(before.keys), list(before.items)
    for old, new in changes:
        for key, item in new.items():
            if key in old and old[key] is not item:
                items[bisect_left(keys, key)] = item
    for key in gone:
        place = bisect_left(keys, key)
        del keys[place], items[place]
    for key, item in added:
        place = bisect_left(keys, key)
        keys.insert(place, key)
        items.insert(place, item)
    return Ordered(keys, items)
