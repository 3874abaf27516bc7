"""A passage that a reviewer marked, described as extraction does, from its paragraphs alone."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from firsthand.model import Block, DateRange, Document, Place, Quantity, Statement, Word, content_id

# So many characters on each side are read with a passage that stands in an endless paragraph.
_AROUND = 1500
_SPOKEN = frozenset({"title", "heading", "paragraph", "dateline"})
_Found = TypeVar("_Found", Quantity, Place, DateRange)
_MOST = 512  # passages that are remembered
_known: OrderedDict[str, Statement] = OrderedDict()


def describe_passage(document: Document, start: int, end: int) -> Statement:
    """Return the passage [start, end) of a document as a statement nobody said yet.

    Only the paragraphs it stands in are read, so that it takes no longer in a long document. In a language
    that firsthand does not read it is bare: its words are not known. `sentence` counts from the paragraph's
    first sentence.
    """
    begin, close = _around(document, start, end)
    blocks = tuple(
        Block(max(b.start, begin) - begin, min(b.end, close) - begin, _spoken(b, start, end).kind)
        for b in document.blocks
        if b.start < close and b.end > begin
    )
    part = Document(
        id=document.id,
        name="",
        text=document.text[begin:close],
        blocks=blocks,
        published=document.published,
        language=document.language,
    )
    found = shifted(_described(part, start - begin, end - begin), begin)
    titled = any(b.kind == "title" and b.start <= start < b.end for b in document.blocks)
    return replace(found, id=content_id("s", document.id, start, end), title=titled)


def shifted(statement: Statement, by: int) -> Statement:
    """Return a statement whose offsets count from an earlier place of the text."""
    return replace(
        statement,
        start=statement.start + by,
        end=statement.end + by,
        words=tuple(
            Word(w.start + by, w.end + by, w.text, w.lemma, w.pos)
            for w in statement.words
            if statement.start <= w.start and w.end <= statement.end
        ),
        quantities=_moved(statement.quantities, by),
        places=_moved(statement.places, by),
        dates=_moved(statement.dates, by),
    )


def _moved(found: Sequence[_Found], by: int) -> tuple[_Found, ...]:
    return tuple(replace(each, start=each.start + by, end=each.end + by) for each in found)


def _around(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return where the paragraphs begin and end in which a passage stands."""
    text = document.text
    touched = [block for block in document.blocks if block.start < end and block.end > start]
    if touched:
        begin, close = min(start, touched[0].start), max(end, touched[-1].end)
    else:
        before, after = text.rfind("\n", 0, start), text.find("\n", end)
        begin, close = before + 1, len(text) if after < 0 else after
    if start - begin > _AROUND:
        begin = text.rfind(" ", start - _AROUND, start) + 1 or start - _AROUND
    if close - end > _AROUND:
        space = text.find(" ", end + _AROUND, close)
        close = end + _AROUND if space < 0 else space
    return begin, close


def _spoken(block: Block, start: int, end: int) -> Block:
    """Return a block that is read though it is a caption or furniture: a reviewer says that it states."""
    touched = block.start < end and block.end > start
    return replace(block, kind="paragraph") if touched and block.kind not in _SPOKEN else block


def _described(part: Document, start: int, end: int) -> Statement:
    asked = hashlib.sha256(repr((part, start, end)).encode()).hexdigest()
    found = _known.get(asked)
    if found is None or (found.start, found.end, found.text) != (start, end, part.text[start:end]):
        found = _known[asked] = _worked_out(part, start, end)
    _known.move_to_end(asked)
    while len(_known) > _MOST:
        _known.popitem(last=False)
    return found


def known_descriptions() -> dict[str, Statement]:
    """Return the passages described lately, each under the digest of all that it was described from."""
    return dict(_known)


def take_in_descriptions(kept: Mapping[str, Statement]) -> None:
    """Take in what was described earlier by the same code: to describe it takes seconds, for its tables.

    What is kept under a digest is used for what has this digest, and only where it is the passage asked for.
    """
    for asked, found in kept.items():
        _known.setdefault(asked, found)


def _worked_out(part: Document, start: int, end: int) -> Statement:
    from firsthand.extract.analysis import analyse  # loads the languages
    from firsthand.extract.description import describe
    from firsthand.extract.languages import LANGUAGES
    from firsthand.extract.mixed import by_language

    parts = by_language(part)[0] if part.blocks else ((part,) if (part.language or "en") in LANGUAGES else ())
    for read in parts:
        spoken = [block for block in read.blocks if block.kind in _SPOKEN]
        if not read.blocks or any(block.start < end and block.end > start for block in spoken):
            return describe(next(iter(analyse((read,)))), start, end)
    text = part.text[start:end]
    return Statement("", part.id, start, end, text, sentence=0, reading=text)
