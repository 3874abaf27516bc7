"""Who is named in a Chinese text: persons, bodies, outlets, offices, one of many, pronouns."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from firsthand.extract.analysis import Analysis
from firsthand.extract.chinese.naming.authors import find_author
from firsthand.extract.chinese.naming.finding import PEOPLE, find_people, mentioned_again
from firsthand.extract.chinese.naming.found import Found, name_of
from firsthand.extract.chinese.naming.lexicon import Lexicon, lexicon
from firsthand.extract.chinese.naming.marked import (
    find_countries,
    find_firms,
    find_papers,
    find_pronouns,
    find_titled,
    glosses,
    handles,
)
from firsthand.extract.chinese.naming.people import Person
from firsthand.extract.chinese.naming.phrases import Phrase, find_phrases
from firsthand.extract.chinese.reading import Token, read
from firsthand.model import Name


def find_names(analysis: Analysis) -> tuple[Name, ...]:
    """Return every passage that names, describes or points at somebody who can speak, in order of text.

    Names may nest: 北风县公安局局长 holds 北风县公安局, the owner of the office.
    """
    reading, known = read(analysis), lexicon()
    tokens = reading.tokens
    phrases = find_phrases(tokens, known)
    text = analysis.document.text
    people = find_people(tokens, phrases, known)
    people += mentioned_again(reading, people, phrases)
    found = [_person(text, tokens, person, phrase, known) for person, phrase in people]
    taken = {i for item in found for i in range(item.first, item.last + 1)}
    introducing = {item.first - 1 for item in found if item.role_first < item.first}
    following = {item.last + 1 for item in found}
    for phrase in phrases:
        person = phrase.head.sort in PEOPLE
        if person and (phrase.last in introducing or phrase.last in following or phrase.last in taken):
            continue
        found.append(_phrase(text, tokens, phrase))
    papers = find_papers(text, tokens, known)
    printed = {i for item in papers for i in range(item.first, item.last + 1)}
    found = [item for item in found if item.first not in printed] + papers
    titled = find_titled(text, tokens, phrases, known)
    titled += find_firms(text, tokens, known)
    marked = (
        {i for item in titled for i in range(item.first, item.last + 1)} | glosses(tokens) | handles(tokens)
    )
    found = [item for item in found if marked.isdisjoint(range(item.first, item.last + 1))] + titled
    found += find_countries(
        text, tokens, known, taken | {i for p in phrases for i in range(p.first, p.last + 1)}
    )
    found += find_pronouns(text, tokens, known)
    found.sort(key=lambda item: (item.name.start, item.name.end))
    analysis.doc.user_data["named"] = frozenset(
        tokens[i].start
        for item in found
        if item.name.form == "name"
        for i in range(item.first, item.last + 1)
    )
    return _owned(tokens, found)


def _person(
    text: str, tokens: Sequence[Token], person: Person, office: Phrase | None, known: Lexicon
) -> Found:
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
    name = name_of(
        text,
        tokens,
        (person.first, person.last),
        "person",
        "name",
        tokens[person.last].word,
        gender="m" if gender == "m" else "f" if gender == "f" else None,
        role=role,
    )
    return Found(name, person.first, person.last, role_first)


def _phrase(text: str, tokens: Sequence[Token], phrase: Phrase) -> Found:
    head = phrase.head
    definite = phrase.definite
    kind = head.kind
    if definite is None:
        definite = head.sort != "crowd" and not phrase.plural
    if head.sort == "crowd" and definite and not phrase.plural:
        kind = "person"
    if head.sort in PEOPLE and (phrase.plural or not definite):
        kind = "unnamed"
    form: Literal["name", "description"] = (
        "name" if phrase.proper and phrase.definite is None else "description"
    )
    name = name_of(
        text,
        tokens,
        (phrase.first, phrase.last),
        kind,
        form,
        head.word,
        plural=phrase.plural,
        gender=None if head.sort in PEOPLE else "n",
        definite=definite,
    )
    return Found(name, phrase.first, phrase.last, phrase.first)


def _owned(tokens: Sequence[Token], found: Sequence[Found]) -> tuple[Name, ...]:
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
            if owner is None and item.name.kind == "document":
                owner = find_author(tokens, found, at)
        names.append(item.name if owner is None else replace(item.name, owner=owner))
    return tuple(names)
