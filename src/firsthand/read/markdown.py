"""A Markdown text to a page: headings, lists and front matter as such, the text itself unchanged."""

import re
from collections.abc import Iterable

from firsthand.model import BlockKind
from firsthand.read.bylines import find_date, from_timestamp
from firsthand.read.furniture import Piece
from firsthand.read.page import Page
from firsthand.read.page_words import page_words
from firsthand.read.plain import page_of

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_]+)\s*:\s*(.*?)\s*$")
_ITEM = re.compile(r"\s*-\s+(.+?)\s*$")
_LISTED = re.compile(r"^\[(.*)\]$")
_DATED = ("date", "published", "pubdate", "publish_date", "date_published")
_PUBLISHED = ("publisher", "publication", "outlet", "site", "site_name", "sitename", "website")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+")
_MARKER = re.compile(r"[ \t]*(?:>[ \t]?|(?:[-*+]|\d{1,3}[.)])[ \t]+)*")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)\s*$")
_REFERENCE = re.compile(r"[ ]{0,3}\[[^\]]+\]:\s+\S+")


def read_markdown(text: str, *, language: str = "en") -> Page:
    """Return the page that a Markdown text is; `page.text` is the text given, character for character."""
    front = _FRONT.match(text)
    fields = _fields(front[1]) if front else {}
    pieces = _pieces(text, front.end() if front else 0)
    if front:
        start = text.index("---")
        pieces.insert(0, Piece(start, start + len(text[start : front.end()].rstrip()), "", "furniture"))
    page = page_of(text, pieces, language=language)
    stamp = _first(fields, _DATED)
    day = (from_timestamp(stamp) or find_date(stamp, page_words(language))) if stamp else None
    return Page(
        text=page.text,
        blocks=page.blocks,
        title=fields.get("title") or page.title,
        publisher=_first(fields, _PUBLISHED) or page.publisher,
        author=fields.get("author") or fields.get("authors") or page.author,
        published=day or page.published,
        url=fields.get("url") or fields.get("canonical") or fields.get("link"),
    )


def _fields(front: str) -> dict[str, str]:
    """Return the fields of front matter; a list, in one line or several, becomes "one, two"."""
    fields: dict[str, str] = {}
    key = ""
    for line in front.splitlines():
        if found := _FIELD.match(line):
            key = found[1].lower()
            fields.setdefault(
                key, ", ".join(_bare(part) for part in _LISTED.sub(r"\1", found[2]).split(", "))
            )
        elif (item := _ITEM.match(line)) and key:
            fields[key] = ", ".join(filter(None, (fields.get(key), _bare(item[1]))))
    return {key: value for key, value in fields.items() if value}


def _bare(value: str) -> str:
    return value.strip().strip("\"'")


def _first(fields: dict[str, str], keys: Iterable[str]) -> str | None:
    return next((fields[key] for key in keys if key in fields), None)


def _pieces(text: str, at: int) -> list[Piece]:
    pieces: list[Piece] = []
    open_start: int | None = None  # a paragraph under way
    open_end = at
    titled = False
    fence: str | None = None

    def close(hint: BlockKind | None = None) -> None:
        nonlocal open_start
        if open_start is not None and open_end > open_start:
            pieces.append(Piece(open_start, open_end, text[open_start:open_end], hint))
        open_start = None

    while at < len(text):
        found = _LINE.match(text, at)
        assert found is not None  # the pattern matches everywhere, at least the empty end
        line = found[0].rstrip("\r\n \t")
        start, at = at, found.end()
        end = start + len(line)
        marker = _FENCE.match(line)
        if fence is not None or marker:
            close()
            if line:
                pieces.append(Piece(start, end, line, "furniture"))
            if fence is None and marker:
                fence = marker[1]
            elif marker and fence and marker[1].startswith(fence):
                fence = None
            continue
        if not line.strip("\ufeff \t"):
            close()
        elif heading := _HEADING.match(line):
            close()
            begin, stop = start + heading.end(), start + len(line.rstrip("# \t"))
            if stop > begin:
                first = len(heading[1]) == 1 and not titled
                pieces.append(Piece(begin, stop, text[begin:stop], "title" if first else "heading"))
                titled = titled or first
        elif open_start is not None and _UNDERLINE.match(line) and "\n" not in text[open_start:open_end]:
            first = line.strip()[0] == "=" and not titled
            close("title" if first else "heading")
            titled = titled or first
        elif _RULE.match(line) or _REFERENCE.match(line) or line.lstrip().startswith("|"):
            close()
            pieces.append(Piece(start, end, line, "furniture"))
        elif _IMAGE.match(line.strip()):
            close()
            pieces.append(Piece(start, end, line, "caption"))
        else:
            prefix = _MARKER.match(line)
            width = prefix.end() if prefix else 0
            if open_start is None or line[:width].strip(" \t>"):
                close()
                open_start = start + width
            open_end = end
    close()
    return pieces
