# ruff: noqa: I001
"""A publication made to break the writers of files: what no well-meant case has."""

from dataclasses import replace
from datetime import date

from firsthand.model import (
    DateRange, Document, Field, Findings, Place, Quantity, Record, Source, Statement, Tally, Value,
)  # fmt: skip
from firsthand.publish.publication import Publication
from firsthand.register.codebook import Codebook, FieldRule, RecordType


def hostile_publication() -> Publication:
    """Return formulas, control characters, endless and early values."""
    nasty = "=cmd|'/C calc'!A0\x00\x1b[31m\ud800 \"quoted\",\r\nnext line\t🜏 \ufffe"
    document = Document(
        "../../etc/passwd",
        "@../\x07name.txt",
        "text",
        title=nasty,
        publisher='+Pa"per, }{ & Sons % \\ $ # _ ~ ^ 港口',
        author="-By Line",
        published=date(1866, 2, 28),
        language="zh",
        url='https://example.org/a b?x={1}&y=\\"><script>',
    )
    said = Statement("s 1/?#", document.id, 0, 4, nasty, 0, attribution=("src 1",))
    place = Place(0, 4, "=Nowhere", "QQ", float("nan"), 200.0, None, "region")
    record = Record(
        "r'1",
        "../x",
        "-" + nasty * 3000,
        "",
        (
            Field("title", "text", (Value(nasty, statements=(said.id,)),)),
            Field("where", "place", (Value("=Nowhere", place=place, statements=(said.id, "gone")),)),
            Field(
                "many",
                "quantity",
                (
                    Value("ever more", quantity=Quantity(0, 1, 3.5, float("inf"))),
                    Value("unknown", quantity=Quantity(0, 1, None, float("nan"))),
                ),
                contested=True,
            ),
            Field("since", "date", (Value("long ago", dates=DateRange(0, 1, date(1, 1, 1), None)),)),
        ),
        (),
    )
    again = replace(record, id="r2", type="..\\X", title="")
    rules = tuple(
        RecordType(name, "Label", plural, fields=(FieldRule("title", "text", "=Title"),))
        for name, plural in (
            ("../x", "What is [this]: a *very* long/name?\\ of a sheet"),
            ("..\\X", "what is [this]: a *very* long/name?\\ of a sheet"),
            ("港口", "History"),
            ("", ""),
        )
    )
    return Publication(
        Findings(
            documents=(document,),
            sources=(Source("src 1", "\ud83d=Source", "organisation", (nasty,)),),
            statements=(said,),
            records=(record, again),
            tallies=(Tally("nowhere declared", None, (), (), nasty),),
        ),
        nasty,
        date(1066, 10, 14),
        Codebook("hostile", nasty, types=rules),
    )
