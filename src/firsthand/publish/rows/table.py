"""A table with typed columns that say what they mean."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["text", "integer", "number", "yes-no", "date", "list", "address"]
Cell = str | int | float | bool | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what its cells hold, and what they mean in a sentence.

    `list` cells are tuples of texts; `address` is a web address. `refers` names the table in whose first
    column the cell (or each of a list) is found. None is an empty cell: unknown, or not applicable.
    """

    name: str
    kind: Kind
    about: str
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, one for each column. `name` is fit to be a file's name.

    The first column is the row's id where `has_ids`.
    """

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_ids: bool = True


def table(
    name: str,
    title: str,
    about: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    has_ids: bool = True,
) -> Table:
    """Return a table whose cells fit its columns: figures without end are empty, never "inf"."""
    return Table(name, title, about, tuple(columns), tuple(tuple(map(_finite, row)) for row in rows), has_ids)


def file_names(names: Iterable[str], *, prefix: str = "") -> dict[str, str]:
    """Return for each name a file name of a-z, 0-9 and "-", none twice, none that leaves its folder.

    Names that come out alike are told apart by a number, in the order given; "-" stands for what
    is left out, and a name with nothing left is "other".
    """
    used: set[str] = set()
    found: dict[str, str] = {}
    for name in names:
        word = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "other"
        wanted, number = f"{prefix}{word}", 1
        while wanted in used:
            number += 1
            wanted = f"{prefix}{word}-{number}"
        used.add(wanted)
        found[name] = wanted
    return found


def column_names(columns: Iterable[Column]) -> list[Column]:
    """Return the columns with names of their own: a second "title" becomes "title_2", whatever its case."""
    used: set[str] = set()
    found: list[Column] = []
    for column in columns:
        name, number = column.name, 1
        while name.lower() in used:
            number += 1
            name = f"{column.name}_{number}"
        used.add(name.lower())
        found.append(Column(name, column.kind, column.about, column.refers))
    return found


def _finite(cell: Cell) -> Cell:
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell
