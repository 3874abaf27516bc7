"""Who said it: firsthand's attributions against those that people marked, in six languages.

    .venv/bin/python benchmarks/attribution.py polnear|wikinews_de|cec|romance|all
        [--part dev|train] [--data FOLDER] [--first N] [--list N] [--only WORDS] [--ours]
        [--processes N] [--keep] [--ask ADDRESS --ask-model NAME [--ask-key-env VARIABLE]]

Sets: PolNeAR (English), German Wikinews, CEC (Chinese; no parts: earthquake, fire and traffic), and our
own small gold for French, Spanish and Italian (benchmarks/gold; its dev part is held out). How each is
read, and what its gold lacks, is told in attribution_sets/. `--list N` prints N examples of every kind of
error with document and offsets, `--only` those whose kind or cue holds these words, `--ours` leaves out the
peer, `--first N` takes the first N texts, `--data` is a folder laid out as ../shared/data/attribution.
`--ask` scores a language model at an OpenAI-compatible address beside them: the texts are sent there (see
docs/asking.md).

Definitions
- A content is found when the characters of ours and of the gold overlap at IoU >= .5; a content in several
  pieces is one set of characters. Pairs are one to one, the best overlap first (of equal overlaps, the one
  with the right source).
- The source is right when the first speaker's words overlap those of the gold's source, or when firsthand's
  resolution of that one document holds that they mean the same bearer as words that overlap them.
- Where the gold names no source (6% in PolNeAR and German, a fifth in CEC), the content counts, but for
  "content and source" that report and whatever found it are left out: neither right nor wrong.
- A chain is right when every link is, in order, and none is missing or too many. Recall: of the gold's
  chains of two and more named links. Precision: of all chains of ours with two and more links.
- direct: wholly inside quotation marks; indirect: no quotation mark in it; mixed: the rest. German's own
  types are given beside these, and own gold's; they have a recall only, as what we find carries no type. For
  direct, indirect and mixed recall is over gold of that type, precision over ours of that type, whatever
  type it was matched to: both are found by the same rule in the text.
- Speaker accuracy: of the contents found whose gold has a source, how many have the right one.
"""

import argparse
import multiprocessing
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from attribution_sets import cec, polnear, romance, wikinews_de
from attribution_sets.confusion import errors_of, examples, table
from attribution_sets.gold import Report, Text
from attribution_sets.ours import document_of, reports_of
from attribution_sets.peer import peer_for
from attribution_sets.scoring import Score, Tally, score
from firsthand.ask import Answer, Asking, ask_documents
from shared import SHARED, digest, keep, need

DATA = SHARED / "data" / "attribution"
GOLD = Path(__file__).resolve().parent / "gold"
SETS = ("polnear", "wikinews_de", "cec", "romance")


def main() -> None:
    """Score the sets named."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", choices=(*SETS, "all"))
    parser.add_argument("--part", default="dev", metavar="dev|train")
    parser.add_argument("--data", type=Path, default=DATA, metavar="FOLDER")
    parser.add_argument("--first", type=int, metavar="N")
    parser.add_argument("--list", type=int, default=0, metavar="N")
    parser.add_argument("--only", default="", metavar="WORDS")
    parser.add_argument("--ours", action="store_true")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--ask", metavar="ADDRESS")
    parser.add_argument("--ask-model", metavar="NAME", default="")
    parser.add_argument("--ask-key-env", metavar="VARIABLE")
    options = parser.parse_args()
    for name in SETS if options.set == "all" else (options.set,):
        for title, texts, data in _sets(name, options.part, options.data):
            _run(title, texts[: options.first], data, options)


def _sets(name: str, part: str, data: Path) -> list[tuple[str, list[Text], str]]:
    """Return the texts of a set, by language, with what they are called and the digest of the data."""
    if name == "romance":
        found = []
        for path in sorted(GOLD.glob("attribution_??.json")):
            texts = list(romance.read(path, SHARED, part=part))
            found.append((f"Own gold, {path.stem[-2:]}, {part}", texts, digest([path])))
        if not found:
            print("skipped: there is no benchmarks/gold/attribution_{fr,es,it}.json here")
        return found
    folder = need(data / {"cec": "cec_zh"}.get(name, name))
    if name == "cec":
        return [("CEC: earthquake, fire, traffic", list(cec.read(folder)), digest(folder.rglob("*.xml")))]
    files = [path for path in need(folder / part).rglob("*") if path.is_file()]
    reader = polnear.read if name == "polnear" else wikinews_de.read
    title = "PolNeAR" if name == "polnear" else "German Wikinews"
    return [(f"{title} {part}", list(reader(folder / part)), digest(files))]


def _run(title: str, texts: list[Text], data: str, options: argparse.Namespace) -> None:
    print(f"\n# {title}: {len(texts)} texts, {sum(len(t.reports) for t in texts)} reports, data {data}")
    began = time.process_time()
    ours = _all(texts, options.processes)
    took = time.process_time() - began
    failed = [f"{t.name}: {found}" for t, found in zip(texts, ours, strict=True) if isinstance(found, str)]
    for line in failed[:5]:
        print(f"FAILED on {line}")
    if failed:
        print(f"FAILED on {len(failed)} texts in all: they count as if nothing had been found in them")
    mine = [(t, None if isinstance(found, str) else found) for t, found in zip(texts, ours, strict=True)]
    total, matches = score(mine)
    scores = {"firsthand": total}
    notes = []
    if not options.ours:
        peer, what = peer_for(texts[0].language if texts else "")
        notes.append(f"Peer: {what}." if peer else f"No peer: {what}.")
        if peer:
            scores["textacy"] = score([(text, peer(text)) for text in texts])[0]
    if options.ask:
        asking = Asking(options.ask, options.ask_model, options.ask_key_env)
        answers, told = _asked(texts, asking)
        scores[asking.model] = score(answers)[0]
        notes.append(told)
    words = sum(len(t.text) if t.language == "zh" else len(t.text.split()) for t in texts)
    if options.processes == 1 and took:
        unit = "characters" if texts and texts[0].language == "zh" else "words"
        notes.append(f"{words / took:,.0f} {unit} a second of one processor, resolution included.")
    shown = render(scores, notes)
    print(shown)
    found_in = [(text, found or (), hits) for (text, found), (_, hits) in zip(mine, matches, strict=True)]
    errors = errors_of(found_in)
    confusion = table(errors)
    print(f"\n{confusion}")
    if options.list:
        print(examples(errors, options.list, only=options.only))
    if options.keep:
        command = f"python benchmarks/attribution.py {' '.join(sys.argv[1:])}"
        keep(f"Attribution, {title}", command, data, f"{shown}\n\n{table(errors, most=8)}")


def _all(texts: list[Text], processes: int) -> list[tuple[Report, ...] | str]:
    if processes == 1:
        return [_one(text) for text in texts]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return pool.map(_one, texts, chunksize=8)


def _asked(texts: list[Text], asking: Asking) -> tuple[list[tuple[Text, tuple[Report, ...] | None]], str]:
    """Return what a model tells of texts, None where it gave no answer, and what that took."""
    documents = [replace(document_of(text), id=text.name) for text in texts]
    asked = ask_documents(documents, asking)
    for failure in asked.failures:
        print(failure.message)
    found: list[tuple[Text, tuple[Report, ...] | None]] = []
    for text in texts:
        answer = asked.answers.get(text.name)
        given = _one(text, answer) if answer is not None else None
        found.append((text, None if isinstance(given, str) else given))
    return found, asked.usage.told(asking)


def _one(text: Text, answer: Answer | None = None) -> tuple[Report, ...] | str:
    try:
        return reports_of(text, answer)
    except Exception as error:  # one text's defect is told, and costs the score of that text alone
        return f"{type(error).__name__}: {error}"


def render(scores: dict[str, Score], notes: Sequence[str]) -> str:
    """Return the figures of some systems as a table."""
    lines = [
        "| what | right of | given | found of | gold | P | R | F1 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, total in scores.items():
        lines.append(_row(f"**{name}: contents**", total.contents))
        lines.append(_row(f"**{name}: content and source**", total.sourced))
        if total.around.right != total.sourced.right:
            lines.append(_row(f"{name}: content and source, or any words of the thought event", total.around))
        for kind in sorted(total.kinds, key=lambda k: (k not in {"direct", "indirect", "mixed"}, k)):
            lines.append(_row(f"{name}: {kind} contents", total.kinds[kind]))
            lines.append(_row(f"{name}: {kind} content and source", total.sourced_kinds[kind]))
        for kind in sorted(total.speakers):
            hits = total.speakers[kind]
            share = f"{hits.right / hits.given:.3f}" if hits.given else "–"
            what = f"{name}: speaker among hits, {kind}"
            lines.append(f"| {what} | {hits.right} | {hits.given} | | | {share} | | |")
        if total.chains.wanted or total.chains.given:
            lines.append(_row(f"**{name}: chains of two and more links**", total.chains))
        if total.failed:
            lines.append(f"| {name}: texts it failed on | {len(total.failed)} | | | | | | |")
    return "\n".join([*lines, "", *notes])


def _row(what: str, tally: Tally) -> str:
    precision, recall, f1 = (f"{figure:.3f}" for figure in tally.figures)
    if not tally.given:
        precision = f1 = "–"
    if not tally.wanted:
        recall = f1 = "–"
    counts = f"{tally.right} | {tally.given} | {tally.met} | {tally.wanted}"
    return f"| {what} | {counts} | {precision} | {recall} | {f1} |"


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    main()
