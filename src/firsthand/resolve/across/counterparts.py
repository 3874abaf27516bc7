"""Bodies of one story that languages call differently: "Wasserministerium", "Ministerio del Agua", 水务部.

A join has to be carried by all of these: the same kind of body by the word that tells it, topics of like
sense, no two countries, documents of one matter, and no other body of that kind there that fits as well.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt

from firsthand.extract.naming import gazetteer
from firsthand.extract.packs import has, load
from firsthand.extract.tagging.script import simplified
from firsthand.resolve.across.union import Joined, Place
from firsthand.resolve.identity import country_in
from firsthand.resolve.vocabulary import vocabulary
from firsthand.resolve.within.entities import Cast, Entity

Encoder = Callable[[Sequence[str]], npt.NDArray[np.float32]]

# Measured on the ministries that the packs list by topic (455 pairs of one ministry in two languages, 5,791
# of two): .5 takes 85 of 100 for the same, and 8 of 1,000 others, which company has yet to rule out.
_LIKE_TOPIC = 0.5
_CLEARLY_BETTER = 0.1
_COMPANY = 2  # sources of name, other than the two, that their documents share
_HAN = "zh"
_BODIES = frozenset({"government", "organisation"})
_SMALL = frozenset({"of", "for", "the", "and", "di", "des", "du", "de", "del", "della", "dell"})
_WORD = re.compile(r"[\w-]+")
_SHORT_TOPIC = 2  # characters: 塔诺维亚水务部 is about 水务


@dataclass(slots=True)
class _Body:
    """One body as documents of one language call it."""

    root: Place
    language: str
    kind: str
    topics: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)  # "finance ministry", where the packs know it
    documents: set[int] = field(default_factory=set)


def join_counterparts(
    casts: Sequence[Cast], entities: Mapping[Place, Entity], joined: Joined, encoder: Encoder
) -> None:
    """Join bodies of two languages where kind, topic and company say that they are one."""
    if len({cast.language for cast in casts}) < 2:
        return
    company = _company(casts, entities, joined)
    bodies = _of_each_language(_bodies(casts, entities, joined), company, joined)
    topics = sorted({topic for body in bodies for topic in body.topics})
    if len({body.language for body in bodies}) < 2:
        return
    sense = dict(zip(topics, encoder(topics), strict=True))
    likeness = {
        (i, j): max(float(sense[a] @ sense[b]) for a in one.topics for b in other.topics)
        for (i, one), (j, other) in combinations(enumerate(bodies), 2)
        if one.kind == other.kind and one.language != other.language
    }
    likeness |= {(j, i): value for (i, j), value in likeness.items()}
    groups: list[set[int]] = [{i} for i in range(len(bodies))]
    for (i, j), value in sorted(likeness.items(), key=lambda each: (-each[1], each[0])):
        if i > j or value < _LIKE_TOPIC or groups[i] is groups[j]:
            continue
        one, other = bodies[i], bodies[j]
        if not _of_one_matter(one, other, company) or not _is_best(i, j, bodies, likeness):
            continue
        merged = groups[i] | groups[j]
        if not _may_be_one([bodies[each] for each in merged]):
            continue
        for each in merged:
            groups[each] = merged
        joined.join(one.root, other.root, "the same kind of body and topic in another language")


def kind_and_topic(text: str, language: str) -> tuple[str, str] | None:
    """Return what kind of body a name tells and what it is for: ("ministry", "agua"); None if none."""
    if language == _HAN:
        name = simplified("".join(text.split()))
        for word, kind in _kinds(language):
            if name.endswith(word) and len(name) > len(word):
                return kind, name.removesuffix(word)
        return None
    _, rest = country_in(text, language=language)
    words = [gazetteer.plain(word) for word in _WORD.findall(rest.replace("'", " ").replace("’", " "))]
    small = vocabulary(language).institutions("linking") | vocabulary(language).definite | _SMALL
    words = [word for word in words if len(word) > 1 and word not in small]
    for head, kind in _kinds(language):
        plain = gazetteer.plain(head)
        if plain in words:
            at = words.index(plain)
            # "Ministry of Water of Tarnovia", "Dam Inspectorate": what follows tells more than what precedes.
            topic = words[at + 1 :] or words[:at]
            return (kind, " ".join(topic)) if topic else None
        compound = next((w for w in words if language == "de" and w.endswith(plain) and w != plain), None)
        if compound:
            return kind, compound.removesuffix(plain).rstrip("s-") or compound
    return None


def _kinds(language: str) -> list[tuple[str, str]]:
    pack = load("institutions", language).get("kinds", {}) if has("institutions", language) else {}
    found = [(word, kind) for kind, words in pack.items() for word in words]
    return sorted(found, key=lambda each: (-len(each[0]), each))


def _bodies(casts: Sequence[Cast], entities: Mapping[Place, Entity], joined: Joined) -> list[_Body]:
    """Return the bodies whose kind and topic their names tell, one for each source and language."""
    everywhere = _names_of_two_languages(casts)
    found: dict[tuple[Place, str, str], _Body] = {}
    for place, entity in sorted(entities.items()):
        if entity.kind not in _BODIES or entity.key[:1] not in ((), ("ministry",)):
            continue
        language = casts[place[0]].language
        for text in sorted(entity.names or entity.described):
            told = kind_and_topic(text, language)
            if told is None:
                continue
            kind, topic = told
            key = (joined.find(place), language, kind)
            body = found.setdefault(key, _Body(key[0], language, kind))
            body.topics.add(_without(topic, everywhere))
            if shorter := kind_and_topic(_without_country(text, language), language):
                body.topics.add(_without(shorter[1], everywhere))
            if language == _HAN:
                body.topics.add(topic[-_SHORT_TOPIC:])
            country = country_in(text, language=language)[0] or entity.country
            body.countries |= {country} if country else set()
            body.offices |= set(entity.key[2:])
            body.documents.add(place[0])
    return [found[key] for key in sorted(found)]


def _of_each_language(bodies: Sequence[_Body], company: Sequence[set[Place]], joined: Joined) -> list[_Body]:
    """Join the bodies of one language that have one topic: with and without its country, or its article."""
    kept: list[_Body] = []
    for body in bodies:
        known = next(
            (
                one
                for one in kept
                if (one.language, one.kind) == (body.language, body.kind)
                and not one.topics.isdisjoint(body.topics)
                and len(one.countries | body.countries) < 2
                and len(one.offices | body.offices) < 2
                and (one.documents & body.documents or _of_one_matter(one, body, company))
            ),
            None,
        )
        if known is None:
            kept.append(body)
            continue
        joined.join(known.root, body.root, "the same kind of body and topic")
        known.topics |= body.topics
        known.countries |= body.countries
        known.offices |= body.offices
        known.documents |= body.documents
    return kept


def _names_of_two_languages(casts: Sequence[Cast]) -> frozenset[str]:
    """Return the names that two languages write alike: of people and places, never what a body is for."""
    spoken: dict[str, set[str]] = defaultdict(set)
    for cast in casts:
        for entity in cast.entities:
            for name in entity.names:
                spoken[gazetteer.plain(name)].add(cast.language)
    return frozenset(name for name, languages in spoken.items() if len(languages) > 1)


def _without_country(text: str, language: str) -> str:
    """Return a name without the country, known or not, at its end: "Ministerio del Agua de Norlandia"."""
    words = text.split()
    small = vocabulary(language).institutions("linking") | _SMALL
    if len(words) < 4 or not words[-1][:1].isupper() or words[-2].casefold() not in small:
        return text
    return " ".join(words[:-2])


def _without(topic: str, names: frozenset[str]) -> str:
    kept = [word for word in topic.split() if word not in names]
    return " ".join(kept) or topic


def _company(casts: Sequence[Cast], entities: Mapping[Place, Entity], joined: Joined) -> list[set[Place]]:
    """Return for each document the sources it calls by a name of their own, countries aside."""
    found: list[set[Place]] = [set() for _ in casts]
    for place, entity in entities.items():
        if entity.names and entity.key[:1] != ("government",) and entity.kind != "document":
            found[place[0]].add(joined.find(place))
    return found


def _of_one_matter(one: _Body, other: _Body, company: Sequence[set[Place]]) -> bool:
    return any(
        len((company[a] & company[b]) - {one.root, other.root}) >= _COMPANY
        for a in one.documents
        for b in other.documents
    )


def _is_best(i: int, j: int, bodies: Sequence[_Body], likeness: Mapping[tuple[int, int], float]) -> bool:
    """Tell whether neither has another body, in a document of the other, that fits nearly as well."""
    return not any(
        third not in (i, j)
        and (body.language, body.kind) == (bodies[theirs].language, bodies[theirs].kind)
        and not body.documents.isdisjoint(bodies[theirs].documents)
        and likeness.get((ours, third), 0.0) > likeness[i, j] - _CLEARLY_BETTER
        for ours, theirs in ((i, j), (j, i))
        for third, body in enumerate(bodies)
    )


def _may_be_one(bodies: Sequence[_Body]) -> bool:
    """Tell whether no language has two of them, and no two are of other countries or another office."""
    countries = {country for body in bodies for country in body.countries}
    offices = {office for body in bodies for office in body.offices}
    return len({body.language for body in bodies}) == len(bodies) and len(countries) < 2 and len(offices) < 2
