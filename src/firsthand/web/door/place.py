"""Where a desk stands: under which addresses it answers, and whom it believes about them."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from firsthand.model.errors import AccountError

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a desk listens. `public` is the origin its visitors see, "" where it is what they ask for.

    `hosts` are the values of the Host header it answers to, in lower case. `proxies` are the addresses whose
    X-Forwarded-For and X-Forwarded-Proto are believed.
    """

    host: str
    port: int
    public: str = ""
    hosts: frozenset[str] = frozenset()
    proxies: frozenset[str] = frozenset()

    @property
    def secure(self) -> bool:
        """Whether visitors come by https."""
        return self.public.startswith("https://")

    @property
    def origin(self) -> str:
        """The address that is told to visitors, without a path."""
        return self.public or f"http://{authority(self.host, self.port)}"

    @property
    def public_host(self) -> str:
        """The name or address that visitors ask for."""
        return (urlsplit(self.public).hostname or "") if self.public else self.host

    @property
    def cookie(self) -> str:
        """The name of the session's cookie. Without https browsers share it between ports; it names its."""
        return "__Host-firsthand" if self.secure else f"firsthand-{self.port}"

    def own(self, origin: str, host: str) -> bool:
        """Tell whether an Origin header names this desk, asked for under a host it answers to."""
        return origin.lower() == (self.public or f"http://{host}").lower()


def place(*, host: str, port: int, public: str = "", proxies: tuple[str, ...] = ()) -> Place:
    """Return where a desk stands, checked; raises AccountError."""
    public = _origin(public)
    if public:
        hosts = {urlsplit(public).netloc}
    else:
        hosts = {authority(name, port) for name in (LOOPBACK if is_loopback(host) else (host,))}
    return Place(host, port, public, frozenset(hosts), frozenset(_address(one) for one in proxies))


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach what listens there."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_wildcard(host: str) -> bool:
    """Tell whether a host means all addresses of the machine, which is no name to be asked for under."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return not host


def authority(host: str, port: int) -> str:
    """Return host and port as they stand in an address and in the Host header."""
    name = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return name.lower() if port == 80 else f"{name.lower()}:{port}"


def _origin(public: str) -> str:
    if not public:
        return ""
    try:
        parts = urlsplit(public.strip())
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise AccountError(
            f"“{public}” is no address of a desk. Give it as its visitors type it: --public-url https://desk.example.org"
        )
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise AccountError(
            f"“{public}”: a desk stands at the root of its address. Give it a host name of its own: "
            f"--public-url {parts.scheme}://{parts.netloc}"
        )
    standard = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{authority(parts.hostname, 80 if port in (None, standard) else port or 80)}"


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text.strip("[]")))
    except ValueError:
        raise AccountError(
            f"“{text}” is no IP address. --proxy takes the address from which your proxy asks: 127.0.0.1"
        ) from None
