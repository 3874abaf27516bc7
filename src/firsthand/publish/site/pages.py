"""All pages of the site, each from its template."""

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from firsthand.model import Claim, Decision
from firsthand.publish.publication import Publication
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.page import page_of
from firsthand.publish.report.views import ClaimView, claim_view
from firsthand.publish.site import opening
from firsthand.publish.site.chronology import chronology
from firsthand.publish.site.documents import cite_passage, cited_documents
from firsthand.publish.site.links import linker
from firsthand.publish.site.record_map import record_map
from firsthand.publish.site.records import RecordView, TypeView, country_name, types_of
from firsthand.publish.telling.decided import decided_in_all
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.numbering import in_order
from firsthand.publish.telling.wording import clean, day
from firsthand.review import in_force, judgements
from firsthand.review.decided import decisions_in_all, decisions_on_claims

FULL = 1500  # claims with the words in which their wordings differ; comparing more takes longer than reading
IN_FULL = 40  # claims set out on the page of one record; the others are links
POLICY = (
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'"
)
_STANDINGS = (
    ("corroborated", "corroborated"),
    ("single-origin", "one origin"),
    ("contested", "contested"),
    ("superseded", "superseded"),
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the rows of a page can be filtered by; of what all share there is nothing to choose."""

    types: tuple[tuple[str, str], ...]
    statuses: tuple[str, ...]
    countries: tuple[tuple[str, str], ...]
    standings: tuple[tuple[str, str], ...]
    dated: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer judged of a claim."""

    value: str
    reason: str
    day: str


@dataclass(slots=True)
class _Shown:
    """Claims as pages show them, made once each."""

    index: Index
    views: dict[str, ClaimView]
    numbers: Mapping[str, int] = field(default_factory=dict)
    decided: Mapping[str, Sequence[Decision]] = field(default_factory=dict)

    def of(self, claim: Claim) -> ClaimView:
        address = anchor("c", claim.id)
        if address not in self.views:
            self.views[address] = claim_view(self.index, claim, self.numbers[claim.id], decided=self.decided)
        return self.views[address]


def site_of(publication: Publication, index: Index, extra: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """Return every file of the site by its path."""
    findings = publication.findings
    types = types_of(index, publication.codebook)
    records = [r for t in types for r in t.records]
    page = page_of(index, full=FULL, texts=False)
    ranked = in_order(index)
    shown = _Shown(
        index,
        {c.address: c for c in page.claims},
        {c.id: i for i, c in enumerate(ranked, start=1)},
        decisions_on_claims(findings),
    )
    documents = cited_documents(index)
    by_address = {d.address: d for d in documents}
    drawn = record_map(types)
    disputed, more_disputed = opening.contested(types)
    common = {
        "title": clean(publication.title) or "A register",
        "day": day(publication.day),
        "policy": POLICY,
        "nav": _nav(bool(records), bool(page.stated)),
        "cite": functools.partial(cite_passage, by_address),
        "page": page,
        "country_name": country_name,
        "verdicts": _verdicts(findings.decisions),
        "decided": decided_in_all(decisions_in_all(findings)),
        "types": types,
        "records": records,
    }
    env = _templates()
    files: dict[str, bytes] = {
        "site/site.css": (_static("page.css", "report") + _static("site.css")).encode(),
        "site/site.js": _static("site.js").encode(),
    }

    def put(path: str, template: str, here: str, **more: Any) -> None:
        root = "../" * path.count("/")
        text = env.get_template(template).render(
            **common, path=path, here=here, root=root, to=linker(root), **more
        )
        files[path] = text.encode()

    put(
        "index.html",
        "index.html",
        "",
        headline=opening.sentence(index, types),
        counts=opening.counts(index, types),
        disputed=disputed,
        more_disputed=more_disputed,
        latest=opening.latest(types),
        documents=documents,
        map=record_map(types, whole=False),
    )
    if types:
        put("register.html", "register.html", "register.html", choices=_choices(records, types))
        for t in types:
            put(t.page, "type.html", "register.html", type=t, choices=_choices(t.records, (t,)))
        put("map.html", "map.html", "map.html", map=drawn, choices=_choices(records, types))
        put(
            "timeline.html",
            "timeline.html",
            "timeline.html",
            time=chronology(index, types),
            choices=_choices(records, types),
        )
    of_claim: defaultdict[str, list[RecordView]] = defaultdict(list)
    for record in records:
        backing = [index.claim[c] for c in record.record.claims if c in index.claim]
        backing.sort(key=lambda c: shown.numbers[c.id])
        claims = [shown.of(c) for c in backing[:IN_FULL]]
        for c in backing:
            of_claim[anchor("c", c.id)].append(record)
        told = {s.document for c in backing for s in index.statements_of(c)}
        put(
            record.address,
            "record.html",
            "register.html",
            record=record,
            claims=claims,
            more_claims=[(anchor("c", c.id), shown.numbers[c.id]) for c in backing[IN_FULL:]],
            documents=[d for d in documents if d.digest in told],
            mapped=_mapped(drawn),
        )
    put(
        "claims.html",
        "claims.html",
        "claims.html",
        claims=[shown.of(c) for c in ranked if c.documents > 1],
        lone=[shown.of(c) for c in ranked if c.documents <= 1],
        of_claim=of_claim,
    )
    put("contested.html", "contested.html", "contested.html")
    put("lineage.html", "lineage.html", "lineage.html")
    put("sources.html", "sources.html", "sources.html")
    put("documents.html", "documents.html", "documents.html", documents=documents)
    put("people.html", "people.html", "about.html", people=_people(publication))
    put("data.html", "data.html", "data.html", extra=[(clean(p), clean(w)) for p, w in extra])
    put("about.html", "about.html", "about.html", codebook=publication.codebook)
    return dict(sorted(files.items()))


def _nav(records: bool, stated: bool) -> tuple[tuple[str, str], ...]:
    register = (("register.html", "Register"), ("map.html", "Map"), ("timeline.html", "Timeline"))
    claims = (
        ("claims.html", "Claims"),
        ("contested.html", "Contested"),
        ("lineage.html", "Lineage"),
        ("sources.html", "Sources"),
    )
    return (
        *(register if records else ()),
        *(claims if stated else ()),
        ("documents.html", "Documents"),
        ("data.html", "Data"),
        ("about.html", "About"),
    )


def _choices(records: Sequence[RecordView], types: Sequence[TypeView]) -> Choices:
    standings = {r.standing for r in records}
    return Choices(
        types=tuple((t.name, t.plural) for t in types if t.records),
        statuses=tuple(sorted({s for r in records for s in r.statuses})),
        countries=tuple(
            sorted({(c, country_name(c)) for r in records for c in r.countries}, key=lambda c: c[1])
        ),
        standings=tuple(s for s in _STANDINGS if s[0] in standings),
        dated=any(r.first for r in records),
    )


def _mapped(drawn: Any) -> dict[str, str]:
    """Return, by record, the address of its place on the map."""
    found: dict[str, str] = {}
    address = ""
    for row in drawn.rows if drawn else ():
        address = row.address or address
        found.setdefault(row.record.key, address)
    return found


def _verdicts(decisions: Sequence[Decision]) -> dict[str, Verdict]:
    """Return what was judged of each claim last, by its address; what was withdrawn does not count."""
    return {
        anchor("c", claim): Verdict(clean(judged.verdict), clean(judged.reason), judged.at[:10])
        for claim, judged in judgements(decisions).items()
    }


def _people(publication: Publication) -> dict[str, int]:
    """Return how many persons the documents name, and how many of them may be named here: counts only."""
    people = publication.findings.people
    decisions = publication.findings.decisions
    kept = in_force(decisions)
    return {
        "all": len(people),
        "public": sum(p.public for p in people),
        "private": sum(not p.public for p in people),
        "shown": sum(d.action == "show-person" for d in kept),
        "hidden": sum(d.action == "hide-person" for d in kept),
    }


@functools.cache
def _templates() -> Environment:
    found = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("firsthand.publish.site", "templates"),
                PackageLoader("firsthand.publish.report", "templates"),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["clean"] = clean
    return found


@functools.cache
def _static(name: str, package: str = "site") -> str:
    return resources.files(f"firsthand.publish.{package}").joinpath("static", name).read_text("utf-8")
