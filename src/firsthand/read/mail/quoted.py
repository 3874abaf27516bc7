"""What of a letter its writer wrote, told from earlier letters below it, their heads, and signatures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.read.beat import beat
from firsthand.read.mail.letter_words import letter_words

Role = Literal["text", "head", "sign"]

_MARK = re.compile(r"^(?:[>｜][ \t]?)+")
_LABEL = re.compile(r"^[*_]{0,2}([^\W\d_][^:：*_]{0,24}?)\s*[*_]{0,2}\s*[:：][*_]{0,2}(?:\s+(.*)|\S*@.*|)$")
_BANNER = re.compile(r"^[\s>*_=~#–—-]*(.{3,60}?)[\s*_=~:：#–—-]*$")
_DELIMITER = re.compile(r"^(?:--|__|—)\s*$")
_POSTSCRIPT = re.compile(r"^(?:P\.?\s?S\.?|N\.?B\.?|又及|附言)[\s:.：]", re.I)
_CLOSED = re.compile(r"[.!?…。！？][\"'»”’)]*$")
_ARMOUR = re.compile(r"^-----(BEGIN|END) PGP [A-Z ]+-----$")
_MOST_HEAD_LINES = 12
_MOST_SIGNED_LINES = 10
_MOST_SIGNED_WORDS = 12
_MOST_WROTE = 300
_MOST_BANNER = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a letter's body: `quoted` counts the marks of quoting before it, which are taken off.

    `group` numbers the paragraph it is of, where the letter's own markup says so.
    """

    text: str
    quoted: int = 0
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a line does; `level` is 0 for the writer's own words, 1 for the letter it answers, and so on."""

    line: Line
    level: int
    role: Role


@dataclass(frozen=True, slots=True)
class EarlierHead:
    """What the head of a quoted or forwarded letter says: "from", "sent", "subject"."""

    fields: dict[str, str]


def marked_lines(text: str) -> list[Line]:
    """Return the lines of a plain letter with the marks of quoting taken off and counted."""
    return [
        Line(line[found.end() :] if found else line, found[0].count(">") if found else 0)
        for line in text.splitlines()
        for found in [_MARK.match(line)]
    ]


def tell(lines: Sequence[Line]) -> tuple[list[Told], list[EarlierHead]]:
    """Say of each line whose words it holds and what it does, and what the heads of earlier letters say."""
    told: list[Told] = []
    heads: list[EarlierHead] = []
    below: list[int] = []  # where unmarked letters began: so many marks stand before each of their lines
    at = 0
    while at < len(lines):
        if at % 1000 == 0:
            beat()
        line = lines[at]
        while below and line.text.strip() and line.quoted < below[-1]:
            below.pop()
        found = _head(lines, at)
        if found is not None:
            length, fields, opens = found
            if opens and (not below or below[-1] <= line.quoted):
                below.append(line.quoted)
            level = max(1, line.quoted + len(below))
            told += [Told(one, level, "head") for one in lines[at : at + length]]
            if fields or not heads or opens:
                heads.append(EarlierHead(fields))
            at += length
            continue
        told.append(Told(line, line.quoted + len(below), "text"))
        at += 1
    return list(_signed(told)), heads


def _head(lines: Sequence[Line], at: int) -> tuple[int, dict[str, str], bool] | None:
    """Return how many lines the head of an earlier letter has here, its fields, and whether it opens one.

    A head opens a letter where the letter's lines are not marked themselves.
    """
    line = lines[at]
    text = _plain(line.text)
    if not text:
        return None
    banner = _is_banner(text)
    begin = at
    if banner:
        begin = _next(lines, at + 1)
    if begin < len(lines) and (found := _labelled(lines, begin)):
        end, fields = found
        return end - at, fields, not _deeper(lines, end, lines[begin].quoted)
    if banner:
        return 1, {}, not _deeper(lines, at + 1, line.quoted)
    if (stop := _wrote(lines, at)) is not None:
        return stop - at, {}, not _deeper(lines, stop, line.quoted)
    return None


def _is_banner(text: str) -> bool:
    words = letter_words()
    found = _BANNER.match(text) if len(text) <= _MOST_BANNER else None
    if not found:
        return False
    inner = found[1].strip().lower()
    dressed = text[:1] in "-_*=~#–—" or text.endswith((":", "："))
    return inner in words.forwarded and (dressed or len(inner.split()) > 2)


def _labelled(lines: Sequence[Line], at: int) -> tuple[int, dict[str, str]] | None:
    """Return where the labelled lines of a head end ("From: …", "Sent: …"), and what they say."""
    words = letter_words()
    fields: dict[str, str] = {}
    end = at
    label: str | None = None
    for number in range(at, min(len(lines), at + _MOST_HEAD_LINES)):
        text = _plain(lines[number].text)
        found = _LABEL.match(text)
        known = words.labels.get(found[1].strip().lower()) if found else None
        if not text or lines[number].quoted != lines[at].quoted:
            if len(fields) >= 2 or text:
                break
            continue
        if known is None and number == at:
            return None
        if known:
            label = known
            value = text[found.start(2) :].strip() if found and found[2] else ""
            fields.setdefault(known, value)
            end = number + 1
        elif label in ("to", "cc", "from", "subject") and not fields.get(label or ""):
            fields[label or ""] = text  # the value stands below its label
            end = number + 1
        elif not ("@" in text or text.endswith((";", ","))):
            break  # else a long list of recipients goes on
    # "From: Monday, To: Friday" is a timetable: a letter's head has a date, a subject or an address.
    enough = "from" in fields and len(fields) >= 2
    enough = enough and (bool({"sent", "subject"} & set(fields)) or "@" in "".join(fields.values()))
    return (end, fields) if enough else None


def _wrote(lines: Sequence[Line], at: int) -> int | None:
    """Return where a line like "On 3 May, Ada Quist wrote:" ends, which may have been wrapped."""
    joined = ""
    for number in range(at, min(len(lines), at + 4)):
        text = _plain(lines[number].text)
        if not text or lines[number].quoted != lines[at].quoted:
            return None
        joined = f"{joined} {text}".strip()
        if len(joined) > _MOST_WROTE:
            return None
        if joined.endswith((":", "：")):
            # What begins with a name is taken for a head of several lines only with an address in the first.
            sure = number == at or "@" in lines[at].text
            patterns = (one for one in letter_words().wrote if sure or not one.pattern.startswith("."))
            if not any(pattern.fullmatch(joined) for pattern in patterns):
                return None
            deeper = _deeper(lines, number + 1, lines[at].quoted)
            dated = "@" in joined or bool(re.search(r"\b\d{1,2}[:.h]\d{2}\b|\b(?:19|20)\d\d\b", joined))
            return number + 1 if deeper or dated else None
    return None


def _deeper(lines: Sequence[Line], at: int, quoted: int) -> bool:
    below = _next(lines, at)
    return below < len(lines) and lines[below].quoted > quoted


def _next(lines: Sequence[Line], at: int) -> int:
    while at < len(lines) and not lines[at].text.strip():
        at += 1
    return at


def _signed(told: Sequence[Told]) -> Iterator[Told]:
    """Mark signatures: what stands below "-- " or a farewell, up to the next letter or a postscript."""
    room = 0  # lines that may still be signature
    whole = False  # below "-- " all of them are
    level = 0
    armoured = False
    for one in told:
        text = _plain(one.line.text)
        if one.role != "text" or one.level != level:
            room, whole, level = 0, False, one.level
        if one.role != "text" or not text:
            yield one
            continue
        if found := _ARMOUR.match(text):
            armoured = found[1] == "BEGIN" and "SIGNED MESSAGE" not in text
            yield Told(one.line, one.level, "sign")
            continue
        if armoured:
            yield Told(one.line, one.level, "sign")
            continue
        if _DELIMITER.match(text):
            room, whole = _MOST_SIGNED_LINES * 3, True
        elif _farewell(text):
            room, whole = max(room, _MOST_SIGNED_LINES), whole
        elif _POSTSCRIPT.match(text) or (room and not whole and _is_told(text)):
            room, whole = 0, False
        elif room:
            room -= 1
        elif not text.lower().startswith(letter_words().sent_with):
            yield one
            continue
        sign = room > 0 or _farewell(text) or text.lower().startswith(letter_words().sent_with)
        yield Told(one.line, one.level, "sign") if sign else one


def _farewell(text: str) -> bool:
    """Tell whether a line takes leave: "Best regards," or "Best regards, Ada"."""
    low = text.lower().rstrip(" .,!;。，！")
    for words in letter_words().farewells:
        if low == words:
            return True
        if low.startswith(words) and re.match(r"^[,.!，]\s*[^\W\d_]", low[len(words) :]):
            name = text[len(words) :].strip(" .,!，")
            return len(name.split()) <= 3 and all(word[0].isupper() for word in name.split())
    return False


def _is_told(text: str) -> bool:
    """Tell whether a line below a farewell is no signature: a sentence, or a long line."""
    count = len(text.split())
    return count > _MOST_SIGNED_WORDS or (count >= 5 and bool(_CLOSED.search(text)))


def _plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u200b", "").replace("’", "'").strip()
