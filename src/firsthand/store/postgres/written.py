"""What a transaction wrote so far, remembered so that it can be made again where the connection breaks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_LOGS = "INSERT INTO custody "
_AT_ONCE = (100, 4 << 20)  # rows, and bytes, of one statement
_REMEMBERED = 256 << 20  # bytes of a transaction that is made again

Statement = tuple[str, tuple[object, ...]]
"""A statement and its values."""


@dataclass(slots=True)
class Written:
    """The statements of a transaction under way.

    `head` is the number of the log's last entry when it began. Of a long one only what it logged is
    remembered: it cannot be made again, but it can be seen whether it was kept.
    """

    head: int = 0
    statements: list[Statement] = field(default_factory=list)
    _bytes: int = 0

    def add(self, statement: str, values: tuple[object, ...]) -> None:
        """Remember a statement."""
        self._bytes += _size(values)
        self.statements.append((statement, values))
        if self.is_long:
            self.statements = [one for one in self.statements if _logs(one)]

    @property
    def is_long(self) -> bool:
        """Whether it is too long to be made again."""
        return self._bytes > _REMEMBERED

    @property
    def last_entry(self) -> tuple[int, bytes] | None:
        """The number and the bytes of the last entry of the log that was written; None where none was."""
        logged = [values for statement, values in self.statements if _logs((statement, values))]
        if not logged:
            return None
        number, payload = logged[-1]
        assert isinstance(number, int) and isinstance(payload, bytes)
        return number, payload


def in_parts(rows: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    """Yield rows in parts that one statement takes."""
    some: list[tuple[object, ...]] = []
    size = 0
    for row in rows:
        length = _size(row)
        if some and (len(some) >= _AT_ONCE[0] or size + length > _AT_ONCE[1]):
            yield some
            some, size = [], 0
        some.append(row)
        size += length
    if some:
        yield some


def many_at_once(statement: str, rows: Sequence[tuple[object, ...]]) -> Statement:
    """Return one statement for several rows, from one that ends in the values of a row."""
    one = "(" + ", ".join("?" * len(rows[0])) + ")"
    many = statement.replace(one, ", ".join([one] * len(rows)), 1)
    return many, tuple(value for row in rows for value in row)


def _size(values: Iterable[object]) -> int:
    return sum(len(value) for value in values if isinstance(value, bytes | str))


def _logs(statement: Statement) -> bool:
    return statement[0].startswith(_LOGS)
