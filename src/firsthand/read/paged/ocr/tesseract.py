"""The words of a picture, read by tesseract as it is installed: its models, its orientation, its words.

The picture goes in and the words come out through pipes: nothing is written to disk. Tesseract is given
one plain format only (PGM, made here), so that no byte of an original reaches its picture decoders.
"""

import functools
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

_COLUMNS = 12
_WORD = "5"  # the level of a word in tesseract's table; 1 is the page, 4 a line
# How a picture is taken: as columns of paragraphs, as words here and there, or only to tell how it stands.
_COLUMNED, _SPARSE, _ORIENTATION = "3", "11", "0"


class TesseractMissingError(Exception):
    """Tesseract is not installed, or has no model at all."""


class TesseractFailedError(Exception):
    """Tesseract gave up on a picture, or took too long."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as tesseract saw it: its box in pixels, where it belongs, how sure it is (0 to 1)."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    block: int
    paragraph: int
    line: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Turned:
    """How a picture stands: by how many degrees it is to be turned clockwise to be read, in which script.

    `sure` is tesseract's own measure of its certainty about the turn: 2 is little, 10 much.
    """

    degrees: int
    sure: float
    script: str


def models() -> frozenset[str]:
    """Return the names of the installed models ("eng", "chi_sim"); raises TesseractMissingError."""
    found = _models(os.environ.get("TESSDATA_PREFIX"), os.environ.get("PATH"))
    if not found:
        raise TesseractMissingError
    return found


@functools.lru_cache(maxsize=4)
def _models(_prefix: str | None, _path: str | None) -> frozenset[str]:
    """Ask once for each setting of the places where tesseract and its models are looked for."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    lines = told.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(line.strip() for line in lines[1:] if line.strip()) - {"osd"}


def read_words(
    picture: Image.Image, *, models: Sequence[str], dpi: int, seconds: float, sparse: bool = False
) -> tuple[Seen, ...]:
    """Read the words of a grey picture, in reading order; raises TesseractFailedError.

    `sparse`: a photo with a few words on it, rather than a page of text.
    """
    mode = _SPARSE if sparse else _COLUMNED
    options = ["-l", "+".join(models), "--psm", mode, "-c", "tessedit_create_tsv=1"]
    table = _run(picture, options, dpi=dpi, seconds=seconds).decode("utf-8", "replace")
    return tuple(seen for line in table.splitlines()[1:] if (seen := _seen(line)))


def orientation(picture: Image.Image, *, dpi: int, seconds: float) -> Turned | None:
    """Tell how a grey picture stands; None where there is too little on it, or no model for it."""
    try:
        told = _run(picture, ["-l", "osd", "--psm", _ORIENTATION], dpi=dpi, seconds=seconds)
    except TesseractFailedError:
        return None
    said = dict(re.findall(r"^([\w ]+): (\S+)\s*$", told.decode("utf-8", "replace"), re.M))
    try:
        return Turned(int(said["Rotate"]), float(said["Orientation confidence"]), said["Script"])
    except (KeyError, ValueError):
        return None


def _seen(line: str) -> Seen | None:
    columns = line.split("\t", _COLUMNS - 1)
    if len(columns) != _COLUMNS or columns[0] != _WORD or not columns[-1].strip():
        return None
    block, paragraph, row, _, left, top, width, height = map(int, columns[2:10])
    return Seen(
        columns[-1].strip(),
        left, top, left + width, top + height,
        block, paragraph, row,
        min(max(float(columns[10]) / 100, 0.0), 1.0),
    )  # fmt: skip


def _run(picture: Image.Image, options: Sequence[str], *, dpi: int, seconds: float) -> bytes:
    program = shutil.which("tesseract")
    if program is None:
        raise TesseractMissingError
    assert picture.mode == "L"
    pixels = b"P5 %d %d 255\n" % picture.size + picture.tobytes()
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "--dpi", str(dpi), *options],
            input=pixels,
            capture_output=True,
            timeout=seconds,  # the process is killed when it is over
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise TesseractFailedError(f"it took longer than {seconds:.0f} seconds") from error
    except OSError as error:
        raise TesseractFailedError(f"tesseract cannot be run: {error.strerror or error}") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").split("\n")
        raise TesseractFailedError(next((line for line in lines if line.strip()), "tesseract gave up"))
    return done.stdout
