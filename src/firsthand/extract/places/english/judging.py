"""Which of the words that could name a place do: signs, weighed; then again with the rest of the document.

The first round looks at each stretch alone. The second looks at what the first found elsewhere: the same
name in other sentences, and its neighbours in a list ("in A, B and C"). Both are logistic regressions
whose weights can be read in `places.json`; written by `benchmarks/train_places.py`.
"""

import functools
import json
import math
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from firsthand.extract.places.candidates import candidates
from firsthand.extract.places.english.evidence import (
    is_outlet,
    is_people,
    is_person,
    is_said_outright,
    is_surname,
    signs,
)
from firsthand.extract.places.english.page import LANGUAGE, Page, around, is_word, listed, names_of_people
from firsthand.extract.places.english.spotting import Spot, spots
from firsthand.extract.places.toponyms import Toponym, toponyms

_SURE = 1e-4  # keeps log odds finite
# A smaller town is not meant by a word that its name is like without accents.
_KNOWN = 500_000
_POSTAL = re.compile(r"[A-Z]{2}$")
_NEAR_WORDS = 6  # tokens behind a comma in which the larger place's name ends
# Signs of the second round, in the order of its weights.
SECOND = ("own", "surest elsewhere", "mean elsewhere", "times", "surname", "before in list", "behind in list",
          "mean elsewhere, unknown", "unknown", "country")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that names a place, how likely (0 to 1), and the country or region behind its comma."""

    spot: Spot
    chance: float
    within: Toponym | None


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights of both rounds in log odds; "" is what a stretch without signs gets."""

    first: Mapping[str, float]
    second: Mapping[str, float]
    threshold: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A spot with its signs; `outright` if the text says what kind of place it is: "the village of"."""

    spot: Spot
    signs: frozenset[str]
    within: Toponym | None
    outright: bool


def find_names(page: Page) -> list[Found]:
    """Return the places' names of a parsed text in order, none overlapping."""
    judge = shipped()
    stretches = stretches_of(page)
    alone = [odds(stretch.signs, judge.first) for stretch in stretches]
    chances = [
        _chance(
            sum(judge.second[sign] * value for sign, value in zip(("", *SECOND), (1.0, *row), strict=True))
        )
        for row in company(stretches, alone)
    ]
    return apart(
        [
            Found(stretch.spot, chance, stretch.within)
            for stretch, chance in zip(stretches, chances, strict=True)
            if chance >= judge.threshold or stretch.outright
        ]
    )


def stretches_of(page: Page) -> list[Stretch]:
    """Return what could name a place, with its signs. Names of peoples and of streets are left out."""
    surnames = _surnames(page)
    found: list[Stretch] = []
    before: Spot | None = None
    for spot in spots(page):
        within = _within(page, spot)
        if not (
            _never(spot)
            or _has_article(page, spot)
            or is_outlet(page, spot)
            or is_person(page, spot)
            or is_surname(page, spot, surnames)
            or _is_word(page, spot)
        ):
            outright = is_said_outright(page, spot)
            found.append(
                Stretch(spot, frozenset(signs(page, spot, before, within, surnames)), within, outright)
            )
        before = spot
    return found


def odds(found: Collection[str], weights: Mapping[str, float]) -> float:
    """Return the log odds that signs add up to; added in one order, so that it is always the same number."""
    return weights[""] + math.fsum(weights.get(sign, 0.0) for sign in found)


def company(stretches: Sequence[Stretch], alone: Sequence[float]) -> list[tuple[float, ...]]:
    """Return the signs of the second round for each stretch, by the log odds of the first."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for at, stretch in enumerate(stretches):
        by_name[stretch.spot.name].append(at)
    listed = [_in_list(stretch) for stretch in stretches]
    rows: list[tuple[float, ...]] = []
    for at, stretch in enumerate(stretches):
        rest = [alone[other] for other in by_name[stretch.spot.name] if other != at]
        mean = math.fsum(rest) / len(rest) if rest else 0.0
        unknown = "known=unknown" in stretch.signs
        rows.append(
            (
                alone[at],
                max(rest, default=0.0),
                mean,
                float(min(len(rest), 4)),
                float("surname" in stretch.signs),
                alone[at - 1] if at and listed[at] else 0.0,
                alone[at + 1] if at + 1 < len(stretches) and listed[at + 1] else 0.0,
                mean if unknown else 0.0,
                float(unknown),
                float("known=country" in stretch.signs),
            )
        )
    return rows


def apart(found: Sequence[Found]) -> list[Found]:
    """Return the surest of what overlaps, in order."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (-each.chance, each.spot.start, each.spot.end)):
        if all(each.spot.end <= other.spot.start or other.spot.end <= each.spot.start for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.spot.start)


@functools.cache
def shipped() -> Judge:
    """Return the weights that ship with firsthand."""
    data = json.loads(files(__package__).joinpath("places.json").read_text("utf-8"))
    return Judge(data["first"], data["second"], data["threshold"])


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def _in_list(stretch: Stretch) -> bool:
    return any(sign.startswith("follows=") for sign in stretch.signs)


def _never(spot: Spot) -> bool:
    """Tell whether a name is a people's or a street's: neither can be drawn on the map of a register."""
    country = any(meaning.precision == "country" for meaning in toponyms(LANGUAGE).meanings(spot.name))
    last = spot.name.rpartition(" ")[2]
    if spot.name in around("never") or spot.name in listed("directions"):
        return True
    return not country and (is_people(spot.name) or (" " in spot.name and last in listed("streets")))


def _is_word(page: Page, spot: Spot) -> bool:
    """Tell whether a word of the language is only like a small place's name once its accents are gone.

    "Hit" in "Hit and run" is no town called Hīt; a longer name that begins with it is another's.
    """
    if " " in spot.name or not spot.meanings or not is_word(spot.name) or is_said_outright(page, spot):
        return False
    if any(
        meaning.precision == "country"
        or meaning.capital
        or (meaning.precision == "city" and meaning.population >= _KNOWN)
        for meaning in spot.meanings
    ):
        return False
    if (
        spot.first
        and page.words[spot.first - 1].lower() in listed("articles")
        and spot.stop < len(page.words)
    ):
        word = page.words[spot.stop]
        if word[0].isupper() and word.isalpha() and not page.begins[spot.stop]:
            return True  # "the Maritime Service"
    return all(not meaning.name.isascii() for meaning in spot.meanings)


def _has_article(page: Page, spot: Spot) -> bool:
    """Tell whether "the" stands before what could only be a town: "the White House" is a thing.

    "The Hague" has the article in its name, and in "the Milan office" it belongs to the office.
    """
    at, stop = spot.first, spot.stop
    if at == 0 or page.words[at - 1].lower() not in listed("articles") or spot.glued:
        return False
    if stop < len(page.words) and page.kinds[stop] in ("NOUN", "PROPN", "ADJ"):
        return False
    meanings = candidates(spot.name, LANGUAGE)
    return bool(meanings) and all(meaning.precision == "city" for meaning in meanings)


def _surnames(page: Page) -> frozenset[str]:
    """Return the family names of the persons whom a document names in full or with a title."""
    found = set()
    people = names_of_people()
    for at in range(1, len(page.words)):
        word, left = page.words[at], page.words[at - 1]
        if not (word[0].isupper() and left[0].isupper()) or page.begins[at] or len(word) <= 2:
            continue
        if page.starts[at] == page.end(at - 1):
            continue
        low = left.lower()
        named = low in people["given"] or (low in people["first"] and not is_word(left))
        first = named and not toponyms(LANGUAGE).meanings(left)
        initial = len(left) == 2 and left[1] == "."
        if first or initial or left.lower() in around("titles"):
            found.add(word)
    return frozenset(found)


def _within(page: Page, spot: Spot) -> Toponym | None:
    """Return the country or region named right behind a comma: "Springfield, Ohio"."""
    at = spot.stop + 1
    if spot.glued or at >= len(page.words) or page.words[spot.stop] != ",":
        return None
    known = toponyms(LANGUAGE)
    for stop in range(min(at + _NEAR_WORDS, len(page.words)), at, -1):
        larger = [meaning for meaning in known.meanings(page.name(at, stop)) if meaning.precision != "city"]
        if larger:
            return larger[0]
    if _POSTAL.match(page.words[at]):
        return next((region for region in _states() if region.admin == page.words[at]), None)
    return None


@functools.cache
def _states() -> tuple[Toponym, ...]:
    """Return the regions that are written as two letters behind a town: "Springfield, OH"."""
    return tuple(sorted(toponyms(LANGUAGE).regions("US"), key=lambda region: region.name))
