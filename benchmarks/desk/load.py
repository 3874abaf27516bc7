"""Many at one desk: readers who turn pages, reviewers who decide, and whether anything is late or lost.

    .venv/bin/python benchmarks/desk/load.py CASE [--readers 50] [--reviewers 5] [--minutes 5] [--keep]

CASE is one that big_case.py made (a copy is worked on). A reader looks at a page for one to three seconds, a
reviewer decides every two to six. Afterwards every decision that the desk said it kept is looked for in the
case, and the case is verified.
"""

import argparse
import asyncio
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from pages import addresses
from serving import add_accounts, credentials, csrf, peak_memory, served, sign_in

from firsthand.store import open_store

sys.path.append(str(Path(__file__).resolve().parent.parent))
from shared import digest, keep


@dataclass(slots=True)
class Seen:
    """What the visitors met: how long pages and decisions took (ms), what went wrong, what was kept."""

    pages: list[float] = field(default_factory=list)
    decisions: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def main() -> None:
    """Load the desk, print and keep."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("case", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--reviewers", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / options.case.name
        shutil.copyfile(options.case, case)
        paths, items = addresses(case)
        names = [f"reader {n}" for n in range(options.readers)]
        deciding = [f"reviewer {n}" for n in range(options.reviewers)]
        add_accounts(case, dict.fromkeys(names, "reader") | dict.fromkeys(deciding, "reviewer"))
        with served(case, log=Path(folder) / "log") as (address, process):
            seen = asyncio.run(visits(address, names, deciding, paths, items, 60 * options.minutes))
            memory = peak_memory(process)
        table = told(seen, lost(case, seen.reasons), verified(case), memory, options)
    print(table)
    if options.keep:
        command = (
            f"python benchmarks/desk/load.py {options.case.name} --readers {options.readers} "
            f"--reviewers {options.reviewers} --minutes {options.minutes:g}"
        )
        keep("Many at one desk", command, digest([options.case]), table)


async def visits(
    address: str,
    readers: list[str],
    reviewers: list[str],
    paths: dict[str, str],
    items: list[str],
    seconds: float,
) -> Seen:
    """Let everybody in, then let them read and decide for so long."""
    seen = Seen()
    closed = ("/persons", "/build", "/publish")
    pages = [path for path in paths.values() if not path.startswith(closed)]
    clients = []
    for name in [*readers, *reviewers]:
        client = httpx.AsyncClient(base_url=address, timeout=30, headers={"Origin": address})
        sign_in(await client.post("/login", data=credentials(name)))
        clients.append(client)
    until = time.monotonic() + seconds
    await asyncio.gather(
        *(read(c, pages, random.Random(n), until, seen) for n, c in enumerate(clients[: len(readers)])),
        *(
            review(c, items, name, random.Random(name), until, seen)
            for name, c in zip(reviewers, clients[len(readers) :], strict=True)
        ),
    )
    for client in clients:
        await client.aclose()
    return seen


async def read(
    client: httpx.AsyncClient, pages: list[str], chance: random.Random, until: float, seen: Seen
) -> None:
    """Turn pages until the time is over."""
    await asyncio.sleep(chance.uniform(0, 3))
    while time.monotonic() < until:
        path = chance.choice(pages)
        began = time.perf_counter()
        try:
            answer = await client.get(path)
        except httpx.HTTPError as error:
            seen.errors.append(f"{path}: {error!r}")
        else:
            seen.pages.append(1000 * (time.perf_counter() - began))
            if answer.status_code != 200:
                seen.errors.append(f"{path}: {answer.status_code}")
        await asyncio.sleep(chance.uniform(1, 3))


async def review(
    client: httpx.AsyncClient, items: list[str], name: str, chance: random.Random, until: float, seen: Seen
) -> None:
    """Decide on claims, often on the same ones as the others, until the time is over."""
    number = 0
    while time.monotonic() < until:
        claim = chance.choice(items[:20])
        number += 1
        reason = f"Read against its documents by {name}, for the time number {number}."
        try:
            token = csrf((await client.get(f"/claims/{claim}")).text)
            began = time.perf_counter()
            fields = {
                "csrf": token,
                "action": "judge-claim",
                "target": claim,
                "value": chance.choice(["plausible", "not shown", "shown"]),
                "reason": reason,
                "back": f"/claims/{claim}",
            }
            answer = await client.post("/decide", data=fields)
            page = await client.get(f"/claims/{claim}")
            seen.decisions.append(1000 * (time.perf_counter() - began))
            if answer.status_code != 303:
                seen.errors.append(f"deciding on {claim}: {answer.status_code}")
            else:
                seen.reasons.append(reason)
                if page.status_code != 200 or reason not in page.text:
                    seen.errors.append(f"{claim} does not show: {reason}")
        except httpx.HTTPError as error:
            seen.errors.append(f"deciding on {claim}: {error!r}")
        await asyncio.sleep(chance.uniform(2, 6))


def lost(case: Path, reasons: list[str]) -> list[str]:
    """Return the decisions that the desk said it kept and that are not in the case."""
    store = open_store(case)
    made = {decision.reason for decision in store.decisions()}
    store.close()
    return [reason for reason in reasons if reason not in made]


def verified(case: Path) -> str:
    """Return what `firsthand verify` says of the case."""
    command = [sys.executable, "-m", "firsthand", "verify", str(case)]
    ran = subprocess.run(command, capture_output=True, text=True)
    return "whole" if ran.returncode == 0 else f"not whole: {ran.stdout[-300:]}"


def told(seen: Seen, missing: list[str], verdict: str, memory: int, options: argparse.Namespace) -> str:
    """Return the result as a table."""
    rows = ["| what | times | median, ms | p95, ms | p99, ms | worst, ms |", "|---|---|---|---|---|---|"]
    for name, took in (("a page", seen.pages), ("a decision, until its page shows it", seen.decisions)):
        parts = statistics.quantiles(took, n=100)
        figures = " | ".join(f"{each:.0f}" for each in (parts[49], parts[94], parts[98], max(took)))
        rows.append(f"| {name} | {len(took):,} | {figures} |")
    rows.append(
        f"\n{options.readers} readers and {options.reviewers} reviewers for {options.minutes:g} minutes: "
        f"{len(seen.errors)} errors, {len(seen.reasons)} decisions kept, {len(missing)} lost; the case is "
        f"{verdict}; the desk took {memory:,} MB at most."
    )
    return "\n".join([*rows, *(f"- {error}" for error in seen.errors[:10])])


if __name__ == "__main__":
    main()
