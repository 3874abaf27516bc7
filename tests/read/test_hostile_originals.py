"""A folder made to do harm, from the command line: each file is named with what to do, a healthy one is read.

What each reader does with such a file by itself is tested beside it; here the limits a user can change are
seen to reach it, and to be what its message says.
"""

import gzip
import random
import zipfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from made import tarred, zipped
from office.office_files import docx, packed, paragraph
from paged.made_pdf import locked, made, scanned
from paged.scanning import standing_in
from PIL import Image

import firsthand
from firsthand.cli import main
from firsthand.cli.building import PARTLY_BUILT
from firsthand.model.limit import described
from firsthand.read import Limits

SAID = b"The ferry Osprey ran aground twice in March, the Harbour Watch said on Monday.\n"
OTHER = b"The Ministry of Ports denied on Tuesday that the ferry had run aground.\n"
LINE = SAID.decode().strip()
NOTHING = b"\0"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _said(folder: Path, case: str, *limits: str) -> list[str]:
    """Build a folder from the command line; return all that a reader is told of its documents, by name."""
    target = folder.parent / case
    settings = [word for limit in limits for word in ("--limit", limit)]
    result = CliRunner().invoke(main, ["build", str(folder), "--case", str(target), "--quiet", *settings])
    assert result.exit_code in (0, PARTLY_BUILT), (result.output, result.exception)
    with firsthand.open_case(target) as built:
        notes = [f"{one.name}: {note}" for one in built.findings.documents for note in one.notes]
        read = [f"{one.name}: read" for one in built.findings.documents]
        messages = [one.message for one in built.findings.failures]
    assert bool(messages) == (result.exit_code == PARTLY_BUILT)
    return [one.removeprefix(f"{folder}/") for one in (*messages, *notes, *read)]


def _written(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _letter(attached: int) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "Ada Quist <ada@saltmere.example>", "Barges"
    letter.set_content(LINE)
    for number in range(attached):
        letter.add_attachment(
            f"note {number}".encode(), maintype="text", subtype="plain", filename=f"{number}.txt"
        )
    return bytes(letter)


def _nested(deep: int) -> bytes:
    data = zipped([("a.txt", SAID)])
    for _ in range(deep - 1):
        data = zipped([("in.zip", data)])
    return data


def _locked_zip() -> bytes:
    data = bytearray(zipped([("a.txt", SAID)]))
    for at in (6, data.rindex(b"PK\x01\x02") + 8):
        data[at] |= 1
    return bytes(data)


def _picture(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("1", (width, height), 1).save(out, "PNG")
    return out.getvalue()


def _entities() -> bytes:
    with zipfile.ZipFile(BytesIO(docx(paragraph(LINE)))) as archive:
        parts: dict[str, str | bytes] = {one: archive.read(one) for one in archive.namelist()}
    laughs = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    told = parts["word/document.xml"]
    assert isinstance(told, bytes)
    parts["word/document.xml"] = f"<!DOCTYPE x [<!ENTITY a0 'ha'>{laughs}]>".encode() + told.replace(
        b"The", b"&a11;"
    )
    return packed(parts)


def test_each_hostile_original_is_named_with_what_to_do_and_the_others_are_read(tmp_path: Path) -> None:
    hostile = {
        "bomb.txt.gz": (gzip.compress(b"a" * 60_000_000), "unfolds to more than 1000 times its size"),
        "bomb.zip": (zipped([("a.txt", b"a" * 60_000_000)]), "unfolds to more than 1000 times its size"),
        "broken.pdf": (made(LINE)[:700], "the PDF is broken, no page of it can be read. Get it again"),
        "climbs.zip": (zipped([("../../evil.txt", SAID)]), "nothing was written outside (../../evil.txt)"),
        "climbs.tar": (tarred([("/../evil.txt", SAID)]), "nothing was written outside (/../evil.txt)"),
        "entities.docx": (_entities(), "it declares entities, which office programs never do"),
        "locked.pdf": (locked(), "locked by a password. Open it in a PDF viewer and save it without one"),
        "locked.zip": (_locked_zip(), "Unpack the archive with its password"),
        "locked.docx": (
            OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512),
            "protected by a password. Open it in an office program and save it without one",
        ),
        "nested.zip": (_nested(8), "raise the limit: --limit depth=6"),
        "wide.png": (_picture(20_000, 20_000), "raise the limit: --limit pixels=NUMBER"),
    }  # fmt: skip
    files = {name: data for name, (data, _) in hostile.items()}
    _written(tmp_path / "pile", {**files, "healthy.txt": OTHER, "many.eml": _letter(50)})
    said = _said(tmp_path / "pile", "a.case")
    for name, (_, words) in hostile.items():
        assert any(one.startswith(name) and words in one for one in said), (name, said)
    assert "healthy.txt: read" in said
    assert sum(one.startswith("many.eml/") for one in said) == 50
    assert not list(tmp_path.rglob("*evil*"))


_TWO = zipped([("a.txt", b"7 8 9\n" * 17_000), ("b.txt", b"9 8 7\n" * 17_000)])
_FILLING = random.Random(6).randbytes(4_000) + NOTHING * 400_000  # packs to about a ninetieth
_BOMB = zipped([("in.tar", tarred([("a.txt", SAID)]) + _FILLING * 42)])
# Each limit, what it is lowered to, a file that meets it, and what is said of the file.
LOWERED: dict[str, tuple[int, str, bytes, str]] = {
    "characters": (3_000, "long.txt", SAID * 50, "raise the limit with --limit characters=NUMBER"),
    "pages": (2, "pages.pdf", made("#pagebreak()\n".join([LINE] * 3)), "--limit pages="),
    "cells": (20, "cells.csv", b"Day,Place\n" + b"1,Tal\n" * 50, "--limit cells="),
    "file": (20_000_000, "large.tar", tarred([("a.txt", SAID)]) + NOTHING * 21_000_000, "--limit file="),
    "pixels": (300_000, "wide.png", _picture(1_000, 1_000), "--limit pixels=NUMBER"),
    "parts": (6, "many.eml", _letter(9), "(parts=6)"),
    "depth": (2, "nested.zip", _nested(4), "--limit depth=3"),
    "unpacked": (150_000, "two.zip", _TWO, "(unpacked=150000)"),
    "ratio": (50, "bomb.zip", _BOMB, "--limit ratio="),
}  # fmt: skip


def test_every_limit_that_is_lowered_is_met_said_and_helps_when_raised(tmp_path: Path) -> None:
    # Silence and memory end a reader's process: see below, and tests/read/guarded.
    assert set(LOWERED) | {"seconds", "memory"} == {name for name, _, _ in described(Limits())}
    _written(tmp_path / "pile", {file: data for _, file, data, _ in LOWERED.values()})
    said = _said(tmp_path / "pile", "low.case", *(f"{name}={low}" for name, (low, *_) in LOWERED.items()))
    usual = _said(tmp_path / "pile", "usual.case")
    for name, (_, file, _, words) in LOWERED.items():
        assert any(one.startswith(file) and words in one for one in said), (name, said)
        assert not any(one.startswith(file) and words in one for one in usual), (name, usual)


def test_memory_is_bounded_as_said_and_more_helps(tmp_path: Path) -> None:
    _written(tmp_path / "pile", {"a.pdf": made(LINE), "healthy.txt": OTHER})
    said = _said(tmp_path / "pile", "low.case", "memory=1000")
    assert any(one.startswith("a.pdf: ") and "--limit memory=2000" in one for one in said), said
    assert "healthy.txt: read" in said
    assert "a.pdf: read" in _said(tmp_path / "pile", "usual.case")


def test_a_page_that_takes_the_program_too_long_is_left_as_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing_in(tmp_path, monkeypatch, "sleep 60")
    _written(tmp_path / "pile", {"a.pdf": scanned("The ferry leaks."), "healthy.txt": OTHER})
    said = _said(tmp_path / "pile", "low.case", "seconds=2")
    assert any(one.startswith("a.pdf: ") and "--limit seconds=" in one for one in said), said
    assert "healthy.txt: read" in said
