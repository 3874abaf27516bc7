"""The register: what a codebook finds in the claims, a row a thing, every field backed by claims."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from firsthand.model.claim import Standing
from firsthand.model.mention import DateRange, Place, Quantity
from firsthand.model.statement import Stance

FieldKind = Literal["place", "date", "quantity", "party", "status", "source", "text"]


@dataclass(frozen=True, slots=True)
class Value:
    """One answer to one field of a record, with everything that stands behind it.

    `text` is what a reader sees ("Milan", "since 2016", "more than 100", "ordered closed"). `claims` and
    `statements` are ids of those that say so; `origins` ids of the sources where they begin,
    `independent_origins` and `documents` counts. `conflicts` are ids of the conflicts its claims are in.
    `stance` and `doubted` tell how it is said: denied, planned, or hedged by everybody who says it.

    By the field's kind one of these is filled: `place` (resolved; its offsets are those in the first
    statement's document), `quantity`, `dates`, `party` (id of a source, "" where it is none), `step`
    (the name of a step on the field's scale). A figure may have `dates`, too: the day for which it is given.
    `said` is the first day on which a document says so.

    `standing` is about this field alone: "contested" where another answer beside it excludes it and no change
    in time explains it, "superseded" where a later one takes its place. A conflict in `conflicts` that holds
    its claim against something else (who did it, a denial of the whole) changes neither: it is listed.
    """

    text: str
    claims: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    independent_origins: int = 1
    documents: int = 1
    standing: Standing = "single-origin"
    conflicts: tuple[str, ...] = ()
    stance: Stance = "asserts"
    doubted: bool = False
    place: Place | None = None
    quantity: Quantity | None = None
    dates: DateRange | None = None
    party: str = ""
    step: str = ""
    said: date | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """What a record has under one name of its codebook.

    `values` are the answers, the best supported first; of a field that may change (a status, a figure)
    they are its history, the earliest first, so that the last is the present one. `contested` is true
    where the answers exclude each other and no change in time explains it.
    """

    name: str
    kind: FieldKind
    values: tuple[Value, ...]
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the register: a station, an agreement, an incident, a response, a figure.

    `type` is the name of the codebook's record type; `title` a short line that names the row ("Milan,
    Italy"). `fields` are in the codebook's order and never empty. `claims` are the ids of all claims
    behind it; `origins`, `independent_origins`, `documents` and `standing` are those of the record as a
    whole: it is contested where one of its fields is. `notes` say what was done that a reader may
    question ("Vineyard of the Mar: read as ...").
    """

    id: str
    type: str
    title: str
    story: str
    fields: tuple[Field, ...]
    claims: tuple[str, ...]
    origins: tuple[str, ...] = ()
    independent_origins: int = 1
    documents: int = 1
    standing: Standing = "single-origin"
    notes: tuple[str, ...] = ()

    def field(self, name: str) -> Field | None:
        """Return the field of this name, None where the record has none."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class Tally:
    """A count that a source gives held beside the places that the documents list: eleven said, seven named.

    `type` is the record type that is counted, `place` where (None: in all). `counted` are the counts
    given, `listed` the ids of the records of that type that lie there. `explanation` compares them.
    """

    type: str
    place: Place | None
    counted: tuple[Value, ...]
    listed: tuple[str, ...]
    explanation: str
