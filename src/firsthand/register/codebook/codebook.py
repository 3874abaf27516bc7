"""What a codebook says: which records a case keeps, their fields, and the words that signal them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from firsthand.model import FieldKind

Where = Literal["at", "of", "with", "from"]
"""What a place does in a statement that a field asks for; see `FieldRule`."""

Phrases = Mapping[str, tuple[str, ...]]
"""Phrases by language (ISO 639-1). A phrase is words as they stand in a text or a dictionary, lower case;
"…" between two words lets up to three others stand there, a "*" at a word's end any ending, at its beginning
any other word that it is put together with ("*unfall" is a "Busunfall", too)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an ordered scale: "investigated", what it is called, and the words that say so.

    `states` are names of states that every language pack already knows (`extract/status.py`).
    """

    name: str
    label: str
    words: Phrases = field(default_factory=dict)
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a text field may take: "explosion", what it is called, its words."""

    name: str
    label: str
    words: Phrases = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one field of a record is filled.

    `signals` are the words that a value of it stands beside: "run by" for a party, "since" for a date,
    "because of" for a text; without signals any fitting mention in the statement serves. What else counts
    depends on the kind:

    place     `where`: "at" (what the record speaks of lies there), "of" (who acts: a state, its
              government or people), "with" (each of those that share in it: the parties of an agreement),
              "from" (what was done to those brought away was done there), or several, the first that
              finds one; `precision` the kinds of place that fit, coarser ones are
              kept as the record's country; `apart` the name of a party or place field: the place must
              lie in another country ("an overseas station is not at home"); of two fields that hold who
              shares in it, the other holds the state that the story speaks of most; `scene`: a statement that
              names no place has the one where its document's matter plays
    date      the day something began or happened; none that lies after the document
    quantity  `units`: what is counted, dictionary forms by language; `counts`: the name of the record
              type whose records it counts (a source's "11 stations" against those listed)
    party     `who`: "subject", "object", "owner" or "any"; a private person never fills it
    status    `scale`, the lowest step first
    source    who says so: filled from the attribution
    text      the words that follow a signal, or one of `choices`
    """

    name: str
    kind: FieldKind
    label: str
    line: int = 0
    signals: Phrases = field(default_factory=dict)
    where: tuple[Where, ...] = ("at",)
    precision: tuple[Literal["country", "region", "city"], ...] = ("country", "region", "city")
    apart: str = ""
    scene: bool = False
    units: Phrases = field(default_factory=dict)
    counts: str = ""
    who: tuple[Literal["subject", "object", "owner", "any"], ...] = ("any",)
    scale: tuple[Step, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of record: what signals it, what it must have, and when two are one.

    A statement speaks of such a record where a phrase of `signals` stands in it; or one of `weak`, if
    the document used a signal within the few sentences before ("one of these offices"); never where one
    of `never` does ("railway station"). `near` is the name of another type that the document must speak of
    in the same sentence or the few before (a response to a fire, not to anything). `needs` are fields
    without which there is no record; records whose `same` fields agree are one (and all of one story if
    `same` holds "story"). `updates` are fields whose values may change in time: their values are a
    history, not a conflict. `within_days` is how far two dates in `same` may lie apart.
    """

    name: str
    label: str
    plural: str
    line: int = 0
    about: str = ""
    signals: Phrases = field(default_factory=dict)
    weak: Phrases = field(default_factory=dict)
    never: Phrases = field(default_factory=dict)
    near: str = ""
    needs: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    within_days: int = 0
    updates: tuple[str, ...] = ()
    fields: tuple[FieldRule, ...] = ()

    @property
    def figure(self) -> FieldRule | None:
        """The figure that such a record keeps, where it is one of a place or in all; else None.

        So it is where a quantity is needed and not `same`, and a place is `same` but not needed: figures of
        one place are one record, and those that are said of none, of the whole.
        """
        figures = [rule for rule in self.fields if rule.kind == "quantity" and rule.name in self.needs]
        places = [rule.name for rule in self.fields if rule.kind == "place" and rule.name in self.same]
        if not figures or not places or figures[0].name in self.same or set(places) & set(self.needs):
            return None
        return figures[0]

    def field(self, name: str) -> FieldRule | None:
        """Return the rule of the field of this name, None where the type has none."""
        return next((rule for rule in self.fields if rule.name == name), None)


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place that the gazetteer lacks, told by the codebook: a village, a site, a ship.

    `names` are all that it is called, by language. Coordinates are WGS 84 degrees, None where unknown.
    """

    name: str
    names: Phrases
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Literal["country", "region", "city"] = "city"


@dataclass(frozen=True, slots=True)
class Codebook:
    """A file that says which records a case keeps.

    `name` is a short word without spaces, `digest` the SHA-256 of the file (and of those it extends);
    `countries` are ISO 3166-1 codes of the region it is about, preferred where a name is ambiguous.
    `texts` are the file's own text and those it extends, each with its name, so that a case can keep it
    (`codebook_text`) and read it back (`codebook_from_text`). What it extends is already merged into it.
    """

    name: str
    title: str
    about: str = ""
    types: tuple[RecordType, ...] = ()
    places: tuple[KnownPlace, ...] = ()
    countries: tuple[str, ...] = ()
    digest: str = ""
    texts: tuple[tuple[str, str], ...] = ()

    def type(self, name: str) -> RecordType | None:
        """Return the record type of this name, None where there is none."""
        return next((kind for kind in self.types if kind.name == name), None)
