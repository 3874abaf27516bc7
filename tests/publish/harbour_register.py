# ruff: noqa: I001
"""The harbour story with a register: a codebook, records of three types, a tally, persons, decisions.

Written by hand, like the story: a dump with its count, an inquiry whose status moved and is contested, a
sighting known to the region only, and one record whose name is a trap for everything that prints it.
"""

from dataclasses import replace
from datetime import date

from firsthand.model import (
    Claim, DateRange, Decision, Field, Findings, Passage, Person, Place, Quantity, Record, Tally, Value,
    content_id,
)  # fmt: skip
from firsthand.register.codebook import Codebook, FieldRule, RecordType, Step
from harbour import ANSEL, SKARHAVEN, SOURCES, TEXTS, document_id, harbour

TRAP = "=HYPERLINK(\"x\") <b>Skarhaven</b> & 'a very long name of a sighting' " + "that goes on " * 30

CODEBOOK = Codebook(
    name="harbours",
    title="Barrels and harbours",
    about="Where barrels lie, who looks into it, and how many there are.",
    types=(
        RecordType(
            "dump",
            "Dump",
            "Dumps",
            signals={"en": ("barrel",)},
            needs=("place",),
            same=("place",),
            updates=("number",),
            fields=(
                FieldRule("place", "place", "Where"),
                FieldRule("number", "quantity", "Barrels", units={"en": ("barrel",)}, counts="sighting"),
                FieldRule("since", "date", "Since"),
                FieldRule("said_by", "source", "Said by"),
            ),
        ),
        RecordType(
            "inquiry",
            "Inquiry",
            "Inquiries",
            signals={"en": ("inquiry",)},
            needs=("state",),
            same=("state",),
            updates=("status",),
            fields=(
                FieldRule("state", "place", "State", where=("of",), precision=("country",)),
                FieldRule(
                    "status",
                    "status",
                    "Status",
                    scale=(Step("opened", "inquiry opened"), Step("closed", "quay closed")),
                ),
            ),
        ),
        RecordType(
            "sighting",
            "Sighting",
            "Sightings",
            signals={"en": ("saw",)},
            fields=(FieldRule("place", "place", "Where"), FieldRule("words", "text", "In words")),
        ),
    ),
    digest="0" * 64,
)


def registered() -> Findings:
    """Return the harbour story with its register, its persons and two decisions."""
    findings = harbour()
    claims = {c.id: c for c in findings.claims}

    def value(text: str, *keys: str, **more: object) -> Value:
        backing = [claims[content_id("c", key)] for key in keys]
        return Value(
            text=text,
            claims=tuple(c.id for c in backing),
            statements=tuple(s for c in backing for s in c.statements),
            origins=tuple(dict.fromkeys(o for c in backing for o in c.origins)),
            independent_origins=max(c.independent_origins for c in backing),
            documents=max(c.documents for c in backing),
            standing=backing[0].standing,
            conflicts=tuple(k.id for k in findings.conflicts if {c.id for c in backing} & set(k.claims)),
            **more,  # type: ignore[arg-type]
        )

    ansel, skarhaven = (Place(0, 0, *place) for place in (ANSEL, SKARHAVEN))  # type: ignore[arg-type]
    norway = Place(0, 0, "Norway", "NO", 62.0, 10.0, None, "country")
    denmark = Place(0, 0, "Denmark", "DK", 56.0, 10.0, None, "country")
    year = DateRange(0, 0, date(2019, 1, 1), date(2019, 12, 31))
    dump = _record(
        "dump",
        "Port Ansel, Norway",
        findings,
        Field("place", "place", (value("Port Ansel", "lie", place=ansel),)),
        Field(
            "number",
            "quantity",
            (
                value("31", "january", quantity=Quantity(0, 0, 31, 31, "barrel"), said=date(2031, 3, 4)),
                value(
                    "at least 44", "lie", quantity=Quantity(0, 0, 44, None, "barrel"), said=date(2031, 3, 5)
                ),
            ),
        ),
        Field("since", "date", (value("2019", "rolled", dates=year),)),
        Field("said_by", "source", (value("Tidewatch", "lie", party=SOURCES["tidewatch"].id),)),
    )
    inquiry = _record(
        "inquiry",
        "Denmark",
        findings,
        Field("state", "place", (value("Denmark", "inquiry", place=denmark),)),
        Field(
            "status",
            "status",
            (
                value("inquiry opened", "inquiry", step="opened", said=date(2031, 3, 4)),
                value("quay closed", "closed", step="closed", said=date(2031, 3, 6), doubted=True),
            ),
            contested=True,
        ),
    )
    sighting = _record(
        "sighting",
        TRAP,
        findings,
        Field("place", "place", (value("Skarhaven", "label", place=replace(skarhaven, precision="region")),)),
        Field("words", "text", (value("+cmd|' no label on “them”\n", "label"),)),
        notes=("“Skar Haven” in the text: read as Skarhaven.",),
    )
    nowhere = _record(
        "sighting", "nowhere named", findings, Field("words", "text", (value("rolled", "rolled"),))
    )
    return replace(
        findings,
        records=tuple(sorted((dump, inquiry, sighting, nowhere), key=lambda r: (r.type, r.title, r.id))),
        tallies=(
            Tally(
                "sighting",
                norway,
                (value("44", "lie", quantity=Quantity(0, 0, 44, 44, "barrel")),),
                (sighting.id,),
                "Tidewatch counts 44 in Norway; the documents name 1.",
            ),
        ),
        people=_people(),
        decisions=(
            Decision(
                "d-1", "2031-03-08T09:00:00+00:00", "R. Eviewer", "judge-claim", content_id("c", "leaks"),
                "The inspectors' own log shows the leak.", value="false",
            ),
        ),
    )  # fmt: skip


def _record(kind: str, title: str, findings: Findings, *fields: Field, notes: tuple[str, ...] = ()) -> Record:
    claims = {c.id: c for c in findings.claims}
    backing: list[Claim] = [
        claims[c] for c in dict.fromkeys(c for f in fields for v in f.values for c in v.claims)
    ]
    return Record(
        id=content_id("r", kind, title),
        type=kind,
        title=title,
        story=findings.stories[0].id,
        fields=fields,
        claims=tuple(c.id for c in backing),
        origins=tuple(dict.fromkeys(o for c in backing for o in c.origins)),
        independent_origins=max(c.independent_origins for c in backing),
        documents=max(c.documents for c in backing),
        standing="contested" if any(f.contested for f in fields) else backing[0].standing,
        notes=notes,
    )


def _people() -> tuple[Person, ...]:
    found = []
    for name, short, public in (("Ebbe Sorn", "Sorn", False), ("Mara Quill", "Quill", True)):
        mentions = []
        for document, (_, _, _, text) in TEXTS.items():
            at = text.find(name)
            if at >= 0:
                mentions.append(Passage(document_id(document), at, at + len(name)))
        found.append(
            Person(
                id=content_id("p", name),
                name=name,
                aliases=(short,),
                mentions=tuple(sorted(mentions)),
                public=public,
                office=mentions[0] if public else None,
                because="spoke as director of Tidewatch" if public else "",
                source=SOURCES[short.lower()].id,
            )
        )
    return tuple(found)
