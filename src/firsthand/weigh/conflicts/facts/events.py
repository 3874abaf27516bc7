"""What happened at a moment: the clause around a date, with its verb and what it is about."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import takewhile

from firsthand.model import Word
from firsthand.weigh.conflicts.facts.lexicon import happenings, listed, things, wording
from firsthand.weigh.conflicts.facts.moments import Moment, moments_of
from firsthand.weigh.conflicts.facts.telling import Telling, stem
from firsthand.weigh.conflicts.lexicon import lemmas

_CLAUSE_END = re.compile(r"[,;:()–—]|\s-\s|[，；。]")
# A clause with fewer content words than this leans on the one before it ("It was founded, he said, in May").
_FEWEST = 2
# A date within so many characters from the beginning leads the sentence: its verb follows.
_LEADS = 15
# The thing that comes before or after is named in this many content words behind its cue.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Event:
    """One dated happening in a statement.

    `acts` are the beginnings of its verb, and the kinds of happening that it belongs to; `things` those of
    the nouns around it, and their kinds; `names` those of them that are names. `again`: it is told as one
    of several.
    """

    telling: Telling
    moment: Moment
    acts: frozenset[str]
    things: frozenset[str]
    names: frozenset[str]
    again: bool


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """What a statement puts itself before or after; `alone`: its verb says nothing else ("predates")."""

    order: str
    named: str
    alone: bool


def events_of(telling: Telling) -> tuple[Event, ...]:
    """Return every dated happening of a statement whose verb can be told."""
    found = (
        _event(telling, moment)
        for moment in moments_of(telling)
        if not moment.open and not _is_edition(telling, moment)
    )
    return tuple(each for each in found if each.acts)


def _is_edition(telling: Telling, moment: Moment) -> bool:
    """Tell whether a year is a part of a name: "the 2031 games" are not held against those of 2027."""
    if not moment.text.isdigit():
        return False
    at = telling.text.find(moment.text) + telling.statement.start
    behind = next((word for word in telling.statement.words if word.start >= at + len(moment.text)), None)
    if behind is None or behind.pos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    return behind.start - at - len(moment.text) <= 1


def anchors_of(telling: Telling) -> frozenset[Anchor]:
    """Return what a statement puts itself before or after."""
    found = set[Anchor]()
    for order in ("precedes", "follows"):
        for match in wording(f"order.{order}", telling.language).finditer(telling.text):
            at = telling.statement.start + match.end()
            behind = [word for word in telling.statement.words if word.start >= at]
            nouns = [word for word in takewhile(_is_nominal, behind) if word.pos in {"NOUN", "PROPN"}]
            cue = {stem(word) for word in re.findall(r"\w+", match.group())}
            alone = bool(cue & {act for act in telling.acts if not act.startswith("*")})
            found.update(Anchor(order, stem(word.lemma), alone) for word in nouns[:_NAMED])
    both = Counter(anchor.named for anchor in {replace(each, alone=False) for each in found})
    return frozenset(each for each in found if both[each.named] == 1)


def _is_nominal(word: Word) -> bool:
    return word.pos in {"NOUN", "PROPN", "ADJ", "NUM"}


def _event(telling: Telling, moment: Moment) -> Event:
    statement, language = telling.statement, telling.language
    at = telling.text.find(moment.text.lower())
    start, end = _clause(telling.text, max(0, at), at + len(moment.text))
    words = [
        word
        for word in statement.words
        if start <= word.start - statement.start < end
        and not at <= word.start - statement.start < at + len(moment.text)
    ]
    if len(words) < _FEWEST:
        start, end = 0, len(telling.text)
        words = [
            word for word in statement.words if not at <= word.start - statement.start < at + len(moment.text)
        ]
    empty = lemmas("empty_verbs", language)
    empty |= frozenset(listed("loose_verbs", language))
    verbs = [word for word in words if word.pos == "VERB" and word.lemma not in empty]
    before = [word for word in verbs if word.start - statement.start < at]
    if not before and at > _LEADS:  # a list stands between the date and its verb
        before = [
            word
            for word in statement.words
            if word.pos == "VERB" and word.lemma not in empty and word.start - statement.start < at
        ]
    verb = before[-1] if before else verbs[0] if verbs else None
    kinds = happenings(language)
    nouns = [word for word in words if word.pos in {"NOUN", "PROPN"}]
    groups = (things(language).get(word.lemma, frozenset()) for word in nouns)
    acts = frozenset({stem(verb.lemma)}) | kinds.get(verb.lemma, frozenset()) if verb else telling.acts
    if [word for word in statement.words if word.pos == "VERB"] == [verb]:
        acts |= telling.acts  # a verb in two pieces is whole there only ("trat … zurück")
    return Event(
        telling=telling,
        moment=moment,
        acts=acts,
        things=frozenset(stem(word.lemma) for word in nouns).union(*groups),
        names=frozenset(stem(word.lemma) for word in nouns if word.pos == "PROPN"),
        again=bool(wording("order.again", language).search(telling.text[start:end])),
    )


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause around a stretch of text begins and ends."""
    before = [match.end() for match in _CLAUSE_END.finditer(text, 0, start)]
    behind = _CLAUSE_END.search(text, end)
    return (before[-1] if before else 0), (behind.start() if behind else len(text))
