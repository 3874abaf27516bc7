"""Passwords: what one must be, and how it is kept (Argon2id with the parameters of RFC 9106).

A password is long, and no word that everybody tries first; nothing is asked of its signs (NIST SP 800-63B).
"""

import re
import threading
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from firsthand.model.errors import AccountError

SHORTEST = 12
LONGEST = 1000
_HASHER = PasswordHasher()
_DRESSED = str.maketrans("0134578@$!", "oleastbasi")
# Each takes 64 MiB for a moment: many at once must not take the machine's memory.
_TURNS = threading.BoundedSemaphore(2)


def check_password(password: str, *, name: str) -> None:
    """Raise AccountError where a password is too short, the name, or what everybody tries first."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    if len(password) < SHORTEST:
        raise AccountError(
            f"A password has at least {SHORTEST} characters. Three or four words that do not belong together "
            "make a good one."
        )
    if len(password) > LONGEST:
        raise AccountError(f"A password has at most {LONGEST} characters.")
    if not password.isprintable():
        raise AccountError(
            "This password holds signs that cannot be typed at every keyboard. Leave them out."
        )
    letters = "".join(c for c in plain if c.isalpha())
    own = "".join(c for c in name.casefold() if c.isalpha())
    if own and letters in (own, own * 2):
        raise AccountError("The password is the name. Take another one: three or four words, for example.")
    core = re.sub(r"[^a-z]+$", "", plain).translate(_DRESSED)
    dressed = "".join(c for c in core if c.isalpha())  # passw0rd!! is password
    if _repeats(plain) or _runs(plain) or {_repeated(letters), _repeated(dressed)} & _common():
        raise AccountError("This password is among those that are tried first. Take another one.")


def hash_password(password: str) -> str:
    """Return how a password is kept: a salted Argon2id hash with its parameters."""
    with _TURNS:
        return _HASHER.hash(unicodedata.normalize("NFKC", password))


def fits(kept: str, password: str) -> bool:
    """Tell whether a password is the one that is kept. Where none is, it takes as long, and is false."""
    text = unicodedata.normalize("NFKC", password[: LONGEST + 1])
    with _TURNS:
        try:
            return _HASHER.verify(kept or _nobodys(), text) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Tell whether a password is kept with other parameters than today's, and should be hashed anew."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    """Return the hash that a name nobody has is held against, so that time does not tell it is nobody's."""
    return _HASHER.hash("nobody has this password")


@cache
def _common() -> frozenset[str]:
    text = (files("firsthand.web.door.keeping") / "common.txt").read_text("utf-8")
    return frozenset(text.split())


def _repeats(text: str) -> bool:
    """Tell whether a text is a few signs over and over."""
    return len(set(text)) < 5 or len(_repeated(text)) < 5


def _repeated(text: str) -> str:
    """Return the shortest piece that a text is made of, over and over."""
    sizes = range(1, len(text) // 2 + 1)
    return next((text[:n] for n in sizes if text[:n] * (len(text) // n) == text), text)


def _runs(text: str) -> bool:
    """Tell whether a text goes up or down the alphabet or the digits all the way, such as 012345678901."""
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    return steps <= {1, -9} or steps <= {-1, 9}
