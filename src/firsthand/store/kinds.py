"""The kinds of results a case keeps under the keys of their inputs, and how each is packed."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from firsthand.model import Document, Extraction, Findings

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Kind(Generic[_T]):
    """One kind of result: the step that makes it, and what turns it into JSON and back.

    Steps may have kinds of their own; a step's name stands for one kind. Bytes are kept as they are.
    """

    step: str
    adapter: TypeAdapter[_T]


OPENING = Kind("open", TypeAdapter(str))
"""What was found in an original, by the key of its bytes: JSON."""
READING = Kind("read", TypeAdapter(Document))
"""The text read from an original."""
EXTRACTION = Kind("extract", TypeAdapter(Extraction))
"""What was taken out of a document."""
ANSWER = Kind("ask", TypeAdapter(str))
"""What a language model answered; never forgotten, since it may have cost money."""
UNIT = Kind("unit", TypeAdapter(Findings))
"""What was derived from the documents of a unit: a story of a large case."""
