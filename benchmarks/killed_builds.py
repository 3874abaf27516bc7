"""Builds killed at random points, and PostgreSQL restarted under them: what is left goes on to the same.

    .venv/bin/python benchmarks/killed_builds.py [--times N] [--restarts N] [--seed N] [--keep]

A small pile is built in a file and in PostgreSQL, by turns, and the build killed with SIGKILL at a point
drawn from the length of a whole one. Then, each time: firsthand verify finds no fault in what is left; the
same build, run again, comes to its end; its export is, byte for byte, that of a build that nobody killed; and
firsthand verify finds the case whole. With --restarts, the server is besides ended in the middle of a build
("fast" and "immediate", which is a crash, by turns) and begun again, while a reviewer decides: the build goes
on by itself or is run again, and no decision is lost. It needs Debian's PostgreSQL and begins a server of its
own. Bar: all of them.
"""

import argparse
import contextlib
import multiprocessing
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from firsthand.building import build
from firsthand.case import open_case
from firsthand.model import Decision
from firsthand.model.errors import FirsthandError
from firsthand.publish import export_json
from firsthand.store import Place, open_store, place_of
from firsthand.store.checking import check_place
from shared import keep

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "store"))
from postgres_server import PostgresServer, programs

LONGEST_RUN_S = 120.0
_FORK = multiprocessing.get_context("fork")
_TEXTS = (
    "Ina Roe, the harbour master of Tarn, said on Monday that {n} boats left before the storm.\n\n"
    "“Nobody was hurt,” said Roe. According to the coast guard, the lighthouse went dark at six.\n",
    "The coast guard said {n} boats were missing off Tarn after Monday's storm.\n\n"
    "The Tarn Courier reported that the lighthouse went dark at six, citing Ina Roe.\n",
    "Olav Brenn, who keeps the lighthouse of Tarn, denied that it went dark.\n\n"
    "He told the Tarn Courier that {n} boats had signalled to him.\n",
)


def main() -> None:
    """Kill, check, go on; print and keep the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--restarts", type=int, default=10)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--documents", type=int, default=9)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    found = programs()
    if found is None:
        sys.exit("skipped: no PostgreSQL on this machine (apt-get install postgresql)")
    drawn, counts = random.Random(options.seed), Counter[str]()
    faults: list[str] = []
    server = PostgresServer(found)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            pile = _pile(folder / "pile", options.documents)
            places = (lambda n: folder / f"{n}.case", lambda n: place_of(server.address(f"case{n}")))
            _run(pile, None)  # loads what a build needs
            due, whole = [], []
            for place in (make(number) for number, make in enumerate(places)):
                started = time.monotonic()
                _run(pile, place)
                whole.append(time.monotonic() - started)
                due.append(_exported(place))
                _forget(place, server)
            if due[0] != due[1]:
                faults.append("the exports from the file and from PostgreSQL differ")
            length = statistics.mean(whole)
            for number in range(options.times):
                place = places[number % 2](100 + number)
                where = "a file" if number % 2 == 0 else "PostgreSQL"
                counts[f"killed in {where}"] += 1
                told = _round(pile, place, drawn.uniform(0.02, 1.0) * length, due[0], counts)
                faults += [f"{number} ({where}): {fault}" for fault in told]
                _forget(place, server)
            for number in range(options.restarts):
                place = places[1](9000 + number)
                how = ("fast", "immediate")[number % 2]
                told = _restarted(pile, place, server, how, drawn.uniform(0.1, 0.8) * length, due[0], counts)
                faults += [f"restart {number} ({how}): {fault}" for fault in told]
                _forget(place, server)
    finally:
        server.remove()
    rows = [
        ("builds killed, the case in a file", counts["killed in a file"]),
        ("builds killed, the case in PostgreSQL", counts["killed in PostgreSQL"]),
        ("killed before anything was kept", counts["before"]),
        ("killed while they were under way", counts["during"]),
        ("ended before they were killed", counts["after"]),
        ("left without a fault to firsthand verify", counts["valid"]),
        ("gone on to the export of a build that nobody killed", counts["same"]),
        ("whole to firsthand verify then", counts["whole"]),
        ("servers ended in the middle of a build", options.restarts),
        ("of these builds, ended by themselves", counts["went on"]),
        ("with the same export", counts["restarted same"]),
        ("decisions made meanwhile", counts["decided"]),
        ("of these, in the case", counts["decisions there"]),
        ("faults", len(faults)),
    ]
    lines = ["| what | count |", "| --- | --- |", *(f"| {name} | {count:,} |" for name, count in rows)]
    table = "\n".join(lines) + (
        f"\n\nA build: {options.documents} documents; {whole[0]:.1f} s in a file and {whole[1]:.1f} s in "
        "PostgreSQL when it is not killed."
    )
    print(table)
    for fault in faults[:20]:
        print(fault, file=sys.stderr)
    if options.keep:
        command = (
            f"python benchmarks/killed_builds.py --times {options.times} --restarts {options.restarts} "
            f"--seed {options.seed} --keep"
        )
        keep("Builds, killed", command, "made by the benchmark", table)
    sys.exit(bool(faults))


def _pile(folder: Path, documents: int) -> Path:
    folder.mkdir()
    for number in range(documents):
        text = _TEXTS[number % len(_TEXTS)].format(n=3 + number % 4)
        (folder / f"{number:03}.txt").write_text(f"Report {number}\n\n{text}", "utf-8")
    return folder


def _run(pile: Path, place: Place | None) -> None:
    build(pile, case=place, codebook="none", processes=1).close()


def _exported(place: Place) -> str:
    with open_case(place) as case:
        return export_json(case.findings)


def _round(pile: Path, place: Place, after_s: float, due: str, counts: Counter[str]) -> list[str]:
    """Kill one build after so many seconds, check what it left, and let it go on; return what is wrong."""
    run = _FORK.Process(target=_run, args=(pile, place))
    run.start()
    run.join(after_s)
    ended = run.exitcode is not None
    with contextlib.suppress(ProcessLookupError):
        os.kill(run.pid or 0, signal.SIGKILL)
    run.join(LONGEST_RUN_S)
    faults: list[str] = []
    try:
        left = check_place(place)
        counts["after" if ended else "during" if left.entries else "before"] += 1
        faults += [f"left: {fault.told}" for fault in left.faults]
        counts["valid"] += not left.faults
    except FirsthandError as error:
        counts["before"] += 1
        counts["valid"] += "no such case" in str(error) or "before anything was kept" in str(error)
        if "no such case" not in str(error) and "before anything was kept" not in str(error):
            faults.append(f"left: {error}")
    return faults + _to_its_end(pile, place, due, counts, "same")


def _to_its_end(pile: Path, place: Place, due: str, counts: Counter[str], same: str) -> list[str]:
    faults: list[str] = []
    _run(pile, place)
    if _exported(place) == due:
        counts[same] += 1
    else:
        faults.append("the export is not that of a build that nobody killed")
    check = check_place(place)
    counts["whole"] += check.verdict == "whole"
    return faults + ([] if check.verdict == "whole" else [f"verify: {check.verdict}, {check.faults}"])


def _restarted(
    pile: Path, place: Place, server: PostgresServer, how: str, after_s: float, due: str, counts: Counter[str]
) -> list[str]:
    """End the server in the middle of a build and begin it again, while a reviewer decides."""
    open_store(place, create=True).close()
    run = _FORK.Process(target=_run, args=(pile, place))
    run.start()
    time.sleep(after_s)
    desk = open_store(place)
    desk.wait_at_most(LONGEST_RUN_S)
    made: list[str] = []
    for number in range(6):
        if number == 3:
            server.restart(how)
        decision = Decision(
            f"d-{number}",
            "2031-05-06T10:00:00+00:00",
            "A. Roe",
            "judge-claim",
            "none",
            "It was told.",
            "false",
        )
        desk.keep_decision(decision)
        made.append(decision.id)
    there = [decision.id for decision in desk.decisions()]
    desk.close()
    run.join(LONGEST_RUN_S)
    counts["went on"] += run.exitcode == 0
    counts["decided"] += len(made)
    counts["decisions there"] += sum(name in there for name in made)
    faults = [] if there == made else [f"decisions made: {made}; in the case: {there}"]
    _run(pile, place)
    with open_case(place) as case:
        same = export_json(case.derived) == due
    counts["restarted same"] += same
    check = check_place(place)
    faults += [] if same else ["the export is not that of a build that nobody broke off"]
    return faults + ([] if check.verdict == "whole" else [f"verify: {check.verdict}, {check.faults}"])


def _forget(place: Place, server: PostgresServer) -> None:
    if isinstance(place, Path):
        for path in place.parent.glob(f"{place.name}*"):
            path.unlink()
    else:
        server.sql(f'DROP SCHEMA IF EXISTS "{place.case}" CASCADE')


if __name__ == "__main__":
    main()
