"""Servers made to do harm, from the command line: each address is named with what to do, others are kept."""

import gzip
import os
import re
import socket
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from wicked_server import Answering, Asked, redirect, response, serving, zipped

from firsthand.cli.collecting import collecting
from firsthand.collect import CollectLimits
from firsthand.model.limit import described
from firsthand.store import open_store
from firsthand.store.checking import check_case

PAGE = b"<!doctype html><title>Pier</title><p>The pier burned, said Ona Kvist.</p>"
IMPATIENT = (
    "seconds=6",
    "silence=1",
    "connect=2",
    "grace=1",
    "rate=50",
    "tries=1",
    "redirects=3",
    "bytes=100000",
)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def _dripping(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.05)


def _silent(connection: socket.socket, asked: Asked) -> None:
    connection.recv(1)


def _endless(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(1_000):
        connection.sendall(b"x" * 65_536)


HOSTILE: dict[str, tuple[Answering | bytes, str]] = {
    "/loop": (redirect("/loop"), "round and round"),
    "/1": (redirect("/2"), "--limit redirects=NUMBER"),
    "/endless": (_endless, "--limit bytes=NUMBER"),
    "/drip": (_dripping, "--limit rate=NUMBER"),
    "/silent": (_silent, "--limit silence=NUMBER"),
    "/short": (response(PAGE).replace(b"Content-Length: ", b"Content-Length: 9"), "breaks off"),
    "/bomb": (zipped(b"\0" * 9_000_000), "--limit ratio=NUMBER"),
    "/twice": (
        response(gzip.compress(gzip.compress(b"\0" * 9_000_000)), headers=("Content-Encoding: gzip, gzip",)),
        "--limit ratio=NUMBER",
    ),
    "/headers": (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", "--limit header_bytes=NUMBER"),
    "/none": (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "no answer of a web server"),
    "/inwards": (redirect("http://169.254.169.254/latest/"), "metadata"),
    "/file": (redirect("file:///etc/passwd"), "only http and https"),
}


def _missed(case: Path, *words: str, limits: tuple[str, ...] = IMPATIENT) -> dict[str, str]:
    """Collect from the command line; return why each path was missed."""
    given = [*words, "--case", str(case), "--delay", "0"]
    result = CliRunner().invoke(collecting, given + [one for limit in limits for one in ("--limit", limit)])
    assert result.exit_code in (0, 3), (result.output, result.exception)
    return dict(re.findall(r"^missed +http://[^/]+(/\w+): (.*)$", result.stderr, re.M))


def test_each_hostile_answer_is_named_with_what_to_do_and_the_others_are_kept(tmp_path: Path) -> None:
    routes: dict[str, Answering | bytes] = {path: answer for path, (answer, _) in HOSTILE.items()}
    routes |= {f"/{number}": redirect(f"/{number + 1}") for number in range(1, 9)} | {"/good": response(PAGE)}
    wrong_type = response(PAGE, media="image/png")
    with serving(routes | {"/typed": wrong_type}) as server:
        urls = [server.url(path) for path in (*HOSTILE, "/good", "/typed")]
        missed = _missed(tmp_path / "a.case", *urls, "--allow", f"127.0.0.1:{server.port}")
    assert missed.keys() == HOSTILE.keys()
    for path, (_, words) in HOSTILE.items():
        assert words in missed[path], (path, missed[path])
    checked = check_case(tmp_path / "a.case")
    assert not checked.faults
    store = open_store(tmp_path / "a.case")
    assert [store.original(one.payload) for one in store.captures() if one.payload] == [PAGE, PAGE]
    store.close()


def test_this_machine_and_private_networks_are_refused_by_every_name(tmp_path: Path) -> None:
    with serving({"/a": response(PAGE)}) as server:
        hosts = (
            "127.0.0.1",
            "localhost",
            "127.1",
            "2130706433",
            "0x7f.1",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "0.0.0.0",
        )
        urls = [f"http://{host}:{server.port}/a" for host in hosts]
        result = CliRunner().invoke(collecting, [*urls, "--case", str(tmp_path / "a.case"), "--delay", "0"])
        assert result.exit_code == 3 and result.stderr.count("missed ") >= 3
        assert not server.asked


def test_a_limit_that_is_raised_lets_through_what_it_cut(tmp_path: Path) -> None:
    routes: dict[str, Answering | bytes] = {
        f"/{number}": redirect(f"/{number + 1}") for number in range(1, 9)
    }
    routes |= {"/9": response(PAGE), "/long": response(b"<p>The pier burned.</p>" * 9_000)}
    packed = b"<p>The pier burned.</p>" * 90_000
    routes["/packed"] = zipped(packed)
    with serving(routes) as server:
        words = [server.url(path) for path in ("/1", "/long", "/packed")]
        words += ["--allow", f"127.0.0.1:{server.port}"]
        low = ("redirects=3", "bytes=100000", "unpacked=1000000")
        missed = _missed(tmp_path / "a.case", *words, limits=low)
        assert [re.findall(r"--limit (\w+)=", missed[path]) for path in ("/1", "/long", "/packed")] == [
            ["redirects"], ["bytes"], ["unpacked"]
        ]  # fmt: skip
        assert _missed(tmp_path / "a.case", *words, limits=("redirects=9", "bytes=300000", "ratio=500")) == {}


def test_every_limit_that_a_message_names_is_one() -> None:
    known = {name for name, _, _ in described(CollectLimits())}
    named = {word for _, words in HOSTILE.values() for word in re.findall(r"--limit (\w+)=", words)}
    assert named <= known
    source = Path(__file__).parents[2] / "src" / "firsthand" / "collect"
    met = {
        one for path in source.rglob("*.py") for one in re.findall(r"met\(['\"](\w+)['\"]", path.read_text())
    }
    assert len(met) > 8 and met <= known
