"""What is kept of a grouping, in chunks that stay as they are while none of their documents changes."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.trace.grouping.large.linking import Links
from firsthand.trace.grouping.large.rows import (
    Floats,
    Forms,
    Hashes,
    Integers,
    Rows,
    ended,
    joined_rows,
    places_of,
)

# Raised when what is kept is written otherwise or means something else: it is then not used any more.
_VERSION = 1
_CHUNK = 10  # powers of two: 512 to 1,024 documents a chunk
_SKETCHES, _TIES = "sketches", "ties"
_HEAD = struct.Struct("<4sHHIIII")
_MARK = b"fhgr"


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """A grouping as it is kept: its rows, how long their vectors are, their links, their parts and groups.

    `parts` and `groups` hold for each row the first row of its part and of its group.
    """

    rows: Rows
    lengths: Floats
    mark_lengths: Floats
    links: Links
    parts: Integers
    groups: Integers


def packed(kept: Kept, earlier: Mapping[str, bytes], moved: Hashes) -> dict[str, bytes]:
    """Return the chunks to keep, by name; the same grouping always gives the same bytes.

    `earlier` are those of an earlier grouping, `moved` the sorted keys of the documents that came or went.
    """
    power = max((len(kept.rows) - 1).bit_length() - _CHUNK, 0) if len(kept.rows) else 0
    found: dict[str, bytes] = {}
    limits = [number << 64 - power for number in range(1, 1 << power)]
    cuts = np.searchsorted(kept.rows.keys, np.array(limits, dtype=np.uint64)).tolist()
    came = (
        np.histogram(moved >> np.uint64(64 - power), np.arange((1 << power) + 1))[0]
        if power
        else [len(moved)]
    )
    for number, (first, last) in enumerate(zip([0, *cuts], [*cuts, len(kept.rows)], strict=True)):
        name = f"{1 << power}/{number:05d}"
        same = None if came[number] else earlier.get(f"{_SKETCHES}/{name}")
        found[f"{_SKETCHES}/{name}"] = same or _sketches(kept.rows, first, last)
        found[f"{_TIES}/{name}"] = _ties(kept, first, last)
    return found


def unpacked(chunks: Mapping[str, bytes]) -> Kept | None:
    """Return the grouping that was kept; None where there is none, or other code kept it."""
    names = sorted(name.removeprefix(f"{_SKETCHES}/") for name in chunks if name.startswith(f"{_SKETCHES}/"))
    if not names or any(not data.startswith(_start()) for data in chunks.values()):
        return None
    if any(f"{_TIES}/{name}" not in chunks for name in names) or len(names) != int(names[0].split("/")[0]):
        return None
    rows = joined_rows([_rows(chunks[f"{_SKETCHES}/{name}"]) for name in names])
    ties = [_unpacked_ties(chunks[f"{_TIES}/{name}"]) for name in names]
    lengths, mark_lengths, parts, groups, counts, others, strengths = (
        np.concatenate([one[column] for one in ties]) for column in range(7)
    )
    if len(lengths) != len(rows):
        return None
    return Kept(
        rows,
        lengths,
        mark_lengths,
        Links(
            np.repeat(np.arange(len(rows)), counts.astype(np.int64)),
            places_of(rows.keys, others),
            strengths,
        ),
        places_of(rows.keys, parts),
        places_of(rows.keys, groups),
    )


def _start() -> bytes:
    return _HEAD.pack(_MARK, _VERSION, 0, 0, 0, 0, 0)[:6]


def _sketches(rows: Rows, first: int, last: int) -> bytes:
    ids = [id.encode() for id in rows.ids[first:last]]
    words, marks = _part(rows.words, first, last), _part(rows.marks, first, last)
    columns: list[NDArray[Any]] = [
        np.array([len(id) for id in ids], dtype="<u2"),
        rows.keys[first:last].astype("<u8"),
        rows.days[first:last].astype("<i4"),
        rows.languages[first:last],
        *words,
        *marks,
        rows.senses[first:last],
    ]
    head = _HEAD.pack(
        _MARK, _VERSION, rows.senses.shape[1], last - first, sum(map(len, ids)), len(words[1]), len(marks[1])
    )
    return b"".join((head, *ids, *(column.tobytes() for column in columns)))


def _part(forms: Forms, first: int, last: int) -> tuple[NDArray[Any], ...]:
    part = slice(forms.starts[first], forms.starts[last])
    return (
        np.diff(forms.starts[first : last + 1]).astype("<u2"),
        forms.forms[part].astype("<u4"),
        forms.weights[part].astype("<u2"),
    )


def _rows(data: bytes) -> Rows:
    _, _, width, count, named, words, marks = _HEAD.unpack_from(data)
    text = data[_HEAD.size : _HEAD.size + named].decode()
    columns = _columns(
        data,
        _HEAD.size + named,
        [
            *(("<u2", count), ("<u8", count), ("<i4", count), ("S8", count)),
            *(("<u2", count), ("<u4", words), ("<u2", words)),
            *(("<u2", count), ("<u4", marks), ("<u2", marks)),
            ("i1", count * width),
        ],
    )
    ends = ended(columns[0].astype(np.int64)).tolist()
    if len(text) != named:  # an id that is no plain ASCII: lengths are those of its bytes
        whole = text.encode()
        ids = [whole[a:b].decode() for a, b in pairwise(ends)]
    else:
        ids = [text[a:b] for a, b in pairwise(ends)]
    return Rows(
        ids,
        columns[1],
        columns[2],
        columns[3],
        Forms(ended(columns[4].astype(np.int64)), columns[5], columns[6]),
        Forms(ended(columns[7].astype(np.int64)), columns[8], columns[9]),
        columns[10].reshape(count, width),
    )


def _ties(kept: Kept, first: int, last: int) -> bytes:
    """Pack what rows are tied by; a link is kept with the first of its two rows."""
    begin, end = np.searchsorted(kept.links.a, (first, last))
    keys: Hashes = kept.rows.keys
    columns: list[NDArray[Any]] = [
        kept.lengths[first:last].astype("<f8"),
        kept.mark_lengths[first:last].astype("<f8"),
        keys[kept.parts[first:last]].astype("<u8"),
        keys[kept.groups[first:last]].astype("<u8"),
        np.bincount(kept.links.a[begin:end] - first, minlength=last - first).astype("<u4"),
        keys[kept.links.b[begin:end]].astype("<u8"),
        kept.links.strengths[begin:end].astype("<u2"),
    ]
    head = _HEAD.pack(_MARK, _VERSION, 0, last - first, int(end - begin), 0, 0)
    return b"".join((head, *(column.tobytes() for column in columns)))


def _unpacked_ties(data: bytes) -> list[NDArray[Any]]:
    _, _, _, count, links, _, _ = _HEAD.unpack_from(data)
    kinds = [("<f8", count), ("<f8", count), ("<u8", count), ("<u8", count), ("<u4", count)]
    return _columns(data, _HEAD.size, [*kinds, ("<u8", links), ("<u2", links)])


def _columns(data: bytes, at: int, kinds: Sequence[tuple[str, int]]) -> list[NDArray[Any]]:
    found = []
    for kind, count in kinds:
        column = np.frombuffer(data, dtype=kind, count=count, offset=at)
        found.append(column)
        at += column.nbytes
    return found
