"""Tables that every process needs are worked out once and kept in a folder of the user.

Only what anybody can work out from installed packages may be kept here: the world's places, the numbers of
models, shipped codebooks. Never anything of a case, nor anything that tells what a case is about, such as a
table of one language alone. The folder can be deleted at any time; a file that is damaged, or cannot be read
or written, is no error: the table is worked out anew.
"""

import contextlib
import functools
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from importlib.resources import files
from pathlib import Path

from firsthand.extract.compiled.layout import Table, read_table, write_table

CACHE = "FIRSTHAND_CACHE"
"""The environment variable that names another folder for tables, or "off" for none."""

_OFF = "off"
_ENDING = ".table"
# Code and data, without what tools leave beside them.
_WRITTEN = (".py", ".toml", ".tsv", ".json", ".txt", ".yaml")


def kept(name: str, make: Callable[[], Table], *, made_of: Iterable[str]) -> Table:
    """Return the table that `make` works out, from its file where there is one.

    `made_of` says what the table comes from, besides this Python and firsthand's own code and data for
    languages; see `installed` and `code_in`. Where any of it changes, the table is made anew, and takes the
    place of the one before. Callers must not change what they get, and remember it themselves.
    """
    folder = cache_folder()
    if folder is None:
        return make()
    stem = f"{name}.{sys.implementation.cache_tag}."
    told = json.dumps([name, sys.version, sys.byteorder, _languages(), *made_of])
    file = folder / f"{stem}{hashlib.blake2b(told.encode(), digest_size=16).hexdigest()}{_ENDING}"
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
        return read_table(file)
    table = make()
    with contextlib.suppress(OSError, ValueError):
        _write(table, file, stem)
        return read_table(file)  # what is made is let go, for pages that processes share
    return table


def cache_folder() -> Path | None:
    """Return the folder where tables are kept: $FIRSTHAND_CACHE, else in the user's cache; None for none."""
    told = os.environ.get(CACHE, "")
    if told.strip().lower() == _OFF:
        return None
    if told:
        return Path(told)
    standard = os.environ.get("XDG_CACHE_HOME", "")
    if not Path(standard).is_absolute():  # as the standard has it
        standard = os.environ.get("LOCALAPPDATA", "") if os.name == "nt" else ""
    try:
        return (Path(standard) if standard else Path.home() / ".cache") / "firsthand" / "tables"
    except RuntimeError:  # a user without a home
        return None


def installed(package: str, *paths: str, module: str = "") -> str:
    """Return what tells one state of data files of an installed package from another.

    They are told by the package's version, their size and when they were written: some have 80 MB.
    """
    states = [f"{package} {version_of(package)}"]
    for path in paths:
        with contextlib.suppress(OSError):
            state = Path(str(files(module or package) / path)).stat()
            states.append(f"{path} {state.st_size} {state.st_mtime_ns}")
    return ", ".join(states)


@functools.cache
def code_in(place: str) -> str:
    """Return a digest of the code and data in a file, or in a folder and all below it."""
    found = hashlib.blake2b(digest_size=16)
    listed = [place] if Path(place).is_file() else sorted(_files(place))
    for path in listed:
        written = Path(path).read_bytes()
        found.update(f"{path.removeprefix(place)} {len(written)}\n".encode())
        found.update(written)
    return found.hexdigest()


def _languages() -> str:
    return code_in(str(Path(__file__).parents[1]))


def _files(folder: str) -> Iterable[str]:
    for inside, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
        for name in names:
            if name.endswith(_WRITTEN):
                yield str(Path(inside, name))


def version_of(package: str) -> str:
    """Return the version of an installed package, "none" where there is none."""
    try:
        return installed_version(package)
    except PackageNotFoundError:
        return "none"


def _write(table: Table, file: Path, stem: str) -> None:
    """Write a table to where no one sees it half, and remove what it takes the place of.

    Another process that writes at the same time may lose its file to this; then it goes without.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=stem, suffix=".part", dir=file.parent)
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            write_table(table, stream)
        part.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    for other in file.parent.glob(f"{stem}*"):
        if other != file:
            with contextlib.suppress(OSError):
                other.unlink()
