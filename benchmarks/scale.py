"""How a build grows from a thousand documents to a hundred thousand, and what one document more costs.

    .venv/bin/python benchmarks/scale.py [--sizes 1000 10000 100000] [--base 1000] [--seed 7] [--case FOLDER]
        [--processes 2] [--paragraphs N] [--store postgresql://…] [--keep]

The documents are generated stories (`retold`): a pile of --base documents is made and built; the larger
piles are made of that pile in other *worlds*, in which every invented name has other letters, so that each
world has its own people, places and firms, and tells the same matters. What was taken out of the base's
documents is put into the case under the keys of each world's, with the names changed the same way: the
language step comes from the cache, as it does when a case is built again. With --paragraphs only a headline
and so many paragraphs of each document are taken, as in agencies' short items. All else is done: reading,
sketching, grouping, telling sources apart, persons, tracing, weighing, keeping. Bars: time per document grows
at most 1.3 times for each tenfold; peak memory of all processes (shared pages counted once) stays under 4 GB
at 100,000 documents.

Then a document of a world that is there already is added with `firsthand.add`, and in the same process, which
has its tables and models loaded by then, another. Bar: 2 s beyond reading it and taking out its statements.
What comes of it must be what a build of all comes to (--check; for the smaller sizes).
"""

import argparse
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from firsthand.building import build, build_from
from firsthand.deriving.extracting import extraction_key
from firsthand.model import Extraction, content_id
from firsthand.pile import given_pile, keep_named, read_pile
from firsthand.read import Limits, Original
from firsthand.store import EXTRACTION, open_store
from firsthand.store.batching import Batch
from retold import generate
from shared import keep
from watched import Watched, run_watched

_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxz"
_WORD = re.compile(r"[A-Za-z]{4,}")
_FIXED = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december".split()
)
_BUILD = """
import json, sys, time, firsthand
from firsthand.building import add, build
def run(work):
    steps, last, began = {}, [None, time.perf_counter()], time.perf_counter()
    def told(step, done, total):
        now = time.perf_counter()
        if last[0] is not None:
            steps[last[0]] = steps.get(last[0], 0.0) + now - last[1]
        last[:] = [step if done < total else None, now]
    made = work(told)
    size = made.size
    made.close()
    print(json.dumps({"seconds": time.perf_counter() - began, "steps": steps, "documents": size.documents,
        "statements": size.statements, "stories": size.stories, "failures": len(size.failures)}))
if __name__ == "__main__":
    case, processes, paths = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    if not paths:
        run(lambda told: build(case=case, processes=processes, progress=told))
    for path in paths:
        run(lambda told: add(path, case=case, processes=processes, progress=told))
"""


def main() -> None:
    """Build each size, add to it, print and keep."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000, 100_000])
    parser.add_argument("--base", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--case", type=Path, help="keep the cases in this folder")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--paragraphs", type=int, help="of each document, behind its headline")
    parser.add_argument("--store", help="a PostgreSQL database, in which each size becomes a case")
    parser.add_argument("--added", action="store_true", help="only add, to cases that are in --case")
    parser.add_argument("--check", action="store_true", help="build all again after adding, and compare")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.case or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        base = Base(options, folder / "base.case")
        if options.added:
            for size in options.sizes:
                print(f"{size:,}: {_added(base, str(folder / f'{size}.case'), options.processes)}")
            return
        rows = [
            _measured(base, size, folder, options.store, processes=options.processes, check=options.check)
            for size in options.sizes
        ]
    head = (
        "| documents | stories, statements | read, ms each | build, ms each | processor | of this | peak "
        "| one added |"
    )
    table = "\n".join([head, "| --- " * 8 + "|", *(row.line(rows) for row in rows)])
    print(table)
    if options.keep:
        command = f"python benchmarks/scale.py {' '.join(sys.argv[1:])}"
        keep("Growth: a thousand to a hundred thousand documents", command, base.digest, table)


class Base:
    """The documents of which all piles are made, with what was taken out of them."""

    def __init__(self, options: argparse.Namespace, case: Path) -> None:
        self.texts = [
            Original(told.name, _beginning(told.data, options.paragraphs))
            for story in generate(seed=options.seed, documents=options.base)
            for told in story.documents
        ]
        self.digest = sha256(b"".join(told.data for told in self.texts)).hexdigest()[:12]
        self.names = _names([told.data.decode() for told in self.texts])
        build_from(self.texts, case=case, processes=options.processes).close()
        store = open_store(case)
        read = read_pile(
            store, given_pile(self.texts), given_pile(()), limits=Limits(), processes=1, progress=_quiet
        )
        keys = {extraction_key(one): one.id for one in read.documents.listed}
        self.taken = {
            keys[key]: EXTRACTION.adapter.dump_json(value).decode()
            for key, value in store.kept_all(EXTRACTION, keys)
        }
        store.close()

    def originals(self, size: int) -> Iterator[tuple[Original, str, int]]:
        """Yield so many documents, with the id of the one of the base they are made of, and the world."""
        for number in range(size):
            world, at = divmod(number, len(self.texts))
            told = self.texts[at]
            text = renamed(told.data.decode(), world, self.names)
            yield Original(f"{world:03d}/{told.name}", text.encode()), sha256(told.data).hexdigest(), world

    def extraction(self, of: str, document: str, world: int) -> Extraction | None:
        """Return what a document of a world would give, from what its original gave."""
        if of not in self.taken:
            return None
        plain = json.loads(renamed(self.taken[of], world, self.names))
        plain["document"] = document
        for statement in plain["statements"]:
            statement["document"] = document
            statement["id"] = content_id("s", document, statement["start"], statement["end"])
        return EXTRACTION.adapter.validate_python(plain)


def _beginning(data: bytes, paragraphs: int | None) -> bytes:
    return data if paragraphs is None else b"\n\n".join(data.split(b"\n\n")[: 1 + paragraphs])


def renamed(text: str, world: int, names: Mapping[str, Any]) -> str:
    """Return a text with other letters in its invented names, as many as before."""
    if not world:
        return text

    def other(match: re.Match[str]) -> str:
        word = match.group()
        return _other(word, world) if word.lower() in names else word

    return _WORD.sub(other, text)


@lru_cache(maxsize=1 << 18)
def _other(word: str, world: int) -> str:
    found = []
    for at, letter in enumerate(word):
        small = letter.lower()
        row = _VOWELS if small in _VOWELS else _CONSONANTS if small in _CONSONANTS else small
        # Every other letter turns another way: worlds far apart are not alike by chance.
        turn = world % len(row) if at % 2 else world // len(row) % len(row) + world % 3
        other = row[(row.index(small) + turn) % len(row)]
        found.append(other.upper() if letter.isupper() else other)
    return "".join(found)


def _names(texts: list[str]) -> dict[str, None]:
    """Return the words that are only ever written with a capital, in lower case."""
    small: set[str] = set()
    large: set[str] = set()
    for text in texts:
        for word in _WORD.findall(text):
            (large if word[0].isupper() else small).add(word.lower())
    return dict.fromkeys(sorted(large - small - _FIXED))


class _Row:
    def __init__(
        self, size: int, read_seconds: float, built: dict[str, Any], run: Watched, added: str
    ) -> None:
        self.size, self.read_ms = size, 1000 * read_seconds / size
        self.built, self.run, self.added = built, run, added
        self.build_ms = 1000 * built["seconds"] / size
        self.processor_ms = 1000 * run.processor / size

    def line(self, rows: list["_Row"]) -> str:
        at = rows.index(self)
        grown = ""
        if at:
            before = rows[at - 1]
            times = (self.build_ms + self.read_ms) / (before.build_ms + before.read_ms)
            worked = self.processor_ms / before.processor_ms
            grown = f" (**{times:.2f}** times, with reading; processor {worked:.2f})"
        steps = ", ".join(
            f"{step} {1000 * took / self.size:.1f}"
            for step, took in self.built["steps"].items()
            if took > 0.5
        )
        return (
            f"| {self.size:,} | {self.built['stories']:,}, {self.built['statements']:,} | {self.read_ms:.1f} "
            f"| {self.build_ms:.1f}{grown} | {self.processor_ms:.1f} | {steps} "
            f"| {self.run.peak / 1e9:.2f} GB | {self.added} |"
        )


def _measured(
    base: Base, size: int, folder: Path, database: str | None, *, processes: int, check: bool
) -> _Row:
    place = f"{database}?case=scale{size}" if database else str(folder / f"{size}.case")
    store = open_store(place, create=True)
    began = time.perf_counter()
    originals = [original for original, _, _ in base.originals(size)]
    made_of = {original.digest: (of, world) for original, of, world in base.originals(size)}
    print(f"{size:,} documents made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    began = time.perf_counter()
    read = read_pile(
        store, given_pile(originals), given_pile(()), limits=Limits(), processes=processes, progress=_quiet
    )
    reading = time.perf_counter() - began
    keep_named(store, read.named)
    with Batch(store) as batch:
        for one in read.documents.listed:
            taken = base.extraction(made_of[one.id][0], one.id, made_of[one.id][1])
            if taken is not None:
                batch.keep(EXTRACTION, extraction_key(one), taken)
    store.close()
    del originals, made_of, read
    print(f"read in {reading:.0f} s, the language step put in place", file=sys.stderr)
    (built,), run = _run(place, processes)
    print(json.dumps(built), file=sys.stderr)
    told = _added(base, place, processes)
    if check:
        with build(case=place, processes=processes) as again:
            told += f"; built again: {again.size.stories:,} stories"
    return _Row(size, reading, built, run, told)


def _added(base: Base, place: str, processes: int) -> str:
    """Add two documents in one process; return what to tell of each."""
    with closing(open_store(place)) as store:
        manifest = store.manifest()
        there = manifest.count("documents") if manifest else 0
    with tempfile.TemporaryDirectory() as scratch:
        more = [Path(scratch) / f"{there + number}.txt" for number in range(2)]
        for path in more:
            path.write_text(_one_more(base.texts[0].data.decode(), path.stem))
        added, _ = _run(place, processes, *map(str, more))
    return "; ".join(f"**{_beyond(one):.2f}** s, {one['seconds']:.2f} in all" for one in added)


def _beyond(run: dict[str, Any]) -> float:
    """Return the seconds of a run beyond reading and taking out statements."""
    return float(run["seconds"] - run["steps"].get("read", 0.0) - run["steps"].get("extract", 0.0))


def _one_more(text: str, name: str) -> str:
    """Return a text that retells another, cut short."""
    paragraphs = text.split("\n\n")
    return "\n\n".join(
        [f"{paragraphs[0]} again, number {name}", *paragraphs[1 : max(3, len(paragraphs) // 2)]]
    )


def _run(place: str, processes: int, *paths: str) -> tuple[list[dict[str, Any]], Watched]:
    """Build, or add one after the other, in a process of its own; return what it told and what it took."""
    run = run_watched([sys.executable, "-c", _BUILD, place, str(processes), *paths])
    return [json.loads(line) for line in run.printed.splitlines() if line.startswith("{")], run


def _quiet(step: str, done: int, total: int) -> None:
    pass


if __name__ == "__main__":
    main()
