"""Everybody a document names, each once: the names of one document gathered by bearer."""

import bisect
import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from firsthand.extract.countries import country_of_demonym
from firsthand.extract.naming import gazetteer
from firsthand.extract.tagging.script import simplified
from firsthand.model import Document, Name, SourceKind
from firsthand.resolve.identity import Identity, country_behind, country_in, find_identity
from firsthand.resolve.people import FamilyNames, misspelled, name_words, same_full_name
from firsthand.resolve.spelling.chinese import DOTS, bracketed, is_han, is_written_by_sound
from firsthand.resolve.vocabulary import ENGLISH, Vocabulary, vocabulary

_NO_FAMILIES = FamilyNames()
_LINKING = frozenset({"of", "the", "and", "for", "on", "in"})


@dataclass(slots=True)
class Entity:
    """One bearer of names within one document.

    `key` tells a known institution; else it is empty. `names` counts the proper names as written,
    `described` the descriptions. `roles` are the words of offices, lower case. `author` is the
    entity that wrote a report. `mentions` are indices of the extraction's names, in order of text. `told_as`
    is the description of some of those told of before: "seven residents" for "seven of them". `hidden`:
    nobody is named, only the word that tells of hearsay stands for who said it: "reportedly", "aurait".
    """

    number: int
    kind: SourceKind
    key: tuple[str, ...] = ()
    known_as: str | None = None
    names: Counter[str] = field(default_factory=Counter)
    described: Counter[str] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    role_phrases: list[str] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)
    plural: bool = False
    country: str | None = None
    author: int | None = None
    mentions: list[int] = field(default_factory=list)
    spoke: bool = False
    told_as: str | None = None
    hidden: bool = False

    def add(self, index: int, name: Name) -> None:
        """Take one more mention in."""
        bisect.insort(self.mentions, index)
        text = " ".join(name.text.split())
        if name.form == "name":
            self.names[text] += 1
        elif name.form == "description":
            self.described[text] += 1
        if name.gender and name.gender != "n":
            self.genders[name.gender] += 1
        if name.role:
            self.role_phrases.append(name.role)
            self.roles.update(office_words(name.role))

    @property
    def gender(self) -> str | None:
        """The gender most of its mentions tell."""
        return max(sorted(self.genders), key=self.genders.__getitem__) if self.genders else None


def office_words(role: str) -> set[str]:
    """Return the words of an office itself: neither "the president's" before it nor "to London" after it."""
    found: set[str] = set()
    for part in role.casefold().replace("’", "'").split(" / "):
        own = part.rsplit("'s ", 1)[-1]
        found.update(re.findall(r"[\w-]+", re.split(r" (?:to|at|in|with|from|by|under|on) ", own)[0]))
    return found


@dataclass(slots=True)
class Cast:
    """All entities of one document.

    `names` are the extraction's in order of text, `of[i]` the entity number of `names[i]`, and `ranks[k]`
    the place in `names` of the extraction's name k.
    """

    document: Document
    names: Sequence[Name]
    entities: list[Entity]
    of: list[int | None]
    families: FamilyNames = FamilyNames()
    ranks: Sequence[int] = ()
    _plain: dict[str, int] = field(default_factory=dict)
    _dotted: frozenset[str] | None = None

    @property
    def language(self) -> str:
        """The document's language, English where nobody knows it."""
        return self.document.language or ENGLISH

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the document's language."""
        return vocabulary(self.language)

    def create(self, kind: SourceKind, identity: Identity | None = None) -> Entity:
        """Add an entity."""
        entity = Entity(len(self.entities), kind)
        if identity is not None:
            entity.key, entity.known_as, entity.kind = identity.key, identity.name, identity.kind
        self.entities.append(entity)
        return entity

    def link(self, index: int, entity: Entity) -> Entity:
        """Say that a name points at an entity."""
        self.of[index] = entity.number
        entity.add(index, self.names[index])
        return entity

    def by_plain_name(self) -> dict[str, int]:
        """Map the plain form of every proper name gathered so far to the entity that bears it."""
        if not self._plain:
            for entity in reversed(self.entities):
                self._plain.update((gazetteer.plain(known), entity.number) for known in entity.names)
        return self._plain

    def words(self, text: str) -> tuple[str, ...]:
        """Return a person's name as plain words; a part of a dotted Chinese name is one: 索尔海姆."""
        if is_han(text) and text in self._parts_of_dotted():
            return (simplified(text),)
        return name_words(text, self.families.juniors)

    def _parts_of_dotted(self) -> frozenset[str]:
        """Return the parts of the document's foreign names in Chinese characters."""
        if self._dotted is None:
            dotted = (
                name.text for name in self.names if name.kind == "person" and is_written_by_sound(name.text)
            )
            self._dotted = frozenset(part for text in dotted if is_han(text) for part in DOTS.split(text))
        return self._dotted

    def institution(self, identity: Identity) -> Entity:
        """Return the entity of a known institution, added where the document had none."""
        for entity in self.entities:
            if entity.key == identity.key:
                return entity
        return self.create(identity.kind, identity)


def gather(
    document: Document,
    names: Sequence[Name],
    families: FamilyNames = _NO_FAMILIES,
    ranks: Sequence[int] = (),
) -> Cast:
    """Gather the full names of a document by bearer; single words, descriptions, pronouns are left open."""
    names = [_as_person(name, families) for name in names]
    cast = Cast(document, names, [], [None] * len(names), families, ranks)
    proper = [i for i, name in enumerate(names) if name.form == "name"]
    rest: list[int] = []
    for i in proper:
        identity = find_identity(names[i].text, country=_country_of_owner(cast, i), language=cast.language)
        if identity is not None and not (names[i].kind == "person" and identity.kind == "government"):
            cast.link(i, cast.institution(identity))
        else:
            rest.append(i)
    people = [i for i in rest if names[i].kind == "person"]
    _join_people(cast, [i for i in people if is_full(cast.words(names[i].text))])
    left = [i for i in rest if cast.of[i] is None and _words(names[i]) > 1]
    _join_bodies(cast, [i for i in left if names[i].kind != "person"])
    _join_bracketed(cast)
    return cast


def _join_bracketed(cast: Cast) -> None:
    """Take in the spelling in another script behind a name: "王毅（Wang Yi）"."""
    for i, name in enumerate(cast.names):
        number = cast.of[i]
        if name.form != "name" or (number is None and (name.kind == "person" or not is_han(name.text))):
            continue
        other = bracketed(cast.document.text, name.end, latin=is_han(name.text))
        if other is None:
            continue
        if number is None:  # one word, as most names of bodies are in Chinese
            number = cast.link(i, body_named(cast, i) or cast.create(name.kind)).number
        cast.entities[number].names[other] += 1
        for k in range(i + 1, len(cast.names)):
            if cast.names[k].start > name.end + 3:
                break
            if cast.names[k].text == other and cast.of[k] != number:
                cast.link(k, cast.entities[number])


def is_full(words: tuple[str, ...]) -> bool:
    """Tell whether a person's words are a full name: "Brandt Jr." is not."""
    return len(words) > 1 and words[1:] != ("jr",)


def settle(cast: Cast) -> None:
    """Decide what kind each entity is, and of what country, now that its proper names are gathered."""
    for entity in cast.entities:
        if not entity.key:
            entity.kind = _kind(cast, entity)
            if entity.kind == "outlet" and entity.roles & cast.vocabulary.institutions("any_body"):
                entity.kind = "organisation"  # "the group Harbour Ledger"
        entity.country = _country(cast, entity)


def _as_person(name: Name, families: FamilyNames) -> Name:
    """Read a bare word as a person's where the collection knows it as a family name."""
    bare = name.form == "name" and name.kind == "organisation" and len(name.text.split()) == 1
    if bare and not name.text.isupper() and gazetteer.plain(name.text) in families.known:
        return replace(name, kind="person", gender=None)
    return name


def _words(name: Name) -> int:
    return len(name.text.split())


def _country_of_owner(cast: Cast, index: int) -> str | None:
    owner = cast.names[index].owner
    if owner is not None:
        return country_behind(cast.names[owner].text, language=cast.language)
    before = cast.document.text[max(0, cast.names[index].start - 20) : cast.names[index].start].split()
    return country_of_demonym(before[-1], language=cast.language) if before else None


def _join_people(cast: Cast, indices: list[int]) -> None:
    """Gather full names: the longest first, so that a missing middle name finds its bearer."""
    by_words: dict[tuple[str, ...], Entity] = {}
    for i in sorted(indices, key=lambda i: (-len(cast.words(cast.names[i].text)), i)):
        words = cast.words(cast.names[i].text)
        entity = by_words.get(words)
        if entity is None:
            entity = next((known for other, known in by_words.items() if same_full_name(words, other)), None)
        if entity is None:
            entity = cast.create("person")
        by_words.setdefault(words, entity)
        cast.link(i, entity)


def _join_bodies(cast: Cast, indices: list[int]) -> None:
    for i in indices:
        cast.link(i, body_named(cast, i) or cast.create(cast.names[i].kind))


def body_named(cast: Cast, index: int) -> Entity | None:
    """Return the entity, no full name of a person, that already goes by a name."""
    text = cast.names[index].text
    for entity in cast.entities:
        if not entity.key:
            for known in entity.names:
                if same_body(text, known):
                    return entity
    return None


def is_acronym(short: str, full: str) -> bool:
    """Tell whether capitals are the initials of a longer name, small words left out or not."""
    return short.replace(".", "") in initials(full)


@functools.lru_cache(maxsize=65_536)
def initials(name: str) -> frozenset[str]:
    """Return the capitals that may stand for a name of several words: with its small words and without."""
    words = re.findall(r"\w+", name)
    every = "".join(word[0] for word in words).upper()
    capital = "".join(word[0] for word in words if word.casefold() not in _LINKING).upper()
    return frozenset(letters for letters in (every, capital) if 2 <= len(letters) <= 7)


@functools.lru_cache(maxsize=65536)
def body_key(text: str) -> tuple[str | None, str]:
    """Return the country that an organisation's name opens with, and the rest in one plain form."""
    code, rest = country_in(text)
    if len(rest.split()) < 2:
        code, rest = None, text
    parts = gazetteer.bare_article(rest).split()
    if len(parts) >= 3 and parts[0] in ("department", "ministry", "bureau", "office") and parts[1] == "of":
        parts = [*(part for part in parts[2:] if part != "the"), parts[0]]
    return code, " ".join(parts).removesuffix("s")


@functools.lru_cache(maxsize=65_536)
def same_body(one: str, other: str) -> bool:
    """Tell whether two names are one organisation's: the same but for country, article or a slip."""
    (code, first), (other_code, second) = body_key(one), body_key(other)
    if code and other_code and code != other_code:
        return False
    return first == second or misspelled_body(first, second)


def misspelled_body(one: str, other: str) -> bool:
    """Tell whether two names of several words differ by a slip in one of them."""
    first, second = one.split(), other.split()
    if len(first) != len(second) or len(first) < 2:
        return False
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(differing) == 1 and min(map(len, differing[0])) > 6 and misspelled(*differing[0])


def _kind(cast: Cast, entity: Entity) -> SourceKind:
    """Return the kind that most mentions of an entity are of."""
    votes: Counter[SourceKind] = Counter()
    for k in entity.mentions:
        name = cast.names[k]
        # One bare word tells little: extraction takes it for a body's when nothing says otherwise.
        tells = " " in name.text or name.kind != "organisation" or name.text.isupper()
        votes[name.kind] += 10 if tells else 1
    return max(votes, key=lambda kind: (votes[kind], kind == entity.kind))


def _country(cast: Cast, entity: Entity) -> str | None:
    """Return the country that an entity's key, offices or first mention tell."""
    if entity.key[:1] in (("government",), ("ministry",)):
        return entity.key[1] or None
    for phrase in entity.role_phrases:
        code, rest = country_in(phrase, language=cast.language)
        if code and rest:
            return code
        if " of " in phrase and cast.language == ENGLISH:
            code = country_behind(phrase.rsplit(" of ", 1)[1])
            if code:
                return code
    for i in entity.mentions:
        owner = cast.names[i].owner
        if owner is not None:
            code = country_behind(cast.names[owner].text, language=cast.language)
            if code:
                return code
    return None
