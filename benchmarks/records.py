"""Records: what two codebooks find in real accounts, listed for reading, with the share found right.

    .venv/bin/python benchmarks/records.py [PILE …] [--part read|kept|unseen|all] [--cases FOLDER] [--list]
        [--keep]

Piles of news of fires, explosions and crashes are derived with industrial-accidents: English (topics of
ECB+: a warehouse fire, a shop fire, hit-and-run crashes; a church fire, another shop fire, `last`, a bomb in
a bank and riots; `sea`, ships sunk), German (Wikinews whose title names an accident, by the words below),
Chinese (CEC's fires and traffic accidents); the seeds with police-stations. "Read" were worked on from the
start. "Kept aside" were judged unseen (27 of 64 right), and their faults mended since. "Unseen" were chosen
by words in their titles and judged once, after all that, the Chinese ones every fourth record.

`--list` prints each record with its fields and the passages behind them, to be read beside the texts. What
a reader judged is in gold/records.json under a digest of what the record says (none of a text is kept):
right where the row is one that the codebook asks for, its type and place are right, every number and date
in it is said of this very thing, and it is not told a second time elsewhere; else wrong, with a word why.
A record that changed counts as not judged until it is read again.
"""

import argparse
import hashlib
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from attribution_sets import cec, wikinews_de
from firsthand.building import build_from
from firsthand.case import open_case
from firsthand.model import Findings, Record
from firsthand.read import Original
from firsthand.register import derive_register
from firsthand.register.codebook import Codebook, read_codebook
from shared import SHARED, digest, keep, need

JUDGED = Path(__file__).resolve().parent / "gold" / "records.json"
ATTRIBUTION = SHARED / "data" / "attribution"
ECB = SHARED / "data" / "lineage" / "documents"
ACCIDENT = re.compile(
    r"brand|feuer|explo|unfall|unglück|absturz|abgestürzt|kollision|einsturz|entgleis|havarie|untergang"
)
NO_ACCIDENT = re.compile(r"brandenburg|brandt|brandneu|raumfähre|bomben|anschlag|wertpapier|feuerpause")
READ = {
    "warehouse": ("ecb", r"13_\d+ecbplus"),
    "shop": ("ecb", r"14_\d+ecb"),
    "hit-and-run-1": ("ecb", r"21_\d+ecbplus"),
    "hit-and-run-2": ("ecb", r"21_\d+ecb"),
    "german": ("wikinews_de", 0),
    "chinese-fires": ("火灾", 0),
    "chinese-traffic": ("交通事故", 0),
    "seeds": ("seeds", 0),
}
KEPT = {
    "church": ("ecb", r"13_\d+ecb"),
    "other-shop": ("ecb", r"14_\d+ecbplus"),
    "german-kept": ("wikinews_de", 1),
    "last-1": ("ecb", r"8_\d+ecb"),
    "last-2": ("ecb", r"8_\d+ecbplus"),
}
UNSEEN = {
    "chinese-fires-kept": ("火灾", 1),
    "chinese-traffic-kept": ("交通事故", 1),
    "sea-1": ("ecb", r"12_\d+ecb"),
    "sea-2": ("ecb", r"12_\d+ecbplus"),
}
PILES = READ | KEPT | UNSEEN


def main() -> None:
    """Build the piles, print their records and the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("piles", nargs="*", metavar="PILE", help=", ".join(PILES))
    parser.add_argument("--part", choices=("read", "kept", "unseen", "all"), default="all")
    parser.add_argument("--cases", type=Path, help="keep the built cases here, and open those that are there")
    parser.add_argument("--list", action="store_true", help="print every record")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    wanted = options.piles or list({"read": READ, "kept": KEPT, "unseen": UNSEEN, "all": PILES}[options.part])
    if unknown := set(wanted) - set(PILES):
        sys.exit(f"no pile is called {', '.join(sorted(unknown))}; there are {', '.join(PILES)}")
    need(ECB)
    judged = json.loads(JUDGED.read_text()) if JUDGED.exists() else {}
    lines = ["| pile | documents | records | judged | right | share right |", "| --- " * 6 + "|"]
    totals: dict[str, Counter[str]] = {"read": Counter(), "kept aside": Counter(), "unseen": Counter()}
    for pile in wanted:
        codebook = read_codebook("police-stations" if pile == "seeds" else "industrial-accidents")
        findings = _findings(pile, options.cases)
        records = derive_register(findings, codebook).records
        if options.list:
            _print_records(pile, records, findings, codebook, judged)
        counts = Counter(judged.get(told(pile, record), "not judged").split(":")[0] for record in records)
        lines.append(_row(pile, counts, len(findings.documents)))
        totals["read" if pile in READ else "kept aside" if pile in KEPT else "unseen"] += counts
    lines += [_row(f"**{part}**", counts) for part, counts in totals.items() if counts]
    table = "\n".join(lines)
    print(table)
    if options.keep:
        data = digest(
            [*ECB.glob("1[234]_*"), *ECB.glob("8_*"), *ECB.glob("21_*"), *(SHARED / "seeds").glob("*")]
        )
        keep("Records of two codebooks, read one by one", "benchmarks/records.py", data, table)


def _row(name: str, counts: Counter[str], documents: int | None = None) -> str:
    judged = counts["right"] + counts["wrong"]
    share = f"{counts['right'] / judged:.2f}" if judged else ""
    total = counts.total()
    return f"| {name} | {documents or ''} | {total} | {judged} | {counts['right']} | {share} |"


def told(pile: str, record: Record) -> str:
    """Return a digest of what a record says, so that a judgement holds as long as it says the same."""
    said = [
        f"{field.name}={value.text}|{value.stance}|{value.step}"
        for field in record.fields
        for value in field.values
    ]
    return hashlib.sha256("\n".join([pile, record.type, *said]).encode()).hexdigest()[:16]


def _findings(pile: str, cases: Path | None) -> Findings:
    with tempfile.TemporaryDirectory() as temporary:
        path = (cases or Path(temporary)) / f"{pile}.case"
        if path.exists():
            with open_case(path) as case:
                return case.findings
        with build_from(list(_originals(pile)), case=path) as case:
            return case.findings


def _originals(pile: str) -> Iterator[Original]:
    kind, which = PILES[pile]
    if kind == "seeds":
        for path in sorted((SHARED / "seeds").glob("*.txt")):
            yield Original(path.name, path.read_bytes())
    elif kind == "ecb":
        for path in sorted(ECB.glob("*.txt")):
            if re.fullmatch(rf"{which}\.txt", path.name):
                yield Original(path.name, path.read_bytes())
    elif kind == "wikinews_de":
        texts = [
            text
            for part in ("train", "dev")
            for text in wikinews_de.read(need(ATTRIBUTION / kind / part))
            if ACCIDENT.search(text.name.lower()) and not NO_ACCIDENT.search(text.name.lower())
        ]
        for text in sorted(texts, key=lambda text: text.name)[which::2]:
            day = re.search(r"\((\d{4}-\d\d-\d\d)\)", text.name)
            title = re.sub(r"^\d+ - | \(\d{4}-\d\d-\d\d\)|\.pretty$", "", text.name)
            head = f"{title}\n\n" + (f"{day.group(1)}\n\n" if day else "")
            yield Original(f"{text.name}.txt", (head + text.text).encode())
    else:
        texts = [text for text in cec.read(need(ATTRIBUTION / "cec_zh")) if text.name.startswith(kind)]
        for text in texts[which::2]:
            yield Original(f"{text.name.replace('/', '-')}.txt", text.text.encode())


def _print_records(
    pile: str, records: Sequence[Record], findings: Findings, codebook: Codebook, judged: dict[str, str]
) -> None:
    statements = {statement.id: statement for statement in findings.statements}
    names = {document.id: document.name for document in findings.documents}
    labels = {kind.name: kind.label for kind in codebook.types}
    for number, record in enumerate(records, start=1):
        key = told(pile, record)
        print(
            f"\n{pile} {number} {key} [{judged.get(key, 'not judged')}] {labels[record.type]}: {record.title}"
        )
        print(
            f"   {record.documents} documents, {record.independent_origins} origins, "
            f"{len(record.claims)} claims"
        )
        for field in record.fields:
            mark = " CONTESTED" if field.contested else ""
            values = "; ".join(
                f"{value.text}{'' if value.stance == 'asserts' else f' ({value.stance})'} ×{value.documents}"
                for value in field.values
            )
            print(f"   {field.name:<10}{mark} {values}")
        shown = {
            statement for field in record.fields for value in field.values for statement in value.statements
        }
        for statement in sorted((statements[s] for s in shown), key=lambda s: (names[s.document], s.start)):
            print(f"      {names[statement.document][:24]:<24} | {' '.join(statement.text.split())[:300]}")


if __name__ == "__main__":
    main()
