"""A stored value as a reader sees it: 0.25 set as a percentage is "25%", a day is a day."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

Value = int | float | str | bool | date | datetime | time | timedelta | None
"""What a workbook stores in a cell."""

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"[#0?][#0?,. ]*")
_PLACES = re.compile(r"\.([0#?]+)")
_MOST_PLACES = 15


def shown(value: Value, form: str | None = None) -> str:
    """Return the text of a value; `form` is the number format that the workbook sets it in, if any.

    Days are written 2022-03-04, whatever order the sheet shows them in: 3/4/2022 is two days.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return (form and formatted(value, form)) or _number(value)
    if isinstance(value, datetime):
        midnight = not (value.hour or value.minute or value.second)
        return value.date().isoformat() if midnight else f"{value.date().isoformat()} {_clock(value.time())}"
    if isinstance(value, time):
        return _clock(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
        return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def formatted(value: int | float, form: str) -> str | None:
    """Return a number in a number format: percentages, money, thousands; None for what is none of them."""
    sections = form.split(";")
    chosen = sections[1] if value < 0 and len(sections) > 1 and sections[1] else sections[0]
    if chosen is not sections[0]:
        value = -value  # the second section says itself how less than nothing looks
    literals: list[str] = []

    def aside(found: re.Match[str]) -> str:
        literals.append(found[1] or found[2] or found[3] or "")
        return "\x00" if literals[-1] else ""

    bare = _LITERAL.sub(aside, chosen)
    digits = _DIGITS.search(bare)
    if not digits or re.search(r"[dmyhseE@/]", re.sub("\x00", "", bare)):
        return None
    try:
        number = Decimal(repr(value)) * (100 if "%" in bare else 1)
        places = _PLACES.search(digits[0])
        most = min(len(places[1]), _MOST_PLACES) if places else 0
        least = places[1].count("0") if places else 0
        rounded = number.quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP)
    except ArithmeticError:
        return None
    text = f"{rounded:,f}" if "," in digits[0].partition(".")[0].rstrip(",") else f"{rounded:f}"
    while places and "." in text and text[-1] == "0" and len(text.rpartition(".")[2]) > least:
        text = text[:-1]
    whole = bare[: digits.start()] + text.removesuffix(".") + bare[digits.start() + len(digits[0].rstrip()) :]
    for literal in literals:
        whole = whole.replace("\x00", literal, 1)
    return whole.strip()


def _number(value: int | float) -> str:
    if isinstance(value, int):
        return str(value)
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    text = f"{Decimal(f'{value:.15g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _clock(value: time) -> str:
    return value.strftime("%H:%M:%S" if value.second else "%H:%M")
