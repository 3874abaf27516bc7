"""A desk served by its own command, and visitors who sign in at it with names and passwords."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from firsthand.web.door import AccountsFile, accounts_path
from firsthand.web.door.keeping.accounts import Accounts
from firsthand.web.door.visitor import Role

PASSWORD = "a long walk over wet stones"
_STARTS_WITHIN = 300  # seconds; a case of 200,000 statements is read first
_FIRSTHAND = [sys.executable, "-m", "firsthand"]


def add_accounts(case: Path, roles: Mapping[str, Role]) -> None:
    """Make accounts at the desk of a case: names and their roles."""
    file = AccountsFile(accounts_path(case))
    accounts = Accounts(file)
    for name, role in roles.items():
        accounts.add(name, role, password=PASSWORD, now=time.time())
    file.close()


@contextmanager
def served(case: Path, *, log: Path) -> Iterator[tuple[str, int]]:
    """Serve a case on a free loopback port; yields its address and the id of the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*_FIRSTHAND, "serve", str(case), "--accounts", "--port", str(port)],
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process, log)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(60)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            sys.exit(f"the desk did not start:\n{log.read_text()}")
        try:
            httpx.get(f"{address}/login", timeout=2)
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"the desk did not start within {_STARTS_WITHIN} s:\n{log.read_text()}")


def signed_in(address: str, name: str) -> httpx.Client:
    """Return a browser of sorts that is signed in under a name."""
    client = httpx.Client(base_url=address, timeout=30, headers={"Origin": address})
    sign_in(client.post("/login", data=credentials(name)))
    return client


def credentials(name: str) -> dict[str, str]:
    """Return what the form to sign in asks for."""
    return {"name": name, "password": PASSWORD}


def sign_in(answer: httpx.Response) -> None:
    """Stop unless an answer to the form let the visitor in."""
    if answer.status_code != 303:
        sys.exit(f"nobody was let in: {answer.status_code} {answer.text[:300]}")


def csrf(page: str) -> str:
    """Return the token that the forms of a page carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    if found is None:
        sys.exit("no form on the page carries a token")
    return found[1]


def peak_memory(process: int) -> int:
    """Return the most memory a process has held, in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) // 1024  # type: ignore[index]
