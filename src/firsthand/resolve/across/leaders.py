"""The leader of a country, where his own document never says of which country he is.

"The Ruritanian leader" is the prime minister whom the same document names, if another document says that
he is Ruritania's.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from firsthand.extract.naming.gazetteer import plain
from firsthand.resolve.across.union import Joined, Place
from firsthand.resolve.identity import country_in
from firsthand.resolve.within.entities import Cast, Entity

_HEAD_OF_GOVERNMENT = {"prime", "minister"}


def join_leaders(casts: Sequence[Cast], entities: Mapping[Place, Entity], joined: Joined) -> None:
    """Join a leader told by his country with the one leader of it whom the same document names."""
    leaders: dict[str, set[Place]] = defaultdict(set)  # by country, one place for all of one person
    named: dict[int, list[Place]] = defaultdict(list)
    for place, entity in sorted(entities.items()):
        if entity.kind == "person" and entity.names:
            named[place[0]].append(place)
            if entity.country and _leads(casts[place[0]], entity):
                leaders[entity.country].add(joined.find(place))
    for place, entity in sorted(entities.items()):
        if entity.kind != "person" or entity.names or entity.key:
            continue
        told = {country for text in entity.described if (country := _country_led(casts[place[0]], text))}
        if len(told) != 1:
            continue
        here = {joined.find(other) for other in named[place[0]]}
        led = here & leaders[told.pop()]
        if len(led) == 1:
            leader = led.pop()
            merged = {leader, joined.find(place)}
            joined.join(leader, place, "the leader of the country")
            for known in leaders.values():
                if not known.isdisjoint(merged):
                    known -= merged
                    known.add(joined.find(place))


def _leads(cast: Cast, entity: Entity) -> bool:
    past = cast.vocabulary.institutions("past")
    leaders = cast.vocabulary.institutions("any_leader")
    return not entity.roles & past and (bool(entity.roles & leaders) or entity.roles >= _HEAD_OF_GOVERNMENT)


def _country_led(cast: Cast, text: str) -> str | None:
    """Return the code of the country whose leader a description tells; None if it tells another."""
    code, rest = country_in(text, language=cast.language)
    office = set(plain(rest).split())
    leaders = cast.vocabulary.institutions("any_leader")
    return code if office and (office <= leaders or office == _HEAD_OF_GOVERNMENT) else None
