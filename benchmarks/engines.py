"""Whether it matters where a case is built: the same piles, built here and on a cluster, exported, compared.

    .venv/bin/python benchmarks/engines.py [--engines ray daft] [--piles NAME…] [--work FOLDER|s3://bucket/prefix]
                                           [--most N] [--cut N] [--keep]

Five piles: the demo, the seeds, generated stories, news texts that share nothing (polnear), and the same news
in four languages (translations). Each is built with the local engine in two processes into a case file, into
PostgreSQL (Debian's, begun here), and with each engine named, all of whose work is made to go through the
work folder, however little it is. With --cut, cases of more than N documents are cut into stories first,
as those of more than 3,000 are. Bar: every export of a pile is the same, byte for byte. Needs what
`pip install firsthand[cluster]` brings.
"""

import argparse
import hashlib
import sys
import tempfile
import time
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

import firsthand.deriving.order
from firsthand.building import build_from
from firsthand.deriving.working import code_version
from firsthand.engine import Engine, LocalEngine
from firsthand.engine.cluster import ClusterEngine
from firsthand.engine.cluster.on_daft import DaftRunner
from firsthand.engine.cluster.on_ray import RayRunner
from firsthand.publish.export import export_json
from firsthand.read import Original
from firsthand.store import Place, place_of
from retold import generate
from shared import SHARED, keep, need

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "store"))
from postgres_server import PostgresServer, programs

PROCESSES = 2
# Parts so small that each pile makes many.
BATCH = 20_000
RUNNERS = {"ray": partial(RayRunner, None, PROCESSES), "daft": partial(DaftRunner, PROCESSES)}


def _in_folder(folder: Path) -> list[Original]:
    found = (path for path in sorted(need(folder).rglob("*")) if path.is_file())
    return [Original(str(path.relative_to(folder)), path.read_bytes()) for path in found]


def _demo(_: int) -> list[Original]:
    with as_file(files("firsthand") / "demo") as demo:
        return _in_folder(demo)


def _seeds(_: int) -> list[Original]:
    return _in_folder(SHARED / "seeds")


def _generated(most: int) -> list[Original]:
    return [
        Original(told.name, told.data)
        for story in generate(seed=7, documents=most)
        for told in story.documents
    ]


def _polnear(most: int) -> list[Original]:
    return _in_folder(SHARED / "data" / "attribution" / "polnear" / "train" / "text")[:most]


def _translations(most: int) -> list[Original]:
    folder = SHARED / "data" / "translations"
    each = max(most // 4, 1)
    return [
        Original(f"{language}-{path.name}", path.read_bytes())
        for language in ("en", "es", "it", "nl")
        for path in sorted(need(folder / language).iterdir())[:each]
    ]


PILES = {
    "demo": _demo,
    "seeds": _seeds,
    "generated": _generated,
    "polnear": _polnear,
    "translations": _translations,
}


def _built(pile: list[Original], engine: Engine, place: Place | Path) -> tuple[str, int, float]:
    began = time.perf_counter()
    with build_from(pile, processes=PROCESSES, engine=engine, case=place) as case:
        took = time.perf_counter() - began
        return export_json(case.findings), len(case.findings.documents), took


def main() -> None:
    """Print, for each pile, whether the exports are the same, and what each way took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engines", nargs="*", choices=sorted(RUNNERS), default=sorted(RUNNERS))
    parser.add_argument(
        "--work", help="the work folder, or a place in object storage (default: a folder here)"
    )
    parser.add_argument("--piles", nargs="+", choices=list(PILES), default=list(PILES))
    parser.add_argument("--most", type=int, default=120, help="documents of a pile")
    parser.add_argument("--cut", type=int, help="documents of a case that is derived as one, at most")
    parser.add_argument("--keep", action="store_true", help="append the result to RESULTS.md")
    arguments = parser.parse_args()
    if arguments.cut is not None:
        firsthand.deriving.order.MOST_AT_ONCE = arguments.cut
    found = programs()
    if found is None:
        sys.exit("skipped: no PostgreSQL on this machine (apt-get install postgresql)")
    lines = [
        "| pile | documents | export | file | PostgreSQL | " + " | ".join(arguments.engines) + " |",
        "| --- " * (5 + len(arguments.engines)) + "|",
    ]
    same = True
    server = PostgresServer(found)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            for name in arguments.piles:
                line, alike = _compared(name, arguments, server, Path(scratch))
                lines.append(line)
                same = same and alike
                print(line, flush=True)
    finally:
        server.stop()
    table = "\n".join(lines)
    print(f"\n{table}\n\n{'all exports are the same' if same else 'NOT all exports are the same'}")
    if arguments.keep:
        keep(
            "Engines and stores",
            f"python benchmarks/engines.py {' '.join(sys.argv[1:])}",
            "see the table",
            table,
        )
    raise SystemExit(not same)


def _compared(
    name: str, arguments: argparse.Namespace, server: PostgresServer, folder: Path
) -> tuple[str, bool]:
    """Build a pile in every way; return what to tell of it, and whether all exports are the same."""
    pile = PILES[name](arguments.most)
    with LocalEngine(PROCESSES) as here:
        export, documents, took = _built(pile, here, folder / f"{name}.case")
        others = [_built(pile, here, place_of(server.address(name)))]
    for engine in arguments.engines:
        with ClusterEngine(
            RUNNERS[engine], work=arguments.work, version=code_version, worth=0, batch=BATCH
        ) as there:
            others.append(_built(pile, there, folder / f"{name}-{engine}.case"))
    digest = hashlib.sha256(export.encode()).hexdigest()[:12]
    told = [
        f"{'same' if other == export else 'OTHER'}, {other_took:.1f} s" for other, _, other_took in others
    ]
    line = f"| {name} | {documents} | {digest} | {took:.1f} s | {' | '.join(told)} |"
    return line, all(other == export for other, _, _ in others)


if __name__ == "__main__":
    main()
