"""The words of number expressions in a language read from its surface, and the patterns that find them."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from firsthand.extract.packs import load
from firsthand.extract.patterns import any_of

_SIGN = re.compile(r"\W$")


@dataclass(frozen=True, slots=True)
class SurfaceWords:
    """A language pack's words for numbers and measures, lower case, as patterns and tables."""

    numbers: dict[str, float]
    scales: dict[str, float]
    short_scales: dict[str, float]
    bases: dict[str, float]
    parts: dict[str, float]
    shares: dict[str, float]
    collectives: dict[str, float]
    loose: frozenset[str]
    plurals: dict[str, tuple[float, float | None]]
    vague: dict[str, tuple[float, float | None]]
    reversed: str
    decimal: str
    swapped: bool
    one: frozenset[str]
    doubtful: frozenset[str]
    effects: dict[str, str]
    doubtful_effects: frozenset[str]
    before_verbs: dict[str, str]
    pairs: tuple[tuple[str, str], ...]
    percent_sign: re.Pattern[str]
    currencies: dict[str, str]
    units: dict[str, str]
    endings: tuple[tuple[str, tuple[str, ...]], ...]
    labels: frozenset[str]
    skipped: frozenset[str]
    stops: frozenset[str]
    counted: frozenset[str]
    capitals: bool
    compounds: bool
    inherit_before: frozenset[str]
    inherit_after: frozenset[str]
    ordinal_mark: str
    number: re.Pattern[str]
    atoms: re.Pattern[str]
    half: re.Pattern[str] | None
    before: re.Pattern[str]
    after: re.Pattern[str]
    joins: re.Pattern[str]
    opens: re.Pattern[str]
    signs_before: re.Pattern[str]
    signs_after: re.Pattern[str]
    clock: re.Pattern[str]
    clock_before: re.Pattern[str] | None
    clock_between: re.Pattern[str] | None
    ordinal_before: re.Pattern[str]
    age_after: re.Pattern[str]
    age_before: re.Pattern[str]
    age_person: re.Pattern[str] | None
    years: re.Pattern[str]


@functools.cache
def surface_words(language: str) -> SurfaceWords:
    """Load a language's words for numbers once a process."""
    data: dict[str, Any] = load("measures", language)
    collectives, plurals = data["collectives"], _ranges(data["plurals"])
    numbers, scales = data["numbers"], data["scales"]
    hundreds = {word: value for word, value in numbers.items() if value == 100}
    bases = (
        {word: low / 2 for word, (low, _) in plurals.items()}
        | collectives
        | hundreds
        | scales
        | data["bases"]
    )
    effects = {phrase: effect for effect, phrases in data["before"].items() for phrase in phrases}
    effects |= {f"+{phrase}": effect for effect, phrases in data["after"].items() for phrase in phrases}
    nouns = {noun: code for code, found in data["currency_nouns"].items() for noun in found}
    labels, ages, ranges = data["labels"], data["ages"], data["ranges"]
    return SurfaceWords(
        numbers=numbers,
        scales=scales,
        short_scales=data["short_scales"],
        bases=bases,
        parts=data["parts"],
        shares=data["shares"],
        collectives=collectives,
        loose=frozenset(data["loose_collectives"]["words"]),
        plurals=plurals,
        vague=_ranges(data["vague"]),
        reversed=data["join"]["reversed"],
        decimal=data["digits"]["decimal"],
        swapped=data["digits"]["swapped"],
        one=frozenset(data["doubtful"]["one"]),
        doubtful=frozenset(data["doubtful"]["words"]),
        effects=effects,
        doubtful_effects=frozenset(data["before_doubtful"]["words"]),
        before_verbs=data["before_verbs"],
        pairs=tuple((opening, joining) for opening, joining in ranges["pairs"]),
        percent_sign=_after([*data["percent"]["words"], *data["percent"]["glued"]]),
        currencies=data["currencies"] | nouns,
        units={noun: unit for unit, found in data["units"].items() for noun in found} | nouns,
        endings=tuple(
            (ending, tuple(instead))
            for ending, instead in sorted(data["endings"].items(), key=lambda row: -len(row[0]))
        ),
        labels=frozenset(labels["words"]),
        skipped=frozenset(data["counts"]["skipped"]),
        stops=frozenset(data["counts"]["stops"]),
        counted=frozenset(data["units"]),
        capitals=data["counts"]["capitals"],
        compounds=data["counts"]["compounds"],
        inherit_before=frozenset(data["inherit"]["before"]),
        inherit_after=frozenset(data["inherit"]["after"]),
        ordinal_mark=labels["ordinal_mark"],
        number=_number(data, bases),
        atoms=re.compile(any_of([*numbers, *scales, data["join"]["reversed"]]), re.I),
        half=_ending_with(data["halves"]["after"]),
        before=_before(data["before"], data["before_articles"]["words"]),
        after=_after(phrase for phrases in data["after"].values() for phrase in phrases),
        joins=_after({*ranges["joins"], *(joining for _, joining in ranges["pairs"])}, glued=True),
        opens=re.compile(rf"(?<!\w)(?:{any_of({pair[0] for pair in ranges['pairs']})})\s*$", re.I),
        signs_before=re.compile(rf"(?<!\w)(?:{any_of(data['currencies'])})\s?$", re.I),
        signs_after=_after({**data["currencies"], **nouns}),
        clock=_after(labels["clock"]),
        clock_before=_ending_of(labels["clock_before"]),
        clock_between=_after(labels["clock_between"]) if labels["clock_between"] else None,
        ordinal_before=re.compile(rf"(?<!\w)(?:{any_of(labels['ordinal_before'])})\s+$", re.I),
        age_after=_after([*ages["after"], *ages["glued"]]),
        age_before=re.compile(rf"(?<!\w)(?:{any_of(ages['before'])})\s+$", re.I),
        age_person=_person(ages),
        years=_after(ages["years"]),
    )


def _ranges(table: Mapping[str, list[float]]) -> dict[str, tuple[float, float | None]]:
    return {word: (float(low), float(high) or None) for word, (low, high) in table.items()}


def _number(data: dict[str, Any], bases: Iterable[str]) -> re.Pattern[str]:
    """Build the pattern of everything that is a number: shares, "dozens", digits, number words."""
    digits = data["digits"]
    mark = "".join(re.escape(character) for character in digits["thousands"])
    decimal = re.escape(digits["decimal"])
    plain = rf"\d{{1,3}}(?:[{mark}]\d{{3}})+(?!\d)(?:{decimal}\d+)?|\d+{decimal}\d+|\d+\.\d(?!\d)|\d+"
    if digits["swapped"]:
        plain = rf"\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|{plain}"
    scale, base = any_of(data["scales"]), any_of(bases)
    short = any_of(data["short_scales"])
    atom = any_of([*data["numbers"], *data["scales"]])
    between = any_of(data["join"]["between"])
    optional = "?" if "" in data["join"]["between"] else ""
    of = "|".join(re.escape(word) for word in data["plurals_of"]["words"])
    few = any_of(word for word, value in data["numbers"].items() if value < 20)
    shared = "|".join(
        re.escape(word) + (r"\s?" if _SIGN.search(word) else r"\b") for word in data["shares_of"]["words"]
    )
    dozens = data["plurals"].keys() - data["scales"].keys()
    cores = [
        rf"(?P<vague>{any_of(data['vague'])})\s(?P<vbase>{base})\b(?:(?:{of})(?P<vtimes>{base})\b)?",
        rf"(?P<part>{any_of(data['parts'])})(?P<pscale>{scale})\b",
        rf"(?P<share>{any_of(data['shares'])})(?=\s(?:{shared}))",
        rf"(?:(?P<times>{few})\s)?(?P<many>{any_of(data['collectives'])})\b(?:(?:{of})(?P<mtimes>{base})\b)?",
        rf"(?:(?P<timesof>{few})\s)(?P<dozens>{any_of(dozens)})\b(?!\w)",
        rf"(?P<plural>{any_of(data['plurals'])})\b(?:(?:{of})(?P<ptimes>{base})\b)?",
        rf"(?P<digits>{plain})(?:\s?-?(?P<dscale>{scale})\b|[\s]?(?P<short>{short})(?![\w]))?(?P<plus>\+)?",
        rf"(?P<spelled>(?:{atom})(?:(?:{between}){optional}(?:{atom}))*)(?!\w)",
    ]
    return re.compile(rf"(?<![\w.,:/+–-])(?<!\d[ ])(?:{'|'.join(cores)})", re.I)


def _before(effects: Mapping[str, list[str]], articles: Iterable[str]) -> re.Pattern[str]:
    phrases = {phrase for found in effects.values() for phrase in found}
    open_ended = any_of(phrase for phrase in phrases if _SIGN.search(phrase))
    closed = any_of(phrase for phrase in phrases if not _SIGN.search(phrase))
    article = rf"(?:(?:{any_of(articles)})\s+)?"
    return re.compile(rf"(?<![\w-])(?:(?P<closed>{closed})\s+|(?P<open>{open_ended})\s*){article}$", re.I)


def _after(words: Iterable[str], *, glued: bool = False) -> re.Pattern[str]:
    """Return a pattern of words right behind a number, with or without a space or hyphen."""
    parts = [
        re.escape(word) + ("" if _SIGN.search(word) else r"(?!\w)")
        for word in sorted(words, key=len, reverse=True)
        if word
    ]
    return re.compile(rf"[\s]*-?(?P<word>{'|'.join(parts) or '(?!)'})" + (r"\s*" if glued else ""), re.I)


def _ending_with(words: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?:{any_of(words)})\b", re.I) if words else None


def _ending_of(words: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{any_of(words)})\s+$", re.I) if words else None


def _person(ages: dict[str, Any]) -> re.Pattern[str] | None:
    if not ages["persons"]:
        return None
    return re.compile(
        rf"\b(?:{any_of(ages['persons'])})s?\s+(?:[\w-]+\s+){{0,2}}(?:{any_of(ages['of'])})\s+$", re.I
    )
