"""A published folder proves that it is whole: any byte, file or line that moved is named."""

import random
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from firsthand.model.errors import PublishError
from firsthand.publish.manifest import MANIFEST, SUMS, check_folder, path_fault, with_manifest
from firsthand.publish.signing import fingerprint, read_public_key, read_signer

FILES = {
    "index.html": b"<p>one</p>",
    "data/records.csv": "a,b\r\nü,1\r\n".encode(),
    "records/r-1.html": b"",
    "site/über.svg": b"<svg/>",
}
DAY = date(2031, 3, 8)


def _write(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def _published(folder: Path, key: Path | None = None) -> Path:
    signer = read_signer(key) if key else None
    return _write(folder, with_manifest(FILES, title="Barrels", day=DAY, signer=signer))


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.pem"
    private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    path.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return path


def test_an_untouched_folder_is_whole(tmp_path: Path) -> None:
    check = check_folder(_published(tmp_path / "out"))
    assert check.faults == ()
    assert (check.files, check.title, check.day, check.signer, check.known) == (
        4,
        "Barrels",
        "2031-03-08",
        "",
        None,
    )


def test_the_same_files_give_the_same_manifest(key: Path) -> None:
    signer = read_signer(key)
    backwards = dict(reversed(FILES.items()))
    assert with_manifest(FILES, title="x", day=DAY, signer=signer) == with_manifest(
        backwards, title="x", day=DAY, signer=signer
    )


def test_sha256sum_reads_the_sums(tmp_path: Path) -> None:
    folder = _published(tmp_path / "out")
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not installed")
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", SUMS], cwd=folder, check=True)


def test_every_touched_byte_is_found(tmp_path: Path) -> None:
    folder = _published(tmp_path / "out")
    draw = random.Random(5)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        before = path.read_bytes()
        for _ in range(12):
            changed = bytearray(before)
            at = draw.randrange(len(changed) + 1)
            if draw.random() < 0.3 or at == len(changed):
                changed.insert(at, 65)
            elif draw.random() < 0.5:
                del changed[at]
            else:
                changed[at] ^= 1 << draw.randrange(8)
            path.write_bytes(bytes(changed))
            try:
                faults = check_folder(folder).faults
            except PublishError:  # the manifest itself is no manifest any more
                assert path.name == MANIFEST
                continue
            assert faults, (path, changed)
        path.write_bytes(before)
    assert check_folder(folder).faults == ()


def test_missing_added_and_linked_files_are_named(tmp_path: Path) -> None:
    folder = _published(tmp_path / "out")
    (folder / "index.html").rename(tmp_path / "index.html")
    (folder / "index.html").symlink_to(tmp_path / "index.html")
    (folder / "records/r-1.html").unlink()
    (folder / "data/more.csv").write_text("x")
    faults = " ".join(check_folder(folder).faults)
    assert "index.html: is a link" in faults
    assert "records/r-1.html: is missing" in faults
    assert "data/more.csv: is there, but was not published" in faults


def test_who_changes_file_and_manifest_is_found_by_the_signature(tmp_path: Path, key: Path) -> None:
    folder = _published(tmp_path / "out", key)
    public = read_public_key(folder / "manifest.pub")
    assert check_folder(folder, trusted=public).known is True
    forged = with_manifest(FILES | {"index.html": b"<p>other</p>"}, title="Barrels", day=DAY)
    _write(folder, forged)
    assert any("signature does not fit" in fault for fault in check_folder(folder).faults)


def test_a_signature_by_somebody_else_is_not_yours(tmp_path: Path, key: Path) -> None:
    folder = _published(tmp_path / "out", key)
    stranger = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()
    theirs = stranger.public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
    check = check_folder(folder, trusted=theirs)
    assert check.known is False
    assert any("another key than yours" in fault for fault in check.faults)


def test_a_signature_that_was_taken_away_is_missed(tmp_path: Path, key: Path) -> None:
    folder = _published(tmp_path / "out", key)
    public = read_public_key(folder / "manifest.pub")
    (folder / "manifest.sig").unlink()
    (folder / "manifest.pub").unlink()
    assert any("not signed" in fault for fault in check_folder(folder, trusted=public).faults)


def test_openssl_and_ssh_keygen_agree(tmp_path: Path, key: Path) -> None:
    folder = _published(tmp_path / "out", key)
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "manifest.pub", "-rawin",
         "-in", MANIFEST, "-sigfile", "manifest.sig"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    assert fingerprint((folder / "manifest.pub").read_bytes()).startswith("SHA256:")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no private key"),
        (b"-----BEGIN PRIVATE KEY-----\nxx\n-----END PRIVATE KEY-----", "is no private key"),
    ],
)
def test_what_is_no_key_is_said_to_be_none(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "k"
    path.write_bytes(content)
    with pytest.raises(PublishError, match=message):
        read_signer(path)
    with pytest.raises(PublishError, match="no public Ed25519 key"):
        read_public_key(path)
    with pytest.raises(PublishError, match="cannot be read"):
        read_signer(tmp_path / "none")


def test_a_locked_key_asks_for_its_passphrase_and_another_kind_is_refused(tmp_path: Path) -> None:
    private = Ed25519PrivateKey.generate()
    locked = tmp_path / "locked"
    locked.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.OpenSSH,
            serialization.BestAvailableEncryption(b"open sesame"),
        )
    )
    with pytest.raises(PublishError, match="FIRSTHAND_PASSPHRASE"):
        read_signer(locked)
    with pytest.raises(PublishError, match="passphrase is wrong"):
        read_signer(locked, passphrase="sesame")
    assert read_signer(locked, passphrase="open sesame").public_pem
    other = tmp_path / "rsa"
    other.write_bytes(
        generate_private_key(65537, 2048).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    with pytest.raises(PublishError, match="another kind"):
        read_signer(other)


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "a/../../x",
        "/etc/x",
        "a//b",
        "C:\\x",
        "a\\b",
        "c:x",
        "nul.txt",
        "a/CON",
        "x\n",
        "a/.",
        "",
        "dot./x",
        "l" * 300,
    ],
)
def test_paths_that_climb_out_are_refused(path: str) -> None:
    assert path_fault(path)
    with pytest.raises(PublishError, match="cannot be published"):
        with_manifest({path: b""}, title="x", day=DAY)


def test_a_manifest_that_climbs_out_reads_nothing_outside(tmp_path: Path) -> None:
    folder = _published(tmp_path / "out")
    (tmp_path / "secret").write_bytes(b"")
    text = (folder / MANIFEST).read_text().replace('"records/r-1.html"', '"../secret"')
    (folder / MANIFEST).write_text(text)
    assert any("no published file can have this path" in fault for fault in check_folder(folder).faults)


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        (b"not json", "cannot be read"),
        (b"[]", "no manifest of firsthand"),
        (b'{"format": "firsthand.manifest", "version": 9}', "another version"),
        (b'{"format": "firsthand.manifest", "version": 1, "files": [{"path": 1}]}', "damaged"),
    ],
)
def test_a_broken_manifest_says_so(tmp_path: Path, manifest: bytes, message: str) -> None:
    (tmp_path / MANIFEST).write_bytes(manifest)
    with pytest.raises(PublishError, match=message):
        check_folder(tmp_path)


def test_a_folder_without_a_manifest_or_none_at_all(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"holds no manifest\.json"):
        check_folder(tmp_path)
    with pytest.raises(PublishError, match="is no folder"):
        check_folder(tmp_path / "none")
