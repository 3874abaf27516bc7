"""What one can ask of a desk, and do at it.

`OpenDesk` does it on a case in this process, `firsthand.client.Client` on a desk that is served elsewhere;
pages and the API are faces of the same. Methods raise what `firsthand.model.errors` names: GoneError where
an id is of nothing in the case (any more), DecisionError where a decision cannot be made, CaseError where
the case cannot be written.
"""

from collections.abc import Sequence
from typing import Protocol

from firsthand.desk import shapes
from firsthand.model import Area, Decision, Draft, Entry, Failure, Tally

LIMIT = 50  # items of one part of a list, unless more are asked for; never more than 500
ANY = shapes.Asked()


class Desk(Protocol):
    """A case as reviewers work on it. Lists come in parts: `after` is the cursor the last part gave."""

    def overview(self) -> shapes.Overview:
        """Return where the case stands."""

    def stories(self, *, after: str = "", limit: int = LIMIT) -> shapes.Page[shapes.StoryRow]:
        """Return the stories, the largest first."""

    def story(self, story: str) -> shapes.StoryFile:
        """Return a story with its lineage."""

    def claims(
        self, asked: shapes.Asked = ANY, *, after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.ClaimRow]:
        """Return the claims that are asked for."""

    def facets(self, asked: shapes.Asked = ANY) -> dict[str, tuple[shapes.Facet, ...]]:
        """Return by what the claims asked for can be narrowed: standing, origin, place, language, ..."""

    def claim(self, claim: str, *, after: str = "", limit: int = LIMIT) -> shapes.ClaimFile:
        """Return a claim with a part of its statements. An id it had before a merge leads to it as well."""

    def queue(
        self, kind: shapes.Queue, *, story: str = "", after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.Open]:
        """Return what waits for a decision, what is decided last."""

    def documents(
        self, *, story: str = "", after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.DocumentRow]:
        """Return the documents, by date."""

    def document(self, document: str, *, at: int = 0) -> shapes.DocumentFile:
        """Return a document with the statements around the code point `at`; of a short one, all."""

    def areas(self, document: str, start: int, end: int) -> tuple[Area, ...]:
        """Return where on the pages of its original a passage stands."""

    def original(self, document: str) -> bytes:
        """Return the preserved bytes of a document."""

    def sources(
        self, *, text: str = "", after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.SourceRow]:
        """Return the sources, those first with whom most begins."""

    def source(self, source: str) -> shapes.SourceRow:
        """Return a source."""

    def records(
        self, *, type: str = "", after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.RecordRow]:
        """Return the records of the register."""

    def record(self, record: str) -> shapes.RecordRow:
        """Return a record."""

    def tallies(self) -> tuple[Tally, ...]:
        """Return the counts that sources give, beside what is listed."""

    def persons(self, *, after: str = "", limit: int = LIMIT) -> shapes.Page[shapes.PersonRow]:
        """Return whom this case names, and what would be shown of them."""

    def failures(self) -> tuple[Failure, ...]:
        """Return what did not work, and what to do about it."""

    def custody(self, *, after: str = "", limit: int = LIMIT) -> shapes.Page[Entry]:
        """Return the custody log, the latest first."""

    def decisions(self, *, target: str = "", after: str = "", limit: int = LIMIT) -> shapes.Page[Decision]:
        """Return the decisions, the latest first; on one thing where `target` names it."""

    def in_force(self) -> frozenset[str]:
        """Return the ids of the decisions that hold."""

    def misfits(self) -> tuple[shapes.Misfit, ...]:
        """Return the decisions that find no more what they were about."""

    def decide(self, draft: Draft, *, reviewer: str) -> shapes.Made:
        """Keep a decision, and derive again at once what it touches."""

    def decide_all(self, drafts: Sequence[Draft], *, reviewer: str) -> tuple[shapes.Made, ...]:
        """Keep several decisions, or none of them where one cannot be made."""

    def news(self, since: str) -> shapes.News:
        """Return what changed since a revision."""

    def building(self) -> shapes.Building:
        """Return how a build stands."""

    def build(self) -> shapes.Building:
        """Build the case again from what it keeps, in a process of its own; decisions stay."""

    def report(self) -> str:
        """Return the report as one HTML page, private persons under their pseudonyms."""
