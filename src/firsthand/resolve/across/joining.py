"""Which entities of different documents are one: every join has a reason that can be told.

The same institution, the same full name, a family name in the same company, initials, an office told in
full. Joins are found in an order that does not depend on the order of documents.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from firsthand.extract.naming import gazetteer
from firsthand.extract.packs import words
from firsthand.extract.tagging.script import simplified
from firsthand.resolve.across.company import Company
from firsthand.resolve.across.counterparts import Encoder, join_counterparts
from firsthand.resolve.across.leaders import join_leaders
from firsthand.resolve.across.union import Joined, Place
from firsthand.resolve.identity import country_in
from firsthand.resolve.people import likely_same, name_words, part_of, same_full_name
from firsthand.resolve.spelling.languages import spelled_alike
from firsthand.resolve.vocabulary import Vocabulary
from firsthand.resolve.within.entities import Cast, Entity, body_key, initials, is_full, same_body

FullName = tuple[str, ...]
Names = frozenset[FullName]

_SMALL = frozenset({"the", "a", "an", "of", "s", "to", "for", "and", "at", "in"})


def join_entities(
    casts: Sequence[Cast], entities: Mapping[Place, Entity], *, encoder: Encoder | None = None
) -> Joined:
    """Join the entities of all documents where they are the same; `encoder` tells what bodies are for."""
    joined = Joined({place: place for place in entities})
    _join_institutions(entities, joined)
    _join_people(casts, entities, joined)
    join_leaders(casts, entities, joined)
    _join_bodies(entities, joined)
    _join_whatever_kind(entities, joined)
    _join_bodies_of_people(entities, joined)
    if encoder is not None:
        join_counterparts(casts, entities, joined, encoder)
    return joined


def _join_whatever_kind(entities: Mapping[Place, Entity], joined: Joined) -> None:
    """Join whoever bears the very same name of two words and more, whatever kind a document took it for."""
    by_name: dict[str, list[Place]] = defaultdict(list)
    for place, entity in sorted(entities.items()):
        if not entity.key:
            for text in sorted(entity.names):
                plain = gazetteer.bare_article(text)
                if " " in plain:
                    by_name[plain].append(place)
    for places in by_name.values():
        for place in places[1:]:
            if (entities[places[0]].kind == "person") != (entities[place].kind == "person"):
                joined.join(places[0], place, "the very same name")


def _join_institutions(entities: Mapping[Place, Entity], joined: Joined) -> None:
    by_key: dict[tuple[str, ...], Place] = {}
    for place, entity in sorted(entities.items()):
        if entity.key:
            joined.join(by_key.setdefault(entity.key, place), place, "the same institution")


def _join_people(casts: Sequence[Cast], entities: Mapping[Place, Entity], joined: Joined) -> None:
    """Join full names; then bare family names and offices, where the company they keep agrees."""
    full: dict[FullName, Place] = {}
    bearers: dict[Place, Names] = {}
    bare: list[Place] = []
    nameless: list[Place] = []
    for place, entity in sorted(entities.items()):
        if entity.key or entity.kind != "person":
            continue
        names = frozenset(name for name in map(casts[place[0]].words, entity.names) if is_full(name))
        if names:
            bearers[place] = names
            for name in sorted(names):
                joined.join(full.setdefault(name, place), place, "the same full name")
        elif entity.names:
            bare.append(place)
        else:
            nameless.append(place)
    for place, entity in sorted(entities.items()):
        for text in sorted(entity.described if _no_name(entity) else ()):
            bearer = full.get(name_words(text))
            if bearer is not None:
                joined.join(bearer, place, "the full name, written small")
    for one, other in sorted(likely_same(full)):
        if same_full_name(one, other):
            joined.join(full[one], full[other], "one name with a slip or a name left out")
    spoken: dict[FullName, set[str]] = defaultdict(set)
    for place, names in bearers.items():
        for name in names:
            spoken[name].add(casts[place[0]].language)
    for one, other, reason in spelled_alike(spoken):
        joined.join(full[one], full[other], reason)
    company = Company(casts)
    by_names: dict[Names, list[Place]] = defaultdict(list)
    by_opening: dict[str, set[Names]] = defaultdict(set)
    for place, names in bearers.items():
        by_names[names].append(place)
        for opening in {word[:2] for name in names for word in (name[0], name[-1])}:
            by_opening[opening].add(names)
    fitting: dict[Names, dict[Names, int]] = {}  # how well full names fit bare ones
    for place in bare:
        cast = casts[place[0]]
        parts = frozenset(cast.words(name) for name in entities[place].names)
        if parts not in fitting:
            near = {names for part in parts if part for names in by_opening[part[0][:2]]}
            fitting[parts] = {names: fits for names in near if (fits := _fits(parts, names))}
        candidates = [
            (other, fits)
            for names, fits in fitting[parts].items()
            for other in by_names[names]
            if other[0] != place[0]
        ]
        _join_bare(place, candidates, entities, joined, company, vocabulary=cast.vocabulary)
    _join_namesakes(bare, casts, entities, joined, company)
    _join_offices(nameless, bearers, entities, joined, company)


def _fits(parts: Names, names: Names) -> int:
    return max(part_of(part, name) for part in parts for name in names)


def _join_bare(
    place: Place,
    candidates: list[tuple[Place, int]],
    entities: Mapping[Place, Entity],
    joined: Joined,
    company: Company,
    *,
    vocabulary: Vocabulary,
) -> None:
    """Join a bare family name to the one full name that fits, if the documents tell of one matter."""
    entity = entities[place]
    votes: Counter[Place] = Counter()
    near = company.near(place[0])
    gender, titled = entity.gender, not entity.roles.isdisjoint(vocabulary.titles)
    for other_place, match in candidates:
        other = entities[other_place]
        # After a title stands a family name, also where families come first: "Mr. Kim".
        if match == 1 and not titled:
            continue
        if gender and other.gender and gender != other.gender:
            continue
        shared_roles = len(entity.roles & other.roles & vocabulary.roles.keys())
        if shared_roles or other_place[0] in near:
            votes[joined.find(other_place)] += match + 3 * shared_roles + min(len(other.mentions), 10)
    if not votes:
        return
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    if len(ranked) == 1 or ranked[0][1] > 2 * ranked[1][1]:
        joined.join(ranked[0][0], place, "the family name, in the same company")


def _join_namesakes(
    bare: list[Place],
    casts: Sequence[Cast],
    entities: Mapping[Place, Entity],
    joined: Joined,
    company: Company,
) -> None:
    """Join bare family names that nobody bears in full, where they keep the same company."""
    alone = {place for place in bare if joined.find(place) == place}
    by_words: dict[FullName, list[Place]] = defaultdict(list)
    for place in sorted(alone):
        parts = min(casts[place[0]].words(name) for name in entities[place].names)
        for other in by_words[parts]:
            if other[0] in company.near(place[0]) and entities[place].gender in (
                None,
                entities[other].gender,
                "",
            ):
                joined.join(other, place, "the same family name, in the same company")
        by_words[parts].append(place)


def _join_offices(
    nameless: list[Place],
    bearers: Mapping[Place, Names],
    entities: Mapping[Place, Entity],
    joined: Joined,
    company: Company,
) -> None:
    """Join "the head of the harbour board" to whom another document gives that office and a name."""
    offices: dict[Place, list[frozenset[str]]] = {
        place: [_office(phrase) for role in entities[place].role_phrases for phrase in role.split(" / ")]
        for place in bearers
    }
    by_word: dict[str, set[Place]] = defaultdict(set)
    for place, held in offices.items():
        for word in {word for office in held for word in office}:
            by_word[word].add(place)
    for place in nameless:
        for text in sorted(entities[place].described):
            wanted = _office(text)
            if len(wanted) < 2:
                continue
            fitting = {
                joined.find(other)
                for other in set.intersection(*(by_word[word] for word in wanted))
                if other[0] != place[0]
                and other[0] in company.near(place[0])
                and any(wanted <= office for office in offices[other])
            }
            if len(fitting) == 1:
                joined.join(fitting.pop(), place, "the same office")
                break


def _office(phrase: str) -> frozenset[str]:
    """Return the words that tell an office, the country as its code, small words left out."""
    code, rest = country_in(phrase)
    small = {"the", "a", "an", "of", "s", "to", "for", "and", "at", "in"} | words(
        "institutions", "words", "country"
    )
    found = {word.removesuffix("s") for word in re.findall(r"\w+", rest.casefold())} - small
    for word in re.findall(r"[A-Z][\w.]+", rest):
        inner, left = country_in(word)
        if inner and not left:
            found = (found - {word.casefold().removesuffix("s")}) | {inner}
    return frozenset(found | ({code} if code else set()))


def _join_bodies(entities: Mapping[Place, Entity], joined: Joined) -> None:
    """Join organisations of one name, and initials with the one name they stand for."""
    by_text: dict[str, Place] = {}
    for place, entity in sorted(entities.items()):
        if entity.key or entity.kind == "person":
            continue
        for text in sorted(entity.names):
            joined.join(by_text.setdefault(simplified(text), place), place, "the same name")
    described_as = {gazetteer.bare_article(text): text for text in sorted(by_text, reverse=True)}
    for place, entity in sorted(entities.items()):
        for text in sorted(entity.described if _no_name(entity) else ()):
            known = described_as.get(gazetteer.bare_article(text))
            if known is not None and any(map(str.isupper, known[:1])) and " " in known:
                joined.join(by_text[known], place, "the same name, taken for a description")
    _join_first_words(by_text, entities, joined)
    by_word: dict[str, list[str]] = defaultdict(list)
    nations: dict[str, set[str]] = defaultdict(set)
    for text in by_text:
        code, plain = body_key(text)
        nations[plain] |= {code} if code else set()
    for text in sorted(by_text):
        code, plain = body_key(text)
        if code is None and len(nations[plain]) > 1:
            continue  # "the air force" of which of two countries?
        for word in {plain, *plain.split()[:1]}:
            for other in by_word[word]:
                if same_body(text, other):
                    joined.join(by_text[other], by_text[text], "the same name")
            by_word[word].append(text)
    by_initials: dict[str, list[str]] = defaultdict(list)
    for text in sorted(by_text):
        for letters in initials(text):
            by_initials[letters].append(text)
    for text in sorted(by_text):
        spelled = {joined.find(by_text[full]) for full in by_initials[text.replace(".", "")] if full != text}
        if len(spelled) == 1 and text.replace(".", "").isupper():
            joined.join(spelled.pop(), by_text[text], "initials")


def _no_name(entity: Entity) -> bool:
    return not entity.names and not entity.key and entity.kind != "document"


def _join_first_words(by_text: Mapping[str, Place], entities: Mapping[Place, Entity], joined: Joined) -> None:
    """Join "Orlin" with the one business "Orlin Foods", a country's "Ministry of Mines" with the only one."""
    firsts: dict[str, set[Place]] = defaultdict(set)
    fuller: dict[str, set[str]] = defaultdict(set)
    for text, place in sorted(by_text.items()):
        parts = text.split()
        if len(parts) > 1 and all(
            w.casefold() in words("institutions", "words", "business_names") for w in parts[1:]
        ):
            firsts[parts[0]].add(joined.find(place))
        if len(parts) > 3 and parts[2].casefold() == "of" and parts[1][0].isupper():
            fuller[" ".join(parts[1:])].add(text)
    for first, places in sorted(firsts.items()):
        if first in by_text and len(places) == 1:
            joined.join(places.pop(), by_text[first], "the first word of a business's name")
    for short, longer in sorted(fuller.items()):
        if short in by_text and len(longer) == 1:
            joined.join(by_text[longer.pop()], by_text[short], "the same office, its country left out")


def _join_bodies_of_people(entities: Mapping[Place, Entity], joined: Joined) -> None:
    """Join "the Lindgren administration" of every document, by the person it is named for."""
    by_person: dict[tuple[Place, tuple[str, ...]], Place] = {}
    for (d, number), entity in sorted(entities.items()):
        if entity.kind != "document" and entity.author is not None and not entity.key:
            person = joined.find((d, entity.author))
            named = by_person.setdefault((person, tuple(sorted(entity.roles))), (d, number))
            joined.join(named, (d, number), "named for the same person")
    administrations = {
        person: place
        for (person, roles), place in by_person.items()
        if set(roles) & words("institutions", "words", "administration")
    }
    _join_white_house(entities, joined, administrations)


def _join_white_house(
    entities: Mapping[Place, Entity], joined: Joined, administrations: Mapping[Place, Place]
) -> None:
    """Join the White House with the administration of the president most spoken of, not a former one."""
    house = next((place for place, e in sorted(entities.items()) if e.key == ("house", "White House")), None)
    spoken: Counter[Place] = Counter()
    for place, entity in entities.items():
        person = joined.find(place)
        if person in administrations and entity.country in (None, "US") and "former" not in entity.roles:
            spoken[person] += len(entity.mentions) * ("president" in entity.roles)
    if house is None or not spoken:
        return
    person = max(sorted(spoken), key=spoken.__getitem__)
    if spoken[person]:
        joined.join(house, administrations[person], "the White House is the president's administration")
