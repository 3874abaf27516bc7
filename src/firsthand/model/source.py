"""Who speaks."""

from dataclasses import dataclass

from firsthand.model.mention import SourceKind


@dataclass(frozen=True, slots=True)
class Source:
    """A person, organisation, outlet or document that speaks; one per real-world source.

    `aliases` are the other ways the documents name it. `document` is the id of the document
    in the collection that is this source (an article, an outlet's only account), else None.
    `offices` are the words documents set beside a person's name: "foreign ministry spokeswoman".
    """

    id: str
    name: str
    kind: SourceKind
    aliases: tuple[str, ...] = ()
    document: str | None = None
    offices: tuple[str, ...] = ()
