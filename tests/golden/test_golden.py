"""The demo's record, word for word: what changes in it must be looked at before it is accepted.

`make accept` writes the files anew; `git diff tests/golden` then shows what changed.
"""

from pathlib import Path

import pytest

import firsthand
from firsthand.model import Findings
from firsthand.publish import export_json, render_summary
from firsthand.publish.register import render_register
from firsthand.register.codebook import read_codebook

HERE = Path(__file__).parent
DEMO = Path(firsthand.__file__).parent / "demo"
CODEBOOK = "unreported-leaks"


@pytest.fixture(scope="module")
def findings() -> Findings:
    return firsthand.build(DEMO, codebook=CODEBOOK).findings


@pytest.mark.parametrize("name", ["summary", "statements", "claims", "lineage", "register", "persons"])
def test_the_demo_is_as_accepted(name: str, findings: Findings, request: pytest.FixtureRequest) -> None:
    listed = LISTINGS[name](findings)
    path = HERE / f"demo-{name}.txt"
    if request.config.getoption("--accept"):
        path.write_text(listed.rstrip() + "\n", encoding="utf-8")
    assert listed.rstrip() + "\n" == path.read_text(encoding="utf-8")


def test_building_twice_gives_the_same_bytes(findings: Findings) -> None:
    assert export_json(firsthand.build(DEMO, codebook=CODEBOOK).findings) == export_json(findings)


def statements(findings: Findings) -> str:
    source = {source.id: source.name for source in findings.sources}
    lines = []
    for document in findings.documents:
        lines.append(
            f"\n{Path(document.name).name}: {document.title}, {document.publisher}, {document.published}"
        )
        for s in findings.statements:
            if s.document == document.id:
                chain = " › ".join(source[id] for id in s.attribution) or "(own voice)"
                marks = "".join(
                    f" [{mark}]"
                    for mark in (s.stance, "quoted" if s.quoted else "")
                    if mark not in ("", "asserts")
                )
                lines.append(f"  {chain}{marks}: {s.text}")
    return "\n".join(lines)


def claims(findings: Findings) -> str:
    text = {s.id: s.text for s in findings.statements}
    name = {x.id: x.name for x in (*findings.documents, *findings.sources)}
    lines = []
    for claim in findings.claims:
        if claim.documents > 1 or claim.standing != "single-origin":
            origins = ", ".join(sorted(Path(name[id]).name for id in claim.origins))
            counts = f"{claim.independent_origins} of {claim.documents}"
            lines.append(f"{counts}, {claim.standing}: {claim.text} ({origins})")
    for conflict in findings.conflicts:
        lines.append(f"\n{conflict.kind}: {conflict.question}")
        lines += sorted(f"  - {text[id]}" for id in conflict.statements)
    for variant in findings.variants:
        lines.append(f"\n{variant.kind}: {text[variant.statements[0]]}\n  now {text[variant.statements[1]]}")
    for update in findings.updates:
        lines.append(f"\nmoved: {update.explanation}")
    return "\n".join(lines)


def lineage(findings: Findings) -> str:
    name = {
        node.id: Path(node.name).name + ("" if node.in_collection else " (not here)")
        for node in findings.lineage.nodes
    }
    return "\n".join(
        f"{name[e.parent]} {'→' if e.directed else '—'} {name[e.child]}: {e.kind}, {e.confidence:.1f}"
        for e in sorted(findings.lineage.edges, key=lambda e: (name[e.child], e.kind, name[e.parent]))
    )


def register(findings: Findings) -> str:
    return render_register(findings, read_codebook(CODEBOOK), width=110)


def persons(findings: Findings) -> str:
    lines = []
    for person in sorted(findings.people, key=lambda person: (not person.public, person.name)):
        names = " / ".join((person.name, *person.aliases))
        lines.append(f"{'public' if person.public else 'private'} | {names} | {person.because}")
    return "\n".join(lines)


LISTINGS = {
    "summary": render_summary,
    "statements": statements,
    "claims": claims,
    "lineage": lineage,
    "register": register,
    "persons": persons,
}
