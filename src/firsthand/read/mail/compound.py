"""A compound file (MS-CFB) made of streams and storages: so a letter within a letter becomes a file again."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# A storage by the names in it: bytes are a stream, a mapping is a storage.
Storage = Mapping[str, "bytes | Storage"]

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT, _DIFAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
_ENTRIES = _SECTOR // 4
_IN_HEADER = 109
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_MOST_NAME = 31


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    color: int = _BLACK
    start: int = _END
    size: int = 0


def compound(root: Storage) -> bytes:
    """Return the bytes of a compound file; the same storage always gives the same bytes.

    Source: [MS-CFB], version 3 (sectors of 512 bytes).
    """
    entries = [_Entry("Root Entry", _ROOT)]
    _add(root, 0, entries)
    small = [entry for entry in entries if entry.kind == _STREAM and 0 < len(entry.data) < _CUTOFF]
    large = [entry for entry in entries if entry.kind == _STREAM and len(entry.data) >= _CUTOFF]
    chains: list[int] = []  # the sector that follows each sector
    body = bytearray()

    def put(data: bytes) -> int:
        if not data:
            return _END
        first, count = len(chains), -(-len(data) // _SECTOR)
        chains.extend([*range(first + 1, first + count), _END])
        body.extend(data.ljust(count * _SECTOR, b"\x00"))
        return first

    minis: list[int] = []
    mini_body = bytearray()
    for entry in small:
        count = -(-len(entry.data) // _MINI)
        entry.start, entry.size = len(minis), len(entry.data)
        minis.extend([*range(len(minis) + 1, len(minis) + count), _END])
        mini_body.extend(entry.data.ljust(count * _MINI, b"\x00"))
    for entry in large:
        entry.start, entry.size = put(entry.data), len(entry.data)
    entries[0].start, entries[0].size = put(bytes(mini_body)), len(mini_body)
    mini_start = put(_numbers(minis))
    mini_count = -(-len(minis) // _ENTRIES)
    directory = put(b"".join(_packed(entry) for entry in _filled(entries)))
    fat_count, difat_count = _room(len(chains))
    fat_start = len(chains)
    difat_start = fat_start + fat_count
    chains += [_FAT] * fat_count + [_DIFAT] * difat_count
    fat_sectors = list(range(fat_start, difat_start))
    body.extend(_numbers(chains))
    rest = fat_sectors[_IN_HEADER:]
    for number in range(difat_count):
        piece = rest[number * (_ENTRIES - 1) : (number + 1) * (_ENTRIES - 1)]
        following = difat_start + number + 1 if number + 1 < difat_count else _END
        piece += [_FREE] * (_ENTRIES - 1 - len(piece))
        body.extend(struct.pack(f"<{_ENTRIES}I", *piece, following))
    head = struct.pack(
        "<8s16s5H6x8I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        fat_count,
        directory,
        0,
        _CUTOFF,
        mini_start,
        mini_count,
        difat_start if difat_count else _END,
    )
    head += struct.pack("<I", difat_count)
    listed = fat_sectors[:_IN_HEADER]
    head += struct.pack(f"<{_IN_HEADER}I", *listed, *[_FREE] * (_IN_HEADER - len(listed)))
    return head + bytes(body)


def _add(storage: Storage, parent: int, entries: list[_Entry]) -> None:
    """Add what a storage holds, as the balanced tree of names that the format wants."""
    names = sorted(storage, key=lambda name: (len(name), name.upper()))
    numbers: list[int] = []
    for name in names:
        what = storage[name]
        numbers.append(len(entries))
        stream = isinstance(what, bytes)
        entries.append(_Entry(name[:_MOST_NAME], _STREAM if stream else _STORAGE))
        if isinstance(what, bytes):
            entries[-1].data = what
        else:
            _add(what, len(entries) - 1, entries)
    deepest = len(numbers).bit_length()
    entries[parent].child = _tree(numbers, entries, 1, deepest)


def _tree(numbers: Sequence[int], entries: list[_Entry], depth: int, deepest: int) -> int:
    if not numbers:
        return _NONE
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left = _tree(numbers[:middle], entries, depth + 1, deepest)
    entry.right = _tree(numbers[middle + 1 :], entries, depth + 1, deepest)
    entry.color = _RED if depth == deepest > 1 else _BLACK
    return numbers[middle]


def _filled(entries: list[_Entry]) -> Iterator[_Entry]:
    yield from entries
    for _ in range(-len(entries) % (_SECTOR // 128)):
        yield _Entry("", 0, start=0)


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    size = len(name) + 2 if name else 0
    start = 0 if entry.kind == _STORAGE else entry.start
    return struct.pack(
        "<64sHBB3I36xIQ",
        name,
        size,
        entry.kind,
        entry.color,
        entry.left,
        entry.right,
        entry.child,
        start,
        entry.size,
    )


def _numbers(numbers: Sequence[int]) -> bytes:
    packed = struct.pack(f"<{len(numbers)}I", *numbers)
    return packed.ljust(-(-len(packed) // _SECTOR) * _SECTOR, b"\xff")


def _room(sectors: int) -> tuple[int, int]:
    """Return how many sectors the table of sectors takes, and the table of those."""
    fat = difat = 0
    while True:
        need = -(-(sectors + fat + difat) // _ENTRIES)
        more = -(-max(0, need - _IN_HEADER) // (_ENTRIES - 1))
        if (need, more) == (fat, difat):
            return fat, difat
        fat, difat = need, more
