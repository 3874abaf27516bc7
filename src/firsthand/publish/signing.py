"""Signatures on a publication: Ed25519 (RFC 8032), with keys that people already have.

A private key may be PEM (`openssl genpkey -algorithm ed25519`) or OpenSSH's own form
(`ssh-keygen -t ed25519`); a public key PEM or the line of an `.pub` file. The fingerprint is the one
`ssh-keygen -l` shows, so that it can be read out over the telephone.
"""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from firsthand.model.errors import PublishError

_HOW = "Make one with: ssh-keygen -t ed25519 -f KEY"


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs: a private key, never printed, and the public one that goes with it."""

    _key: Ed25519PrivateKey

    @property
    def public_pem(self) -> bytes:
        """The public key as PEM."""
        return self._key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def sign(self, data: bytes) -> bytes:
        """Return the signature of some bytes, 64 bytes; the same bytes give the same signature."""
        return self._key.sign(data)


def read_signer(path: Path, *, passphrase: str | None = None) -> Signer:
    """Read a private key from a file. Raises PublishError, which says what is the matter with it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PublishError(f"{path}: the key cannot be read ({error.strerror or error}). {_HOW}") from error
    secret = passphrase.encode() if passphrase else None
    load = (
        serialization.load_ssh_private_key
        if b"OPENSSH PRIVATE KEY" in data
        else serialization.load_pem_private_key
    )
    try:
        key = load(data, secret)
    except TypeError as error:  # the library's word for "a passphrase is missing", or is not needed
        raise PublishError(
            f"{path}: the key is locked with a passphrase, or needs none. Give it with FIRSTHAND_PASSPHRASE."
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise PublishError(f"{path} is no private key, or the passphrase is wrong. {_HOW}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise PublishError(f"{path} is a key of another kind; an Ed25519 key is needed. {_HOW}")
    return Signer(key)


def read_public_key(path: Path) -> bytes:
    """Read a public key file. Raises PublishError where it is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PublishError(f"{path}: the key cannot be read ({error.strerror or error}).") from error
    if _public(data) is None:
        raise PublishError(f"{path} is no public Ed25519 key (PEM, or the line of an OpenSSH .pub file).")
    return data


def is_signed(data: bytes, signature: bytes, public: bytes) -> bool:
    """Tell whether a signature of these bytes was made with the private key of this public one."""
    key = _public(public)
    if key is None:
        return False
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def fingerprint(public: bytes) -> str:
    """Return a public key's fingerprint, "SHA256:…" as ssh-keygen prints it; "" for what is no key."""
    key = _public(public)
    if key is None:
        return ""
    line = key.public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
    digest = hashlib.sha256(base64.b64decode(line.split()[1])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def _public(data: bytes) -> Ed25519PublicKey | None:
    load = (
        serialization.load_ssh_public_key
        if data.lstrip().startswith(b"ssh-")
        else serialization.load_pem_public_key
    )
    try:
        key = load(data.strip())
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) else None
