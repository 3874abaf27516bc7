"""Who is named in a Chinese text: persons, bodies, outlets, offices, one of many, pronouns."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from firsthand.extract.analysis import Analysis
from firsthand.extract.chinese.naming.lexicon import Lexicon, lexicon
from firsthand.extract.chinese.naming.people import Person, person_at
from firsthand.extract.chinese.naming.phrases import Phrase, find_phrases
from firsthand.extract.chinese.reading import Reading, Token, read
from firsthand.extract.packs import words
from firsthand.model import Name, SourceKind

_PEOPLE = frozenset({"office", "crowd", "reporter"})
_BETWEEN = ("d", "t", "num", "m", "q", "w", "ul", "uz")


@dataclass(frozen=True, slots=True)
class _Found:
    """A name with the words it takes, and the words [role_first, first) that tell the bearer's office."""

    name: Name
    first: int
    last: int
    role_first: int


def find_names(analysis: Analysis) -> tuple[Name, ...]:
    """Return every passage that names, describes or points at somebody who can speak, in order of text.

    Names may nest: 北风县公安局局长 holds 北风县公安局, the owner of the office.
    """
    reading, known = read(analysis), lexicon()
    tokens = reading.tokens
    phrases = find_phrases(tokens, known)
    text = analysis.document.text
    people = _people(tokens, phrases, known)
    people += _mentioned_again(reading, people, phrases)
    found = [_person(text, tokens, person, phrase, known) for person, phrase in people]
    taken = {i for item in found for i in range(item.first, item.last + 1)}
    analysis.doc.user_data["people"] = frozenset(tokens[i].start for i in taken)
    introducing = {item.first - 1 for item in found if item.role_first < item.first}
    following = {item.last + 1 for item in found}
    for phrase in phrases:
        person = phrase.head.sort in _PEOPLE
        if person and (phrase.last in introducing or phrase.last in following or phrase.last in taken):
            continue
        found.append(_phrase(text, tokens, phrase))
    papers = _papers(text, tokens, known)
    printed = {i for item in papers for i in range(item.first, item.last + 1)}
    found = [item for item in found if item.first not in printed] + papers
    found += _titled(text, tokens, phrases)
    found += _countries(text, tokens, known, taken | {i for p in phrases for i in range(p.first, p.last + 1)})
    found += _pronouns(text, tokens, known)
    found.sort(key=lambda item: (item.name.start, item.name.end))
    return _owned(found)


def _people(
    tokens: Sequence[Token], phrases: Sequence[Phrase], known: Lexicon
) -> list[tuple[Person, Phrase | None]]:
    """Return persons by name, each with the phrase that tells the office."""
    inside: dict[int, Phrase] = {}
    ending: dict[int, Phrase] = {}
    for phrase in phrases:
        ending[phrase.last] = phrase
        for i in range(phrase.first, phrase.last + 1):
            inside.setdefault(i, phrase)
    found: list[tuple[Person, Phrase | None]] = []
    i = 0
    while i < len(tokens):
        office = ending.get(i - 1)
        introduced = office is not None and office.head.sort in _PEOPLE
        if not introduced and found and i >= 2 and tokens[i - 1].word in "、和与":
            introduced = found[-1][0].last == i - 2
        around = inside.get(i)
        person = None
        if tokens[i].tag and (around is None or around.head.sort in _PEOPLE):
            person = person_at(tokens, i, known, introduced=introduced)
        if person is None or (around is not None and person.last >= around.last):
            i += 1
            continue
        if around is not None and person.last != around.last - 1:
            i += 1
            continue
        role = office if introduced else None
        behind = around or ending.get(person.last + 1)
        if role is None and behind is not None and behind.head.sort == "office":
            role = behind
        found.append((person, role))
        i = person.last + 1
    return found


def _mentioned_again(
    reading: Reading, people: Iterable[tuple[Person, Phrase | None]], phrases: Sequence[Phrase]
) -> list[tuple[Person, Phrase | None]]:
    """Return where the bearer of a name introduced before is named without office."""
    tokens = reading.tokens
    people = list(people)
    taken = {i for person, _ in people for i in range(person.first, person.last + 1)}
    taken |= {
        i
        for phrase in phrases
        if phrase.head.sort in {"body", "outlet"}
        for i in range(phrase.first, phrase.last + 1)
    }
    wanted = {
        reading.plain[tokens[at].start : tokens[person.last].end]
        for person, _ in people
        for at in {person.first, person.last if person.foreign else person.first}
        if person.honorific is None
    }
    found: list[tuple[Person, Phrase | None]] = []
    for word in sorted(wanted, key=len, reverse=True):
        at = reading.plain.find(word) if len(word) > 1 else -1
        while at >= 0:
            first, last = reading.at(at), reading.at(at + len(word) - 1)
            fits = tokens[first].start == at and tokens[last].end == at + len(word)
            if fits and taken.isdisjoint(range(first, last + 1)):
                taken |= set(range(first, last + 1))
                found.append((Person(first, last), None))
            at = reading.plain.find(word, at + len(word))
    return found


def _person(
    text: str, tokens: Sequence[Token], person: Person, office: Phrase | None, known: Lexicon
) -> _Found:
    start, end = tokens[person.first].start, tokens[person.last].end
    role_first = person.first
    role = None
    if office is not None:
        if office.last < person.first:
            role_first = office.first
            role = text[tokens[office.first].start : start]
        else:
            role = text[end : tokens[office.last].end]
    gender = known.honorifics.get(person.honorific or "")
    name = _name(
        text,
        tokens,
        (person.first, person.last),
        "person",
        "name",
        tokens[person.last].word,
        gender="m" if gender == "m" else "f" if gender == "f" else None,
        role=role,
    )
    return _Found(name, person.first, person.last, role_first)


def _phrase(text: str, tokens: Sequence[Token], phrase: Phrase) -> _Found:
    head = phrase.head
    definite = phrase.definite
    kind = head.kind
    if definite is None:
        definite = head.sort != "crowd" and not phrase.plural
    if head.sort == "crowd" and definite and not phrase.plural:
        kind = "person"
    if head.sort in _PEOPLE and (phrase.plural or not definite):
        kind = "unnamed"
    form: Literal["name", "description"] = (
        "name" if phrase.proper and phrase.definite is None else "description"
    )
    name = _name(
        text,
        tokens,
        (phrase.first, phrase.last),
        kind,
        form,
        head.word,
        plural=phrase.plural,
        gender=None if head.sort in _PEOPLE else "n",
        definite=definite,
    )
    return _Found(name, phrase.first, phrase.last, phrase.first)


def _countries(text: str, tokens: Sequence[Token], known: Lexicon, taken: Set[int]) -> list[_Found]:
    """Return countries that speak: 法国表示."""
    say = words("cues", "say", language="zh")
    found = []
    for i, token in enumerate(tokens):
        if i in taken or not (token.word in known.countries or token.tag == "ns"):
            continue
        following = _next(tokens, i)
        if following is not None and tokens[following].word in say:
            name = _name(text, tokens, (i, i), "government", "name", token.word, gender="n")
            found.append(_Found(name, i, i, i))
    return found


def _papers(text: str, tokens: Sequence[Token], known: Lexicon) -> list[_Found]:
    """Return newspapers by their marks: 《东岸新报》."""
    found = []
    for i, token in enumerate(tokens):
        if token.word != "》":
            continue
        first = next((k for k in range(i - 1, max(-1, i - 9), -1) if tokens[k].word == "《"), None)
        last = tokens[i - 1].word[-1:]
        if first is not None and first < i - 1 and last in known.outlets_by_last:
            name = _name(text, tokens, (first, i), "outlet", "name", tokens[i - 1].word, gender="n")
            found.append(_Found(name, first, i, first))
    return found


def _titled(text: str, tokens: Sequence[Token], phrases: Sequence[Phrase]) -> list[_Found]:
    """Return bodies whose name stands in quotation marks behind what they are: 人权组织“北方观察”."""
    found = []
    for phrase in phrases:
        first = phrase.last + 2
        if phrase.head.sort not in {"body", "outlet"} or first >= len(tokens):
            continue
        close = {"“": "”", "「": "」", "『": "』", '"': '"'}.get(tokens[first - 1].word)
        ends = range(first, min(first + 8, len(tokens)))
        last = next((i for i in ends if tokens[i].word == close), None)
        if close is None or last is None or last == first:
            continue
        if any(token.tag == "w" for token in tokens[first:last]):
            continue
        place = (first, last - 1)
        name = _name(text, tokens, place, phrase.head.kind, "name", tokens[last - 1].word, gender="n")
        found.append(_Found(name, *place, first))
    return found


def _pronouns(text: str, tokens: Sequence[Token], known: Lexicon) -> list[_Found]:
    found = []
    for i, token in enumerate(tokens):
        facts = known.pronouns.get(token.word)
        if facts is None:
            continue
        said = facts.get("gender")
        kind: SourceKind = "unnamed" if said is None else "organisation" if said == "n" else "person"
        name = _name(
            text,
            tokens,
            (i, i),
            kind,
            "pronoun",
            token.word,
            plural=bool(facts.get("plural")),
            gender="m" if said == "m" else "f" if said == "f" else "n" if said == "n" else None,
        )
        found.append(_Found(name, i, i, i))
    return found


def _name(
    text: str,
    tokens: Sequence[Token],
    place: tuple[int, int],
    kind: SourceKind,
    form: Literal["name", "description", "pronoun"],
    head: str,
    *,
    plural: bool = False,
    gender: Literal["m", "f", "n"] | None = None,
    definite: bool = True,
    role: str | None = None,
) -> Name:
    first, last = place
    start, end = tokens[first].start, tokens[last].end
    following = _next(tokens, last)
    before = tokens[first - 1] if first else None
    return Name(
        start=start,
        end=end,
        text=text[start:end],
        kind=kind,
        form=form,
        head=head,
        sentence=tokens[first].sentence,
        plural=plural,
        gender=gender,
        subject=following is not None
        and tokens[following].tag.startswith("v")
        and (before is None or before.tag != "p"),
        definite=definite,
        role=role,
    )


def _next(tokens: Sequence[Token], i: int) -> int | None:
    """Return the next word of the same sentence that is no adverb, time or number."""
    for k in range(i + 1, min(i + 8, len(tokens))):
        if tokens[k].sentence != tokens[i].sentence or tokens[k].tag == "w":
            return None
        if not tokens[k].tag.startswith(_BETWEEN):
            return k
    return None


def _owned(found: Sequence[_Found]) -> tuple[Name, ...]:
    """Link each office, person and paper to the body it belongs to."""
    names = []
    for at, item in enumerate(found):
        owner = None
        if item.name.form != "pronoun" and item.name.kind not in {"outlet", "government", "organisation"}:
            inner = [
                (other.last, k)
                for k, other in enumerate(found[max(0, at - 6) : at + 4], start=max(0, at - 6))
                if other.name.kind in {"government", "organisation", "outlet"}
                and other.name.form != "pronoun"
                and item.role_first <= other.first
                and other.last < item.last
                and other is not item
            ]
            owner = max(inner)[1] if inner else None
        names.append(item.name if owner is None else replace(item.name, owner=owner))
    return tuple(names)
