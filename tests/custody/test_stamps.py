"""A stamp of a made time-stamp authority is asked for, kept, and held against its certificate."""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from firsthand.cli import main
from firsthand.custody.authority import ask_authority
from firsthand.custody.stamping import read_roots, read_stamp, stamp_request
from firsthand.model.errors import StampError
from firsthand.store import open_store
from firsthand.store.checking import check_case

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to stamp with")

CONFIG = """
[tsa]
default_tsa = authority
[authority]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True, slots=True)
class Authority:
    folder: Path
    root: Path

    def answer(self, request: bytes, *, signer: str = "tsa") -> bytes:
        (self.folder / "request").write_bytes(request)
        command = ["openssl", "ts", "-reply", "-queryfile", "request", "-out", "answer", "-config", "ts.cnf"]
        made = ["-section", "authority", "-signer", f"{signer}.pem", "-inkey", f"{signer}.key"]
        subprocess.run([*command, *made], cwd=self.folder, check=True, capture_output=True, timeout=60)
        return (self.folder / "answer").read_bytes()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "ts.cnf").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    now = datetime.now(UTC)
    for root_name, signer, until in (
        ("root", "tsa", now + timedelta(days=9)),
        ("root", "expired", now - timedelta(days=1)),
        ("other-root", "other", now + timedelta(days=9)),
    ):
        if not (folder / f"{root_name}.key").exists():
            _certificate(folder, root_name, None, now - timedelta(days=9), now + timedelta(days=9))
        _certificate(folder, signer, root_name, now - timedelta(days=8), until)
    return Authority(folder, folder / "root.pem")


def _certificate(folder: Path, name: str, issuer: str | None, start: datetime, end: datetime) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Invented {name}")])
    by, signing = subject, key
    if issuer:
        by = x509.load_pem_x509_certificate((folder / f"{issuer}.pem").read_bytes()).subject
        loaded = serialization.load_pem_private_key((folder / f"{issuer}.key").read_bytes(), None)
        assert isinstance(loaded, rsa.RSAPrivateKey)
        signing = loaded
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    )
    if issuer:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    made = builder.sign(signing, hashes.SHA256())
    (folder / f"{name}.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / f"{name}.key").write_bytes(private)


Reply = Callable[[bytes], tuple[int, bytes]]


@pytest.fixture
def serve() -> Iterator[Callable[[Reply], str]]:
    servers: list[HTTPServer] = []

    def start(reply: Reply) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                status, body = reply(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(status)
                self.send_header("Location", "http://127.0.0.1:9/")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.case"
    store = open_store(path, create=True)
    store.keep_note("remark", "the harbour of Tarn")
    store.close()
    return path


def _stamp(case: Path, *options: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["stamp", str(case), *options])
    assert result.exit_code == code, result.output
    return result.output


def test_a_case_is_stamped_and_the_stamp_holds_offline(
    case: Path, authority: Authority, serve: Callable[[Reply], str]
) -> None:
    url = serve(lambda request: (200, authority.answer(request)))
    assert "is stamped" in _stamp(case, "--tsa", url, "--tsa-cert", str(authority.root))
    check = check_case(case, roots=read_roots(authority.root))
    assert check.verdict == "whole"
    assert any("Invented tsa (its signature fits" in remark for remark in check.remarks)
    assert any("not held against a certificate" in remark for remark in check_case(case).remarks)


def test_a_stamp_of_another_authority_is_a_fault(
    case: Path, authority: Authority, serve: Callable[[Reply], str]
) -> None:
    url = serve(lambda request: (200, authority.answer(request, signer="other")))
    assert "get the authority's" in _stamp(case, "--tsa", url)
    check = check_case(case, roots=read_roots(authority.root))
    assert [(fault.kind, fault.part) for fault in check.faults] == [("changed", "stamp")]


@pytest.mark.parametrize("signer", ["other", "expired"])
def test_a_stamp_that_does_not_fit_the_certificate_is_not_kept(
    case: Path, authority: Authority, serve: Callable[[Reply], str], signer: str
) -> None:
    before = case.read_bytes()
    url = serve(lambda request: (200, authority.answer(request, signer=signer)))
    said = _stamp(case, "--tsa", url, "--tsa-cert", str(authority.root), code=1)
    assert "not signed as the certificate you gave says" in said
    assert case.read_bytes() == before


def test_what_is_no_stamp_is_refused_and_the_case_left_alone(
    case: Path, authority: Authority, serve: Callable[[Reply], str]
) -> None:
    before = case.read_bytes()
    first = open_store(case)
    request = stamp_request(list(first.entries())[-1])
    first.close()
    for reply, told in (
        (lambda _: (200, b"<html>no"), "not a time stamp"),
        (lambda _: (200, b""), "not a time stamp"),
        (lambda _: (200, b"0" * (2 << 20)), "too long"),
        (lambda _: (500, b""), "status 500"),
        (lambda _: (302, b""), "sends elsewhere"),
        (lambda _: (200, authority.answer(request.data)), "repeats another number"),
        (lambda _: (200, authority.answer(_other_request())), "its digest is not the entry's"),
        (lambda asked: (200, _refusal(authority, asked)), "refuses to stamp"),
    ):
        assert told in _stamp(case, "--tsa", serve(reply), code=1)
    assert case.read_bytes() == before


def test_an_authority_that_is_not_there_and_a_slow_one_are_told() -> None:
    with pytest.raises(StampError, match="cannot be reached"):
        ask_authority("http://127.0.0.1:9/", b"", timeout_seconds=5)
    with pytest.raises(StampError, match="no address"):
        ask_authority("file:///etc/passwd", b"")


def test_a_slow_authority_is_not_waited_for_for_ever(serve: Callable[[Reply], str]) -> None:
    stop = threading.Event()

    def wait(_: bytes) -> tuple[int, bytes]:
        stop.wait(5)
        return 200, b""

    url = serve(wait)
    with pytest.raises(StampError, match="no answer within"):
        ask_authority(url, b"x", timeout_seconds=0.2)
    stop.set()


def test_anybody_can_check_a_stamp_with_openssl(case: Path, authority: Authority, tmp_path: Path) -> None:
    store = open_store(case)
    request = stamp_request(list(store.entries())[-1])
    store.close()
    answer = tmp_path / "answer"
    answer.write_bytes(authority.answer(request.data))
    assert read_stamp(answer.read_bytes(), request.digest).digest == request.digest
    command = ["openssl", "ts", "-verify", "-digest", request.digest, "-in", str(answer)]
    done = subprocess.run(
        [*command, "-CAfile", str(authority.root)], capture_output=True, timeout=60, check=False
    )
    assert b"Verification: OK" in done.stdout + done.stderr


def test_a_file_that_is_no_certificate_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_bytes(os.urandom(50))
    with pytest.raises(StampError, match=r"a\.pem holds no certificate"):
        read_roots(tmp_path / "a.pem")
    with pytest.raises(StampError, match=r"b\.pem cannot be read"):
        read_roots(tmp_path / "b.pem")


def _other_request() -> bytes:
    from firsthand.custody import next_entry

    return stamp_request(next_entry(None, "begun", by="a", tool="b")).data


def _refusal(authority: Authority, request: bytes) -> bytes:
    """Have the authority asked for a digest that it does not stamp."""
    (authority.folder / "message").write_bytes(request)
    command = ["openssl", "ts", "-query", "-data", "message", "-sha512", "-out", "asked"]
    subprocess.run(command, cwd=authority.folder, check=True, capture_output=True, timeout=60)
    command = ["openssl", "ts", "-reply", "-queryfile", "asked", "-out", "no", "-config", "ts.cnf"]
    made = ["-section", "authority", "-signer", "tsa.pem", "-inkey", "tsa.key"]
    subprocess.run([*command, *made], cwd=authority.folder, check=False, capture_output=True, timeout=60)
    return (authority.folder / "no").read_bytes()
