"""What a figure counts: the noun, the words that narrow it, and whether it is the count of all of them."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.extract.packs import load
from firsthand.model import DateRange, Quantity, Word
from firsthand.trace.wording.words import is_unspaced
from firsthand.weigh.conflicts.facts.lexicon import happenings, listed, things, wording
from firsthand.weigh.conflicts.facts.telling import Telling, stem
from firsthand.weigh.conflicts.intervals import is_added, is_moved
from firsthand.weigh.counted import words_of_unit

# How far before and after a number the words stand that tell what kind of count it is, in characters.
_BEFORE, _AFTER = 40, 40
# And those that tell at what stage it was counted, which open a sentence.
_LED = 60
# The counted noun stands this near behind its number.
_NOUN_NEAR = 60
# So few behind "the" are known from before, and not counted ("the two countries").
_KNOWN = 5
# Two figures with this many characters between them at most, and "and" or a comma, are a list of parts.
_LIST_GAP = 25
# The verb of a figure stands this many content words before or behind it at most.
_VERB_NEAR = 4
# A date belongs to a figure that stands at most so many characters from it, across a comma fewer.
_DATE_NEAR, _DATE_BESIDE = 60, 12
# Languages whose nouns are read with a lemma that tells the plural.
_PLURALS_TOLD = frozenset({"en"})
# Languages that write number words in lower case wherever they stand.
_LOWER = frozenset({"en", "fr", "es", "it"})
# What stands before a number that is a part of a name ("Mark-12").
_OF_A_NAME = re.compile(r"[a-z]\s?-\s?$")
_NO_QUOTES = {ord(mark): None for mark in '"“”„«»‘'}
_JOINS = re.compile(r"[,;(/]|\b(?:and|und|et|y|e|or)\b|[和及与、]")


@dataclass(frozen=True, slots=True)
class Count:
    """One figure in its statement.

    `noun` is what is counted, in the words of the text ("missile tests"); `head` the beginnings of the
    words by which it is known, `kinds` the groups of words for one kind of thing or happening that it
    belongs to; `narrowed` the beginnings of the words that narrow it, `sort` those of them that are nouns
    and tell of what sort it is ("machine guns"); `verbs` those of the verbs beside it, and their kinds.
    `part`: it counts some of another number, or by how many two differ; `whole`: it is told as all
    there are, after the last of them; `added`: it comes on top of one;
    `negated`: it is told not to be; `moved`: it is told as where a figure stands after a move, or stood
    at one stage; `rate`: so many for each; `aim`: what may or shall be; `listed`: one of several figures
    told in one breath; `dated`: a date stands beside it; `several`: it counts things, and does not name
    the size of one ("a 10-year contract").
    """

    telling: Telling
    quantity: Quantity
    noun: str
    head: frozenset[str]
    kinds: frozenset[str]
    narrowed: frozenset[str]
    sort: frozenset[str]
    verbs: frozenset[str]
    part: bool
    whole: bool
    added: bool
    negated: bool
    moved: bool
    rate: bool
    aim: bool
    listed: bool
    dated: bool
    several: bool

    @property
    def worded(self) -> str:
        """Return the figure in the words of the text, as it is written inside a sentence."""
        start = self.telling.statement.start
        text = self.telling.statement.text[self.quantity.start - start : self.quantity.end - start]
        text = " ".join(text.split())
        return text[:1].lower() + text[1:] if self.telling.language in _LOWER else text

    @property
    def measure(self) -> bool:
        """Tell whether its unit measures anything (%, USD, days): two of it are seldom of one thing."""
        return self.quantity.unit in _measures()

    @property
    def crowd(self) -> bool:
        """Tell whether people are counted: there is more than one crowd in most stories."""
        return self.persons or bool(self.head & _stems_of("crowds", self.telling.language))

    @property
    def persons(self) -> bool:
        """Tell whether people are counted, and nothing closer is said of them."""
        return _counts_persons(self.telling.language, self.quantity.unit or "", bool(self.noun), self.head)


@functools.lru_cache(maxsize=4096)
def _counts_persons(language: str, unit: str, named: bool, head: frozenset[str]) -> bool:
    if unit not in listed("persons", language) + listed("persons", "en"):
        return False
    return not named or head <= _stems_of("persons", language) | _stems_of("persons", "en")


@functools.cache
def _measures() -> frozenset[str]:
    return frozenset(load("opposition")["units"]["measures"])


@functools.cache
def _stems_of(key: str, language: str) -> frozenset[str]:
    return frozenset(map(stem, listed(key, language)))


def counts_of(telling: Telling) -> tuple[Count, ...]:
    """Return every figure of a statement that counts or measures something."""
    figures = sorted(
        (
            each
            for each in telling.statement.quantities
            if each.unit
            and (each.low, each.high) not in {(None, None), (1, 1)}
            and not _OF_A_NAME.search(telling.text[: each.start - telling.statement.start])
        ),
        key=lambda each: each.start,
    )
    counts = (_count(telling, each, figures) for each in figures)
    return tuple(count for count in counts if count.several)


def _count(telling: Telling, quantity: Quantity, figures: Iterable[Quantity]) -> Count:
    statement, language = telling.statement, telling.language
    start, end = quantity.start - statement.start, quantity.end - statement.start
    before, led = telling.text[max(0, start - _BEFORE) : start], telling.text[max(0, start - _LED) : start]
    after = telling.text[end : end + _AFTER]
    names = words_of_unit(quantity.unit, language)
    behind = [word for word in statement.words if quantity.end <= word.start < quantity.end + _NOUN_NEAR]
    at = next((place for place, word in enumerate(behind) if word.lemma in names), None)
    called = {behind[at].lemma} if at is not None else set(names)
    between = behind[: at or 0]
    joins = frozenset(map(stem, listed("counting.joins", language)))
    noun = telling.statement.text[end : behind[at].end - statement.start] if at is not None else ""
    clause = f"{before.rpartition(', ')[2]} {after.split(', ')[0]}"
    few = quantity.high is not None and quantity.high <= _KNOWN
    groups = (things(language), happenings(language))
    return Count(
        telling=telling,
        quantity=quantity,
        noun=_bare(noun, language),
        head=frozenset(map(stem, called)),
        kinds=frozenset[str]().union(*(group.get(name, frozenset()) for name in called for group in groups)),
        narrowed=frozenset(stem(word.lemma) for word in between) - joins,
        sort=frozenset(stem(word.lemma) for word in between if word.pos in {"NOUN", "PROPN"}) - joins,
        verbs=_verbs(telling, quantity),
        part=bool(
            wording("counting.part_after", language).match(after.strip())
            or _ends(wording("counting.part_before", language), before)
            or wording("counting.difference", language).match(telling.text[end + len(noun) :].lstrip())
            or (few and _ends(wording("counting.known_before", language), before))
        ),
        whole=bool(wording("counting.whole", language).search(f"{telling.text[:start]} {clause}")),
        added=is_added(statement, quantity, language),
        negated=bool(wording("counting.negators", language).search(before)),
        moved=is_moved(statement, quantity, language)
        or bool(wording("counting.stage", language).search(f"{led} {clause}")),
        rate=bool(wording("counting.rate", language).search(clause)),
        aim=statement.modal is not None
        or statement.stance == "plans"
        or bool(wording("counting.aim", language).search(clause)),
        listed=before.rstrip().endswith("(")
        or any(_adjoins(telling, quantity, other) for other in figures if other is not quantity),
        several=at is None or (_is_several(behind[at], language) and _is_phrase(noun, between, language)),
        dated=any(_near(telling, quantity, each) for each in statement.dates),
    )


def _is_several(noun: Word, language: str) -> bool:
    """Tell whether a counted noun stands in the plural, as far as its form can tell."""
    if language not in _PLURALS_TOLD or noun.pos != "NOUN":
        return True
    return noun.text.lower() != noun.lemma or noun.lemma in listed("counting.unchanged", language)


def _is_phrase(noun: str, between: list[Word], language: str) -> bool:
    """Tell whether number and noun are one phrase ("30 boats", not "30 in three boats")."""
    known = {word.text.lower() for word in between} | set(listed("counting.joins", language))
    said = re.findall(r"[^\W\d_]+", noun.lower())[:-1]
    return language not in _PLURALS_TOLD or all(any(word in each for each in known) for word in said)


def _verbs(telling: Telling, quantity: Quantity) -> frozenset[str]:
    """Return the verbs next to a figure: "12 people were killed", "signed by 300"."""
    words, at = telling.statement.words, telling.statement.start
    before = [word for word in words if word.end <= quantity.start][-_VERB_NEAR:]
    behind = [word for word in words if word.start >= quantity.end][:_VERB_NEAR]
    near = [_first_verb(reversed(before)), _first_verb(behind)]
    if near[1] and _JOINS.search(telling.statement.text[quantity.end - at : near[1].start - at]):
        near[1] = None  # the verb of what is told next: "killing 12 and injuring 40"
    found = {word.lemma for word in near if word}
    groups = happenings(telling.language)
    return frozenset(map(stem, found)).union(*(groups.get(lemma, frozenset()) for lemma in found))


def _first_verb(words: Iterable[Word]) -> Word | None:
    return next((word for word in words if word.pos == "VERB"), None)


def _bare(noun: str, language: str) -> str:
    """Return a counted noun without what joins it to its number, and without quotation marks."""
    joins = listed("counting.joins", language)
    words = " ".join(noun.translate(_NO_QUOTES).split()).strip("-–— '")
    between = "" if is_unspaced(language) else " "
    while words and (join := next((w for w in joins if words.lower().startswith(w + between)), "")):
        words = words[len(join + between) :]
    return words


def _ends(pattern: re.Pattern[str], text: str) -> bool:
    bare = text.rstrip(" (:,“\"'")
    return any(match.end() == len(bare) for match in pattern.finditer(bare))


def _near(telling: Telling, quantity: Quantity, date: DateRange) -> bool:
    """Tell whether a date stands so near a figure, in its clause, that it is counted by then, or there."""
    start = telling.statement.start
    begin, end = min(quantity.end, date.end), max(quantity.start, date.start)
    gap = telling.statement.text[begin - start : max(begin, end) - start]
    return len(gap) <= _DATE_NEAR and ("," not in gap or len(gap) <= _DATE_BESIDE)


def _adjoins(telling: Telling, one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures are told in one breath, as parts of one thing: "40 boats and 12 rafts"."""
    first, second = sorted((one, other), key=lambda each: each.start)
    start = telling.statement.start
    gap = telling.statement.text[first.end - start : second.start - start]
    return len(gap) <= _LIST_GAP and bool(_JOINS.search(gap))
