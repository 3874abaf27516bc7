"""Addresses on the web: which can be asked, and when two of them mean the same page.

What is asked is the address as the user wrote it, made fit to be sent (`fit`). What versions of one page are
compared under is `canonical`: only what never changes the answer is taken away from it.
"""

import re
import socket
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import idna

from firsthand.model.errors import CollectError

DEFAULT_PORTS = {"http": 80, "https": 443}
# Ports on which other services speak that a question over HTTP could set off (Fetch standard, "bad port").
OTHER_SERVICES = frozenset(
    {1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
     109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
     526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
     3659, 4045, 4190, 5060, 5061, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211}
)  # fmt: skip
LONGEST = 8_000
# What senders of links add to tell their readers apart; no server answers otherwise for it.
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|mc_cid|mc_eid|"
    r"_hsenc|_hsmi|mkt_tok|oly_anon_id|oly_enc_id|vero_id|wickedid|at_medium|at_campaign)",
    re.I,
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_NUMBER = re.compile(r"(?:\d+|0[xX][0-9a-fA-F]*)")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*")
_UNRESERVED = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_BLANKS = dict.fromkeys((9, 10, 13))
_KEPT = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads: the server by `host` (IPv6 without brackets) and `port`, and the path."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as a question names them: the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def server(self) -> str:
        """The server as robots, pace and cookies know it: scheme, host and port."""
        return f"{self.scheme}://{self.authority}"


def fit(address: str, *, base: str | None = None) -> str:
    """Return an address as it is sent: without fragment, host in its ASCII form, nothing unprintable.

    `base` is the address that a relative one stands on. Raises CollectError with what is wrong.
    """
    wanted = address.strip().translate(_BLANKS)
    if not wanted:
        raise CollectError("an empty address")
    if base is not None:
        try:
            wanted = urljoin(base, wanted)
        except ValueError as error:
            raise CollectError(f"{_short(address)}: no address ({error})") from error
    scheme = _SCHEME.match(wanted)
    if scheme is None or "://" not in wanted:
        raise CollectError(f"{_short(address)}: no web address. Write it whole, with https:// before it")
    if scheme[1].lower() not in DEFAULT_PORTS:
        raise CollectError(
            f"{_short(address)}: only http and https addresses are collected, not {scheme[1].lower()}"
        )
    try:
        parts = urlsplit(wanted)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise CollectError(f"{_short(address)}: no address ({error})") from error
    if "@" in parts.netloc:
        raise CollectError(
            f"{_short(wanted.replace(parts.netloc, parts.netloc.rpartition('@')[2]))}: was given with a user "
            "name or password, which the case would keep. Leave them out."
        )
    if port == 0:
        raise CollectError(f"{_short(address)}: there is no port 0")
    scheme_name = scheme[1].lower()
    host = host_of(host, address=address)
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != DEFAULT_PORTS[scheme_name]:
        netloc += f":{port}"
    path = _quoted(parts.path.replace("\\", "/")) or "/"
    fitted: str = urlunsplit((scheme_name, netloc, path, _quoted(parts.query), ""))
    if len(fitted) > LONGEST:
        raise CollectError(f"{_short(address)}: longer than {LONGEST:,} characters")
    return fitted


def host_of(name: str, *, address: str) -> str:
    """Return a host in the one form it is asked under: ASCII, small letters, a number as an IP address."""
    host = name.strip().rstrip(".").lower()
    if ":" in host:
        try:
            return socket.inet_ntop(socket.AF_INET6, socket.inet_pton(socket.AF_INET6, host))
        except OSError as error:
            raise CollectError(f"{_short(address)}: [{host}] is no IPv6 address") from error
    if not host.isascii():
        try:
            encoded: bytes = idna.encode(host, uts46=True)
        except idna.IDNAError as error:
            raise CollectError(f"{_short(address)}: {host} is no host's name ({error})") from error
        host = encoded.decode("ascii").lower()
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        # 127.1, 0x7f000001 and 2130706433 are IP addresses too, and are seen as such (WHATWG URL standard).
        try:
            return socket.inet_ntoa(socket.inet_aton(host))
        except OSError as error:
            raise CollectError(f"{_short(address)}: {host} is no IP address") from error
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise CollectError(f"{_short(address)}: {host or 'nothing'} is no host's name")
    return host


def place_of(fitted: str) -> Place:
    """Return where an address that `fit` returned leads."""
    parts = urlsplit(fitted)
    target = urlunsplit(("", "", parts.path, parts.query, ""))
    if target.startswith("//"):  # urlunsplit would have it for a host
        target = parts.path + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme], target or "/")


def canonical(fitted: str) -> str:
    """Return the form under which versions of one page are compared; asks for nothing.

    Taken away or made the same: what a sender's tracking added, dots in the path, and escapes that are none.
    The order of a query, letters' case in a path and a slash at its end may mean something, and stay.
    """
    parts = urlsplit(fitted)
    path = _without_dots(_escapes(parts.path)) or "/"
    query = "&".join(
        _escapes(one)
        for one in parts.query.split("&")
        if one and not _TRACKING.fullmatch(one.partition("=")[0])
    )
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: one host, or a part of it ("www." counts for nothing)."""
    first, second = (place_of(address).host.removeprefix("www.") for address in (one, other))
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def _escapes(text: str) -> str:
    def same(found: re.Match[str]) -> str:
        byte = int(found[1], 16)
        return chr(byte) if byte in _UNRESERVED else found[0].upper()

    return _ESCAPE.sub(same, text)


def _without_dots(path: str) -> str:
    """Follow "." and ".." (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    parts = path.split("/")
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if part == "..":
            if len(kept) > 1:
                kept.pop()
        elif part != ".":
            kept.append(part)
            continue
        if last:
            kept.append("")
    return "/".join(kept)


def _quoted(text: str) -> str:
    return quote(text, safe=_KEPT, errors="replace")


def _short(text: str) -> str:
    shown = "".join(c for c in text.strip() if c.isprintable())
    return shown if len(shown) <= 200 else f"{shown[:200]}…"
