"""To which machines firsthand goes at all: none inside the user's own network, unless the user allows it.

An address may lead into the network that the user works in (a router, a cloud's metadata service, a case
served on this machine), and a page or a redirect may have been made to do just that. So a name is resolved
here, every IP address it has is checked, and the connection is made to one of those very addresses: a name
that leads elsewhere a moment later leads nowhere. Ranges: the IANA special-purpose registries (RFC 6890).
"""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from firsthand.collect.addresses import OTHER_SERVICES, Place
from firsthand.collect.net.failing import UnansweredError

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the IP addresses of a host's name for a port; raises OSError."""

# Each range with what it is; those of a private network can be allowed all together.
_PRIVATE = [
    (ip_network(network), words)
    for network, words in (
        ("127.0.0.0/8", "this machine itself (loopback)"),
        ("::1/128", "this machine itself (loopback)"),
        ("10.0.0.0/8", "a private network"),
        ("172.16.0.0/12", "a private network"),
        ("192.168.0.0/16", "a private network"),
        ("fc00::/7", "a private network"),
        ("fec0::/10", "a private network"),
        ("169.254.0.0/16", "the local network only (link-local)"),
        ("fe80::/10", "the local network only (link-local)"),
        ("100.64.0.0/10", "a carrier's inner network (CGNAT)"),
    )
]
_METADATA = "a cloud's metadata service"
_NEVER = [
    (ip_network(network), words)
    for network, words in (
        ("169.254.169.254/32", _METADATA),
        ("169.254.170.2/32", _METADATA),
        ("169.254.170.23/32", _METADATA),
        ("100.100.100.200/32", _METADATA),
        ("168.63.129.16/32", _METADATA),
        ("192.0.0.192/32", _METADATA),
        ("fd00:ec2::/32", _METADATA),
        ("fd20:ce::254/128", _METADATA),
        ("0.0.0.0/8", "no machine (unspecified)"),
        ("::/128", "no machine (unspecified)"),
        ("224.0.0.0/4", "many machines at once (multicast)"),
        ("ff00::/8", "many machines at once (multicast)"),
        ("255.255.255.255/32", "all machines near by (broadcast)"),
        ("240.0.0.0/4", "a reserved range"),
        ("192.0.0.0/24", "a reserved range"),
        ("192.88.99.0/24", "a reserved range"),
        ("192.0.2.0/24", "a range for examples"),
        ("198.51.100.0/24", "a range for examples"),
        ("203.0.113.0/24", "a range for examples"),
        ("198.18.0.0/15", "a range for tests of networks"),
        ("2001:db8::/32", "a range for examples"),
        ("3fff::/20", "a range for examples"),
        ("5f00::/16", "a reserved range"),
        ("100::/64", "a reserved range"),
        ("64:ff9b:1::/48", "a translator's inner network (NAT64)"),
        ("2001::/23", "a reserved range"),
    )
]
_NAT64 = ip_network("64:ff9b::/96")
_GLOBAL = ip_network("2000::/3")


@dataclass(frozen=True, slots=True)
class Guard:
    """Checks where an address leads before anything is sent there.

    `private` allows private networks and this machine, `servers` one server each, as "host:port".
    """

    resolve: Resolve
    private: bool = False
    servers: frozenset[str] = frozenset()

    def ways_to(self, place: Place) -> tuple[str, ...]:
        """Return the IP addresses to connect to, all of them checked; raises UnansweredError."""
        allowed = f"{place.host}:{place.port}" in self.servers
        if place.port in OTHER_SERVICES and not allowed:
            raise UnansweredError(
                f"port {place.port} is another service's, no web server's. If it is one all the same, allow "
                f"it: --allow {place.host}:{place.port}"
            )
        try:
            found = tuple(dict.fromkeys(self._found(place)))
        except (OSError, UnicodeError) as error:
            raise UnansweredError(
                f"there is no server named {place.host} ({_words(error)}). Check the spelling and the "
                "connection",
                again=getattr(error, "errno", None) == socket.EAI_AGAIN,
            ) from error
        for one in found:
            if not allowed and (why := refused(one, private=self.private)):
                raise UnansweredError(
                    f"{place.host} leads to {one}, {why}: not asked. If that is meant, allow it: "
                    f"--allow {place.host}:{place.port}"
                )
        if not found:
            raise UnansweredError(f"there is no server named {place.host}. Check the spelling")
        return found

    def _found(self, place: Place) -> Sequence[str]:
        try:
            return (str(ip_address(place.host)),)
        except ValueError:
            return self.resolve(place.host, place.port)


def refused(address: str, *, private: bool = False) -> str | None:
    """Return what an IP address is that firsthand does not go to, None for one it goes to."""
    try:
        ip = ip_address(address)
    except ValueError:
        return "no IP address"
    if isinstance(ip, IPv6Address):
        if ip.scope_id is not None:
            return "the local network only (link-local)"
        if (inner := _inner(ip)) is not None:
            return refused(str(inner), private=private)
    if why := next((words for network, words in _NEVER if ip in network), None):
        return why
    if why := next((words for network, words in _PRIVATE if ip in network), None):
        return None if private else why
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL:
        return "a reserved range"
    return None


def _inner(ip: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for: mapped, compatible, 6to4, NAT64."""
    number = int(ip)
    if ip.ipv4_mapped or (0xFFFF < number <= 0xFFFFFFFF) or ip in _NAT64:
        return IPv4Address(number & 0xFFFFFFFF)
    return ip.sixtofour


def resolve_name(host: str, port: int) -> list[str]:
    """Ask the system for the IP addresses of a host's name."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _words(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
