import pytest

from firsthand.collect import CollectLimits, Settings, server_named
from firsthand.model.errors import CollectError
from firsthand.model.limit import described


def test_no_limit_is_off_by_default() -> None:
    assert all(number > 0 and about for _, number, about in described(CollectLimits()))


def test_a_server_to_allow() -> None:
    assert server_named("LocalHost.:8000") == "localhost:8000"
    assert server_named("[::1]:80") == "::1:80" and server_named("127.1:80") == "127.0.0.1:80"
    for wrong in ("localhost", "localhost:", "localhost:0", "localhost:99999", "http://localhost:80", ""):
        with pytest.raises(CollectError, match=r"HOST:PORT|no host"):
            server_named(wrong)


def test_what_is_told_to_servers_is_plain() -> None:
    assert Settings(contact="desk@lantern.example").agent.endswith("(desk@lantern.example)")
    for contact in ("a\r\nX: b", "", " a", "é", "a" * 300, "a)("):
        with pytest.raises(CollectError, match="contact"):
            Settings(contact=contact)
    with pytest.raises(CollectError, match="reason"):
        Settings(ignore_robots=" ")
