"""A large case of invented stories, for measuring the desk: made straight, not built.

    .venv/bin/python benchmarks/desk/big_case.py OUT.case [--documents 5000] [--statements 200000]
        [--told 10000] [--pages 300] [--seed 7]

One claim has `--told` statements, and one document `--pages` pages (a real PDF; 0 for none). The same
figures give the same case, but for the times in its custody log.
"""

import argparse
import hashlib
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import typst
from inventing import SHAPES, Fact, bodies, towns
from piles import Size, make

from firsthand.model import Document, Findings, Place, Record, Value
from firsthand.model.record import Field
from firsthand.read import Original, open_original
from firsthand.read.limits import Limits
from firsthand.read.opening import Opened
from firsthand.register.codebook import codebook_text, read_codebook
from firsthand.store import open_store

Told = Callable[[str], None]


def main() -> None:
    """Make the case."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--told", type=int, default=10_000)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    size = Size(options.documents, options.statements, options.told, options.pages)
    findings = big_case(
        options.out, size, seed=options.seed, tell=lambda words: print(words, file=sys.stderr)
    )
    print(
        f"{options.out}: {len(findings.documents):,} documents, {len(findings.statements):,} statements, "
        f"{len(findings.claims):,} claims, {len(findings.conflicts):,} conflicts, "
        f"{len(findings.variants):,} variants, {len(findings.stories):,} stories"
    )


def big_case(out: Path, size: Size, *, seed: int, tell: Told = lambda words: None) -> Findings:
    """Make a case of that size in a file that is not there yet, and return its findings."""
    if out.exists():
        sys.exit(f"{out} is there already. Name another file.")
    began = time.perf_counter()
    longest = long_document(size.pages, seed) if size.pages else None
    tell(f"the long document after {time.perf_counter() - began:.0f} s")
    findings, pile = make(size, seed, longest)
    findings = replace(findings, records=_records(findings))
    tell(f"findings after {time.perf_counter() - began:.0f} s")
    store = open_store(out, create=True)
    names = {document.id: document.name for document in findings.documents}
    with store.together():
        for digest, data in pile.originals.items():
            store.keep_original(digest, data)
            store.log("added", subject=digest, name=names[digest], details={"bytes": str(len(data))})
        store.keep_note("codebook", codebook_text(read_codebook("industrial-accidents")))
        store.keep_note("people", "looked for")
        store.keep_findings(hashlib.sha256(f"{size}{seed}".encode()).hexdigest(), findings)
    store.close()
    tell(f"kept after {time.perf_counter() - began:.0f} s, {out.stat().st_size / 1e6:.0f} MB")
    return findings


def long_document(pages: int, seed: int) -> tuple[Document, bytes]:
    """Return a report of so many pages, set as a PDF and read as any other."""
    random = Random(seed)
    where, who = towns(random, 30), bodies(random, 30)
    lines = ['#set page(paper: "a4")', "#set text(size: 11pt)", "= The works at the quay: what was found"]
    for number in range(1, pages + 1):
        lines.append(f"== Part {number}")
        for _ in range(5):
            told = [
                Fact(
                    random.randrange(SHAPES), random.randrange(9), random.choice(where), random.choice(who),
                    random.randint(3, 900),
                ).told("en")
                for _ in range(4)
            ]  # fmt: skip
            lines.append(" ".join(f"{one[:1].upper()}{one[1:]}." for one in told) + "\n")
        lines.append("#pagebreak(weak: true)")
    data = typst.compile("\n".join(lines).encode(), timestamp=0)
    outcomes = list(open_original(Original("report-on-the-works.pdf", data), limits=Limits(pages=pages + 1)))
    found = next(one for one in outcomes if isinstance(one, Opened))
    if found.document is None:
        sys.exit("the long document could not be read")
    return found.document, data


def _records(findings: Findings) -> tuple[Record, ...]:
    """Return a record of the register for every place of each story, at most one in two documents."""
    codebook = read_codebook("industrial-accidents")
    kind = codebook.types[0]
    statements = {statement.id: statement for statement in findings.statements}
    home = {document: story.id for story in findings.stories for document in story.documents}
    seen: set[tuple[str, str]] = set()
    records = []
    for claim in findings.claims:
        first = statements[claim.statements[0]]
        place: Place | None = next(iter(first.places), None)
        if place is None or (home[first.document], place.name) in seen:
            continue
        if len(records) * 2 >= len(findings.documents):
            break
        seen.add((home[first.document], place.name))
        value = Value(
            place.name,
            (claim.id,),
            (first.id,),
            claim.origins,
            claim.independent_origins,
            claim.documents,
            claim.standing if claim.standing != "superseded" else "single-origin",
            place=place,
        )
        records.append(
            Record(
                id=f"r-{hashlib.sha256(claim.id.encode()).hexdigest()[:12]}",
                type=kind.name,
                title=place.name,
                story=home[first.document],
                fields=(Field("place", "place", (value,)),),
                claims=(claim.id,),
                origins=claim.origins,
                independent_origins=claim.independent_origins,
                documents=claim.documents,
                standing=value.standing,
            )
        )
    return tuple(sorted(records, key=lambda record: record.id))


if __name__ == "__main__":
    main()
