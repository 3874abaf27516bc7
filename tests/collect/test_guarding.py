import socket
from collections.abc import Sequence
from typing import Any

import pytest

from firsthand.collect import CollectLimits
from firsthand.collect.addresses import fit, place_of
from firsthand.collect.net import Asker, Guard, UnansweredError
from firsthand.collect.net.guarding import refused

PUBLIC = "93.184.215.14"


def _guard(*found: str, **given: Any) -> Guard:
    return Guard(lambda host, port: found, **given)


@pytest.mark.parametrize(
    ("ip", "what"),
    [
        ("127.0.0.1", "loopback"), ("127.8.9.10", "loopback"), ("::1", "loopback"),
        ("10.1.2.3", "private"), ("172.16.0.1", "private"), ("172.31.255.255", "private"),
        ("192.168.1.1", "private"), ("fd12::1", "private"), ("fec0::1", "private"),
        ("169.254.1.1", "link-local"), ("fe80::1", "link-local"), ("fe80::1%2", "link-local"),
        ("100.64.0.1", "CGNAT"), ("100.127.255.255", "CGNAT"),
        ("169.254.169.254", "metadata"), ("100.100.100.200", "metadata"), ("168.63.129.16", "metadata"),
        ("fd00:ec2::254", "metadata"), ("192.0.0.192", "metadata"),
        ("0.0.0.0", "unspecified"), ("0.1.2.3", "unspecified"), ("::", "unspecified"),
        ("224.0.0.1", "multicast"), ("239.255.255.250", "multicast"), ("ff02::1", "multicast"),
        ("255.255.255.255", "broadcast"), ("240.0.0.1", "reserved"), ("192.0.2.1", "examples"),
        ("198.18.0.1", "tests"), ("2001:db8::1", "examples"), ("4000::1", "reserved"),
        ("::ffff:127.0.0.1", "loopback"), ("::ffff:10.0.0.1", "private"), ("::127.0.0.1", "loopback"),
        ("64:ff9b::10.0.0.1", "private"), ("64:ff9b::7f00:1", "loopback"), ("64:ff9b:1::1", "NAT64"),
        ("2002:7f00:1::", "loopback"), ("2002:c0a8:101::1", "private"), ("2001:0:1::", "reserved"),
        ("not an ip", "no IP address"),
    ],
)  # fmt: skip
def test_no_way_into_inner_networks(ip: str, what: str) -> None:
    assert what in (refused(ip) or "goes there")


@pytest.mark.parametrize("ip", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_the_open_web_is_asked(ip: str) -> None:
    assert refused(ip) is None


def test_allowing_private_networks_allows_no_metadata_service() -> None:
    assert refused("127.0.0.1", private=True) is None and refused("::ffff:10.0.0.1", private=True) is None
    assert refused("fd12::1", private=True) is None
    for ip in ("169.254.169.254", "::ffff:169.254.169.254", "224.0.0.1", "0.0.0.0"):
        assert refused(ip, private=True)


@pytest.mark.parametrize(
    "written",
    ["http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://017700000001/", "http://0/",
     "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://169.254.169.254/",
     "http://①②⑦.⓪.⓪.①/", "http://127.0.0.1./"],
)  # fmt: skip
def test_an_ip_in_any_disguise_is_refused_without_a_look_up(written: str) -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        raise AssertionError(host)

    with pytest.raises(UnansweredError, match="not asked"):
        Guard(resolve).ways_to(place_of(fit(written)))


def test_one_bad_address_among_many_is_enough() -> None:
    place = place_of(fit("http://two.example/"))
    assert _guard(PUBLIC, "93.184.215.15").ways_to(place) == (PUBLIC, "93.184.215.15")
    with pytest.raises(UnansweredError, match=r"10\.0\.0\.7, a private network"):
        _guard(PUBLIC, "10.0.0.7").ways_to(place)


def test_one_server_is_allowed_by_name_and_port() -> None:
    guard = _guard("10.0.0.7", servers=frozenset({"intranet.example:8080"}))
    assert guard.ways_to(place_of(fit("http://intranet.example:8080/"))) == ("10.0.0.7",)
    for other in ("http://intranet.example/", "http://router.example:8080/"):
        with pytest.raises(UnansweredError, match="--allow"):
            guard.ways_to(place_of(fit(other)))


def test_ports_of_other_services_are_refused() -> None:
    for port in (22, 25, 6379, 11211):
        with pytest.raises(UnansweredError, match=f"--allow mail.example:{port}"):
            _guard(PUBLIC).ways_to(place_of(f"http://mail.example:{port}/"))
    assert _guard(PUBLIC).ways_to(place_of("http://mail.example:8081/"))


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), False),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), True),
        (UnicodeError("label too long"), False),
    ],
)
def test_a_name_without_a_server(error: Exception, again: bool) -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        raise error

    with pytest.raises(UnansweredError, match=r"no server named gone\.example") as raised:
        Guard(resolve).ways_to(place_of("http://gone.example/"))
    assert raised.value.again is again
    with pytest.raises(UnansweredError, match="no server named"):
        _guard().ways_to(place_of("http://gone.example/"))


def test_a_name_that_leads_elsewhere_a_moment_later_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS that changes between check and use: the connection goes to the very address that was checked."""
    answers = iter([PUBLIC, "127.0.0.1", "127.0.0.1"])
    asked: list[str] = []
    connected: list[object] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return [next(answers)]

    class Wire(socket.socket):
        def connect(self, address: object) -> None:
            connected.append(address)
            raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr("firsthand.collect.net.connection.socket.socket", Wire)
    asker = Asker(Guard(resolve), limits=CollectLimits(), agent="firsthand")
    with pytest.raises(UnansweredError, match="no connection"):
        asker.ask("http://rebinding.example/")
    assert asked == ["rebinding.example"] and connected == [(PUBLIC, 80)]
    with pytest.raises(UnansweredError, match="loopback"):
        asker.ask("http://rebinding.example/")
    assert connected == [(PUBLIC, 80)]
