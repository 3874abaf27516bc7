"""The case as FollowTheMoney entities, a JSON object a line, for Aleph, OpenAleph and yente.

Documents, organisations, public bodies, places and records (as events); between a record and a document
a link that holds the passages. Persons are left out altogether, public ones too: that model is made
to match people across data sets, which is what firsthand must not help with. Other names that documents
give an organisation are left out as well: many are descriptions ("the group") and would match anything.
Model: https://followthemoney.tech/explorer/; it is written without its library, which needs ICU, and read
back with it in the tests.
"""

import functools
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from babel import Locale

from firsthand.model import DateRange, Document, Findings, Place, Record, Source, SourceKind, content_id
from firsthand.publish.data.citations import address
from firsthand.publish.publication import Publication
from firsthand.publish.rows.register import present, rule_of, step_label, type_titles

Entity = dict[str, Any]
# How long a value may be, by property, as the model's types say (followthemoney 4.11); longer ones are cut.
_STRING = 1024
_ROOM = {"name": 384, "full": 250, "location": 250, "summary": 65_000, "notes": 65_000, "sourceUrl": 4096}
# The model has languages as ISO 639-3; of a document in any other the language is left out.
_LANGUAGES = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin",
    "fr": "fra", "hu": "hun", "it": "ita", "ja": "jpn", "ko": "kor", "nl": "nld", "pl": "pol", "pt": "por",
    "ro": "ron", "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "zho",
}  # fmt: skip
_SCHEMA: dict[SourceKind, str] = {
    "organisation": "Organization",
    "outlet": "Organization",
    "government": "PublicBody",
}


def follow_the_money(publication: Publication) -> bytes:
    """Return the entities, every one valid and every reference to one of them; sorted by schema and id."""
    found: dict[str, Entity] = {}
    for entity in _entities(publication):
        found.setdefault(entity["id"], entity)
    lines = [
        json.dumps(entity, ensure_ascii=False, sort_keys=True)
        for entity in sorted(found.values(), key=lambda e: (e["schema"], e["id"]))
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _entities(publication: Publication) -> Iterator[Entity]:
    findings = publication.findings
    for document in findings.documents:
        yield _document(document)
    for source in findings.sources:
        if source.kind in _SCHEMA:
            yield _entity(_SCHEMA[source.kind], source.id, name=[source.name.strip() or source.id])
    for record in findings.records:
        yield from _event(publication, record)
        yield from _documentation(findings, record)


def _entity(schema: str, identity: str, **properties: list[str | None]) -> Entity:
    """Return an entity with the values that each property takes, sorted, those that fit none left out."""
    kept: dict[str, list[str]] = {}
    for name, values in properties.items():
        told = {_fitting(name, " ".join(value.split())) for value in values if value}
        if found := sorted(value for value in told if value):
            kept[name] = found
    return {"id": _id(identity), "schema": schema, "properties": kept}


def _fitting(name: str, value: str) -> str:
    """Return a value as its property has it, "" where it cannot be one: no such country, no address."""
    if name == "country":
        return value.lower() if len(value) == 2 and value in _countries() else ""
    if name == "language":
        return _LANGUAGES.get(value, "")
    if name == "sourceUrl":
        link = address(value)
        host = urlsplit(link).hostname or ""
        fits = link.startswith(("http://", "https://")) and "." in host and len(link) <= _ROOM["sourceUrl"]
        return link if fits else ""
    room = _ROOM.get(name, _STRING)
    return value if len(value) <= room else value[: room - 1] + "…"


@functools.cache
def _countries() -> frozenset[str]:
    """Return the ISO 3166-1 codes, those that CLDR adds for regions and make-believe ones left out."""
    told = map(str, Locale("en").territories)
    codes = {code for code in told if len(code) == 2 and code.isalpha()}
    return frozenset(
        codes - {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    )


def _id(identity: str) -> str:
    """Return an id that the model takes: letters, digits, "-" and "."."""
    fit = re.fullmatch(r"[A-Za-z0-9.-]{1,150}", identity)
    return f"firsthand-{identity if fit else content_id('x', identity)}"


def _document(d: Document) -> Entity:
    return _entity(
        "Article" if d.url else "Document",
        d.id,
        fileName=[d.name],
        title=[d.title or d.name],
        publisher=[d.publisher],
        publishedAt=[d.published.isoformat() if d.published else None],
        language=[d.language],
        sourceUrl=[d.url],
        notes=[f"SHA-256 of the original: {d.id}"],
    )


def _event(publication: Publication, record: Record) -> Iterator[Entity]:
    codebook, findings = publication.codebook, publication.findings
    sources = {s.id: s for s in findings.sources}
    titles = type_titles(findings, codebook)
    places: list[Place] = []
    involved: list[str | None] = []
    dates: list[str | None] = []
    summary: list[str] = []
    for field in record.fields:
        if not field.values:
            continue
        value = field.values[present(field, record.type, codebook)]
        rule = rule_of(codebook, record.type, field.name)
        summary.append(
            f"{rule.label if rule else field.name}: {step_label(codebook, record.type, field.name, value)}"
        )
        places += [value.place] if value.place else []
        involved += [_involved(sources.get(value.party))] if field.kind == "party" else []
        dates += [_day(value.dates)] if value.dates else []
    addresses = [_address(place) for place in places]
    yield from addresses
    documents = _documents_behind(findings, record)
    yield _entity(
        "Event",
        record.id,
        name=[record.title.strip() or record.id],
        keywords=[titles[record.type]],
        recordId=[record.id],
        summary=["; ".join(summary)],
        notes=[*record.notes, f"{record.standing}, independent origins: {record.independent_origins}"],
        country=[place.country for place in places],
        location=[place.name for place in places],
        addressEntity=[address["id"] for address in addresses],
        involved=involved,
        date=dates,
        proof=[_id(document) for document in documents],
    )


def _involved(source: Source | None) -> str | None:
    return _id(source.id) if source and source.kind in _SCHEMA else None


def _address(p: Place) -> Entity:
    at = [None if v is None else repr(round(v, 5)) for v in (p.latitude, p.longitude)]
    return _entity(
        "Address",
        content_id("place", p.name, p.country, p.geoname, p.precision, *at),
        full=[p.name],
        city=[p.name if p.precision == "city" else None],
        region=[p.name if p.precision == "region" else None],
        country=[p.country],
        latitude=[at[0]],
        longitude=[at[1]],
        remarks=[f"known to the {p.precision}" if p.precision else "not found on the map"],
    )


def _documentation(findings: Findings, record: Record) -> Iterator[Entity]:
    """Yield a link from a record to each document behind it, with the passages of that document."""
    for document, passages in _documents_behind(findings, record).items():
        yield _entity(
            "Documentation",
            content_id("link", record.id, document),
            document=[_id(document)],
            entity=[_id(record.id)],
            role=["says so"],
            summary=list(passages),
        )


def _documents_behind(findings: Findings, record: Record) -> dict[str, list[str]]:
    """Return the ids of the documents behind a record with the passages that fill its fields."""
    known = {d.id for d in findings.documents}
    said = {s.id: s for s in findings.statements}
    found: dict[str, list[str]] = {}
    for i in dict.fromkeys(i for f in record.fields for v in f.values for i in v.statements):
        if i in said and said[i].document in known:
            found.setdefault(said[i].document, []).append(said[i].text)
    return dict(sorted(found.items()))


def _day(dates: DateRange) -> str | None:
    """Return a range of days as the model writes what is only known so far: 2019, 2019-03, 2019-03-05."""
    first, last = dates.earliest, dates.latest
    if first is None or last is None or first.year != last.year:
        return None
    if first.month != last.month:
        return f"{first.year:04d}"
    return first.isoformat() if first == last else first.isoformat()[:7]
