"""What descriptions point at: "the group", "the ministry", "the president", "the report"."""

import re

from firsthand.extract.naming.gazetteer import plain
from firsthand.extract.packs import table
from firsthand.model import Name
from firsthand.resolve.identity import Identity, find_identity, government, ministry
from firsthand.resolve.vocabulary import ENGLISH
from firsthand.resolve.within.entities import Cast, Entity
from firsthand.resolve.within.fitting import VAGUE, fit, plain_words
from firsthand.resolve.within.reports import find_authors, find_report
from firsthand.resolve.within.salience import Salience

_NAMELESS_REACH = 4  # sentences between "an adviser" and "the adviser"
_GAP = 4  # characters between a name and its apposition: ", the"


def link_mentions(cast: Cast, salience: Salience) -> None:
    """Link every description and pronoun of a document to whom it means, in order of text."""
    for i, name in enumerate(cast.names):
        if cast.of[i] is not None:
            continue
        if name.form == "description":
            link_description(cast, salience, i)
        elif name.form == "pronoun":
            entity = salience.antecedent(cast, i)
            if entity is not None:
                cast.link(i, entity)
    _link_headlines(cast, salience)
    find_authors(cast)


def _link_headlines(cast: Cast, salience: Salience) -> None:
    """Link who speaks in a headline without a name ("..., group says") to the first such speaker."""
    titles = [(b.start, b.end) for b in cast.document.blocks if b.kind in ("title", "heading")]
    for i in salience.order:
        name, number = cast.names[i], cast.of[i]
        if number is None or name.form != "description" or name.plural:
            continue
        entity = cast.entities[number]
        if entity.names or entity.key or not any(start <= name.start < end for start, end in titles):
            continue
        body = entity.kind in ("organisation", "government", "outlet")
        later = [
            cast.entities[number]
            for k in salience.order
            if k > i and (number := cast.of[k]) is not None
            if cast.entities[number].names or cast.entities[number].key
        ]
        alike = [other for other in later if other.kind == entity.kind]
        if not alike and body:
            alike = [other for other in later if other.kind in ("organisation", "government", "outlet")]
        if alike:
            cast.link(i, alike[0])


def link_description(cast: Cast, salience: Salience, index: int) -> Entity:
    """Link one description, after those it belongs to."""
    name = cast.names[index]
    owner = _owner(cast, salience, index)
    entity = (
        _apposition(cast, salience, index)
        or _named_behind(cast, index)
        or _named_outright(cast, name)
        or _mouthpiece(cast, name, owner)
        or _institution(cast, salience, index, owner)
        or (find_report(cast, index, owner) if name.kind == "document" else None)
        or _known(cast, salience, index, owner)
    )
    if entity is None:
        entity = _same_words(cast, index) or cast.create(name.kind)
        entity.told_as = entity.told_as or _some_of_them(cast, index)
        if name.kind == "document" and owner is not None:
            entity.author = owner.number
        if entity.country is None and owner is not None:
            entity.country = owner.country
    return cast.link(index, entity)


def _some_of_them(cast: Cast, index: int) -> str | None:
    """Return what "seven of them" are: "seven residents", after "eleven residents"."""
    name = cast.names[index]
    number, _, rest = " ".join(name.text.casefold().split()).partition(" ")
    if rest not in cast.vocabulary.names("of_them"):
        return None
    for before in reversed(cast.names[:index]):
        if before.sentence < name.sentence - 2:
            return None
        if before.form == "description" and before.plural and before.kind == "unnamed":
            them = before.text.split()
            while len(them) > 1 and _counts(cast, them[0].casefold()):
                them = them[1:]
            return " ".join([number, *them])
    return None


def _counts(cast: Cast, word: str) -> bool:
    """Tell whether a word opens a description by counting or pointing: "eleven", "the"."""
    known = cast.vocabulary
    numbers = known.measures("cardinals")
    return word in known.definite or word in known.indefinite or word[0].isdigit() or word in numbers


def _owner(cast: Cast, salience: Salience, index: int) -> Entity | None:
    """Return the entity a description belongs to, linking it first where it is itself a description."""
    owner = cast.names[index].owner
    if owner is None or owner == index:
        return None
    if cast.of[owner] is None:
        nested = cast.names[owner]
        if nested.form == "description" and nested.owner != index:
            return link_description(cast, salience, owner)
        if nested.form == "pronoun":
            entity = salience.antecedent(cast, owner)
            if entity is not None:
                cast.link(owner, entity)
            return entity
    number = cast.of[owner]
    return cast.entities[number] if number is not None else None


def _apposition(cast: Cast, salience: Salience, index: int) -> Entity | None:
    """Return whom the words beside a description name: "founder of Harbour Watch" after "Ines Molnar,"."""
    name = cast.names[index]
    bare = plain_words(name.text)
    for near in range(max(0, index - 4), min(len(cast.names), index + 5)):
        other = cast.names[near]
        number = cast.of[near]
        if near == index or other.form != "name" or number is None:
            continue
        inside = name.start <= other.start and other.end <= name.end
        gap = min(abs(name.start - other.end), abs(other.start - name.end))
        glued = cast.document.text[other.end : other.end + 1].isalpha()
        if inside and glued and name.start == other.start and other.kind == "person":
            return cast.entities[number]
        if (
            not inside
            and (gap <= _GAP or _bracketed(cast, name, other))
            and other.role
            and any(part in bare or bare in part for part in map(plain_words, other.role.split(" / ")))
        ):
            return cast.entities[number]
        own_words = other.kind != "person" and index in salience.speakers and near not in salience.speakers
        if (
            other.end + 2 == name.start
            and name.kind == "person"
            and not own_words
            and _presents(cast, other, name)
        ):
            return cast.entities[number]
    return None


def _named_behind(cast: Cast, index: int) -> Entity | None:
    """Return whom the name right behind a description names: "el operador, Osk Agua, dijo".

    In English such words are the name's own office.
    """
    name = cast.names[index]
    if cast.language == ENGLISH or name.plural or not name.definite or index + 1 == len(cast.names):
        return None
    other, number = cast.names[index + 1], cast.of[index + 1]
    between = cast.document.text[name.end : other.start]
    closed = cast.document.text[other.end : other.end + 1] in (",", "，")
    if (
        number is None
        or other.form != "name"
        or between not in (" ", ", ")
        or (between == ", " and not closed)
    ):
        return None
    bodies = ("organisation", "government", "outlet")
    alike = (
        name.kind == other.kind or name.kind == "unnamed" or (name.kind in bodies and other.kind in bodies)
    )
    return cast.entities[number] if alike else None


def _presents(cast: Cast, other: Name, name: Name) -> bool:
    """Tell whether a comma sets an office beside a name that nothing else says is a body's."""
    comma = cast.document.text[other.end : name.start] == ", "
    return comma and other.kind in ("person", "organisation") and other.gender != "n" and not name.plural


def _named_outright(cast: Cast, name: Name) -> Entity | None:
    """Return the entity whose very name a description turns out to be."""
    bare = plain(plain_words(name.text))
    number = cast.by_plain_name().get(bare)
    return cast.entities[number] if number is not None else None


def _bracketed(cast: Cast, name: Name, other: Name) -> bool:
    """Tell whether only words in brackets stand between: "the organization (NGO) Harbour Watch"."""
    return bool(re.fullmatch(r" \([^()]{1,30}\) ", cast.document.text[name.end : other.start]))


def _mouthpiece(cast: Cast, name: Name, owner: Entity | None) -> Entity | None:
    """Return the body that a nameless spokesperson speaks for."""
    if name.head not in cast.vocabulary.spokespeople:
        return None
    # "A Ruritanian government spokeswoman in Altmark": her body stands before her, whatever follows.
    before = _without_last(name.text, name.head)
    first, _, rest = before.partition(" ")
    body = rest if first.casefold() in cast.vocabulary.indefinite else before
    identity = find_identity(body, language=cast.language)
    if identity is not None and (owner is None or identity.kind == "government"):
        return cast.institution(identity)
    return owner if owner is not None and owner.kind in ("organisation", "government", "outlet") else None


def _without_last(text: str, head: str) -> str:
    match = re.search(rf"\b{re.escape(head)}", text, flags=re.IGNORECASE)
    return text[: match.start()].strip() if match else text


def _institution(cast: Cast, salience: Salience, index: int, owner: Entity | None) -> Entity | None:
    """Return the government, ministry or administration that a description stands for."""
    name = cast.names[index]
    country = owner.country if owner is not None and owner.kind == "government" else None
    leaders = name.head in cast.vocabulary.institutions("leadership")
    if leaders and owner is not None and owner.kind == "organisation" and owner.names:
        return owner
    if name.kind not in ("government", "organisation", "unnamed") or (
        name.kind == "unnamed" and country is None
    ):
        return None
    identity = find_identity(name.text, country=country, language=cast.language)
    if identity is None and country is not None and name.head in cast.vocabulary.institutions("government"):
        identity = government(country)
    if identity is None and owner is not None and name.head == "office":
        identity = _office_of(owner)
    if identity is None and owner is not None and owner.kind == "person" and owner.names and not name.plural:
        return _body_of_person(cast, owner, name)
    if identity is None:
        return None
    if identity.key[0] == "ministry" and not identity.key[1]:
        return _ministry_in_context(cast, salience, index, identity.key[2])
    return cast.institution(identity)


def _office_of(owner: Entity) -> Identity | None:
    """Return the house that the office of a head of government is: "the prime minister's office"."""
    for code, office in table("institutions", "offices_of").items():
        if owner.country == code and set(office["roles"]) <= owner.roles:
            return find_identity(office["name"])
    return None


def _body_of_person(cast: Cast, owner: Entity, name: Name) -> Entity:
    """Return the body named for a person: "the Lindgren administration", "Brandt's campaign"."""
    for entity in cast.entities:
        if entity.author == owner.number and entity.roles == {name.head} and entity.kind == name.kind:
            return entity
    entity = cast.create(name.kind)
    entity.author = owner.number
    entity.roles = {name.head}
    return entity


def _ministry_in_context(cast: Cast, salience: Salience, index: int, which: str) -> Entity:
    """Return the ministry of that kind already named, else that of the country last spoken of."""
    for entity in reversed(salience.before(cast, index)):
        if entity.key[:1] == ("ministry",) and entity.key[2] == which:
            return entity
    sentence = cast.names[index].sentence
    for entity in salience.before(cast, index):
        if entity.key[:1] == ("government",) and salience.last_sentence(cast, entity, index) >= sentence - 1:
            return cast.institution(ministry(entity.key[1], which))
    return cast.institution(ministry(None, which))


def _known(cast: Cast, salience: Salience, index: int, owner: Entity | None) -> Entity | None:
    """Return the person, body or outlet that a definite description picks out of those named so far."""
    name = cast.names[index]
    if not name.definite or name.plural or name.kind in ("document", "unnamed"):
        return None
    best: tuple[float, int] | None = None
    for entity in salience.before(cast, index, whole=name.kind == "person"):
        if salience.named_after(cast, entity, index):
            continue
        points = fit(cast, name, entity, owner)
        if points <= 0:
            continue
        score = points + salience.of(cast, entity, index)
        if points <= VAGUE and score < 0:
            continue
        if best is None or score > best[0]:
            best = (score, entity.number)
    named = cast.entities[best[1]] if best else None
    nameless = _nameless_before(cast, index) if name.kind == "person" else None
    if nameless is None:
        return named
    later = named is not None and salience.last(named, index) > salience.last(nameless, index)
    return named if later else nameless


def _nameless_before(cast: Cast, index: int) -> Entity | None:
    """Return whom "an adviser" a little before introduced, for "the adviser"."""
    name = cast.names[index]
    for k in range(index - 1, -1, -1):
        before = cast.names[k]
        if before.sentence < name.sentence - _NAMELESS_REACH:
            return None
        number = cast.of[k]
        if before.head != name.head or before.form != "description" or before.plural or number is None:
            continue
        entity = cast.entities[number]
        if not entity.names and not entity.key:
            return entity
    return None


def _same_words(cast: Cast, index: int) -> Entity | None:
    """Return the nameless source described before in the same words."""
    name = cast.names[index]
    if name.kind == "document" and not name.definite:
        return None
    bare = plain(plain_words(name.text))
    for entity in cast.entities:
        if entity.names or entity.key or entity.kind != name.kind:
            continue
        for text in entity.described:
            if plain(plain_words(text)) == bare:
                return entity
    if name.definite:
        recent = [
            entity
            for entity in cast.entities
            if not entity.names
            and not entity.key
            and any(
                k < index and cast.names[k].head == name.head and cast.names[k].sentence >= name.sentence - 3
                for k in entity.mentions
            )
        ]
        if recent:
            return max(recent, key=lambda entity: max(k for k in entity.mentions if k < index))
    return None
