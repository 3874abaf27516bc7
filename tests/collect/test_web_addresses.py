import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.collect.addresses import canonical, fit, place_of, same_site
from firsthand.model.errors import CollectError


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("HTTPS://Lantern.Example:443/a?b=1#part", "https://lantern.example/a?b=1"),
        ("http://lantern.example.", "http://lantern.example/"),
        ("  http://lantern.example/a b\n", "http://lantern.example/a%20b"),
        (
            "http://Bücher.example/straße?q=ö",
            "http://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%B6",
        ),
        ("http://127.1/", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.0.0.1/", "http://127.0.0.1/"),
        ("http://0177.0.0.1/", "http://127.0.0.1/"),
        ("http://0x7f000001:8080/", "http://127.0.0.1:8080/"),
        ("http://[::FFFF:127.0.0.1]/", "http://[::ffff:127.0.0.1]/"),
        ("http://①②⑦.0.0.1/", "http://127.0.0.1/"),
    ],
)
def test_an_address_is_made_fit_to_be_sent(written: str, sent: str) -> None:
    assert fit(written) == sent


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "empty"),
        ("lantern.example", "Write it whole"),
        ("ftp://lantern.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "no web address"),
        ("data:text/html,x", "no web address"),
        ("http://ilda:secret@lantern.example/", "user name or password"),
        ("http://lantern.example\\evil.example/x", "no host's name"),
        ("http://lantern.example\\@evil.example/", "user name or password"),
        ("http://lantern.example:0/", "port 0"),
        ("http://lantern.example:99999/", "no address"),
        ("http:///nothing", "no host's name"),
        ("http://a..b/", "no host's name"),
        ("http://lan tern.example/", "no host's name"),
        ("http://1.2.3.4.5/", "no IP address"),
        ("http://256.256.256.256/", "no IP address"),
        ("http://[fe80::1%25eth0]/", "no IPv6 address"),
        ("http://[::1/", "no address"),
        ("http://lantern.example/" + "a" * 9000, "longer than"),
    ],
)
def test_what_is_no_address_is_told_why(written: str, said: str) -> None:
    with pytest.raises(CollectError, match=said) as raised:
        fit(written)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://lantern.example/a?utm_source=x&id=3", "http://lantern.example/a?id=3"),
        ("http://lantern.example/a?fbclid=x", "http://lantern.example/a"),
        ("http://lantern.example/a/../b/./c", "http://lantern.example/b/c"),
        ("http://lantern.example/%7Eilda/%c3%a4", "http://lantern.example/~ilda/%C3%A4"),
        ("http://lantern.example?", "http://lantern.example/"),
        ("http://lantern.example/a/..", "http://lantern.example/"),
    ],
)
def test_two_ways_to_write_one_page(one: str, other: str) -> None:
    assert canonical(fit(one)) == canonical(fit(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://lantern.example/a", "http://lantern.example/a/"),
        ("http://lantern.example/a?x=1&y=2", "http://lantern.example/a?y=2&x=1"),
        ("http://lantern.example/A", "http://lantern.example/a"),
        ("http://lantern.example/a", "https://lantern.example/a"),
        ("http://lantern.example/a%2Fb", "http://lantern.example/a/b"),
        ("http://lantern.example/a?source=x", "http://lantern.example/a"),
        ("http://www.lantern.example/", "http://lantern.example/"),
    ],
)
def test_what_may_be_two_pages_stays_two(one: str, other: str) -> None:
    assert canonical(fit(one)) != canonical(fit(other))


@given(st.text(min_size=0, max_size=40))
@settings(max_examples=200)
def test_any_text_is_made_fit_once_or_refused(text: str) -> None:
    try:
        fitted = fit(f"http://lantern.example/{text}")
    except CollectError:
        return
    assert fit(fitted) == fitted and fitted.isascii() and fitted.isprintable() and " " not in fitted
    assert canonical(fit(canonical(fitted))) == canonical(fitted)
    assert place_of(fitted).host == "lantern.example"


@given(st.text(max_size=30))
@settings(max_examples=200)
def test_a_host_is_a_host_whatever_is_written(text: str) -> None:
    try:
        fitted = fit(f"http://{text}")
    except CollectError:
        return
    place = place_of(fitted)
    assert place.host and place.host.isascii() and not set(place.host) & set(" /\\@#?%")


def test_a_site_and_its_parts() -> None:
    assert same_site("https://www.lantern.example/a", "http://lantern.example/")
    assert same_site("https://feeds.lantern.example/a", "https://www.lantern.example/")
    assert not same_site("https://lantern.example/", "https://otherlantern.example/")
    assert not same_site("https://lantern.example/", "https://lantern.example.evil.example/")
