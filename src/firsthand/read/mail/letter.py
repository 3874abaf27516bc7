"""A letter to a page: its head, what its writer wrote, and the earlier letters it carries, told apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from email.utils import parsedate_to_datetime
from itertools import groupby

from firsthand.model import Block, BlockKind
from firsthand.read.bylines import find_date, from_timestamp
from firsthand.read.furniture import Piece
from firsthand.read.language import tongue
from firsthand.read.mail.articles import Article, Paragraph, article_of
from firsthand.read.mail.letter_words import letter_words
from firsthand.read.mail.quoted import EarlierHead, Line, Told, marked_lines, tell
from firsthand.read.mastheads import is_outlet_name
from firsthand.read.page import Page
from firsthand.read.page_words import page_words, plain
from firsthand.read.plain import page_of, pieces_of
from firsthand.read.script import IDEOGRAPH
from firsthand.read.web import letter_stretches

_NAMED = re.compile(r"^\s*[\"']?(.*?)[\"']?\s*(?:<[^<>]*>|\[mailto:[^\]]*\]|\([^()]*@[^()]*\))\s*$")
_GREETING = re.compile(r"[,!:，！：]$")
_GREETING_WORDS = 6
_SENTENCE = re.compile(r"\w[\"'»”’)]*[.!?。！？][\"'»”’)]*$")
_SENTENCE_WORDS = 3
# A letter with fewer words of its own above a forwarded one only passes it on.
_OWN_WORDS = 8
_MOST_NAME = 300
_MOST_LETTERS = 200  # of quoting; deeper is the same to a reader
_CERTAIN, _LIKELY = 3, 2  # phrases of a disclaimer in one paragraph


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a letter's body: plain text, or HTML source."""

    text: str
    markup: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as its format gave it: `heads` in the order to be shown, as ("From", "…")."""

    heads: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    sender: str = ""
    subject: str = ""
    sent: date | None = None
    notes: tuple[str, ...] = ()


def page_of_letter(letter: Letter) -> Page:
    """Return the page that a letter is.

    The heads yield no statement. Words of earlier letters stay in the text, behind a mark of quoting. What
    a letter itself says of writer, outlet and date goes before its head; where it only passes another on,
    that one's head goes first.
    """
    paragraphs: list[Paragraph] = []
    earlier: list[EarlierHead] = []
    for section in letter.sections:
        found, heads = _paragraphs(section)
        paragraphs += found
        earlier += heads
    language = tongue("\n".join(one.text for one in paragraphs))
    words = sum(len(one.text.split()) for one in paragraphs if not one.level and one.hint is None)
    head = earlier[0].fields if earlier else {}
    passed_on = words < _OWN_WORDS and any(one.level for one in paragraphs)
    # The article that the letter is, or passes on: what it says of itself goes before any letter's head.
    article = article_of(paragraphs, level=1 if passed_on else 0, language=language)
    text, own, quoted, named = _laid_out(letter, paragraphs, article)
    page = page_of(text, own, language=language)
    blocks = _spoken(text, page.blocks, own, language)
    if named is not None:  # an answer's subject is an earlier writer's, and a line of the head is no title
        blocks = [replace(one, kind="byline") if one.start == named else one for one in blocks]
    if quoted:
        below = page_of(text, quoted, language=language)
        blocks += _spoken(text, below.blocks, quoted, language)
        if passed_on:
            page = below
    sender = (head.get("from") if passed_on else None) or letter.sender
    sent = _day(head.get("sent"), language) if passed_on and head.get("sent") else letter.sent
    author, publisher = _signed(page, sender, language)
    if article is not None and article.signed and not page.author:
        author, publisher = None, page.publisher  # who sends another's article on has not written it
    subject = letter_words().answers.sub("", (head.get("subject") if passed_on else "") or letter.subject)
    return Page(
        text,
        tuple(sorted(blocks, key=lambda one: one.start)),
        title=page.title if article else subject or (page.title if named is None else None),
        publisher=publisher,
        author=author,
        published=page.published or (None if article and article.signed else sent),
        notes=(*letter.notes, *_said(earlier, paragraphs, passed_on), *_undated(page, article, sent)),
    )


def _spoken(text: str, blocks: Sequence[Block], pieces: Sequence[Piece], language: str) -> list[Block]:
    """Return the blocks with short sentences as account: no menus stand around a letter."""
    words = page_words(language)
    titles = {piece.start for piece in pieces if piece.hint == "title"}
    free = {piece.start for piece in pieces if piece.hint is None}
    out: list[Block] = []
    for block in blocks:
        line = plain(text[block.start : block.end])
        low = line.lower()
        if block.kind == "title" and block.start not in titles:  # a letter's first line is no headline
            block = replace(block, kind="paragraph" if _SENTENCE.search(line) else "heading")
        said = (
            block.start in free
            and block.kind in ("furniture", "caption")
            and _SENTENCE.search(line)
            and len(line.split()) + len(IDEOGRAPH.findall(line)) // 2 >= _SENTENCE_WORDS
            and not words.selling.search(low)
            and not low.startswith((*words.opening, *words.weak_opening, *words.caption_opening))
        )
        out.append(replace(block, kind="paragraph") if said else block)
    return out


def name_of(sender: str) -> str:
    """Return the name in "Ada Quist <ada@saltmere.example>", or the address where there is none."""
    sender = sender[:_MOST_NAME]
    found = _NAMED.match(sender)
    name = (found[1] if found else sender).strip(" \"'")
    return name or sender.strip(" <>")


def day_of(stamp: str) -> date | None:
    """Return the day that a letter's date says, where its writer was."""
    try:
        return parsedate_to_datetime(stamp).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return from_timestamp(stamp)


def _day(said: str | None, language: str) -> date | None:
    return (day_of(said) or find_date(said, page_words(language))) if said else None


def _signed(page: Page, sender: str, language: str) -> tuple[str | None, str | None]:
    name = name_of(sender)
    if page.author or not name:
        return page.author, page.publisher
    if is_outlet_name(name, page_words(language)):
        return None, page.publisher or name
    return name, page.publisher


def _said(earlier: Sequence[EarlierHead], paragraphs: Sequence[Paragraph], passed_on: bool) -> Iterator[str]:
    if not any(one.level for one in paragraphs):
        return
    many = f"{len(earlier)} earlier letters" if len(earlier) > 1 else "an earlier letter"
    yield f"quotes {many}: somebody else's words, marked with > in the text"
    if passed_on and earlier and earlier[0].fields:
        yield "only passes another letter on: its writer and date are taken from that letter's head"


def _undated(page: Page, article: Article | None, sent: date | None) -> Iterator[str]:
    if article and article.signed and not page.published and sent:
        yield f"no date in the article; it was sent on {sent.isoformat()}, which is not taken for its date"


def _laid_out(
    letter: Letter, paragraphs: Sequence[Paragraph], article: Article | None
) -> tuple[str, list[Piece], list[Piece], int | None]:
    """Return the text, the pieces that are the writer's and those that are not.

    The last is where a piece of the head begins that stands in for a title and is none.
    """
    parts: list[str] = []
    own: list[Piece] = []
    quoted: list[Piece] = []
    length = 0

    def add(text: str) -> int:
        nonlocal length
        parts.append(text)
        length += len(text)
        return length - len(text)

    headline = article.headline if article else _headline(letter, paragraphs)
    named: int | None = None
    for label, value in letter.heads:
        kind: BlockKind = "byline"
        begin = add(f"{label}: ")
        start = begin
        if label == "Subject" and headline is None:
            start, kind = begin + len(f"{label}: "), "title"
            named = start if letter_words().answers.match(value) else None
            own.append(Piece(begin, start - 1, f"{label}:", "byline"))
        add(value)
        # A date or a name in the head is no byline of the account: only its label is told apart.
        own.append(Piece(start, length, value if kind == "title" else f"{label}:", kind))
        add("\n")
    if headline is None and own and not any(piece.hint == "title" for piece in own):
        own[0] = replace(own[0], hint="title")
        named = own[0].start
    for at, one in enumerate(paragraphs):
        if parts:
            add("\n")
        if one.level:
            add("> " * min(one.level, _MOST_LETTERS))
        start = add(one.text)
        hint = "title" if at == headline else one.hint
        (quoted if one.level else own).append(Piece(start, length, one.text, hint))
        add("\n")
    return "".join(parts), own, quoted, named


def _headline(letter: Letter, paragraphs: Sequence[Paragraph]) -> int | None:
    """Return which paragraph says the subject again: then that is the headline, not the letter's head."""
    subject = _squeezed(letter_words().answers.sub("", letter.subject))
    same = (at for at, one in enumerate(paragraphs) if not one.level and _squeezed(one.text) == subject)
    return next(same, None) if subject else None


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _paragraphs(section: Section) -> tuple[list[Paragraph], list[EarlierHead]]:
    hints: dict[int, BlockKind] = {}
    if section.markup:
        lines: list[Line] = []
        for group, stretch in enumerate(letter_stretches(section.text)):
            lines += [Line(line, stretch.quoted, group) for line in stretch.text.split("\n")]
            if stretch.kind != "text":
                hints[group] = stretch.kind
    else:
        lines = marked_lines(section.text)
    told, heads = tell(lines)
    paragraphs: list[Paragraph] = []
    for (level, role), run in groupby(told, key=lambda one: (one.level, one.role)):
        kind: BlockKind | None = None if role == "text" else "furniture"
        for text, number in _joined(list(run)):
            hint = kind or (hints.get(number) if number is not None else None)
            paragraphs.append(Paragraph(text, level, hint, frame=role == "sign"))
    return list(_without_frame(paragraphs)), heads


def _joined(run: Sequence[Told]) -> Iterator[tuple[str, int | None]]:
    """Yield the paragraphs that lines of one kind make, with their number in the letter's own markup."""
    if run[0].role == "head":
        yield from ((one.line.text.strip(), one.line.group) for one in run if one.line.text.strip())
        return
    for group, lines in groupby(run, key=lambda one: one.line.group):
        text = "\n".join(one.line.text for one in lines)
        if group is not None:
            if text.strip():
                yield text.strip(), group
        else:
            yield from ((piece.text, None) for piece in pieces_of(text))


def _without_frame(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Mark greetings and disclaimers as what they are."""
    begun: set[int] = set()
    for at, one in enumerate(paragraphs):
        hint, frame = one.hint, one.frame
        if hint is None and one.level not in begun:
            begun.add(one.level)
            short = len(one.text.split()) <= _GREETING_WORDS and len(one.text) <= 60
            if short and _GREETING.search(one.text):
                hint, frame = "furniture", True
        if hint is None and (said := _disclaims(one.text)) >= _LIKELY:
            rest = paragraphs[at + 1 :]
            last = not any(other.hint is None and other.level == one.level for other in rest[:3])
            signed = any(other.hint == "furniture" and other.level == one.level for other in paragraphs[:at])
            hint = "furniture" if said >= _CERTAIN or (last and signed) else None
        yield replace(one, hint=hint, frame=frame)


def _disclaims(text: str) -> int:
    low = text.lower()
    return sum(phrase in low for phrase in letter_words().disclaimers)
