"""Who said it, and to whom: one saying in two mouths, one announcement to two audiences."""

import re
from collections.abc import Iterator, Mapping

from firsthand.model import Source
from firsthand.weigh.conflicts.facts.lexicon import happenings, wording
from firsthand.weigh.conflicts.facts.telling import Story, Telling, pairs, stem
from firsthand.weigh.conflicts.finding import Finding

# Words that two people are said to have said are one saying if so many are told, and nearly all alike.
_SAID_WORDS, _SAID_ALIKE = 8, 0.8
# Two announcements are one if they are this alike in sense.
_SENSE = 0.38
_QUOTED = 80


def find_sayings(story: Story, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """Yield pairs of statements that put the same words into two mouths."""
    quoted = [
        each
        for each in story.tellings
        if each.statement.quoted
        and (speaker := sources.get(each.speaker)) is not None
        and speaker.kind == "person"
        and len(speaker.name.split()) > 1
        and len(_said(each)) >= _SAID_WORDS
    ]
    for left, right in pairs(quoted):
        if set(left.statement.attribution) & set(right.statement.attribution):
            continue
        here, there = _said(left), _said(right)
        alike = len(here & there) / len(here | there)
        one, other = sources[left.speaker], sources[right.speaker]
        if alike < _SAID_ALIKE or _names(one) & _names(other):
            continue
        yield Finding(
            "role",
            left.statement,
            right.statement,
            f"Who said “{_shown(left)}”: {one.name} or {other.name}?",
            "The same words are given to two speakers.",
            round(0.5 + 0.4 * alike, 3),
        )


def find_hearers(story: Story) -> Iterator[Finding]:
    """Yield pairs of statements in which one announcement is made to two audiences."""
    announcing = [
        (each, hearers)
        for each in story.tellings
        if each.did & each.names and (hearers := hearers_of(each)) is not None
    ]
    told = {id(each): hearers for each, hearers in announcing}
    for left, right in pairs(each for each, _ in announcing):
        one, other = told[id(left)], told[id(right)]
        if left.language != right.language or stem(one) == stem(other):
            continue
        if not left.did & right.did & left.names:
            continue
        likeness = story.likeness(left, right)
        if likeness.sense < _SENSE:
            continue
        yield Finding(
            "role",
            left.statement,
            right.statement,
            f"To whom was it said: {one} or {other}?",
            f"One names “{one}”, the other “{other}” as those who were told.",
            round(min(0.9, 0.3 + 0.4 * likeness.sense + 0.2 * likeness.shared), 3),
        )


def _said(telling: Telling) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", telling.text))


def _names(source: Source) -> frozenset[str]:
    return frozenset(re.findall(r"\w\w+", " ".join((source.name, *source.aliases)).lower()))


def _announces(telling: Telling) -> bool:
    kinds = happenings(telling.language)
    words = {*telling.statement.main, *telling.statement.object[:1]}
    return any("*announce" in kinds.get(word, frozenset()) for word in words)


def hearers_of(telling: Telling) -> str | None:
    """Return those to whom something is announced: a plural right behind "to"."""
    if not _announces(telling):
        return None
    for match in wording("filling.to_whom", telling.language).finditer(telling.text):
        at = telling.statement.start + match.end()
        word = next((word for word in telling.statement.words if word.start >= at), None)
        if word and word.pos == "NOUN" and word.start - at <= 1 and word.text != word.lemma:
            return word.text
    return None


def _shown(telling: Telling) -> str:
    text = " ".join(telling.statement.text.split()).strip(" .,;:“”\"'")
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
