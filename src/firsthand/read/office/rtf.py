"""A rich text (RTF) to a page: code pages and Unicode, styles, tables and notes; objects left out."""

import codecs
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.beat import beat
from firsthand.read.limits import Limits
from firsthand.read.office.texts.flow import Flow
from firsthand.read.office.texts.rtf_sinks import Sink
from firsthand.read.office.texts.rtf_words import (
    BEGUN,
    CHARACTERS,
    CHARSETS,
    CODE_PAGES,
    FURNITURE,
    PROPERTIES,
    SILENT,
    SYMBOLS,
)
from firsthand.read.office.texts.said import said
from firsthand.read.page import Page
from firsthand.read.properties import Properties, filled

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,40})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n\\]",
    re.S,
)
_MOST_GROUPS = 10_000  # of one within another: programs seldom pass thirty
_TOKENS_A_BEAT = 50_000
_TIME = re.compile(r"yr(\d+)mo(\d+)dy(\d+)")
_BULLET = re.compile(r"[^\w(\[]+|[o§]")


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds between two braces."""

    sink: Sink
    silent: bool = False
    starred: bool = False
    fallback: int = 1  # characters that follow a Unicode one for programs that do not know it
    font: int | None = None
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    table: bool = False
    style: int = 0
    outline: int | None = None  # from 1
    ends: Callable[[], None] | None = None


def read(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read an RTF; raises UnreadableDocumentError."""
    return _Reader(data.decode("latin-1"), name).page()


class _Reader:
    """Goes through an RTF once, from left to right."""

    def __init__(self, source: str, name: str) -> None:
        self._source, self._name = source, name
        self._body = Sink()
        self._sheet = Sink()  # the names of styles
        self._group = _Group(self._body)
        self._groups: list[_Group] = []
        self._bytes = bytearray()  # text under way, in the code page of its font
        self._skip = 0
        self._encoding = "cp1252"
        self._fonts: dict[int | None, str] = {}
        self._first_font: int | None = None
        self._styles: dict[int, tuple[str, int | None]] = {}
        self._heads: list[Sink] = []
        self._feet: list[Sink] = []
        self._notes: list[Sink] = []
        self._properties: dict[str, str] = {}
        self._seen: Counter[str] = Counter()
        self._state = ""

    def page(self) -> Page:
        """Read to the end and return the page."""
        self._read()
        self._flush()
        while self._groups:  # a file that was cut off: what there is of it
            self._close()
        flow = Flow()
        for sinks in (self._heads, [self._body], self._notes, self._feet):
            lines: set[str] = set()
            for sink in sinks:
                sink.finish()
                for stretch in sink.stretches:
                    if sink.kind is None or stretch.text.strip() not in lines:
                        flow.add(stretch)
                    lines.add(stretch.text.strip())
        made = _TIME.search(self._properties.get("creatim", ""))
        page = flow.page(
            notes=said(
                deleted=self._seen["deleted"],
                inserted=self._seen["inserted"],
                comments=self._seen["annotation"],
                hidden=self._seen["hidden"],
                pictures=self._seen["pict"],
            )
        )
        return filled(
            page,
            Properties(
                title=self._properties.get("title"),
                author=self._properties.get("author"),
                made=f"{int(made[1]):04}-{int(made[2]):02}-{int(made[3]):02}" if made else None,
            ),
        )

    def _read(self) -> None:
        source, at, count = self._source, 0, 0
        while found := _TOKEN.match(source, at):
            at = found.end()
            count += 1
            if count % _TOKENS_A_BEAT == 0:
                beat()
            word, number, byte, symbol, brace, run = found.groups()
            if run is not None:
                self._put_bytes(run)
            elif byte is not None:
                self._put_bytes(chr(int(byte, 16)))
            elif word == "bin":
                at += max(0, int(number or 0))
            elif word is not None:
                self._word(word, int(number) if number else None)
            elif symbol is not None:
                self._symbol(symbol)
            elif brace == "{":
                self._open()
            elif brace == "}":
                self._close()

    def _open(self) -> None:
        if len(self._groups) >= _MOST_GROUPS:
            raise UnreadableDocumentError(
                f"{self._name}: nested too deep to be a text. Open it in an office program and save it "
                "again, as DOCX or PDF."
            )
        self._flush()
        self._skip = 0
        self._groups.append(self._group)
        self._group = replace(self._group, starred=False, ends=None)

    def _close(self) -> None:
        self._flush()
        self._skip = 0
        group = self._group
        if group.sink is self._sheet and (name := self._sheet.taken().strip(" ;")):
            self._styles[group.style] = (name, group.outline)
        if group.ends:
            group.ends()
        if self._groups:  # a brace too many closes nothing
            self._group = self._groups.pop()

    def _put_bytes(self, run: str) -> None:
        if self._skip:
            left = run[self._skip :]
            self._skip -= len(run) - len(left)
            run = left
        if run and not self._group.silent:
            self._bytes += run.encode("latin-1")

    def _flush(self) -> None:
        if self._bytes:
            encoding = self._fonts.get(self._group.font, self._encoding)
            text = bytes(self._bytes).decode(encoding, "replace")
            self._bytes.clear()
            self._put(text)

    def _put(self, text: str) -> None:
        self._flush()
        group = self._group
        if group.silent or not text:
            return
        state = (
            "hidden" if group.hidden else "deleted" if group.deleted else "inserted" if group.inserted else ""
        )
        if state != self._state and text.strip():
            self._seen[state] += 1
            self._state = state
        if not (group.hidden or group.deleted):
            group.sink.put(text)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._change(starred=True)
        elif self._skip:
            self._skip -= 1
        elif symbol in "\r\n":
            self._word("par", None)
        else:
            self._put(SYMBOLS.get(symbol, ""))

    def _change(self, **changes: object) -> None:
        self._flush()
        self._group = replace(self._group, **changes)  # type: ignore[arg-type]

    def _word(self, word: str, number: int | None) -> None:
        group = self._group
        if word in BEGUN:
            self._begin(word)
        elif word in SILENT or group.starred:
            self._change(silent=True, starred=False)
        elif word == "u":
            self._put(chr((number or 0) & 0xFFFF))
            self._skip = group.fallback
        elif word in CHARACTERS:
            if self._skip:
                self._skip -= 1
            else:
                self._put(CHARACTERS[word])
        elif word in ("par", "sect", "cell", "row"):
            self._flush()
            if not group.silent:
                self._end(word)
        else:
            self._set(word, number)

    def _end(self, word: str) -> None:
        group = self._group
        if word == "cell":
            group.sink.end_cell()
        elif word == "row":
            group.sink.end_row()
        else:
            name, outline = self._styles.get(group.style, ("", None))
            group.sink.end_paragraph(table=group.table, style=name, outline=group.outline or outline)

    def _set(self, word: str, number: int | None) -> None:
        """Take what a control word sets from here on."""
        on = number != 0
        if word == "v":
            self._change(hidden=on)
        elif word == "deleted":
            self._change(deleted=on)
        elif word == "revised":
            self._change(inserted=on)
        elif word == "plain":
            self._change(hidden=False, deleted=False, inserted=False, font=self._first_font)
        elif word == "pard":
            self._change(table=False, style=0, outline=None)
        elif word == "intbl":
            self._change(table=True)
        elif word == "outlinelevel":
            self._change(outline=number + 1 if number is not None and 0 <= number < 9 else None)
        elif word == "s":
            self._change(style=number or 0)
        elif word == "uc":
            self._change(fallback=max(0, min(9, 1 if number is None else number)))
        elif word == "f":
            self._change(font=number)
        elif word == "deff":
            self._first_font = number
            self._change(font=number)
        elif word == "ansicpg":
            self._encoding = _code_page(number) or self._encoding
        elif word in ("mac", "pc", "pca"):
            self._encoding = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word in ("fcharset", "cpg"):
            encoding = CHARSETS.get(number or 0) if word == "fcharset" else _code_page(number)
            if encoding:
                self._fonts[self._group.font] = encoding
        elif word in ("yr", "mo", "dy"):
            self._put(f"{word}{number or 0}")

    def _begin(self, word: str) -> None:
        """Let the text of this group go where it belongs."""
        parent, silent = self._group.sink, self._group.silent
        if word in ("annotation", "pict"):
            self._seen[word] += not silent
            self._change(silent=True)
        elif word == "ud":
            self._change(silent=False, starred=False)
        elif word == "stylesheet":
            self._turn(self._sheet)
        elif word in FURNITURE:
            self._turn(Sink("furniture"))
            (self._heads if word.startswith("header") else self._feet).append(self._group.sink)
        elif word == "footnote" and not silent:
            note = Sink(label=f"[{len(self._notes) + 1}] ")
            self._put(note.label.rstrip())
            self._notes.append(note)
            self._turn(note, note.finish)
        elif word in PROPERTIES:
            said = Sink()
            self._turn(said, lambda: self._say(word, said.taken()))
        elif word in ("listtext", "pntext"):
            label = Sink()
            self._turn(label, lambda: _mark(parent, label.taken().strip()))
        elif word in ("shptxt", "dptxbxtext"):
            box = Sink()

            def anchor() -> None:
                box.finish()
                parent.hang(box.stretches)

            self._turn(box, anchor)
        else:
            self._turn(Sink(), None)  # fonts: their numbers are taken on the way, their names are not

    def _turn(self, sink: Sink, ends: Callable[[], None] | None = None) -> None:
        self._change(
            sink=sink,
            silent=False,
            starred=False,
            ends=ends,
            hidden=False,
            table=False,
            style=0,
            outline=None,
        )

    def _say(self, word: str, text: str) -> None:
        self._properties.setdefault(word, text)


def _mark(sink: Sink, label: str) -> None:
    sink.marker = "• " if _BULLET.fullmatch(label) else f"{label} " if label else ""


def _code_page(number: int | None) -> str | None:
    """Return what Python calls a code page; None where it knows none of this number."""
    name = CODE_PAGES.get(number or 0, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
