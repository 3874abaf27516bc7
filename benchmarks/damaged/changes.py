"""Ways to damage an original: blindly, byte by byte, and knowing its format, so that the damage goes deep.

Every change takes the bytes and a source of chance, and returns other bytes; the same chance, the same bytes.
"""

import copy
import gzip
import json
import random
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from lxml import etree

Change = Callable[[bytes, random.Random], bytes]
# Bytes of a damaged original: one in fifty may grow large, to see what is slow.
_MOST, _USUAL = 4_000_000, 100_000
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
_WORDS: dict[str, list[str]] = json.loads((Path(__file__).parent / "words.json").read_text())
_WRITTEN = tuple(one.encode() for one in _WORDS["numbers"])
_ODD = tuple(_WORDS["odd"])


def damaged(name: str, kind: str, data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return an original damaged in one to four ways; `others` are whole ones to take pieces from."""
    most = _MOST if chance.random() < 0.02 else _USUAL
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        known = _KNOWING.get(kind, ())
        if known and chance.random() < 0.6:
            data = chance.choice(known)(data, chance)
        elif chance.random() < 0.15:
            data = _spliced(data, chance.choice(others), chance)
        else:
            data = chance.choice(_BLIND)(data, chance)
        data = data[:most] or b"\0"
    return data


def _one_byte(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        out[chance.randrange(len(out))] = chance.choice((0, 0xFF, 0x7F, 0x80, chance.randrange(256)))
    return bytes(out)


def _one_bit(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _piece(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.choice((1, 4, 16, 64, 512, 4096)))


def _dropped(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:start] + data[end:]


def _repeated(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance)
    times = chance.choice((1, 1, 2, 10, 100, 3000))
    return data[:end] + data[start:end] * min(times, _MOST // (4 * (end - start))) + data[end:]


def _swapped(data: bytes, chance: random.Random) -> bytes:
    points = sorted(chance.randrange(len(data) + 1) for _ in range(4))
    a, b, c, d = points
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def _noise(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.choice((1, 4, 64, 1000))) + data[at:]


def _blank(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:start] + chance.choice((b"\0", b"\xff", b" ", b"\n")) * (end - start) + data[end:]


def _field(data: bytes, chance: random.Random) -> bytes:
    """Write an extreme number where a length or a place may stand."""
    width = chance.choice("HIQ")
    order = chance.choice("<>")
    size = struct.calcsize(width)
    at = chance.randrange(max(1, len(data) - size)) // 2 * 2
    value = chance.choice((*_NUMBERS, len(data), len(data) - at, at)) & (256**size - 1)
    return data[:at] + struct.pack(order + width, value) + data[at + size :]


def _spliced(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = _piece(other, chance)
    at = chance.randrange(len(data) + 1)
    if chance.random() < 0.3:
        return data[:at] + other[chance.randrange(len(other)) :]
    return data[:at] + other[start:end] + data[at + chance.choice((0, end - start)) :]


def _number(data: bytes, chance: random.Random) -> bytes:
    """Change a number that is written out."""
    found = list(re.finditer(rb"\d+", data[:300_000]))
    if not found:
        return _one_byte(data, chance)
    one = chance.choice(found)
    return data[: one.start()] + chance.choice(_WRITTEN) + data[one.end() :]


def _odd(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_ODD).encode() * chance.choice((1, 1, 5, 500)) + data[at:]


def _lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            lines.insert(at, lines[other])
        case 1:
            del lines[at]
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case _:
            lines[at:at] = [lines[other]] * chance.choice((2, 50, 1000))
    return b"\n".join(lines)


def _said(kind: str) -> Change:
    tokens = _WORDS[kind]

    def change(data: bytes, chance: random.Random) -> bytes:
        at = chance.randrange(len(data) + 1)
        if chance.random() < 0.5 and (near := data.find(b"\n", at)) >= 0:
            at = near + 1
        token = chance.choice(tokens).encode("latin-1", "replace")
        times = chance.choice((1, 1, 1, 2, 5, 60, 3000))
        return data[:at] + token * times + data[at:]

    return change


def _members(data: bytes, chance: random.Random) -> bytes:
    """Change one member of a ZIP and pack it again, so that the damage is below the packing."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [(one, archive.read(one)) for one in archive.infolist()[:200]]
    except Exception:  # it is damaged already
        return _one_byte(data, chance)
    if not members:
        return _one_byte(data, chance)
    names = [one.filename for one, _ in members]
    at = chance.randrange(len(members))
    told, body = members[at]
    name, method = told.filename, told.compress_type
    match chance.randrange(12):
        case 0:
            name = chance.choice(
                (*names, "../../x.txt", "/etc/x.txt", "a\0b.txt", "x" * 5000 + ".txt", "CON.txt", "")
            )
        case 1:
            members.append(members[at])
        case 2:
            del members[at]
        case 3:
            body = chance.choice(members)[1]
        case 4:
            method = chance.choice((0, 8, 12, 14))
        case _:
            known = _KNOWING["xml" if body[:100].lstrip()[:1] == b"<" else "text"]
            body = chance.choice((*known, chance.choice(_BLIND)))(body or b"\0", chance)
    if members and at < len(members) and members[at][0] is told:
        members[at] = (told, body)
    out = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        for one, content in members:
            info = zipfile.ZipInfo(name if one is told else one.filename)
            info.compress_type = method if one is told else one.compress_type
            archive.writestr(info, content[:_MOST])
    return out.getvalue()


def _elements(data: bytes, chance: random.Random) -> bytes:
    """Drop, double, nest or swap elements and attributes of a markup."""
    tags = list(re.finditer(rb"<[^<>]{1,400}>", data[:300_000]))
    if len(tags) < 2:
        return _one_byte(data, chance)
    one, other = chance.choice(tags), chance.choice(tags)
    match chance.randrange(6):
        case 0:
            return data[: one.start()] + data[one.end() :]
        case 1:
            return data[: one.start()] + one[0] * chance.choice((2, 50, 5000)) + data[one.end() :]
        case 2:
            return data[: one.start()] + other[0] + data[one.end() :]
        case 3:
            start, end = sorted((one.start(), other.start()))
            return data[:end] + data[start:end] * chance.choice((1, 3, 200)) + data[end:]
        case 4:
            inside = re.sub(
                rb"""(["'])[^"']*\1""", lambda _: b'"' + chance.choice(_WRITTEN) + b'"', one[0], count=1
            )
            return data[: one.start()] + inside + data[one.end() :]
        case _:
            start, end = sorted((one.start(), other.start()))
            return data[:start] + data[end:]


def _tree(data: bytes, chance: random.Random) -> bytes:
    """Change the tree of an XML and write it again, so that it stays well-formed."""
    try:
        root = etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        )
    except etree.XMLSyntaxError:
        return _elements(data, chance)
    every = [one for one in root.iter() if isinstance(one.tag, str)]
    for _ in range(chance.choice((1, 1, 2, 5))):
        one, other = chance.choice(every), chance.choice(every)
        above = one.getparent()
        match chance.randrange(7):
            case 0 if above is not None:
                above.remove(one)
            case 1:
                other.append(copy.deepcopy(one))
            case 2 if above is not None:
                for _ in range(chance.choice((2, 50, 500))):
                    above.append(copy.deepcopy(one) if len(one) < 5 else etree.SubElement(above, one.tag))
            case 3 if one.attrib:
                name = chance.choice(list(one.attrib))
                one.set(name, chance.choice((*_WRITTEN[:-4], b"", b"x" * 3000)).decode())
            case 4:
                one.text = chance.choice(
                    ("", "x" * 100_000, "\u202e", " ", "9" * 400, "A1048576", "=1", "\u0301" * 99)
                )
            case 5:
                one.tag = other.tag
            case _:
                inner = one
                for _ in range(chance.choice((3, 300, 3000))):
                    inner = etree.SubElement(inner, other.tag, dict(other.attrib))
                inner.text = "deep"
        if len(etree.tostring(root)) > _MOST:
            break
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _within_gzip(change: Change) -> Change:
    def changed(data: bytes, chance: random.Random) -> bytes:
        """Unfold gzip members, change what is in them, and fold it again, as one member or as before."""
        if data[:2] != b"\x1f\x8b":
            return change(data, chance)
        pieces: list[bytes] = []
        rest = data
        try:
            while rest[:2] == b"\x1f\x8b" and len(pieces) < 100:
                unfolding = zlib.decompressobj(31)
                pieces.append(unfolding.decompress(rest, _MOST))
                rest = unfolding.unused_data
        except zlib.error:
            return _one_byte(data, chance)
        at = chance.randrange(len(pieces))
        pieces[at] = change(pieces[at] or b"\0", chance)
        if chance.random() < 0.1:
            return gzip.compress(b"".join(pieces), 1, mtime=0)
        return b"".join(gzip.compress(one, 1, mtime=0) for one in pieces)

    return changed


def _streams(data: bytes, chance: random.Random) -> bytes:
    """Change what a stream of a PDF unfolds to, and fold it again."""
    found = [
        one for one in re.finditer(rb"stream\r?\n", data) if data[one.start() - 3 : one.start()] != b"end"
    ]
    if not found:
        return _one_byte(data, chance)
    start = chance.choice(found).end()
    end = data.find(b"endstream", start)
    if end < 0:
        return _one_byte(data, chance)
    try:
        body, fold = zlib.decompressobj().decompress(data[start:end], _MOST), True
    except zlib.error:
        body, fold = data[start:end], False
    body = chance.choice((*_BLIND, _said("pdf"), _number, _number, _lines))(body or b"\0", chance)
    folded = zlib.compress(body, 1) if fold else body
    return data[:start] + folded + b"\n" + data[end:]


def _objects(data: bytes, chance: random.Random) -> bytes:
    """Swap, double or drop objects of a PDF, or lead a reference elsewhere."""
    found = list(re.finditer(rb"\d+ 0 obj.*?endobj", data, re.S))
    led = list(re.finditer(rb"\d+ 0 R", data))
    if not found or not led:
        return _one_byte(data, chance)
    one, other = chance.choice(found), chance.choice(found)
    match chance.randrange(4):
        case 0:
            return data[: one.start()] + other[0] + data[one.end() :]
        case 1:
            return data[: one.start()] + data[one.end() :]
        case 2:
            reference, to = chance.choice(led), chance.choice(led)
            return data[: reference.start()] + to[0] + data[reference.end() :]
        case _:
            inner = _number(one[0], chance)
            return data[: one.start()] + inner + data[one.end() :]


def _chunks(data: bytes, chance: random.Random) -> bytes:
    """Change a chunk of a PNG and set its checksum right, or fall back on a field."""
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        return _field(data, chance)
    at, chunks = 8, []
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + size]))
        at += 12 + size
    if not chunks:
        return _one_byte(data, chance)
    which = chance.randrange(len(chunks))
    kind, body = chunks[which]
    if chance.random() < 0.3:
        chunks.insert(chance.randrange(len(chunks)), chance.choice(chunks))
    elif body:
        chunks[which] = (kind, chance.choice((_one_byte, _field, _cut))(body, chance))
    out = data[:8]
    for kind, body in chunks:
        out += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return out


def _sectors(data: bytes, chance: random.Random) -> bytes:
    """Change the tables and the directory of a compound file, or swap its sectors."""
    if len(data) < 1536:
        return _field(data, chance)
    sectors = len(data) // 512
    if chance.random() < 0.3:
        one, other = chance.randrange(1, sectors) * 512, chance.randrange(1, sectors) * 512
        out = bytearray(data)
        out[one : one + 512], out[other : other + 512] = data[other : other + 512], data[one : one + 512]
        return bytes(out)
    at = chance.choice((chance.randrange(0, 512), chance.randrange(len(data) - 4))) // 4 * 4
    value = chance.choice((*_NUMBERS, chance.randrange(sectors), 0xFFFFFFFD))
    return data[:at] + struct.pack("<I", value) + data[at + 4 :]


_BLIND: tuple[Change, ...] = (
    _one_byte, _one_bit, _cut, _dropped, _repeated, _swapped, _noise, _blank, _field, _number, _odd, _lines,
)  # fmt: skip
_MARKED = (_said("html"), _elements, _elements, _odd)
_KNOWING: dict[str, tuple[Change, ...]] = {
    "text": (_said("text"), _odd, _lines),
    "markdown": (_said("markdown"), _said("html"), _lines),
    "html": _MARKED,
    "xml": (_tree, _tree, _tree, _tree, _said("xml"), _elements, _number, _odd),
    "pdf": (_said("pdf"), _streams, _streams, _objects, _number),
    "scan": (_said("pdf"), _streams, _objects, _number),
    "image": (_chunks, _chunks, _field),
    "docx": (_members,),
    "odt": (_members,),
    "rtf": (_said("rtf"), _said("rtf"), _number),
    "workbook": (_members,),
    "xls": (_sectors, _field),
    "csv": (_said("csv"), _lines),
    "eml": (_said("eml"), _said("eml"), _lines, _elements),
    "msg": (_sectors, _field, _said("rtf")),
    "mhtml": (_said("eml"), _elements, _lines),
    "zip": (_members, _field),
    "tar": (_within_gzip(_field), _within_gzip(_number), _within_gzip(_one_byte), _within_gzip(_blank)),
    "warc": tuple(map(_within_gzip, (_said("warc"), _said("warc"), _number, _lines, _elements))),
    "wacz": (_members, _field),
}
