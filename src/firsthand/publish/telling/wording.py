"""How things are put into words and fitted into a line: counts, dates, short names, cut text."""

import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath

_NUMBERS = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
]  # fmt: skip
_MONTHS = ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"]
# "co" in co.uk, "com" in com.au: no name of a site.
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "gouv", "net", "org"})
_SHORT = 12  # letters; a longer mark would push a strip of ten documents off an 80-column line


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 origin", "5 documents", "1,204 statements"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def in_words(number: int) -> str:
    """Return small numbers as words: "five", and others as digits: "41"."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def capitalised(text: str) -> str:
    """Return the text with its first letter large and the rest as it was."""
    return text[:1].upper() + text[1:]


def day(value: date | None) -> str:
    """Return "4 Dec 2022", or "undated"."""
    return "undated" if value is None else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def days(earliest: date | None, latest: date | None) -> str:
    """Return a range of days as people write it: "4 Dec 2022", "Sept 2022", "2022", "before 4 Dec 2022"."""
    if earliest is None and latest is None:
        return "undated"
    if earliest is None or latest is None:
        return f"before {day(latest)}" if earliest is None else f"since {day(earliest)}"
    if earliest == latest:
        return day(earliest)
    if earliest.year == latest.year:
        if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
            return str(earliest.year)
        if earliest.month == latest.month:
            whole = earliest.day == 1 and latest.day >= 28
            span = "" if whole else f"{earliest.day}–{latest.day} "
            return f"{span}{_MONTHS[earliest.month - 1]} {earliest.year}"
    return f"{day(earliest)} – {day(latest)}"


def number(value: float) -> str:
    """Return 102.0 as "102", 2500000.0 as "2,500,000", 0.35 as "0.35"."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.6g}"


def interval(
    low: float | None,
    high: float | None,
    *,
    approximate: bool = False,
    open_low: bool = False,
    open_high: bool = False,
) -> str:
    """Return what a figure claims: "102", "13 or more", "over 100", "up to 8", "20–25", "about 40"."""
    about = "about " if approximate else ""
    if approximate:  # "dozens" is no 21.6
        low, high = (None if v is None else float(round(v)) if v >= 10 else v for v in (low, high))
    if high is None:
        if low is None:
            return "unknown"
        return f"over {number(low)}" if open_low else f"{about}{number(low)} or more"
    if low is None:
        return f"under {number(high)}" if open_high else f"{about}up to {number(high)}"
    return f"{about}{number(low)}" if low == high else f"{about}{number(low)}–{number(high)}"


def listed(items: Sequence[str], *, limit: int = 3) -> str:
    """Return "a, b and c", or "a, b, c and 4 more"."""
    items = [*items[:limit], f"{len(items) - limit} more"] if len(items) > limit else list(items)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def clean(text: str) -> str:
    """Return text on one line without control characters, so that it cannot steer a terminal."""
    if text.isprintable() and "  " not in text:  # most texts: a page cleans tens of thousands
        return text.strip()
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return re.sub(r" +", " ", "".join(kept)).strip()


def columns(text: str) -> int:
    """Return how many terminal columns a text takes: wide East Asian letters two, accents none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def padded(text: str, width: int) -> str:
    """Return the text filled up with spaces to a number of terminal columns."""
    return text + " " * max(0, width - columns(text))


def cut(text: str, width: int) -> str:
    """Return the text, or as many whole words of it as fit with "…" at the end."""
    if columns(text) <= width:
        return text
    kept = ""
    for word in re.findall(r"\S+\s*", text):
        if columns(kept + word.rstrip()) > width - 1:
            break
        kept += word
    if not kept:
        for letter in text:
            if columns(kept + letter) > width - 1:
                break
            kept += letter
    return kept.rstrip(" \r\n\t,;:–-") + "…"


def wrapped(text: str, width: int, *, lines: int) -> list[str]:
    """Return the text broken into at most so many lines of so many columns, "…" where it was cut."""
    if columns(text) == len(text):
        broken = textwrap.wrap(text, width, break_long_words=True, break_on_hyphens=False) or [""]
    else:
        broken = _wrapped_wide(text, width)
    if len(broken) > lines:
        broken = [*broken[: lines - 1], cut(" ".join(broken[lines - 1 :]), width)]
    return broken


def _wrapped_wide(text: str, width: int) -> list[str]:
    """Break a text with wide letters, which textwrap would count as one column; Chinese breaks anywhere."""
    broken = [""]
    for piece in re.findall(r"[\u3000-\u9fff\uff00-\uffef]\s*|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+", text):
        if columns(broken[-1] + piece.rstrip()) > width and broken[-1]:
            broken[-1] = broken[-1].rstrip()
            broken.append("")
        broken[-1] += piece
    return [part for line in broken for part in _chopped(line.rstrip(), width)] or [""]


def _chopped(line: str, width: int) -> list[str]:
    """Cut a word longer than a line into lines."""
    parts = [""]
    for letter in line:
        if columns(parts[-1] + letter) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def _words_of(name: str) -> list[str]:
    """Return the words of a file's name; of a page's address first its site, which says more than "index"."""
    words = re.findall(r"[^\W_]+|_", PurePath(name).stem)
    if found := re.match(r"https?://([^/:?#]+)", name):
        return [_site(found[1]), *words]
    return words


def _site(host: str) -> str:
    """Return what a host is called: "selm" of www.selm.example, "bbc" of news.bbc.co.uk."""
    labels = host.split(".")
    if host.replace(".", "").isdigit() or len(labels) == 1:
        return host
    kept = labels[:-1]
    if len(kept) > 1 and kept[-1] in _SECOND_LEVEL:
        kept.pop()
    return kept[-1]


def short_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return a short unique mark for every document, from its file name: "000", "2_LL", "courier".

    As few leading words of the name as tell it from all others; numbered where that gets too long.
    """
    words = {i: _words_of(clean(name)) or ["document"] for i, name in names.items()}
    beginnings = Counter(tuple(w[:n]) for w in words.values() for n in range(1, len(w) + 1))
    marks: dict[str, str] = {}
    taken: set[str] = set()
    for i in sorted(names, key=lambda i: (names[i], i)):
        length = next(
            (
                n
                for n in range(1, len(words[i]) + 1)
                if words[i][n - 1] != "_" and beginnings[tuple(words[i][:n])] == 1
            ),
            len(words[i]),
        )
        mark = "".join(
            w if w == "_" or k == 0 or words[i][k - 1] == "_" else "-" + w
            for k, w in enumerate(words[i][:length])
        )
        mark = base = mark if len(mark) <= _SHORT else mark[: _SHORT - 1] + "…"
        again = 2
        while mark in taken:
            mark = f"{base[: _SHORT - 3]}~{again}"
            again += 1
        taken.add(mark)
        marks[i] = mark
    return marks
