"""How well firsthand weighs sources that contradict each other, beside voting and the peers from PyPI.

    python benchmarks/credibility.py flights|population|books|clones|all [--out FILE] [--truth FILE] [--keep]

flights: four times of day of each flight; exact accuracy is counted over all cells of the truth (each
flight's four times), after a time is read as a minute of the day; a cell without an answer is wrong, a tie
counts by its share.
population: the share of cities (of those with a claim) within 1% of the truth.
books: no truth lies beside the claims: prints or writes (--out) the list of authors of each book with its
probability, and scores it against a file of "book<TAB or ,>authors" lines (--truth): the same people, by
surname and initial.
clones: flights again after adding copies of the worst source under new names, exact ones and ones that copy
eight values in ten and change two in ten of those.
"""

import argparse
import csv
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from credibility_peers import Beliefs, Triples, peers, vote
from firsthand.weigh.credibility import Row, Weighed, weigh_rows
from firsthand.weigh.credibility.lists.names import read_listing
from firsthand.weigh.credibility.values import read_value
from shared import SHARED, digest, keep, need

TRUTH = SHARED / "data" / "truth"
TIMES = ("sched_dep_time", "act_dep_time", "sched_arr_time", "act_arr_time")
AUTHORS = "AuthorsNamesList"
Right = Callable[[Beliefs], float]


def flights() -> tuple[list[Row], dict[tuple[str, str], str]]:
    """Read the flights: what each source says, and the true minute of the day of the cells that have one."""
    with need(TRUTH / "flights" / "claims.csv").open(newline="") as file:
        rows = [Row(r["src"], r["flight"], a, r[a]) for r in csv.DictReader(file) for a in TIMES]
    with need(TRUTH / "flights" / "truth.csv").open(newline="") as file:
        truth = {(r["flight"], a): _time(r[a]) for r in csv.DictReader(file) for a in TIMES}
    return rows, truth


def _time(value: str | None) -> str:
    reading = read_value(value, "time")
    return reading.key if reading else ""


def population() -> tuple[list[Row], dict[tuple[str, str], float], dict[str, str]]:
    """Read the cities: what each contributor says, the truth, and who signed with an address only."""
    text = need(TRUTH / "population" / "claims.tsv").read_text(encoding="utf-8", errors="replace")
    told = [line.split("\t") for line in text.splitlines()]
    rows = [Row(source, city, "population", value) for city, source, value, _ in told]
    truth = {}
    for line in need(TRUTH / "population" / "truth.csv").read_text().splitlines():
        *city, year, number = line.split(", ")
        truth[f"{', '.join(city)}_{year}", "population"] = float(number)
    claimed = {row.object for row in rows}
    groups = {
        row.source: "address" if re.search(r"\(\d+(?:\.\d+){3}\)", row.source) else "name" for row in rows
    }
    return rows, {k: v for k, v in truth.items() if k[0] in claimed}, groups


def books() -> list[Row]:
    """Read what each seller gives as the authors of each book."""
    with need(TRUTH / "books" / "claims.csv").open(newline="") as file:
        lines = list(csv.reader(file, skipinitialspace=True))[1:]
    return [Row(line[5], line[2], line[3], line[4]) for line in lines]


def believed(weighed: Weighed) -> Beliefs:
    """Return the likeliest value of each question."""
    return {(answer.object, answer.attribute): [answer.value] for answer in weighed.answers}


def exact(truth: Mapping[tuple[str, str], str]) -> Right:
    """Return the measure of flights: the share of the true cells that are met to the minute."""

    def right(found: Beliefs) -> float:
        hits = [[_time(v) == t for v in found.get(k, [""])] for k, t in truth.items()]
        return sum(sum(each) / len(each) for each in hits) / len(truth)

    return right


def within(truth: Mapping[tuple[str, str], float], share: float) -> Right:
    """Return the measure of cities: the share of the true numbers that are met within a share of them."""

    def right(found: Beliefs) -> float:
        hits = [[abs(float(v) - t) <= share * t for v in found[k]] for k, t in truth.items()]
        return sum(sum(each) / len(each) for each in hits) / len(truth)

    return right


def triples(rows: Iterable[Row], kind: str) -> Triples:
    """Return the claims as the peers take them: comparable values, empty ones left out."""
    return [
        (row.source, (row.object, row.attribute), reading.key)
        for row in rows
        if (reading := read_value(row.value, kind)) is not None  # type: ignore[arg-type]
    ]


def _table(title: str, found: list[tuple[str, float, float]]) -> str:
    lines = [f"| {title} | accuracy | seconds |", "| --- | --- | --- |"]
    return "\n".join(lines + [f"| {name} | {share:.3f} | {seconds:.1f} |" for name, share, seconds in found])


def _run(title: str, right: Right, ours: Callable[[], Weighed], table: Triples) -> str:
    started = time.perf_counter()
    found = [("**firsthand**", right(believed(ours())), time.perf_counter() - started)]
    for name, peer in peers():
        started = time.perf_counter()
        try:
            found.append((name, right(peer(table)), time.perf_counter() - started))
            print(f"{name} {found[-1][1]:.3f}", flush=True)
        except Exception as error:  # a peer that does not run on this table is said, not hidden
            print(f"{name} did not run: {type(error).__name__}: {error}")
    return _table(title, found)


def run_flights() -> str:
    """Score the flights."""
    rows, truth = flights()
    raw = [(r.source, (r.object, r.attribute), r.value) for r in rows if r.value]
    table = _run(
        f"flights, {len(truth)} cells", exact(truth), lambda: weigh_rows(rows), triples(rows, "time")
    )
    return f"{table}\n\nVoting on the strings as they stand: {_raw(raw, truth):.3f}."


def _raw(raw: Triples, truth: Mapping[tuple[str, str], str]) -> float:
    return exact(truth)(vote(raw))


def run_population() -> str:
    """Score the cities."""
    rows, truth, groups = population()
    return _run(
        f"population within 1%, {len(truth)} cities and years",
        within(truth, 0.01),
        lambda: weigh_rows(
            rows, groups=groups, tolerance={"population": 0.01}, kinds={"population": "number"}
        ),
        triples(rows, "number"),
    )


def run_books(out: Path | None, truth: Path | None) -> str:
    """Weigh the lists of authors; write them and score them where asked."""
    rows = books()
    started = time.perf_counter()
    weighed = weigh_rows(rows, kinds={AUTHORS: "names"})
    seconds = time.perf_counter() - started
    write(weighed, out)
    sure = sum(answer.probability >= 0.9 for answer in weighed.answers)
    told = (
        f"{len(rows):,} rows, {len(weighed.answers):,} books in {seconds:.1f} s; "
        f"{sure:,} lists with a probability of .9 or more."
    )
    return told if truth is None else f"{told}\n\n{_score_books(weighed, rows, truth)}"


def write(weighed: Weighed, out: Path | None) -> None:
    """Write object, attribute, value and probability of each answer, or print them."""
    lines = [(a.object, a.attribute, a.value, a.probability) for a in weighed.answers]
    if out is None:
        for line in lines[:20]:
            print(*line, sep=" · ")
        print(f"… {len(lines)} answers; --out FILE writes them all")
        return
    with out.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(("object", "attribute", "value", "probability"))
        table.writerows(lines)


def _people(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((p.surname, "".join(p.given)[:1]) for p in read_listing(text).people)


def _score_books(weighed: Weighed, rows: Iterable[Row], truth: Path) -> str:
    lines = [re.split(r"\t|,", line, maxsplit=1) for line in truth.read_text().splitlines() if line.strip()]
    gold = {book.strip().strip('"'): _people(authors.strip().strip('"')) for book, authors in lines}
    ours = {answer.object: _people(answer.value) for answer in weighed.answers}
    votes: Triples = [(row.source, (row.object, AUTHORS), row.value or "") for row in rows]
    voted = {book: _people(found[0]) for (book, _), found in vote(votes).items()}
    asked = sorted(gold.keys() & ours.keys())
    right = [sum(found.get(book) == gold[book] for book in asked) for found in (ours, voted)]
    return (
        f"| books, {len(asked)} with truth | same people |\n| --- | --- |\n"
        f"| **firsthand** | {right[0] / max(len(asked), 1):.3f} |\n"
        f"| voting | {right[1] / max(len(asked), 1):.3f} |"
    )


def run_clones() -> str:
    """Score the flights with copies of the worst source added."""
    rows, truth = flights()
    right = exact(truth)
    worst = _worst(rows, truth)
    said = [row for row in rows if row.source == worst]
    told = defaultdict(list)
    for row in rows:
        if row.value:
            told[row.object, row.attribute].append(row.value)
    base = right(believed(weigh_rows(rows)))
    voting = right(vote(triples(rows, "time")))
    lines = [
        "| copies of the worst source | firsthand | change | voting |",
        "| --- | --- | --- | --- |",
        f"| none | {base:.3f} | | {voting:.3f} |",
    ]
    for exactly, count in ((True, 10), (True, 100), (True, 1000), (False, 10), (False, 100)):
        chance = random.Random(count)
        added = []
        for copy in range(count):
            for row in said:
                value = row.value
                if not exactly:
                    if chance.random() >= 0.8:
                        continue
                    if value and chance.random() < 0.2:
                        value = chance.choice(told[row.object, row.attribute])
                added.append(Row(f"copy {copy}", row.object, row.attribute, value))
        table = rows + added
        ours = right(believed(weigh_rows(table)))
        name = f"{count:,} {'exact' if exactly else 'partial, noisy'}"
        voted = right(vote(triples(table, "time")))
        lines.append(f"| {name} | {ours:.3f} | {ours - base:+.3f} | {voted:.3f} |")
        print(lines[-1], flush=True)
    return "\n".join(lines)


def _worst(rows: Iterable[Row], truth: Mapping[tuple[str, str], str]) -> str:
    """Return the source with the smallest share of right values among those with 30 or more."""
    hits = defaultdict(list)
    for row in rows:
        if (row.object, row.attribute) in truth and (value := _time(row.value)):
            hits[row.source].append(value == truth[row.object, row.attribute])
    return min((sum(each) / len(each), source) for source, each in hits.items() if len(each) >= 30)[1]


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("flights", "population", "books", "clones", "all"))
    parser.add_argument("--out", type=Path, help="write the answers for the books here (CSV)")
    parser.add_argument("--truth", type=Path, help="score the books against this file")
    parser.add_argument("--keep", action="store_true", help="append to RESULTS.md")
    asked = parser.parse_args()
    runs: dict[str, Callable[[], str]] = {
        "flights": run_flights,
        "population": run_population,
        "books": lambda: run_books(asked.out, asked.truth),
        "clones": run_clones,
    }
    told = []
    for name in runs if asked.what == "all" else (asked.what,):
        told.append(runs[name]())
        print(told[-1], end="\n\n", flush=True)
    if asked.keep:
        used = [path for path in TRUTH.rglob("*") if path.is_file()]
        keep(
            "Credibility",
            f"python benchmarks/credibility.py {asked.what} --keep",
            digest(used),
            "\n\n".join(told),
        )


if __name__ == "__main__":
    main()
