"""What an id is of, in a case at one moment; raises GoneError where it is of nothing."""

from firsthand.desk.holding.checking import gone
from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.model import Document


def story_in(now: Snapshot, story: str) -> Told:
    """Return a story by its id."""
    found = now.stories.get(story)
    if found is None:
        raise gone("story", story)
    return found


def told_of(now: Snapshot, kind: str, item: str) -> Told:
    """Return the story that holds something; `kind` is what it is called where there is none."""
    found = now.told(item)
    if found is None:
        raise gone(kind, item)
    return found


def document_in(now: Snapshot, document: str) -> tuple[Told, Document]:
    """Return a document, and its story."""
    told = told_of(now, "document", document)
    found = told.index.document.get(document)
    if found is None:
        raise gone("document", document)
    return told, found
