"""The programs outside Python that a reading may need; what they are decides what is read."""

import functools
import shutil
import subprocess

_SECONDS = 20


@functools.cache
def outside_programs() -> str:
    """Return what of Tesseract is here, in one line: its version and its languages; empty where it is not.

    It is part of the key under which a reading is kept: a picture that could not be read is read as soon as
    the program is there.
    """
    program = shutil.which("tesseract")
    if program is None:
        return ""
    try:
        told = subprocess.run(
            [program, "--version"],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        listed = subprocess.run(
            [program, "--list-langs"],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    version = told.stdout.decode(errors="replace").partition("\n")[0]
    languages = listed.stdout.decode(errors="replace").splitlines()[1:]
    return f"{version} with {' '.join(sorted(languages))}"
