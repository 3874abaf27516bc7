"""An account while it is written: its sentences, and for each word where it was first put down."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from retold.data import words
from retold.truth import Change
from retold.wording import capitalised, choose, word

_DOUBLED = re.compile(r",([,.:])")
_EDGES = '“”".,:;()?!–'


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that can be told of a story: a fact, something said, something seen, in many wordings.

    `slot` names what its value is, `by` who says so ("" in the account's own voice). `text` is what
    is put down once and for all: the words of a quotation, a thing seen. `before` and `behind` are what
    one reporter adds to it.
    """

    id: str
    mode: str
    wordings: tuple[str, ...] = ()
    slot: str = ""
    by: str = ""
    who: tuple[str, ...] = ()
    text: str = ""
    lead: bool = False
    moves: bool = False
    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words, for each the mark of where it was first put down, and what it tells."""

    words: tuple[str, ...]
    marks: tuple[int, ...]
    point: Point
    origin: str


@dataclass(frozen=True, slots=True)
class Account:
    """A text in the making. `slots` are the values as this account has them, mistakes included."""

    id: str
    outlet: str
    slots: Mapping[str, str]
    sentences: tuple[Sentence, ...]
    title: str
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class Desk:
    """What the writers of one story share: chance, the counter of marks, what can be told.

    `mistaken` are the marks of the words that somebody got wrong, `used` how often a wording was taken.
    """

    story: str
    matter: Mapping[str, Any]
    slots: Mapping[str, str]
    points: Sequence[Point]
    random: Random
    marks: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    mistaken: set[int] = field(default_factory=set)
    used: Counter[str] = field(default_factory=Counter)


def points_of(matter: Mapping[str, Any]) -> tuple[Point, ...]:
    """Return the facts of a kind of event."""
    return tuple(
        Point(
            id=fact["id"],
            mode="denial" if fact["id"] == "denied" else "fact",
            wordings=tuple(fact["wordings"]),
            slot=fact["slot"],
            by=fact.get("by", ""),
            who=tuple(matter["sources"][fact["by"]]) if "by" in fact else (),
            lead=fact.get("lead", False),
            moves=fact.get("moves", False),
        )
        for fact in matter["fact"]
    )


def tell(desk: Desk, point: Point, slots: Mapping[str, str], seen: set[str], *, origin: str) -> Sentence:
    """Put a point into words; `seen` are the speakers that were introduced already."""
    return sentence(desk, worded(desk, point, slots, seen), point, origin)


def sentence(desk: Desk, text: str, point: Point, origin: str) -> Sentence:
    """Return a sentence whose words are put down here for the first time."""
    split = tuple(text.split())
    return Sentence(split, tuple(itertools.islice(desk.marks, len(split))), point, origin)


def worded(desk: Desk, point: Point, slots: Mapping[str, str], seen: set[str]) -> str:
    """Return one of the many wordings of a point."""
    random, speech = desk.random, words("speech")
    if point.mode in ("colour", "stock"):
        return point.text
    who = _who(point, slots, seen, random)
    if point.mode in ("quote", "release"):
        first, comma, second = point.text.partition(", ")
        frames = speech["quotes"] if comma and point.mode == "quote" else speech["plain_quotes"]
        filled = {"quote": point.text, "first": first, "second": capitalised(second)}
    else:
        clause = word(unworn(desk, point.wordings), slots, random)
        if point.behind:
            clause = f"{clause}, {point.behind}"
        if point.before:
            clause = f"{point.before}, {clause}"
        if not point.by:
            return f"{capitalised(clause)}."
        frames = speech["denials"] if point.mode == "denial" else speech["frames"]
        filled = {"clause": clause, "Clause": capitalised(clause)}
    text = word(choose(frames, random), {**slots, **filled, "who": who, "Who": capitalised(who)}, random)
    return _DOUBLED.sub(r"\1", text)


def unworn(desk: Desk, templates: Sequence[str]) -> str:
    """Return one of the templates that the fewest in this story have used: no two write alike."""
    least = min(desk.used[template] for template in templates)
    template = choose([one for one in templates if desk.used[one] == least], desk.random)
    desk.used[template] += 1
    return template


def renamed(desk: Desk, account: Account, old: str, new: str) -> Account:
    """Return an account in which a word stands for another throughout, slots and quotations included."""
    pattern = re.compile(rf"(?<![\w.,]){re.escape(old)}(?![\w]|[.,]\d)")

    def put(text: str) -> str:
        return pattern.sub(lambda _: new, text) if old in text else text

    changed = []
    for one in account.sentences:
        said = tuple(map(put, one.words))
        if said != one.words:
            marks = tuple(
                mark if was == now else _wrong(desk)
                for was, now, mark in zip(one.words, said, one.marks, strict=True)
            )
            one = replace(one, words=said, marks=marks)
        if old in one.point.text:
            one = replace(one, point=replace(one.point, text=put(one.point.text)))
        changed.append(one)
    return replace(
        account,
        slots={slot: put(value) for slot, value in account.slots.items()},
        sentences=tuple(changed),
        title=put(account.title),
    )


def _wrong(desk: Desk) -> int:
    mark = next(desk.marks)
    desk.mistaken.add(mark)
    return mark


def bare(said: str) -> str:
    """Return a word without the punctuation that hangs on it."""
    return said.strip(_EDGES)


def _who(point: Point, slots: Mapping[str, str], seen: set[str], random: Random) -> str:
    if not point.who:
        return ""
    short = [form for form in point.who if ":last}" in form or " " not in form]
    full = [form for form in point.who if form not in short] or list(point.who)
    known = point.by in seen
    seen.add(point.by)
    return word(choose(short if known and short else full, random), slots, random)
