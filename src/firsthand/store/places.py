"""The place of a case: a file, or an address of PostgreSQL."""

from pathlib import Path

from firsthand.store.postgres.address import Address, is_address, read_address

__all__ = ["Address", "Place", "place_of"]

Place = Path | Address
"""Both answer to `name`, `stem`, `with_name`, `with_suffix`, `absolute` and `is_file`, and are written out by
`str` as they can be typed; files that belong to a case in PostgreSQL are in the current folder."""


def place_of(named: str | Path | Address) -> Place:
    """Return the place that a case was named by; raises NotACaseError for an address that is wrong."""
    if isinstance(named, Path | Address):
        return named
    return read_address(named) if is_address(named) else Path(named)
