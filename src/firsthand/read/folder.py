"""Which files of what the user named can be read, and what to say of the others."""

import errno
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from firsthand.model import Failure
from firsthand.read.formats import FORMATS, SUFFIXES

_STEP = "read"
# So many files that were passed over are named; of more, how many of each kind.
_NAMED = 5


def find_files(paths: Iterable[Path]) -> tuple[list[tuple[str, Path]], list[Failure]]:
    """Return the readable files under the paths, as (name, path), and what could not be used.

    A name is the path as the user gave it, continued below a folder. Folders are walked in order of
    name; hidden files are passed over; a link that leads back to a folder above it is reported, not
    followed. A file reached in two ways is returned once. Files of formats that are not read are
    reported once for all.
    """
    files: list[tuple[str, Path]] = []
    failures: list[Failure] = []
    skipped: list[Path] = []
    seen: set[tuple[int, int]] = set()
    for given in paths:
        if not given.is_symlink() and not given.exists():
            failures.append(Failure(str(given), _STEP, f"{given}: there is no such file; check the path."))
            continue
        for path in _walk(given, failures):
            try:
                status = path.stat()
            except OSError as error:
                failures.append(Failure(str(path), _STEP, _unusable(path, error)))
                continue
            identity = (status.st_dev, status.st_ino)
            if identity in seen:
                continue
            seen.add(identity)
            if not path.is_file():
                failures.append(
                    Failure(str(path), _STEP, f"{path}: not a regular file; give a file or a folder.")
                )
            elif path.suffix.lower() in SUFFIXES or path == given:
                files.append((str(path), path))
            else:
                skipped.append(path)
    if skipped:
        counts = Counter(path.suffix.lower() or "no suffix" for path in skipped)
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(counts.items()))
        total = len(skipped)
        named = ", ".join(map(str, skipped)) if total <= _NAMED else kinds
        failures.append(
            Failure(
                kinds,
                _STEP,
                f"{total} file{'s were' if total > 1 else ' was'} passed over ({named}): what is read is "
                f"{', '.join(one.label for one in FORMATS)}. Save the others as one of these.",
            )
        )
    return files, failures


def _walk(given: Path, failures: list[Failure]) -> Iterator[Path]:
    """Yield the files at or under a path, folders in order of name, each real folder once."""
    waiting: list[tuple[Path, tuple[str, ...]]] = [(given, ())]
    visited: set[str] = set()
    while waiting:
        path, above = waiting.pop()
        try:
            folder = path.is_dir()
            real = os.path.realpath(path, strict=True)
            entries = sorted(path.iterdir(), key=lambda entry: entry.name, reverse=True) if folder else []
        except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself, before Python 3.13
            failures.append(Failure(str(path), _STEP, _unusable(path, error)))
            continue
        if not folder:
            yield path
        elif real in above:
            failures.append(
                Failure(
                    str(path),
                    _STEP,
                    f"{path}: a link back to a folder above it; it was not followed. Remove the link if "
                    "the folder should hold other documents.",
                )
            )
        elif real not in visited:
            visited.add(real)
            waiting += [(entry, (*above, real)) for entry in entries if not entry.name.startswith(".")]


def _unusable(path: Path, error: BaseException) -> str:
    if isinstance(error, PermissionError):
        return f"{path}: you may not read it; change its permissions (chmod u+r) and build again."
    if isinstance(error, FileNotFoundError):
        return f"{path}: a link to a file that is not there; restore the file or remove the link."
    if isinstance(error, RuntimeError) or getattr(error, "errno", None) == errno.ELOOP:
        return f"{path}: a link that leads to itself; remove it or point it at a file."
    return f"{path}: cannot be opened ({error}); check the disk, or leave the file out."
