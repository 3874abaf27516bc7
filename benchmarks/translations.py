"""Accounts across languages: is the right counterpart of an article ranked first, and do claims join?

    .venv/bin/python benchmarks/translations.py [--half airbus|apple] [--claims N] [--list] [--keep]

60 Wikinews articles in English, Spanish, Italian and Dutch, the same file name in each
(../shared/data/translations). For every ordered pair of languages each article of the first ranks all
articles of the second (`rank_counterparts`); the figure is the share whose own translation comes
first. The peer is what a user has at hand: the cosine of the encoder's vector of the whole text, and
of the mean vector of its sentences. Then all documents in one pile: the share whose translations are
all in one story, and of those pairs the share joined by a `translates` edge (precision: the share of
all `translates` edges that join translations).

`--claims N` builds a case of the English, Spanish and Italian versions of each of N articles, evenly
spread, and counts how many statements share a claim with one in another language; `--list` prints the
joined and the unjoined, to be judged by hand.
"""

import argparse
import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from firsthand.building import build_from
from firsthand.model import Document, Findings
from firsthand.read import Original, read_bytes
from firsthand.trace import find_stories, rank_counterparts, trace
from firsthand.trace.sense import encode, remembering
from firsthand.trace.translation.sentences import sentences_of
from firsthand.trace.wording.words import account
from shared import SHARED, digest, keep, need

LANGUAGES = ("en", "es", "it", "nl")
FOLDER = SHARED / "data" / "translations"
# Languages that statements are taken from: nl has no pack.
TOLD = ("en", "es", "it")

Matrix = npt.NDArray[np.float32]
Key = tuple[str, str]  # language, file name

_encode = remembering(encode)


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", default="", help="only articles whose file name begins so")
    parser.add_argument("--claims", type=int, default=0, metavar="N")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    paths = {
        (language, path.name): path
        for language in LANGUAGES
        for path in sorted(need(FOLDER / language).glob(f"{options.half}*.txt"))
    }
    documents = {key: read_bytes(path.read_bytes(), name="/".join(key)) for key, path in paths.items()}
    names = sorted({name for _, name in documents})
    lines = [*_ranking(documents, names), "", *_stories(documents)]
    if options.claims:
        chosen = names[:: max(1, len(names) // options.claims)][: options.claims]
        lines += ["", *_claims(paths, chosen, listing=options.list)]
    table = "\n".join(lines)
    print(table)
    if options.keep:
        half = f" --half {options.half}" if options.half else ""
        claims = f" --claims {options.claims}" if options.claims else ""
        command = f"python benchmarks/translations.py{half}{claims} --keep"
        keep("Across languages", command, digest(paths.values()), table)


def _ranking(documents: dict[Key, Document], names: Sequence[str]) -> list[str]:
    pairs = list(itertools.permutations(LANGUAGES, 2))
    rows = {"firsthand": {}, "peer: whole text": {}, "peer: mean of sentences": {}}
    whole = {key: _encode([account(document)])[0] for key, document in documents.items()}
    mean = {
        key: np.mean(_encode([s.text for s in sentences_of(document)]), axis=0)
        for key, document in documents.items()
    }
    for here, there in pairs:
        others = [documents[there, name] for name in names]
        right = 0
        for name in names:
            ranked = rank_counterparts(documents[here, name], others, encoder=_encode)
            right += ranked[0] == documents[there, name].id
        rows["firsthand"][here, there] = right / len(names)
        for peer, vectors in (("peer: whole text", whole), ("peer: mean of sentences", mean)):
            rows[peer][here, there] = _first(
                np.stack([vectors[here, name] for name in names]),
                np.stack([vectors[there, name] for name in names]),
            )
    header = " | ".join(f"{here}→{there}" for here, there in pairs)
    return [
        f"| counterpart ranked first of {len(names)} | {header} |",
        "| --- " * (len(pairs) + 1) + "|",
        *(
            f"| {row} | {' | '.join(f'{shares[pair]:.3f}' for pair in pairs)} |"
            for row, shares in rows.items()
        ),
    ]


def _first(ours: Matrix, theirs: Matrix) -> float:
    """Return the share of rows whose nearest row of the other matrix is at the same place."""
    ours = ours / np.linalg.norm(ours, axis=1, keepdims=True)
    theirs = theirs / np.linalg.norm(theirs, axis=1, keepdims=True)
    return float(np.mean(np.argmax(ours @ theirs.T, axis=1) == np.arange(len(ours))))


def _stories(documents: dict[Key, Document]) -> list[str]:
    key_of = {document.id: key for key, document in documents.items()}
    stories = find_stories(documents.values(), encoder=_encode)
    whole = edges = right = 0
    for story in stories:
        members = {key_of[one] for one in story.documents}
        whole += sum(all((language, name) in members for language in LANGUAGES) for _, name in members)
        lineage = trace(story, documents.values(), (), (), (), encoder=_encode)
        for edge in lineage.edges:
            if edge.kind == "translates" and edge.parent in key_of and edge.child in key_of:
                edges += 1
                right += key_of[edge.parent][1] == key_of[edge.child][1]
    possible = len({name for _, name in documents}) * len(list(itertools.combinations(LANGUAGES, 2)))
    return [
        "| documents | stories | whole article in one story | `translates` precision | recall |",
        "| --- | --- | --- | --- | --- |",
        f"| {len(documents)} | {len(stories)} | {whole / len(documents):.3f} "
        f"| {right / max(1, edges):.3f} ({edges} edges) | {right / possible:.3f} |",
    ]


def _claims(paths: dict[Key, Path], names: Sequence[str], *, listing: bool) -> list[str]:
    lines = ["| article | statements | in a claim with another language | claims | joined |"]
    lines.append("| --- | --- | --- | --- | --- |")
    total = np.zeros(4, int)
    for name in names:
        originals = [Original(f"{one}/{name}", paths[one, name].read_bytes()) for one in TOLD]
        with build_from(originals, processes=1) as case:
            counts = _joined(case.findings, listing=listing)
        total += counts
        lines.append(_row(name, counts))
    return [*lines, _row("**all**", total)]


def _joined(findings: Findings, *, listing: bool) -> npt.NDArray[np.int_]:
    language = {document.id: document.language or "?" for document in findings.documents}
    said = {statement.id: statement for statement in findings.statements}
    inside = across = 0
    for claim in sorted(findings.claims, key=lambda claim: (-len(claim.statements), claim.id)):
        told = sorted((said[one] for one in claim.statements), key=lambda s: (s.document, s.start))
        several = len({language[one.document] for one in told}) > 1
        across += several
        inside += several * len(told)
        if listing:
            print("JOINED" if several else "alone")
            for one in told:
                print(f"    {language[one.document]}  {' '.join(one.text.split())}")
    return np.array([len(said), inside, len(findings.claims), across])


def _row(name: str, counts: npt.NDArray[np.int_]) -> str:
    statements, inside, claims, across = (int(count) for count in counts)
    share = inside / max(1, statements)
    return f"| {name} | {statements} | {inside} ({share:.2f}) | {claims} | {across} |"


if __name__ == "__main__":
    main()
