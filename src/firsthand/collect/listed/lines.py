"""A list of addresses in a file: one a line; a "#" first on a line, or after a blank, begins a note."""

import re

from firsthand.collect.addresses import fit
from firsthand.collect.outcome import Missed
from firsthand.model.errors import CollectError

_NOTE = re.compile(r"(?:^|\s)#.*$")


def read_lines(text: str, *, name: str) -> tuple[list[str], list[Missed]]:
    """Return the addresses of a list, and the lines that hold none, each named by its number."""
    addresses: list[str] = []
    wrong: list[Missed] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        wanted = _NOTE.sub("", line).strip()
        if not wanted:
            continue
        try:
            addresses.append(fit(wanted))
        except CollectError as error:
            wrong.append(Missed(f"{name}, line {number}", str(error)))
    return addresses, wrong
