"""What an archive or a letter holds."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One thing taken out of another: its bytes and what the whole says of it.

    `name` is the part's path within the whole, cleaned: no part climbs out of it, none is absolute.
    `url` and `media` are there where the whole knows them (web archives, letters); `taken` (UTC) is when a
    web archive says that it was captured.
    """

    name: str
    data: bytes
    url: str | None = None
    media: str | None = None
    taken: datetime | None = None
