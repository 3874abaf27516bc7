"""Collecting, killed at random points: what was reported is kept, the log holds, the next run goes on.

    .venv/bin/python benchmarks/killed.py [--keep] [--times N] [--seed N]

A run collects a sitemap of pages (some behind a redirect, some missing) from a server on this machine, and is
killed with SIGKILL at a point drawn from the length of a whole run. Then, each time: every page it had
reported is in the case with its records and its bytes, unchanged; the custody log is a whole chain with one
entry for every capture; firsthand verify finds nothing; and the same command, run again, asks for what was
left, for nothing that was kept, and comes to its end. Bar: 200 of 200.
"""

import argparse
import contextlib
import gzip
import hashlib
import http.server
import multiprocessing
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from firsthand.collect import Collected, Missed, Settings, Taken, collect
from firsthand.custody import digest_of
from firsthand.model import NOTHING
from firsthand.store import Store, open_store
from firsthand.store.checking import check_case
from shared import keep

PAGES, MISSING, REDIRECTED = 24, 3, 4
LONGEST_RUN_S = 60.0
_FORK = multiprocessing.get_context("fork")


class _Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer with a page, a redirect to one, or with nothing."""
        kind, _, number = self.path.strip("/").partition("/")
        if self.path == "/sitemap.xml":
            base = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
            self._send(200, "\n".join(base + path for path in _paths()).encode())
        elif kind == "moved":
            self.send_response(302)
            self.send_header("Location", f"/page/{number}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif kind == "page":
            time.sleep(int(number) % 5 / 1000)
            self._send(200, _page(int(number)))
        else:
            self._send(404, b"no such page")

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: that the asker is gone in the middle of an answer is what is measured here."""


def _paths() -> list[str]:
    moved = PAGES - REDIRECTED
    pages = [f"/{'page' if number < moved else 'moved'}/{number}" for number in range(PAGES)]
    return pages + [f"/gone/{number}" for number in range(MISSING)]


def _page(number: int) -> bytes:
    words = random.Random(number).choices(["mill", "weir", "ferry", "lock", "pier", "said", "closed"], k=4000)
    return f"<html><body><p>Page {number}: {' '.join(words)}.</p></body></html>".encode()


def main() -> None:
    """Kill, check, go on; print and keep the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args()
    drawn = random.Random(options.seed)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    with _server() as port, tempfile.TemporaryDirectory() as scratch:
        whole = statistics.median(
            _whole_run(port, Path(scratch) / f"whole-{number}.case") for number in range(5)
        )
        for number in range(options.times):
            case = Path(scratch) / f"{number}.case"
            faults += [f"{number}: {fault}" for fault in _round(port, case, drawn.uniform(0, whole), counts)]
            for path in Path(scratch).glob(f"{number}.case*"):
                path.unlink()
    rows = [
        ("runs killed", options.times),
        ("before a page was reported", counts["before"]),
        ("with some pages reported", counts["during"]),
        ("after the last page was reported", counts["after"]),
        ("pages reported as kept before a kill", counts["reported"]),
        ("of these, in the case and unchanged", counts["there"]),
        ("custody logs whole, one entry a capture", counts["log"]),
        ("cases whole to firsthand verify", counts["whole"]),
        ("runs that went on and came to their end", counts["finished"]),
        ("pages kept before and asked for again", counts["again"]),
        ("faults", len(faults)),
    ]
    table = "\n".join(
        ["| what | count |", "| --- | --- |", *(f"| {name} | {count:,} |" for name, count in rows)]
    )
    table += (
        f"\n\nA run: {PAGES} pages ({REDIRECTED} behind a redirect) and {MISSING} that are missing, listed "
        f"in a sitemap; {whole:.2f} s when it is not killed."
    )
    print(table)
    for fault in faults[:20]:
        print(fault, file=sys.stderr)
    if options.keep:
        command = f"python benchmarks/killed.py --times {options.times} --seed {options.seed} --keep"
        keep("Collecting, killed", command, "made by the benchmark", table)
    sys.exit(bool(faults))


def _round(port: int, case: Path, after_s: float, counts: Counter[str]) -> list[str]:
    """Kill one run after so many seconds, check what it left, and let it go on; return what is wrong."""
    reported = _killed_run(port, case, after_s)
    pages = PAGES + MISSING
    counts["before" if not reported else "after" if len(reported) == pages else "during"] += 1
    kept = [line.split()[1:] for line in reported if line.startswith("kept")]
    counts["reported"] += len(kept)
    faults: list[str] = []
    if case.exists() and case.stat().st_size:
        store = open_store(case)
        there = [one for one in kept if _is_there(store, *one)]
        counts["there"] += len(there)
        faults += [f"{url} was reported as kept and is not" for url, *_ in kept if [url, *_] not in there]
        broken = _faults_of_log(store)
        counts["log"] += not broken
        faults += broken
        store.close()
        checked = check_case(case)
        counts["whole"] += not checked.faults
        faults += [f"verify: {fault.told}" for fault in checked.faults]
    else:
        counts["whole"] += 1
        counts["log"] += 1
        faults += [f"there is no case, and {len(kept)} pages were reported as kept"] if kept else []
    store = open_store(case, create=True)
    found = _collect(port, store)
    ended = _faults_of_end(store, found, {url for url, *_ in kept}, finished=len(reported) == pages)
    counts["again"] += sum("asked for again" in fault for fault in ended)
    broken = _faults_of_log(store)
    counts["finished"] += not ended and not broken
    store.close()
    broken += [f"verify: {fault.told}" for fault in check_case(case).faults]
    return faults + ended + broken


def _collect(port: int, store: Store, told: Connection | None = None) -> Collected:
    def progress(one: Taken | Missed, done: int, total: int) -> None:
        if told is not None:
            capture = f" {one.capture.id} {one.capture.payload}" if isinstance(one, Taken) else ""
            told.send(f"{'kept' if capture else 'missed'} {one.address}{capture}")

    settings = Settings(private=True, delay_s=0)
    sitemaps = [f"http://127.0.0.1:{port}/sitemap.xml"]
    return collect(sitemaps=sitemaps, store=store, settings=settings, progress=progress)


def _run(port: int, case: Path, told: Connection | None) -> None:
    store = open_store(case, create=True)
    _collect(port, store, told)
    store.close()


def _whole_run(port: int, case: Path) -> float:
    started = time.monotonic()
    run = _FORK.Process(target=_run, args=(port, case, None))
    run.start()
    run.join(LONGEST_RUN_S)
    return time.monotonic() - started


def _killed_run(port: int, case: Path, after_s: float) -> list[str]:
    """Return the lines that a run had reported when it was killed."""
    hear, tell = _FORK.Pipe(duplex=False)
    run = _FORK.Process(target=_run, args=(port, case, tell))
    run.start()
    tell.close()
    run.join(after_s)
    with contextlib.suppress(ProcessLookupError):
        os.kill(run.pid or 0, signal.SIGKILL)
    run.join(LONGEST_RUN_S)
    lines: list[str] = []
    with contextlib.suppress(EOFError):
        while True:
            lines.append(hear.recv())
    hear.close()
    return lines


def _is_there(store: Store, url: str, capture: str, payload: str) -> bool:
    record, body = store.record(capture), store.original(payload)
    number = int(url.rpartition("/")[2])
    return (
        record is not None
        and body == _page(number)
        and hashlib.sha256(record).hexdigest() == capture
        and body in gzip.decompress(record)
        and any(one.id == capture and one.asked == url for one in store.captures())
        and any(entry.subject == capture for entry in store.entries())
    )


def _faults_of_log(store: Store) -> list[str]:
    faults: list[str] = []
    last, collected = NOTHING, Counter[str]()
    for number, entry in enumerate(store.entries(), 1):
        if entry.number != number or entry.previous != last or digest_of(entry) != entry.digest:
            faults.append(f"the log is broken at entry {number}")
        last = entry.digest
        collected[entry.subject] += entry.deed == "collected"
    captures = Counter(one.id for one in store.captures())
    if captures != +collected or set(captures.values()) - {1}:
        faults.append("captures and the log's entries are not the same")
    return faults


def _faults_of_end(store: Store, found: Collected, before: set[str], *, finished: bool) -> list[str]:
    """Return what is wrong with a run that went on; a finished one is asked for all over again."""
    faults: list[str] = []
    pages = Counter(
        one.asked for one in store.captures() if one.purpose == "page" and one.payload is not None
    )
    if len(pages) != PAGES or len(found.missed) != MISSING:
        faults.append(f"the next run ended with {len(pages)} pages and {len(found.missed)} missing")
    if finished:
        return faults
    if found.before < len(before):
        faults.append(f"the next run knows of {found.before} pages, and {len(before)} were reported")
    return faults + [f"{url} was kept and asked for again" for url in sorted(before) if pages[url] != 1]


@contextlib.contextmanager
def _server() -> Iterator[int]:
    """Serve the pages from a process of its own until the end of the block."""
    server = _Server(("127.0.0.1", 0), _Pages)
    process = _FORK.Process(target=server.serve_forever, daemon=True)
    process.start()
    try:
        yield server.server_port
    finally:
        process.terminate()
        process.join()
        server.server_close()


if __name__ == "__main__":
    main()
