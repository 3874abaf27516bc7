"""Datelines: 某某社北方9月3日电（记者…）says that an agency sends all that follows."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.extract.chinese.reading import Reading, Stretch
from firsthand.extract.packs import load

# The groups of the pattern that hold the word for sending.
_SENT = ("dated", "told", "local", "short", "signed")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Who sends a report, the word for sending, and where the report begins.

    `own` says that it is the paper itself: 本报讯.
    """

    agency: Stretch
    sent: Stretch
    body: int
    own: bool


def find_datelines(reading: Reading) -> Iterator[Dateline]:
    """Yield the datelines at the beginnings of paragraphs, in order."""
    for start, end in reading.paragraphs:
        match = _pattern().match(reading.plain, start, min(end, start + 160))
        if match is not None:
            own = match.group("agency") in load("cues", "zh")["dateline"]["own"]
            sent = next(group for group in _SENT if match.group(group))
            yield Dateline(match.span("agency"), match.span(sent), match.end(), own)


@functools.cache
def _pattern() -> re.Pattern[str]:
    pack = load("cues", "zh")["dateline"]
    outlets = load("outlets", "zh")["outlets"]
    known = sorted(
        (word for name, others in outlets.items() for word in (name, *others)), key=len, reverse=True
    )
    names = "|".join(re.escape(word) for word in (*known, *pack["own"]))
    last = "|".join(sorted(pack["agency_last"], key=len, reverse=True))
    sent = "|".join(sorted(pack["sent"], key=len, reverse=True))
    reporters = "|".join(pack["reporters"])
    inner = r"[^\s，。；：:、！？“”「」（(《》\d]"
    digit, (year, month, day) = f"[\\d{pack['digits']}]", pack["date"]
    date = rf"(?:{digit}{{4}}{year})?(?:{digit}{{0,3}}{month})?{digit}{{1,3}}{day}\s*"
    alone, signed = "|".join(pack["alone"]), "|".join(pack["signed"])
    return re.compile(
        rf"[【\[（(〔]?\s*(?:{pack['opening']}\s*)?(?P<agency>{names}|《{inner}{{2,12}}》|{inner}{{1,10}}?(?:{last}))"
        rf"(?:"
        rf"\s*{inner}{{0,12}}?\s*{date}(?P<dated>{sent})"
        rf"|\s*{inner}{{0,6}}?(?P<told>{sent})(?=\s*[（(：:【〕】\]）)]|\s+\S)"
        rf"|(?:{inner}{{1,4}}?(?P<local>{alone})(?=\s*{digit})|(?P<short>{alone})(?=\s*\S))"
        rf"|\s*(?:{reporters}){inner}{{0,12}}(?P<signed>{signed})(?=\s*[：:])"
        rf")[】\]）)〕]?\s*(?:[（(][^）)\n]{{0,80}}[）)])?\s*[：:]?\s*"
    )
