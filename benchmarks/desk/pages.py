"""How long the desk's pages take on a large case: at the server, until something is painted, and to decide.

    .venv/bin/python benchmarks/desk/pages.py CASE [--times 7] [--keep]

CASE is one that big_case.py made (a copy is worked on). Every page is asked for over loopback, each time
after what the desk keeps of it was outdated by a decision elsewhere ("cold") and again ("warm"); beside it
stands what a bare page of the same length takes from the same web framework in this process.
"""

import argparse
import asyncio
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from serving import add_accounts, csrf, peak_memory, served, signed_in

from firsthand.store import open_store

sys.path.append(str(Path(__file__).resolve().parent.parent))
from shared import digest, keep

_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("case", type=Path)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / options.case.name
        shutil.copyfile(options.case, case)
        paths, items = addresses(case)
        add_accounts(case, {"Ada": "owner"})
        began = time.perf_counter()
        with served(case, log=Path(folder) / "log") as (address, process):
            start = time.perf_counter() - began
            told = measure(address, paths, items, options.times)
            memory = peak_memory(process)
    table = f"{told}\n\nThe desk starts in {start:.0f} s and takes {memory:,} MB at most."
    print(table)
    if options.keep:
        command = f"python benchmarks/desk/pages.py {options.case.name} --times {options.times}"
        keep("The desk's pages on a large case", command, digest([options.case]), table)


def addresses(case: Path) -> tuple[dict[str, str], list[str]]:
    """Return the pages to ask for by what they are, and claims to decide on."""
    store = open_store(case)
    findings = store.findings()
    store.close()
    if findings is None:
        sys.exit(f"{case}: not built")
    told = max(findings.claims, key=lambda claim: len(claim.statements))
    long = max(findings.documents, key=lambda document: len(document.text))
    contested = [claim for claim in findings.claims if claim.standing == "contested"]
    plain = [claim for claim in findings.claims if claim.documents > 1][:100]
    chinese = next((c.text for c in findings.claims if "\u4e00" <= c.text[:1] <= "\u9fff"), "水库水位")
    word = max(told.text.split(), key=len)
    sheet = long.sheets[len(long.sheets) // 2].start if long.sheets else len(long.text) // 2
    pages = {
        "overview": "/",
        "claims": "/claims",
        "claims, contested, newest first": "/claims?standing=contested&sort=newest",
        "claims, one language, two states": "/claims?language=de&state=open&sort=origins",
        "claims, last part": "/claims?standing=corroborated&sort=text",
        f"search, a word ({word})": f"/search?q={word}",
        "search, two Chinese characters": f"/search?q={chinese[:2]}",
        "search, a word that is nowhere": "/search?q=zyzzyva",
        f"a claim of {len(told.statements):,} statements": f"/claims/{told.id}",
        "a contested claim": f"/claims/{contested[0].id}",
        "a conflict": f"/queue/conflicts/{findings.conflicts[0].id}",
        "conflicts": "/queue/conflicts",
        "variants": "/queue/variants",
        "claims on one origin": "/queue/single-origin",
        "what fits no more": "/queue/misfits",
        f"a document of {len(long.sheets)} pages, in the middle": f"/documents/{long.id}?at={sheet}",
        "a document": f"/documents/{findings.documents[5].id}",
        "documents": "/documents",
        "stories": "/stories",
        "the largest story": f"/stories/{findings.stories[0].id}",
        "sources": "/sources",
        "a source": f"/sources/{findings.sources[0].id}",
        "records": "/records",
        "persons": "/persons",
        "custody": "/custody",
        "failures": "/failures",
        "decisions": "/decisions",
        "build": "/build",
        "publish": "/publish",
        "help": "/help",
    }
    if findings.records:
        pages["a record"] = f"/records/{findings.records[0].id}"
    return pages, [claim.id for claim in plain]


def measure(address: str, paths: dict[str, str], items: list[str], times: int) -> str:
    """Return the table of what every page takes."""
    client = signed_in(address, "Ada")
    token = csrf(client.get("/claims").text)
    rows = [
        "| page | cold, ms | warm, ms | worst, ms | bare page, ms | painted, ms |",
        "|---|---|---|---|---|---|",
    ]
    waiting = iter(items * 1000)
    lengths: dict[str, int] = {}
    seen: dict[str, tuple[float, float, float]] = {}
    for name, path in paths.items():
        cold, warm = [], []
        for _ in range(times):
            decide(client, token, next(waiting))
            cold.append(asked(client, path))
            warm.append(asked(client, path))
        lengths[path] = len(client.get(path).content)
        seen[name] = (statistics.median(cold), statistics.median(warm), max(cold + warm))
    bare = bare_pages(lengths, times)
    painted = paint(address, client, paths)
    for name, path in paths.items():
        cold_ms, warm_ms, worst = seen[name]
        figures = f"{cold_ms:.0f} | {warm_ms:.0f} | {worst:.0f} | {bare[path]:.1f} | {painted[name]:.0f}"
        rows.append(f"| {name} | {figures} |")
    until = [shown(client, token, next(waiting)) for _ in range(times * 3)]
    rows.append("")
    rows.append(
        f"A decision until the page shows it: {statistics.median(until):.0f} ms, worst of {len(until)} "
        f"{max(until):.0f} ms."
    )
    return "\n".join(rows)


def asked(client: httpx.Client, path: str) -> float:
    """Return how many milliseconds a page takes."""
    began = time.perf_counter()
    answer = client.get(path)
    took = 1000 * (time.perf_counter() - began)
    if answer.status_code != 200:
        sys.exit(f"{path}: {answer.status_code}\n{answer.text[:500]}")
    return took


def decide(client: httpx.Client, token: str, claim: str) -> httpx.Response:
    """Judge a claim, and return the answer."""
    fields = {
        "csrf": token,
        "action": "judge-claim",
        "target": claim,
        "value": "plausible",
        "reason": "Read against two of its documents, by hand.",
        "back": f"/claims/{claim}",
    }
    answer = client.post("/decide", data=fields)
    if answer.status_code != 303:
        sys.exit(f"deciding on {claim}: {answer.status_code}\n{answer.text[:500]}")
    return answer


def shown(client: httpx.Client, token: str, claim: str) -> float:
    """Return how many milliseconds it takes from a decision to the page that shows it."""
    began = time.perf_counter()
    page = client.get(decide(client, token, claim).headers["location"]).text
    took = 1000 * (time.perf_counter() - began)
    if "plausible" not in page:
        sys.exit(f"the page of {claim} does not show what was decided")
    return took


def bare_pages(lengths: dict[str, int], times: int) -> dict[str, float]:
    """Return what a page of that length takes from the bare framework, by its address, in milliseconds."""
    app = FastAPI(docs_url=None, redoc_url=None)

    @app.get("/{letters}")
    def page(letters: int) -> HTMLResponse:
        return HTMLResponse("x" * letters)

    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        found = {
            path: statistics.median(asked(client, f"/{letters}") for _ in range(times))
            for path, letters in lengths.items()
        }
    server.should_exit = True
    thread.join(5)
    return found


def paint(address: str, client: httpx.Client, paths: dict[str, str]) -> dict[str, float]:
    """Return how long Chromium takes from asking for a page until something of it is painted."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies(
            [{"name": c.name, "value": c.value or "", "url": address} for c in client.cookies.jar]
        )
        page = context.new_page()
        found = {}
        for name, path in paths.items():
            page.goto(address + path)
            while (at := page.evaluate(_PAINTED)) is None:  # the page's policy forbids waiting in it
                page.wait_for_timeout(20)
            found[name] = at
        browser.close()
    return found


if __name__ == "__main__":
    main()
