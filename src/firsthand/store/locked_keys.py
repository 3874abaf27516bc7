"""What opens an encrypted case: a passphrase, or a key file. The format is age's (https://age-encryption.org/v1).

A key is given once for all that runs within (`using`), by the command line or by who calls firsthand, and
looked for when a case turns out to be encrypted. Without one, $FIRSTHAND_KEY (a file) and
$FIRSTHAND_PASSPHRASE are looked at, then the user is asked, where somebody said how (`using(ask=...)`).
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pyrage  # type: ignore[import-untyped]

from firsthand.model.errors import InputError, LockedCaseError

HEADERS = (b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----")
SUFFIX = ".age"
_SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]+")
# Typed on a keyboard: a shorter one is found by trying all.
_SHORTEST = 8
_HOW = "--key FILE for a key file, $FIRSTHAND_PASSPHRASE or the prompt for a passphrase"

Kind = Literal["passphrase", "key"]
Ask = Callable[[Path, bool], str]
"""Asks the user for the passphrase of a case; true where it is a new one, to be typed twice."""


@dataclass(frozen=True, slots=True)
class Key:
    """What encrypts and opens a case: a passphrase, or the secret of a key file."""

    passphrase: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)

    @property
    def kind(self) -> Kind:
        """Which of the two it is."""
        return "key" if self.secret is not None else "passphrase"

    def encrypt(self, plain: bytes) -> bytes:
        """Return the bytes encrypted, as an age file."""
        if self.secret is not None:
            return bytes(pyrage.encrypt(plain, [_identity(self.secret).to_public()]))
        assert self.passphrase is not None
        return bytes(pyrage.passphrase.encrypt(plain, self.passphrase))

    def decrypt(self, data: bytes) -> bytes:
        """Return the bytes of an age file opened; raises pyrage.DecryptError."""
        if self.secret is not None:
            return bytes(pyrage.decrypt(data, [_identity(self.secret)]))
        assert self.passphrase is not None
        return bytes(pyrage.passphrase.decrypt(data, self.passphrase))


@dataclass(frozen=True, slots=True, eq=False)
class _Ring:
    key: Key | None = None
    ask: Ask | None = None
    asked: dict[Path, Key] = field(default_factory=dict, repr=False)


# Of the whole process, so that its threads have it too; the last one holds.
_RINGS = [_Ring()]


@contextmanager
def using(key: Key | None = None, *, ask: Ask | None = None) -> Iterator[None]:
    """Let a key open the encrypted cases within, and `ask` be asked where none was given."""
    ring = _Ring(key, ask)
    _RINGS.append(ring)
    try:
        yield
    finally:
        _RINGS.remove(ring)


def key_in_use() -> Key | None:
    """Return the key that was given for all that runs now, if one was."""
    return _RINGS[-1].key


def find_key(path: Path, *, kind: Kind | None, new: bool = False) -> Key:
    """Return the key for a case; `kind` is what it was encrypted with, None for a case to be made.

    Raises LockedCaseError where nobody has one.
    """
    ring = _RINGS[-1]
    for key in (ring.key, ring.asked.get(path.absolute())):
        if key is not None and (kind is None or key.kind == kind):
            return key
    if kind != "passphrase" and (file := os.environ.get("FIRSTHAND_KEY")):
        return read_key(Path(file))
    if kind != "key" and (typed := os.environ.get("FIRSTHAND_PASSPHRASE")):
        return passphrase(typed, new=new)
    if kind != "key" and ring.ask is not None:
        key = passphrase(ring.ask(path, new), new=new)
        ring.asked[path.absolute()] = key
        return key
    needed = {"key": "with a key file", "passphrase": "with a passphrase", None: ""}[kind]
    raise LockedCaseError(
        f"{path}: is {'to be ' if new else ''}encrypted {needed}. Give what opens it: {_HOW}."
    )


def passphrase(typed: str, *, new: bool = False) -> Key:
    """Return the key that a passphrase is; a new one must be long enough to hold."""
    if new and len(typed) < _SHORTEST:
        raise InputError(
            f"The passphrase is too short to protect anything. Take at least {_SHORTEST} characters; "
            "better, five or more words at random."
        )
    return Key(passphrase=typed)


def read_key(path: Path) -> Key:
    """Read a key file, as `new_key` and age-keygen write it; raises InputError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: the key file cannot be read ({error}). Make one: firsthand lock --new-key"
        ) from error
    found = _SECRET.findall(text)
    if len(found) != 1:
        raise InputError(
            f"{path}: holds {len(found) or 'no'} age secret key{'s' if len(found) > 1 else ''}; one is "
            "needed. Make one: firsthand lock --new-key FILE"
        )
    _identity(found[0])
    return Key(secret=found[0])


def new_key(path: Path) -> Key:
    """Make a key file that only its owner can read; raises InputError where there is a file already."""
    identity = pyrage.x25519.Identity.generate()
    text = f"# A key of encrypted firsthand cases (age X25519). Who has it can read them.\n{identity}\n"
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise InputError(
            f"{path}: there is such a file already, and it may be a key. Name another."
        ) from error
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}). Name another place.") from error
    with os.fdopen(file, "w", encoding="ascii") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())
    return Key(secret=str(identity))


def kind_of(data: bytes, path: Path) -> Kind:
    """Tell what an age file was encrypted with; raises LockedCaseError for a way that is not known."""
    if data.startswith(HEADERS[1]):
        raise LockedCaseError(
            f"{path}: is an age file as text (armored). Turn it into a plain one: age -d | age -e without -a."
        )
    head = data[:65536].partition(b"\n---")[0]
    stanzas = re.findall(rb"^-> (\S+)", head, re.M)
    if b"scrypt" in stanzas:
        return "passphrase"
    if b"X25519" in stanzas:
        return "key"
    raise LockedCaseError(
        f"{path}: is encrypted in a way that firsthand does not know. Open it with age, and lock it with "
        "firsthand lock."
    )


def keys_of(data: bytes) -> int:
    """Return for how many key files an age file is encrypted."""
    return len(re.findall(rb"^-> X25519 ", data[:65536].partition(b"\n---")[0], re.M))


def _identity(secret: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(secret)
    except pyrage.IdentityError as error:
        raise InputError(
            f"The secret key in the key file is damaged ({error}). Take a copy of the file that is whole."
        ) from error
