"""Who wrote a text and when, from the lines that say so."""

import functools
import re
from collections.abc import Callable
from datetime import date, datetime

from firsthand.read.page_words import PageWords, plain
from firsthand.read.script import IDEOGRAPH

_LETTER = re.compile(r"\w")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_CLOCK = (
    r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?"
    r"|,?\s*\d{1,2}\s*[ap]\.?m\.?|,?\s*\d{1,2}\s*h\s?\d{0,2}(?!\w))"
)
# "2024年5月11日", and what may stand beside it: "星期六 08:30".
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]")
_CHINESE_REST = re.compile(
    r"(?:[（(]?(?:星期|周|週)[一二三四五六日天][)）]?|上午|下午|凌晨|晚上|\d{1,2}\s*[:：时時]\s*\d{0,2}分?(?:[:：]\d\d)?|\s)*"
)
_ORDINAL = r"(?:st|nd|rd|th|er|ème|º|°|ª|\.)?"
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}\S*)?")
# Agency or paper behind a place at the start of a paragraph: "TEL AVIV (Reuters) - ".
_PLACE = r"(?:[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3})"
_DATELINE = re.compile(
    rf"""(?:
      (?P<caps>{_PLACE})(?P<rest>(?:,\s[A-Z][\w.'’-]*(?:\s[\w.'’-]+){{0,3}}){{0,2}})\s*(?P<agency1>\([^()]{{2,40}}\))?
    | (?P<mixed>[A-Z][\w.'’,/-]*(?:\s[\w.'’,/-]+){{0,5}})\s*(?P<agency2>\([^()]{{2,40}}\))
    | (?P<agency3>\([^()]{{2,60}}\))
    )\s*(?:—|–|―|--|-)\s*""",
    re.VERBOSE,
)
_DASH = re.compile("[—–―-]")
_MOST_OF_DATELINE = 90
LONGEST_BYLINE = 160
_IN_PLACE = re.compile(r",?\s+in\s+(?:[A-Z][\w.'’-]*(?:\s+and)?\s*){1,4}$")
_HANZI_STOP = re.compile(r"[，。；！？]")
# Characters of a line that names Chinese writers: three names of three, and what joins them.
_CHINESE_WRITERS = 14
_ADDRESS = re.compile(r"(?:www\.)?((?:[\w-]+\.)+(?:com|org|net|info|news|tv|co\.[a-z]{2}|[a-z]{2}))\b", re.I)


def dateline(text: str, words: PageWords) -> tuple[int, str | None]:
    """Return how long the dateline at the start of a paragraph is (0: none) and what it credits.

    "LISBON (Reuters) - Portugal presented" gives the length up to "Portugal" and "Reuters".
    """
    if not _DASH.search(text, 0, _MOST_OF_DATELINE):
        return 0, None
    found = _DATELINE.match(text)
    if not found or found.end() >= len(text) or found.end() > _MOST_OF_DATELINE:
        return 0, None
    credit = found["agency1"] or found["agency2"] or found["agency3"]
    name = re.split(r",\s", credit.strip("()"))[0].strip() if credit else None
    known = name is not None and (name.lower() in words.agencies or bool(_ADDRESS.fullmatch(name)))
    spelled = credit is not None and (known or find_date(credit, words) is not None)
    place = found["caps"]
    capital = (
        place is not None and len(re.sub(r"\W", "", place)) > 3 and text[found.end()] not in "0123456789"
    )
    # A dash alone also sets off an aside ("NATO - the alliance - ..."): only a long dash after a
    # place in capitals, or a credit in brackets, makes a dateline.
    dash = text[found.start() : found.end()].strip()[-1]
    if not (spelled or (capital and (credit is not None or dash in "—–―" or "--" in found[0]))):
        return 0, None
    return found.end(), name


def is_dateline_date(text: str, words: PageWords) -> bool:
    """Tell whether a line is a date and nothing else: "Updated: 4 December 2022, 10:15 GMT"."""
    rest = plain(text).lower()
    if rest.startswith(words.dated):
        lead = next(lead for lead in words.dated if rest.startswith(lead))
        rest = rest[len(lead) :].lstrip(" :|-")
    if len(rest) > 60 or not any(map(str.isdigit, rest)):
        return False
    rest = _CHINESE.sub(" ", _ISO.sub(" ", rest))
    if found := _CHINESE_REST.fullmatch(rest.strip()):
        return bool(found)
    for part in _parts_of_a_date(words.months, words.weekdays, words.fillers):
        rest = part.sub(" ", rest)
    return not _LETTER.search(rest)


@functools.lru_cache(maxsize=16)
def _parts_of_a_date(
    months: tuple[str, ...], weekdays: tuple[str, ...], fillers: frozenset[str]
) -> tuple[re.Pattern[str], ...]:
    """Return what a line may hold that is a date and nothing else, in the order it is taken out."""
    names = "|".join([*months, *(month[:3] for month in months), *weekdays, "sept"])
    others = "|".join(map(re.escape, sorted(fillers, key=len, reverse=True)))
    return (
        re.compile(_CLOCK, re.I),
        re.compile(rf"\b(?:{names})\b\.?"),
        re.compile(rf"\b(?:\d{{4}}|\d{{1,2}}{_ORDINAL}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})(?!\w)"),
        re.compile(rf"\b(?:{others})(?!\w)"),
    )


def byline(text: str, words: PageWords) -> str | None:
    """Return the writers a line names ("By Ana Lund and Bo Ek" gives "Ana Lund and Bo Ek"), or None."""
    line = plain(text)
    if len(line) > LONGEST_BYLINE:
        return None
    low = line.lower()
    if not low.startswith(words.by):
        return None
    lead = next(
        (
            lead
            for lead in words.by
            if low.startswith(lead)
            and (lead[-1] in "：:/／" or IDEOGRAPH.match(lead) or not low[len(lead) :][:1].isalpha())
        ),
        None,
    )
    if lead is None:
        return None
    rest = line[len(lead) :].lstrip(" :")
    if ";" in rest:  # "Reporting by Ana Lund; Editing by Bo Ek"
        rest = rest.split(";")[0]
    rest = re.split(
        r"\s+\|\s+|\s+[—–-]\s+|,?\s+on\s+(?=[A-Z])|,?\s+(?=Updated|Published)|\s+\(|\s*•\s*", rest
    )[0]
    if IDEOGRAPH.match(rest):
        writers = rest.split("  ")[0].strip(" ,.，。：:")
        return writers if len(writers) <= _CHINESE_WRITERS and not _HANZI_STOP.search(writers) else None
    found = _WORD.findall(rest)
    small = {word.lower() for word in found if word[0].islower()}
    if not found or len(found) > 14 or not found[0][0].isupper() or small - words.between:
        return None
    low_first = found[0].lower()
    if low_first in words.weekdays or low_first in words.months or rest.rstrip().endswith(("?", "!", ":")):
        return None
    return rest.strip(" ,.|*_") or None


def signature(
    line: str | None, words: PageWords, is_outlet: Callable[[str, PageWords], bool]
) -> tuple[str | None, str | None]:
    """Part a byline into its writers and their outlet: "Ana Lund in Saltmere, Harbour Post" names both.

    Places and days behind the writers are left off.
    """
    if line is None:
        return None, None
    parts = [part.strip() for part in re.split(r",\s+", line)]
    outlet = None
    while len(parts) > 1:
        tail = parts[-1]
        if is_outlet(tail, words) and tail.lower() not in words.agencies:
            outlet = tail
        elif tail.lower() in words.agencies or not (len(tail.split()) == 1 or find_date(tail, words)):
            break
        parts.pop()
    if len(parts) == 1 and is_outlet(parts[0], words) and parts[0].lower() not in words.agencies:
        outlet = parts[0]
    written = ", ".join(parts)
    cut = _IN_PLACE.sub("", written)
    return (cut if len(cut.split()) > 1 else written) or None, outlet


def find_date(text: str, words: PageWords) -> date | None:
    """Return the first whole date (day, month and year) that a line holds."""
    line = plain(text)
    if iso := _ISO.search(line) or _CHINESE.search(line):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    names, patterns = _written_dates(words.months)
    for pattern in patterns:
        if found := pattern.search(line):
            number = names[found["month"].lower()]
            written = found["year"].lstrip("'’")
            return _day(int(written) + (2000 if len(written) == 2 else 0), number, int(found["day"]))
    if words.day_first and (found := re.search(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b", line)):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    return None


@functools.lru_cache(maxsize=16)
def _written_dates(months: tuple[str, ...]) -> tuple[dict[str, int], tuple[re.Pattern[str], ...]]:
    """Return what the months may be called, and how dates with a month's name are written."""
    names = {
        month[:length]: number for number, month in enumerate(months, 1) for length in (3, 4, len(month))
    }
    month = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    year = r"(?P<year>\d{4}|['’]\d{2})"
    return names, (
        re.compile(
            rf"\b(?P<month>{month})\.?\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s*{year}", re.IGNORECASE
        ),
        re.compile(
            rf"\b(?P<day>\d{{1,2}}){_ORDINAL}\s*(?:(?:of|de|di)\s+)?(?P<month>{month})\.?,?\s*(?:del?\s+)?{year}",
            re.IGNORECASE,
        ),
    )


def web_address(text: str) -> str | None:
    """Return the host of the first web address in a line: "(Example.net, Dec 5)" gives "Example.net"."""
    found = _ADDRESS.search(text)
    return found[1] if found else None


def is_web_address(name: str) -> bool:
    """Tell whether a name is a web address and nothing else."""
    return bool(_ADDRESS.fullmatch(name))


def from_timestamp(text: str) -> date | None:
    """Return the day of a machine-written time such as "2022-12-04T09:30:00Z"."""
    try:
        return datetime.fromisoformat(text.strip().replace("Z", "+00:00")).date()
    except ValueError:
        found = _ISO.search(text)
        return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
