"""Where in a document something stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A stretch of one document's text.

    `start` and `end` are Unicode code points into `Document.text`, half open: [start, end).
    """

    document: str
    start: int
    end: int

    def overlaps(self, other: "Passage") -> bool:
        """Tell whether both passages share at least one character."""
        return self.document == other.document and self.start < other.end and other.start < self.end
