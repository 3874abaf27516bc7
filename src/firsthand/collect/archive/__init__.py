"""What was taken from the web as the files that archives and viewers know: WARC and WACZ."""

from firsthand.collect.archive.exchange import Cut, Earlier, Exchange, Rendering
from firsthand.collect.archive.message import Answer, read_answer
from firsthand.collect.archive.records import (
    earlier_of,
    payload_of,
    repeated_by,
    write_records,
    write_rendering,
)

__all__ = [
    "Answer",
    "Cut",
    "Earlier",
    "Exchange",
    "Rendering",
    "earlier_of",
    "payload_of",
    "read_answer",
    "repeated_by",
    "write_records",
    "write_rendering",
]
