"""Secrets that are handed out once: only their digest is kept, so that who reads the file cannot come in."""

import hashlib
import hmac
import secrets


def new_secret() -> str:
    """Return 256 random bits, in letters that stand well in an address."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return what a secret is kept under. It is random and long, so a plain digest cannot be turned back."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def bound_to(secret: str, purpose: str) -> str:
    """Return a second secret that follows from one, for another purpose, and does not give it away."""
    return hmac.new(secret.encode("utf-8", "surrogatepass"), purpose.encode(), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare two secrets in a time that does not tell where they part."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
