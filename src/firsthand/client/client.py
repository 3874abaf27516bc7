"""A desk that is served elsewhere: the same operations, the same answers, the same errors as of one here."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import quote

from firsthand.client.wire import Wire, shape
from firsthand.desk import LIMIT, shapes
from firsthand.model import Area, Decision, Draft, Entry, Failure, Tally
from firsthand.model.errors import AccountError, GoneError

_ANY = shapes.Asked()
_MOST = 500
_LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Me:
    """Who a token is to the desk: the name under which decisions are kept, and what may be done.

    `read_only` says why nothing can be decided there, "" where it can.
    """

    name: str
    role: Literal["reader", "reviewer", "owner"]
    case: str
    version: str
    revision: str
    read_only: str = ""


class Client:
    """A desk elsewhere, made by `firsthand.connect`; close it, or use it with `with`.

    What it adds to the operations of every desk: `me` says who the token is, and a `reviewer` may be left
    empty, since decisions are kept under the name that the token carries. The persons come without the
    places where they are named. Where the line breaks, reads and decisions are sent again; a decision is
    kept once however often it is sent. Raises besides what desks raise: AccountError where the token does
    not allow something, UnreachableDeskError where nothing answers.
    """

    def __init__(self, wire: Wire, *, new_key: Callable[[], str] = lambda: str(uuid.uuid4())) -> None:
        self._wire = wire
        self._new_key = new_key
        self._name = ""

    def __repr__(self) -> str:
        return f"<Client of {self._wire.address}>"  # never the token

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._wire.close()

    def me(self) -> Me:
        """Return who the token is to the desk."""
        me: Me = self._wire.read(Me, "/me")
        self._name = me.name
        return me

    @property
    def revision(self) -> str:
        """The revision of the case there, now."""
        return self.me().revision

    @property
    def read_only(self) -> str:
        """Why nothing can be decided there, "" where it can."""
        return self.me().read_only

    def overview(self) -> shapes.Overview:
        """Return where the case stands."""
        return self._wire.read(shapes.Overview, "/overview")

    def stories(self, *, after: str = "", limit: int = LIMIT) -> shapes.Page[shapes.StoryRow]:
        """Return the stories, the largest first."""
        return self._wire.read(shapes.Page[shapes.StoryRow], "/stories", _part(after, limit))

    def story(self, story: str) -> shapes.StoryFile:
        """Return a story with its lineage."""
        return self._wire.read(shapes.StoryFile, f"/stories/{_id(story)}")

    def claims(
        self, asked: shapes.Asked = _ANY, *, after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.ClaimRow]:
        """Return the claims that are asked for."""
        return self._wire.read(shapes.Page[shapes.ClaimRow], "/claims", _asked(asked) | _part(after, limit))

    def facets(self, asked: shapes.Asked = _ANY) -> dict[str, tuple[shapes.Facet, ...]]:
        """Return by what the claims asked for can be narrowed."""
        told = _asked(asked)
        told.pop("sort", None)
        return self._wire.read(dict[str, tuple[shapes.Facet, ...]], "/claims/facets", told)

    def claim(self, claim: str, *, after: str = "", limit: int = LIMIT) -> shapes.ClaimFile:
        """Return a claim with a part of its statements."""
        return self._wire.read(shapes.ClaimFile, f"/claims/{_id(claim)}", _part(after, limit))

    def queue(
        self, kind: shapes.Queue, *, story: str = "", after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.Open]:
        """Return what waits for a decision, what is decided last."""
        return self._wire.read(
            shapes.Page[shapes.Open], f"/queue/{_id(kind)}", _given(story=story) | _part(after, limit)
        )

    def documents(
        self, *, story: str = "", after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.DocumentRow]:
        """Return the documents, by date."""
        return self._wire.read(
            shapes.Page[shapes.DocumentRow], "/documents", _given(story=story) | _part(after, limit)
        )

    def document(self, document: str, *, at: int = 0) -> shapes.DocumentFile:
        """Return a document with the statements around the code point `at`; of a short one, all."""
        return self._wire.read(shapes.DocumentFile, f"/documents/{_id(document)}", {"at": at})

    def areas(self, document: str, start: int, end: int) -> tuple[Area, ...]:
        """Return where on the pages of its original a passage stands."""
        return self._wire.read(
            tuple[Area, ...], f"/documents/{_id(document)}/areas", {"start": start, "end": end}
        )

    def original(self, document: str) -> bytes:
        """Return the preserved bytes of a document."""
        return self._wire.take(f"/documents/{_id(document)}/original")

    def picture(self, document: str, sheet_number: int) -> bytes:
        """Return a picture of a page of a document's original."""
        return self._wire.take(f"/documents/{_id(document)}/pages/{sheet_number}")

    def sources(
        self, *, text: str = "", after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.SourceRow]:
        """Return the sources, those first with whom most begins."""
        return self._wire.read(
            shapes.Page[shapes.SourceRow], "/sources", _given(text=text) | _part(after, limit)
        )

    def source(self, source: str) -> shapes.SourceRow:
        """Return a source."""
        return self._wire.read(shapes.SourceRow, f"/sources/{_id(source)}")

    def records(
        self, *, type: str = "", after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.RecordRow]:
        """Return the records of the register."""
        return self._wire.read(
            shapes.Page[shapes.RecordRow], "/records", _given(type=type) | _part(after, limit)
        )

    def record(self, record: str) -> shapes.RecordRow:
        """Return a record."""
        return self._wire.read(shapes.RecordRow, f"/records/{_id(record)}")

    def tallies(self) -> tuple[Tally, ...]:
        """Return the counts that sources give, beside what is listed."""
        return self._wire.read(tuple[Tally, ...], "/tallies")

    def persons(self, *, after: str = "", limit: int = LIMIT) -> shapes.Page[shapes.PersonRow]:
        """Return whom this case names, and what would be shown of them; not where they are named."""
        return self._wire.read(shapes.Page[shapes.PersonRow], "/persons", _part(after, limit))

    def failures(self) -> tuple[Failure, ...]:
        """Return what did not work, and what to do about it."""
        return self._wire.read(tuple[Failure, ...], "/failures")

    def custody(self, *, after: str = "", limit: int = LIMIT) -> shapes.Page[Entry]:
        """Return the custody log, the latest first."""
        return self._wire.read(shapes.Page[Entry], "/custody", _part(after, limit))

    def decisions(self, *, target: str = "", after: str = "", limit: int = LIMIT) -> shapes.Page[Decision]:
        """Return the decisions, the latest first; on one thing where `target` names it."""
        return self._wire.read(
            shapes.Page[Decision], "/decisions", _given(target=target) | _part(after, limit)
        )

    def in_force(self) -> frozenset[str]:
        """Return the ids of the decisions that hold."""
        return self._wire.read(frozenset[str], "/decisions/in-force")

    def misfits(self) -> tuple[shapes.Misfit, ...]:
        """Return the decisions that find no more what they were about."""
        return self._wire.read(tuple[shapes.Misfit, ...], "/misfits")

    def decide(self, draft: Draft, *, reviewer: str = "") -> shapes.Made:
        """Keep a decision, and derive again at once what it touches."""
        self._require(reviewer)
        body = shape(Draft).dump_json(draft)
        return self._wire.send(shapes.Made, "/decisions", body, key=self._new_key())

    def decide_all(self, drafts: Sequence[Draft], *, reviewer: str = "") -> tuple[shapes.Made, ...]:
        """Keep several decisions, or none of them where one cannot be made."""
        self._require(reviewer)
        if not drafts:
            return ()
        body = b'{"drafts":' + shape(list[Draft]).dump_json(list(drafts)) + b"}"
        return self._wire.send(tuple[shapes.Made, ...], "/decisions/batch", body, key=self._new_key())

    def news(self, since: str) -> shapes.News:
        """Return what changed since a revision."""
        return self._wire.read(shapes.News, "/news", _given(since=since))

    def building(self) -> shapes.Building:
        """Return how a build stands."""
        return self._wire.read(shapes.Building, "/building")

    def build(self) -> shapes.Building:
        """Build the case again from what it keeps; decisions stay."""
        return self._wire.send(shapes.Building, "/build")

    def report(self) -> str:
        """Return the report as one HTML page, private persons under their pseudonyms."""
        return self._wire.take("/report").decode()

    def _require(self, reviewer: str) -> None:
        """Refuse to decide under a name that is not the token's: the desk would keep it under that."""
        if reviewer and reviewer != (self._name or self.me().name):
            raise AccountError(
                f"Decisions at {self._wire.address} are kept under the name of the token, {self._name}, not "
                f"under {reviewer}. Leave the reviewer away, or use a token of theirs."
            )


def _part(after: str, limit: int) -> dict[str, str | int]:
    return {**_given(after=after), "limit": max(1, min(limit, _MOST))}


def _given(**told: str) -> dict[str, str | int]:
    return {name: value for name, value in told.items() if value}


def _asked(asked: shapes.Asked) -> dict[str, str | int]:
    """Return what is asked for as parameters; what is as it always is, is left out."""
    told: Mapping[str, Any] = {field.name: getattr(asked, field.name) for field in fields(asked)}
    return {name: _written(value) for name, value in told.items() if value != getattr(_ANY, name)}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _id(text: str) -> str:
    """Return an id as part of an address. What can be no id is of nothing in the case."""
    if not text.isprintable() or "/" in text or text in ("", ".", "..") or len(text) > _LONGEST_ID:
        raise GoneError(f"“{text[:80]!r}” is of nothing in the case: no id looks like this.")
    return quote(text, safe="")
