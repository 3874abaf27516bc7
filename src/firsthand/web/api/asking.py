"""What may be asked of the API: parameters and bodies, taken strictly.

What is misspelt is refused, not ignored: a filter that silently does nothing gives a wrong answer.
"""

import re
from datetime import date
from typing import Annotated, Any

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from firsthand.desk import LIMIT
from firsthand.desk.shapes import Asked, Sort, State
from firsthand.model import Action, Draft, Standing

MOST = 500  # items of one part of a list
LONGEST_TEXT = 500  # code points of what is searched for
LARGEST_BODY = 1_000_000  # bytes
_FAR = 2**31 - 1  # no document is that long
_ID_LENGTH = 200
_AN_ID = r"^[A-Za-z0-9][A-Za-z0-9-]{0,199}$"
_NO_NULL = r"^[^\x00]*$"  # no text holds a null, and a data base stumbles over it


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"-?(0|[1-9][0-9]{0,17})", value, re.ASCII):
        raise ValueError("write a whole number, like 50")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("write a day like 2031-03-08")
    return value


def _truth(value: Any) -> Any:
    if isinstance(value, str) and value not in ("true", "false"):
        raise ValueError("write true or false")
    return value


Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT, pattern=_NO_NULL)]
Id = Annotated[str, Field(max_length=_ID_LENGTH, pattern=_NO_NULL)]
Cursor = Annotated[str, Field(max_length=4000, pattern=_NO_NULL)]
Offset = Annotated[Whole, Field(ge=0, le=_FAR)]


def id_of(what: str) -> Any:
    """Return a part of an address that is an id."""
    # What no id looks like is not there, as any other id of nothing: the pattern only tells of it.
    return Path(description=f"The id of {what}.", json_schema_extra={"pattern": _AN_ID})


class Strict(BaseModel):
    """Takes what it names, and nothing else."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


class Part(Strict):
    """Which part of a list."""

    after: Cursor = Field(
        "", description="The cursor that the last part gave as `after`; leave it out at first."
    )
    limit: Whole = Field(LIMIT, ge=1, le=MOST, description="How many items at most.")


class Told(Strict):
    """Which claims."""

    text: Text = Field(
        "",
        description="Words that stand in the claim or in one of its statements, in any order, without regard "
        "to case and accents. Two Chinese characters are enough.",
        examples=["opened an inquiry"],
    )
    standing: Standing | None = Field(None, description="How the claim stands.")
    origin: Id = Field("", description="The id of a source that the claim begins with.")
    source: Id = Field("", description="The id of a source anywhere in a chain.")
    place: Text = Field("", description="A place's name, or an ISO 3166 country code.", examples=["NL"])
    document: Id = Field("", description="The id of a document that tells it.")
    story: Id = Field("", description="The id of a story.")
    language: Id = Field("", description="An ISO 639-1 code.", examples=["en"])
    since: Day | None = Field(None, description="Told on this day or later.", examples=["2031-03-08"])
    until: Day | None = Field(None, description="Told on this day or earlier.", examples=["2031-04-01"])
    state: State | None = Field(None, description="What was decided on it.")
    denied: Truth = Field(False, description="Only what somebody denies.")
    changed: Truth = Field(False, description="Only what some retelling changed.")

    @property
    def asked(self) -> Asked:
        """What of this the desk is asked."""
        return Asked(
            text=self.text,
            standing=self.standing or "",
            origin=self.origin,
            source=self.source,
            place=self.place,
            document=self.document,
            story=self.story,
            language=self.language,
            since=self.since,
            until=self.until,
            state=self.state or "",
            denied=self.denied,
            changed=self.changed,
            sort=getattr(self, "sort", "documents"),
        )


class Claims(Told, Part):
    """Which claims, in which order, which part of them."""

    sort: Sort = Field("documents", description="What comes first.")


class OfStory(Part):
    """Which part of a list, and of which story."""

    story: Id = Field("", description="The id of a story; leave it out for all.")


class Sources(Part):
    """Which sources."""

    text: Text = Field("", description="Words that stand in the source's name.")


class Records(Part):
    """Which records."""

    type: Id = Field("", description="The name of a record type of the case's codebook.")


class Decisions(Part):
    """Which decisions."""

    target: Id = Field("", description="The id of what they are on; leave it out for all.")


class At(Strict):
    """Where in a document."""

    at: Offset = Field(
        0, description="The code point around which to read; of a short document you get everything."
    )


class Stretch(Strict):
    """A stretch of a document's text."""

    start: Offset = Field(description="First code point of the passage.")
    end: Offset = Field(description="The code point after its last.")


class Since(Strict):
    """What somebody has seen."""

    since: Id = Field("", description="The revision you have seen.")


_TEXT_OF_DECISION = Annotated[str, Field(max_length=5000, pattern=_NO_NULL)]


class Asking(BaseModel):
    """A decision as you ask for it: what to do, to what, and why.

    The reason stays with the decision: write one that a stranger could check. `accept` needs none.
    """

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        title="Draft",
        json_schema_extra={
            "examples": [
                {
                    "action": "reject",
                    "target": "c-3f0c9a1b2d4e",
                    "reason": "The passage speaks of another harbour, see its second paragraph.",
                },
                {
                    "action": "set-bounds",
                    "target": "s-3f0c9a1b2d4e",
                    "start": 120,
                    "end": 184,
                    "reason": "The by-line does not belong to what was said.",
                },
                {
                    "action": "judge-claim",
                    "target": "c-3f0c9a1b2d4e",
                    "value": "Confirmed by the port's own register",
                    "reason": "The register of 8 March lists the ship under this name.",
                },
            ]
        },
    )

    action: Action = Field(description="What to do.")
    target: Annotated[str, Field(min_length=1, max_length=_ID_LENGTH, pattern=_NO_NULL)] = Field(
        description="The id of what it is about; of `add-statement` the document's."
    )
    reason: _TEXT_OF_DECISION = Field("", description="Why, in a sentence that a stranger could check.")
    value: _TEXT_OF_DECISION = Field(
        "",
        description="The verdict of `judge-claim`, the name of `rename-source` or `split-source`, the kind "
        "of `set-source-kind`.",
    )
    others: Annotated[list[Id], Field(max_length=MOST * 20)] = Field(
        [], description="Ids: what becomes one with the target, or what is split off."
    )
    start: Annotated[int, Field(ge=0, le=_FAR)] | None = Field(
        None, description="First code point of the passage, of `set-bounds` and `add-statement`."
    )
    end: Annotated[int, Field(ge=0, le=_FAR)] | None = Field(
        None, description="The code point after its last."
    )
    chain: Annotated[list[_TEXT_OF_DECISION], Field(max_length=50)] = Field(
        [], description="Who said it, first speaker first: names or ids of sources."
    )
    seen: Id = Field("", description="The id of the last decision on the target that you had before you.")

    @property
    def draft(self) -> Draft:
        """The draft as the desk takes it."""
        return Draft(
            self.action,
            self.target,
            self.reason,
            self.value,
            tuple(self.others),
            self.start,
            self.end,
            tuple(self.chain),
            self.seen,
        )


class Several(BaseModel):
    """Decisions that are kept together: all of them, or none where one cannot be made."""

    model_config = ConfigDict(extra="forbid", strict=True, title="Drafts")

    drafts: Annotated[list[Asking], Field(min_length=1, max_length=MOST)] = Field(
        description="The decisions, in the order in which they are to be made."
    )
