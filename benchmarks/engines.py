"""Whether it matters where a case is built: the same piles, built here and on a cluster, exported, compared.

    .venv/bin/python benchmarks/engines.py [--engines ray daft] [--piles NAME…] [--work FOLDER|s3://bucket/prefix]
                                           [--most N] [--keep]

Five piles: the demo, the seeds, generated stories, news texts that share nothing (polnear), and the same news
in four languages (translations). Each is built with the local engine in two processes and with each engine
named, all of whose work is made to go through the work folder, however little it is. Bar: every export is the
same, byte for byte. Needs what `pip install firsthand[cluster]` brings.
"""

import argparse
import hashlib
import time
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

from firsthand.case import build_from
from firsthand.deriving.working import code_version
from firsthand.engine import Engine, LocalEngine
from firsthand.engine.cluster import ClusterEngine
from firsthand.engine.cluster.on_daft import DaftRunner
from firsthand.engine.cluster.on_ray import RayRunner
from firsthand.publish.export import export_json
from firsthand.read import Original
from retold import generate
from shared import SHARED, keep, need

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


def _built(pile: list[Original], engine: Engine) -> tuple[str, int, float]:
    began = time.perf_counter()
    with build_from(pile, processes=PROCESSES, engine=engine) as case:
        took = time.perf_counter() - began
        return export_json(case.findings), len(case.findings.documents), took


def main() -> None:
    """Print, for each pile, whether the exports are the same, and what each engine took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engines", nargs="+", choices=sorted(RUNNERS), default=sorted(RUNNERS))
    parser.add_argument(
        "--work", help="the work folder, or a place in object storage (default: a folder here)"
    )
    parser.add_argument("--piles", nargs="+", choices=list(PILES), default=list(PILES))
    parser.add_argument("--most", type=int, default=120, help="documents of a pile")
    parser.add_argument("--keep", action="store_true", help="append the result to RESULTS.md")
    arguments = parser.parse_args()
    lines = [
        "| pile | documents | export | local | " + " | ".join(arguments.engines) + " |",
        "| --- | --- | --- | --- |" + " --- |" * len(arguments.engines),
    ]
    same = True
    for name in arguments.piles:
        pile = PILES[name](arguments.most)
        with LocalEngine(PROCESSES) as here:
            export, documents, took = _built(pile, here)
        cells = [name, str(documents), hashlib.sha256(export.encode()).hexdigest()[:12], f"{took:.1f} s"]
        for engine in arguments.engines:
            with ClusterEngine(
                RUNNERS[engine], work=arguments.work, version=code_version, worth=0, batch=BATCH
            ) as there:
                other, _, took = _built(pile, there)
            same = same and other == export
            cells.append(f"{'same' if other == export else 'OTHER'}, {took:.1f} s")
        lines.append("| " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    table = "\n".join(lines)
    print(f"\n{table}\n\n{'all exports are the same' if same else 'NOT all exports are the same'}")
    if arguments.keep:
        command = f"benchmarks/engines.py --engines {' '.join(arguments.engines)}"
        keep("Engines", command, "see the table", table)
    raise SystemExit(not same)


if __name__ == "__main__":
    main()
