"""The list of what was published, with every file's digest, so that anybody can check that nothing moved.

`manifest.json` names every file with size and SHA-256; `SHA256SUMS` says the same for `sha256sum --check`.
With a key the manifest is signed (Ed25519, RFC 8032): `manifest.sig` holds the 64 bytes of the signature,
`manifest.pub` the public key, so that `openssl pkeyutl -verify -rawin` can check it without firsthand.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from firsthand.model.errors import PublishError
from firsthand.publish.publication import Files
from firsthand.publish.signing import Signer, fingerprint, is_signed

FORMAT = "firsthand.manifest"
VERSION = 1
MANIFEST, SUMS, SIGNATURE, KEY = "manifest.json", "SHA256SUMS", "manifest.sig", "manifest.pub"
_OWN = frozenset({MANIFEST, SUMS, SIGNATURE, KEY})
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})


@dataclass(frozen=True, slots=True)
class Check:
    """What looking at a published folder found.

    `faults` are sentences that name file and fault, none where all is as it was published; `files` how
    many files the manifest names; `signer` the fingerprint of the key that signed, "" where none did;
    `known` whether that is the key the reader trusts (None: no key was given).
    """

    files: int
    faults: tuple[str, ...]
    title: str = ""
    day: str = ""
    signer: str = ""
    known: bool | None = None


def with_manifest(files: Files, *, title: str, day: date, signer: Signer | None = None) -> dict[str, bytes]:
    """Return the files with their manifest, its sums and, with a signer, its signature.

    Raises PublishError for a path that would not stay in the folder.
    """
    for path in files:
        if fault := path_fault(path):
            raise PublishError(f"{path!r} cannot be published: {fault}.")
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "title": title,
        "day": day.isoformat(),
        "made_with": f"firsthand {version('firsthand')}",
        "files": [
            {"path": path, "bytes": len(files[path]), "sha256": _digest(files[path])}
            for path in sorted(files)
        ],
    }
    manifest = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
    whole = {**files, MANIFEST: manifest}
    if signer is not None:
        whole |= {SIGNATURE: signer.sign(manifest), KEY: signer.public_pem}
    sums = "".join(f"{_digest(whole[path])}  {path}\n" for path in sorted(whole))
    return {**whole, SUMS: sums.encode()}


def check_folder(folder: Path, *, trusted: bytes | None = None) -> Check:
    """Look whether a published folder is what its manifest says; `trusted` is a public key to be signed by.

    Raises PublishError where the folder holds no manifest that can be read.
    """
    manifest, data = _read_manifest(folder)
    faults: list[str] = []
    named: set[str] = set()
    for entry in manifest["files"]:
        path = entry["path"]
        if path_fault(path) or path in named or path in _OWN:
            faults.append(f"{path!r}: the manifest names it, but no published file can have this path")
            continue
        named.add(path)
        faults += _file_faults(folder / path, path, entry)
    faults += [
        f"{path}: is there, but was not published" for path in _paths_in(folder) if path not in named | _OWN
    ]
    signer, known, signature_faults = _signature(folder, data, trusted)
    faults += signature_faults
    faults += _sums_faults(folder, manifest, data)
    return Check(
        len(named), tuple(faults), str(manifest.get("title", "")), str(manifest.get("day", "")), signer, known
    )


def path_fault(path: str) -> str:
    """Say why a path cannot stand in a published folder, "" where it can."""
    parts = PurePosixPath(path).parts
    if not path or path.startswith("/") or "\\" in path or ":" in path:
        return "it is no plain path below the folder"
    if any(part in ("..", ".") for part in path.split("/")) or "" in path.split("/"):
        return "it climbs out of the folder, or goes in circles"
    if any(ord(character) < 32 for character in path) or len(path.encode()) > 240:
        return "it is too long, or holds control characters"
    if any(part.split(".")[0].lower() in _DEVICES or part.endswith((".", " ")) for part in parts):
        return "some systems cannot keep a file of this name"
    return ""


def _read_manifest(folder: Path) -> tuple[dict[str, Any], bytes]:
    path = folder / MANIFEST
    if not folder.is_dir():
        raise PublishError(f"{folder} is no folder. Name the folder that firsthand publish wrote.")
    try:
        data = path.read_bytes()
        manifest = json.loads(data)
    except FileNotFoundError as error:
        raise PublishError(
            f"{folder} holds no {MANIFEST}: it was not written by firsthand publish, or its manifest was "
            "taken away. Get the folder again from who published it."
        ) from error
    except (OSError, ValueError) as error:
        raise PublishError(f"{path} cannot be read ({error}). Get the folder again.") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise PublishError(
            f"{path} is no manifest of firsthand. Name the folder that firsthand publish wrote."
        )
    if manifest.get("version") != VERSION:
        raise PublishError(f"{path} is of another version ({manifest.get('version')}). Update firsthand.")
    entries = manifest.get("files")
    if not isinstance(entries, list) or not all(_is_entry(entry) for entry in entries):
        raise PublishError(f"{path} is damaged: its list of files cannot be read. Get the folder again.")
    return manifest, data


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("path"), str)
        and isinstance(entry.get("sha256"), str)
        and isinstance(entry.get("bytes"), int)
    )


def _file_faults(file: Path, path: str, entry: dict[str, Any]) -> Iterable[str]:
    if file.is_symlink() or any(parent.is_symlink() for parent in list(file.parents)[: path.count("/")]):
        return [f"{path}: is a link to somewhere else, not the published file"]
    if not file.is_file():
        return [f"{path}: is missing"]
    try:
        data = file.read_bytes()
    except OSError as error:
        return [f"{path}: cannot be read ({error.strerror or error})"]
    if len(data) != entry["bytes"]:
        return [f"{path}: was changed: {len(data)} bytes, {entry['bytes']} when it was published"]
    if _digest(data) != entry["sha256"]:
        return [f"{path}: was changed: its digest is not the one it was published with"]
    return []


def _signature(folder: Path, data: bytes, trusted: bytes | None) -> tuple[str, bool | None, list[str]]:
    signature, key = folder / SIGNATURE, folder / KEY
    if not signature.is_file() or not key.is_file():
        if trusted is not None or signature.is_file() or key.is_file():
            return "", False, ["the manifest is not signed, or half of its signature was taken away"]
        return "", None, []
    shipped = key.read_bytes()
    signer = fingerprint(shipped)
    if not signer or not is_signed(data, signature.read_bytes(), shipped):
        return "", False, [f"{MANIFEST}: its signature does not fit: it was changed after it was signed"]
    if trusted is None:
        return signer, None, []
    known = fingerprint(trusted) == signer
    return signer, known, [] if known else [f"it is signed by another key than yours: {signer}"]


def _sums_faults(folder: Path, manifest: dict[str, Any], data: bytes) -> list[str]:
    """Hold the sums against the manifest: whoever changes one must have changed both."""
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return [f"{SUMS}: is missing, or cannot be read"]
    said = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    wanted = {entry["path"]: entry["sha256"] for entry in manifest["files"]} | {MANIFEST: _digest(data)}
    for own in (SIGNATURE, KEY):
        if (folder / own).is_file():
            wanted[own] = _digest((folder / own).read_bytes())
    return [] if said == wanted else [f"{SUMS}: does not say the same as {MANIFEST}"]


def _paths_in(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
