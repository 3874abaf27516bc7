"""When two wordings give the same value: text, numbers and times of day, and what says nothing."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Literal

Kind = Literal["text", "number", "time", "names"]

_WORDS_FOR_NOTHING = frozenset("na n/a nan none null nil x tba tbd unknown unspecified unavailable".split())
_SAYS_NOTHING = _WORDS_FOR_NOTHING | {
    "not available",
    "not applicable",
    "not known",
    "not given",
    "no data",
    "to be announced",
}
_UNSURE = re.compile(
    r"\b(?:estimated?|est\.|approx(?:\.|imately)?|expected|provisional|forecast)|^~|\?$", re.I
)
_CLOCK = re.compile(
    r"(?<![\d:])(\d{1,2})[:.h](\d{2})(?::\d{2})?(?!\d)\s*(?:(a|p)\.?\s?m?\b\.?|(noon)|(midnight))?", re.I
)
# In one of the shapes that glue a day to the half of the day: 6:59aDec 1
_GLUED = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})\s*(a|p)(?=[A-Z])")
_NUMBER = re.compile(r"[-+]?\d[\d,.\u00a0\u202f' ]*(?:[eE][-+]?\d+)?")
# An attribute is read as numbers or times if this share of its values can be: a few odd ones do not make
# it text, and a text with a number in it does not make it numbers. By sense, not fitted.
_SHARE_OF_A_KIND = 0.8


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in the form in which it is compared. `unsure` if its own words weaken it: "(estimated)".

    A number is `rounded` that ends in three noughts: by chance one counted number in a thousand does.
    """

    key: str
    number: float | None = None
    unsure: bool = False
    rounded: bool = False


def says_nothing(value: str | None) -> bool:
    """Tell whether a cell is empty or filled with words that stand for "empty"."""
    if value is None:
        return True
    plain = plain_text(value)
    return not any(character.isalnum() for character in plain) or plain in _SAYS_NOTHING


def plain_text(value: str) -> str:
    """Return a text without marks, case and the ways of spacing: what two hands may write differently."""
    decomposed = unicodedata.normalize("NFKD", unescape(value)).casefold()
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def read_value(value: str | None, kind: Kind) -> Reading | None:
    """Return the value in comparable form, or None where it says nothing of this kind."""
    if says_nothing(value) or value is None:
        return None
    unsure = bool(_UNSURE.search(value))
    if kind == "names":
        return Reading("")  # read beside the other wordings of the same list
    if kind == "time":
        minutes = _minutes(value)
        return None if minutes is None else Reading(f"{minutes // 60:02}:{minutes % 60:02}", minutes, unsure)
    if kind == "number":
        number = _number(value)
        return (
            None
            if number is None
            else Reading(f"{number:.15g}", number, unsure, number >= 1000 and number % 1000 == 0)
        )
    text = re.sub(r"[^\w\s]", " ", plain_text(value))
    return Reading(" ".join(text.split()), None, unsure)


def kind_of(values: Iterable[str | None]) -> Kind:
    """Guess what an attribute holds from its values: times of day, numbers or text."""
    found: Counter[Kind] = Counter()
    for value in values:
        if value is None or says_nothing(value):
            continue
        found["text"] += 1
        if re.search(r"\d{1,2}:\d{2}", value):
            found["time"] += _minutes(value) is not None
        elif _NUMBER.fullmatch(value.strip()):
            found["number"] += 1
    told = found["text"]
    if told and found["time"] >= _SHARE_OF_A_KIND * told:
        return "time"
    if told and found["number"] >= _SHARE_OF_A_KIND * told:
        return "number"
    return "text"


def _minutes(value: str) -> int | None:
    """Return the minute of the day a text names, whatever day, zone or note stands beside it."""
    found = _GLUED.search(value) or _CLOCK.search(unescape(value))
    if found is None:
        return _iso(value)
    hours, minutes = int(found[1]), int(found[2])
    half = (found[3] or "").lower()
    if half == "p" and hours < 12:
        hours += 12
    elif (half == "a" and hours == 12) or (found.re is _CLOCK and found[5]):
        hours = 0
    return hours % 24 * 60 + minutes if hours <= 24 and minutes < 60 else None


def _iso(value: str) -> int | None:
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment.hour * 60 + moment.minute


def _number(value: str) -> float | None:
    found = _NUMBER.search(value)
    if found is None:
        return None
    text = re.sub(r"[\u00a0\u202f' ]", "", found[0]).strip(",.")
    if re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"[-+]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", text):
        text = text.replace(".", "").replace(",", ".")
    else:
        text = (
            text.replace(",", ".", 1) if text.count(",") == 1 and "." not in text else text.replace(",", "")
        )
    try:
        return float(text)
    except ValueError:
        return None
