"""Lists over all stories, which a decision changes in one of them: the rest keeps its order."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.desk.listing.paging import Key, Ordered

_Item = TypeVar("_Item")


def over_all(
    snapshot: Snapshot,
    name: str,
    items: Callable[[Told], Iterable[_Item]],
    *,
    key: Callable[[_Item], Key],
    home: Callable[[_Item], str],
) -> Ordered[_Item]:
    """Return the items of all stories in order.

    `name` stands for the list among all lists, `home` gives the story of an item. What was in order before
    the last decision is gone on from.
    """

    def work() -> Ordered[_Item]:
        carried = snapshot.before.get(("over all", name))
        if carried is None:
            return _sorted([(key(one), one) for told in snapshot.stories.values() for one in items(told)])
        before, anew = carried
        kept = [pair for pair in zip(before.keys, before.items, strict=True) if home(pair[1]) not in anew]
        kept += sorted(
            ((key(one), one) for story in anew for one in items(snapshot.stories[story])),
            key=lambda pair: pair[0],
        )
        return _sorted(kept)

    return snapshot.once(("over all", name), work)


def _sorted(pairs: list[tuple[Key, _Item]]) -> Ordered[_Item]:
    pairs.sort(key=lambda pair: pair[0])
    return Ordered([found for found, _ in pairs], [item for _, item in pairs])
