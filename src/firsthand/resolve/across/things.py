"""Names that are nobody's: places, nouns with a capital. They are no sources, whatever is said of them."""

from collections.abc import Iterable, Mapping, Sequence

from firsthand.resolve.across.union import Place
from firsthand.resolve.within.entities import Cast, Entity

# Of the mentions of a name, the share that stands behind "in", "at", "near" where it is a place's.
_MOSTLY = 0.5


def is_thing(group: Sequence[Place], casts: Sequence[Cast], entities: Mapping[Place, Entity]) -> bool:
    """Tell whether nothing says that a name is somebody's: nobody by it speaks or is told of as a body.

    One bare word that never stands for who does something, or a name that is most often where it is.
    """
    members = [entities[place] for place in group]
    if any(
        member.key or member.spoke or member.kind != "organisation" or member.roles or member.described
        for member in members
    ):
        return False
    names = {name for member in members for name in member.names}
    if not names or all(name.isupper() for name in names):
        return False
    mentions = [(casts[place[0]], k) for place in group for k in entities[place].mentions]
    named = [(cast, k) for cast, k in mentions if cast.names[k].form == "name"]
    if any(cast.names[k].subject for cast, k in named):
        return False
    return all(" " not in name for name in names) or _placed(named) > _MOSTLY


def _placed(named: Iterable[tuple[Cast, int]]) -> float:
    """Return the share of mentions that stand behind a word that tells where."""
    told = [_before(cast, k) in cast.vocabulary.names("locative") - {"of", "from", "to"} for cast, k in named]
    return sum(told) / len(told) if told else 0.0


def _before(cast: Cast, index: int) -> str:
    start = cast.names[index].start
    words = cast.document.text[max(0, start - 20) : start].casefold().split()
    return words[-1] if words else ""
