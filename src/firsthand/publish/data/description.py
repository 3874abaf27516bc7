"""What each file and each column means, for people (README.md) and for programs (datapackage.json)."""

import json
import re
from collections.abc import Sequence
from typing import Any

from firsthand.publish.publication import Publication
from firsthand.publish.rows import Column, Kind, Table
from firsthand.publish.rows.characters import in_markdown

_TYPES: dict[Kind, dict[str, Any]] = {
    "text": {"type": "string"},
    "list": {"type": "string"},
    "address": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "yes-no": {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
    "date": {"type": "date", "format": "%Y-%m-%d"},
}
_WORDS: dict[Kind, str] = {
    "text": "text", "list": "list", "address": "web address", "integer": "whole number", "number": "number",
    "yes-no": "yes or no", "date": "date",
}  # fmt: skip

# Each file that is no table: its name, format, media type, and what it is.
_OTHERS = (
    (
        "register.xlsx",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "All tables in one workbook, a sheet a table; ids are links to the rows they name. What Excel "
        "cannot hold is cut or written as text: the first sheet says what.",
    ),
    (
        "records.geojson",
        "geojson",
        "application/geo+json",
        "The records as points (RFC 7946): one a record, and one for each answer where the answers to "
        "“where” differ. A record whose place is not known is there without a point. `precision` says how "
        "closely the place is known; `uncertain` is true where that is a region or a country (the point "
        "stands for all of it), and where the place is contested, doubted or denied.",
    ),
    (
        "followthemoney.jsonl",
        "jsonl",
        "application/jsonl",
        "Documents, organisations, places and records (as events) as FollowTheMoney entities. Persons are "
        "left out, public ones too, and so are the other names of organisations: that model is made to "
        "match people across data sets, and this register must not help with that.",
    ),
    (
        "case.jsonld",
        "jsonld",
        "application/ld+json",
        "All of it as linked data: PROV-O for what was said by whom and derived from what, Web Annotation "
        "for the passages. The context is in the file; nothing is fetched to read it.",
    ),
    (
        "claimreview.json",
        "json",
        "application/ld+json",
        "Verdicts that a reviewer recorded, as ClaimReview of schema.org; an empty list where there are "
        "none. firsthand itself judges no claim. `url` leads to the claim's page beside this folder.",
    ),
    (
        "citations.bib",
        "bib",
        "application/x-bibtex",
        "How to cite each document, for LaTeX. An author stands there only where a byline may be shown.",
    ),
    (
        "citations.json",
        "json",
        "application/vnd.citationstyles.csl+json",
        "The same as CSL-JSON, for Zotero and word processors.",
    ),
)


def datapackage(publication: Publication, tables: Sequence[Table]) -> bytes:
    """Return the description of all files as a Frictionless data package (specs.frictionlessdata.io)."""
    names = {table.name: table for table in tables}
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": "firsthand-register",
        "title": publication.title,
        "created": f"{publication.day.isoformat()}T00:00:00Z",
        "resources": [
            *(_table(table, names) for table in tables),
            *(
                {
                    "name": f"{table.name}-parquet",
                    "path": f"{table.name}.parquet",
                    "title": table.title,
                    "format": "parquet",
                    "mediatype": "application/vnd.apache.parquet",
                    "description": f"The table “{table.name}” with typed columns, as Apache Parquet.",
                }
                for table in tables
            ),
            *(
                {
                    "name": name.replace(".", "-"),
                    "path": name,
                    "format": form,
                    "mediatype": media,
                    "description": about,
                }
                for name, form, media, about in _OTHERS
            ),
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _table(table: Table, names: dict[str, Table]) -> dict[str, Any]:
    foreign = [
        {"fields": c.name, "reference": {"resource": c.refers, "fields": names[c.refers].columns[0].name}}
        for c in table.columns
        if c.kind == "text" and c.refers in names
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n"},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            **({"primaryKey": table.columns[0].name} if table.has_ids else {}),
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    more = " Several are joined with “ | ”." if column.kind == "list" else ""
    return {"name": column.name, "description": column.about + more, **_TYPES[column.kind]}


def readme(publication: Publication, tables: Sequence[Table]) -> bytes:
    """Return the description of all files as Markdown."""
    lines = [
        f"# {in_markdown(publication.title)}: the data",
        "",
        f"As of {publication.day.isoformat()}. Each table stands here twice: as `.csv` and, with typed "
        "columns, as `.parquet`. `datapackage.json` says the same as this page in a form that programs read.",
        "",
        "## How to read the tables",
        "",
        "- An empty cell means unknown, open or not applicable; nothing is made up to fill it.",
        "- Ids are the same in every file, and in the pages. A list joins its items with ` | ` in CSV; "
        "in Parquet it is a list.",
        "- CSV is UTF-8 with a byte order mark, commas, CRLF. A text that a spreadsheet would run as a "
        "formula (it begins with `=`, `+`, `-`, `@`, a tab or a line end, spaces and apostrophes before it "
        "aside) has one apostrophe before it: take it away to have the text. Parquet has them as they are.",
        "- A character that no file can carry (control characters, halves of surrogate pairs) is `\ufffd`.",
        "- Figures are intervals: “at least 13” has 13 as `low` and an empty `high`.",
        "- Count origins, not documents: five papers that retell one report are one origin.",
        "- Private persons bear pseudonyms, the same in every file. `start` and `end` count in the text as "
        "it was read from the original, with the pseudonyms in it; that text is not published as a whole.",
        "",
        "## Tables",
    ]
    for table in tables:
        lines += [
            "",
            f"### {table.name}",
            "",
            f"{in_markdown(table.title)}. {in_markdown(table.about)} Rows: {len(table.rows)}.",
            "",
            "| column | holds | meaning |",
            "| --- | --- | --- |",
            *(f"| {_code(c.name)} | {_WORDS[c.kind]} | {in_markdown(c.about)} |" for c in table.columns),
        ]
    lines += ["", "## Other files", ""]
    lines += [f"- `{name}`: {about}" for name, _, _, about in _OTHERS]
    return ("\n".join(lines) + "\n").encode()


def _code(name: str) -> str:
    return f"`{name}`" if re.fullmatch(r"[\w-]+", name) else in_markdown(name)
