"""Attempts that failed: each further one has to wait longer. Kept, so that a restart forgets none.

Counted are the account from one machine, the account from all machines, and the machine with all accounts: so
neither one account nor many can be tried through. An attempt counts before it is looked at, so that many at
once gain nothing.

Nor can anybody be locked out by what others try. A browser in which the account was open before is counted
by itself. Elsewhere, what is tried with other names from behind one address (an office, a network of a
telephone company) does not hold back the first two attempts with a name that was not tried from there.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.web.door.keeping.digests import digest_of
from firsthand.web.door.keeping.file import AccountsFile

_FIRST_WAIT_SECONDS = 15.0
_LONGEST_WAIT_SECONDS = 15 * 60.0
_FORGOTTEN_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Counted:
    """What attempts are counted of, how many may fail before one has to wait, and how long at most.

    It lets pass whoever failed fewer than `spared` times under the first, the narrowest, of what is counted.
    """

    key: str
    free: int
    spared: int = 0
    longest_seconds: float = _LONGEST_WAIT_SECONDS


class Attempts:
    """The failed attempts at a desk."""

    def __init__(self, file: AccountsFile) -> None:
        self._file = file

    def begin(self, counted: Sequence[Counted], *, now: float) -> float:
        """Count an attempt and return 0, or return for how many seconds none is taken."""
        with self._file.transaction():
            wait = self.wait(counted, now=now)
            if wait > 0:
                return wait
            self._file.write("DELETE FROM attempts WHERE last <= ?", now - _FORGOTTEN_SECONDS)
            for one in counted:
                self._file.write(
                    "INSERT INTO attempts VALUES (?, 1, ?) ON CONFLICT (key) "
                    "DO UPDATE SET failures = failures + 1, last = excluded.last",
                    one.key, now,
                )  # fmt: skip
        return 0.0

    def wait(self, counted: Sequence[Counted], *, now: float) -> float:
        """Return for how many seconds no attempt is taken."""
        waits = [0.0]
        narrowest: int | None = None
        for one in counted:
            row = self._file.row("SELECT failures, last FROM attempts WHERE key = ?", one.key)
            failures, last = row if row and now - row[1] < _FORGOTTEN_SECONDS else (0, now)
            narrowest = failures if narrowest is None else narrowest
            if failures >= one.free and narrowest >= one.spared:
                steps = min(failures - one.free, 16)
                pause = min(_FIRST_WAIT_SECONDS * 2**steps, one.longest_seconds)
                waits.append(last + pause - now)
        return max(waits)

    def is_news(self, what: str, *, now: float, seconds: float = 60.0) -> bool:
        """Tell whether something was not told of in the last minute: a flood must not fill the log."""
        with self._file.transaction():
            key = f"told:{what}"
            row = self._file.row("SELECT last FROM attempts WHERE key = ?", key)
            if row and 0 <= now - row[0] < seconds:
                return False
            self._file.write("INSERT OR REPLACE INTO attempts VALUES (?, 0, ?)", key, now)
            return True

    def succeeded(self, counted: Sequence[Counted]) -> None:
        """Take back what `begin` counted; the first, the narrowest, is forgotten altogether."""
        with self._file.transaction():
            self._file.write("DELETE FROM attempts WHERE key = ?", counted[0].key)
            for one in counted[1:]:
                self._file.write(
                    "UPDATE attempts SET failures = failures - 1 WHERE key = ? AND failures > 0", one.key
                )

    def forget(self, account: str) -> None:
        """Forget what failed with an account: its owner has another password."""
        self._file.write("DELETE FROM attempts WHERE key LIKE ?", f"account:{digest_of(account)}%")


def at_login(account: str, address: str, *, known: str = "") -> tuple[Counted, ...]:
    """Return what a login is counted under. Of a name only a digest: people type passwords there.

    `known` is the digest of a session that the account had in this browser, "" for none.
    """
    name, near = digest_of(account), nearby(address)
    if known:
        return (Counted(f"account:{name} in {known}", 5),)
    return (
        Counted(f"account:{name} from {near}", 5),
        Counted(f"account:{name}", 20),
        Counted(f"address:{near}", 30, spared=2),
        # Each attempt costs the desk a tenth of a second: new names without end are no way to wear it out.
        Counted(f"flood:{near}", 300, longest_seconds=60),
    )


def with_secret(address: str) -> tuple[Counted, ...]:
    """Return what a token, an invitation or a link that opens nothing is counted under."""
    return (Counted(f"secret:{nearby(address)}", 30),)


def nearby(address: str) -> str:
    """Return an address, of IPv6 its network: who has one there has all of them."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)
