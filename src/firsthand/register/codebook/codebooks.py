"""Codebooks by name or path: those that ship, those of a user, and one that a case kept."""

import functools
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from firsthand.model.errors import CodebookError
from firsthand.register.codebook.codebook import Codebook
from firsthand.register.codebook.file.extending import Finder, read_extended
from firsthand.register.codebook.file.problems import Problem, Problems
from firsthand.register.codebook.file.reading import build
from firsthand.register.codebook.file.references import check_references
from firsthand.register.codebook.file.tree import LONGEST

_ENDING = ".yaml"


def shipped_codebooks() -> tuple[str, ...]:
    """Return the names of the codebooks that ship with firsthand."""
    return tuple(
        sorted(file.name.removesuffix(_ENDING) for file in _folder().iterdir() if file.name.endswith(_ENDING))
    )


def shipped_text(name: str) -> str:
    """Return the text of a codebook that ships with firsthand, as it stands in its file."""
    return (_folder() / f"{name}{_ENDING}").read_text(encoding="utf-8")


def read_codebook(source: str | Path) -> Codebook:
    """Return a codebook by the name of one that ships, or by the path of its file.

    Raises CodebookError that names every problem with file, line and fix.
    """
    if isinstance(source, str) and source in shipped_codebooks():
        return parse_codebook(shipped_text(source), name=source)
    path = Path(source)
    codebook, problems = check_codebook(path)
    if codebook is None or problems:
        raise _error(path.name, problems)
    return codebook


def parse_codebook(
    text: str, *, name: str, folder: Path | None = None, parents: Sequence[tuple[str, str]] = ()
) -> Codebook:
    """Return the codebook that a text says.

    `name` names it where it does not itself, and in messages. What it extends is a codebook that ships, a
    file in `folder`, or one of `parents` (name in `extends`, text), which goes before both.

    Raises CodebookError that names every problem with line and fix.
    """
    if folder is None:  # nothing but what is given decides
        return _parsed(text, name, tuple(parents))
    return _sound(text, name, _finder(folder, parents))


@functools.lru_cache(maxsize=16)  # a case keeps its codebook as a text, and is asked for it again and again
def _parsed(text: str, name: str, parents: tuple[tuple[str, str], ...]) -> Codebook:
    return _sound(text, name, _finder(None, parents))


def _sound(text: str, name: str, find: Finder) -> Codebook:
    codebook, problems = _checked(text, name, f"{name}{_ENDING}", find)
    if codebook is None or problems:
        raise _error(name, problems)
    return codebook


def check_codebook(source: str | Path) -> tuple[Codebook | None, tuple[Problem, ...]]:
    """Return a codebook, None where there is nothing to read, and all that is wrong with it.

    A codebook with problems is returned as far as it could be read; it must not be used.
    """
    if isinstance(source, str) and source in shipped_codebooks():
        return _checked(shipped_text(source), source, f"{source}{_ENDING}", _finder(None, ()))
    path = Path(source)
    text = _text_of(path)
    if isinstance(text, Problem):
        return None, (text,)
    return _checked(text, path.stem, str(path), _finder(path.parent, ()))


def codebook_text(codebook: Codebook) -> str:
    """Return everything a case must keep to read this codebook again: its text and those it extends."""
    return json.dumps({"name": codebook.name, "texts": codebook.texts}, ensure_ascii=False)


def codebook_from_text(kept: str) -> Codebook:
    """Return the codebook that `codebook_text` put into words.

    Raises CodebookError where the words are not its, or no longer pass the checks.
    """
    try:
        told = json.loads(kept)
        name, ((_, text), *parents) = str(told["name"]), told["texts"]
        known = [(str(parent), str(parent_text)) for parent, parent_text in parents]
    except (ValueError, KeyError, TypeError):
        raise CodebookError(
            "The codebook kept in the case cannot be read. Derive its register again."
        ) from None
    return parse_codebook(str(text), name=name, parents=known)


def _checked(text: str, name: str, file: str, find: Finder) -> tuple[Codebook | None, tuple[Problem, ...]]:
    problems = Problems()
    tree, parents = read_extended(text, file=file, find=find, problems=problems)
    if tree is None:
        return None, problems.all
    codebook = build(tree, name=name, problems=problems)
    check_references(codebook, tree, problems)
    texts = ((codebook.name, text), *parents)
    digest = hashlib.sha256("\x1f".join(text for _, text in texts).encode()).hexdigest()
    return replace(codebook, digest=digest, texts=texts), problems.all


def _error(name: str, problems: tuple[Problem, ...]) -> CodebookError:
    if len(problems) == 1:
        return CodebookError(str(problems[0]))
    lines = "".join(f"\n  {problem}" for problem in problems)
    return CodebookError(f"{name}: {len(problems)} problems in the codebook{lines}")


def _finder(folder: Path | None, parents: Sequence[tuple[str, str]]) -> Finder:
    """Return what finds a codebook that is extended: kept with the case, shipped, or beside the file."""

    def find(name: str) -> tuple[str, str] | str:
        for parent, text in parents:
            if parent == name:
                return f"{name}{_ENDING}", text
        if name in shipped_codebooks():
            return f"{name}{_ENDING}", shipped_text(name)
        if folder is None:
            return f"none that ships is called so ({', '.join(shipped_codebooks())})"
        if Path(name).is_absolute() or ".." in Path(name).parts:
            return "a path in extends stays in the folder of the file"
        path = folder / name
        if not path.exists() and not path.suffix:
            path = path.with_suffix(_ENDING)
        read = _text_of(path)
        return read.what if isinstance(read, Problem) else (str(path), read)

    return find


def _text_of(path: Path) -> str | Problem:
    """Return the text of a codebook's file, or why there is none."""
    if path.is_dir():
        return Problem(str(path), 0, "this is a folder", "Name the codebook's file in it.")
    try:
        with path.open("rb") as file:
            data = file.read(4 * LONGEST + 4)  # no more than the longest codebook may have
    except FileNotFoundError:
        shipped = ", ".join(shipped_codebooks())
        return Problem(str(path), 0, "there is no such file", f"Name a file, or one that ships: {shipped}.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Problem(
            str(path), 0, f"the file cannot be read ({reason})", "Look at its name and its rights."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Problem(str(path), 0, "this is no text in UTF-8", "Save it as plain text, encoding UTF-8.")
    if "\x00" in text:
        return Problem(str(path), 0, "this is no text file", "Save it as plain text, encoding UTF-8.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _folder() -> Traversable:
    return resources.files("firsthand.register") / "codebooks"
