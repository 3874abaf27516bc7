"""How much is taken from the web at most. Every limit can be changed, and says what it cuts."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from firsthand.model.errors import CollectError


@dataclass(frozen=True, slots=True)
class CollectLimits:
    """What is taken at most. Sizes are in bytes, times in seconds.

    Of one answer: `bytes` as they come over the wire, `unpacked` and `ratio` of a body that came packed (a
    ratio counts above a megabyte), `header_bytes` and `headers`. `seconds` one answer may take in all,
    `silence` without a byte, `connect` until a server picks up; `rate` is the fewest bytes a second, measured
    over every `grace` seconds. `redirects` one address may lead through, `tries` at one that does not answer,
    `wait` that a server may ask for between two questions. Of feeds and sitemaps: `addresses` taken from one
    of them, `sitemaps` read of one index, `list_bytes` of one. Of a page in a browser: `resources` it may
    ask for, and `rendering` seconds until it is taken as it stands.
    """

    bytes: int = 100_000_000
    unpacked: int = 300_000_000
    ratio: int = 200
    header_bytes: int = 64_000
    headers: int = 200
    seconds: int = 300
    silence: int = 30
    connect: int = 15
    rate: int = 200
    grace: int = 20
    redirects: int = 10
    tries: int = 3
    wait: int = 120
    addresses: int = 1_000
    sitemaps: int = 50
    list_bytes: int = 52_428_800
    resources: int = 500
    rendering: int = 60

    def changed(self, settings: Iterable[str]) -> "CollectLimits":
        """Return the limits with some set anew, each as "tries=5"; raises CollectError."""
        known = {field.name for field in fields(self)}
        wanted: dict[str, int] = {}
        for setting in settings:
            name, _, value = setting.partition("=")
            number = value.replace("_", "").replace(",", "")
            if name not in known or not (number.isascii() and number.isdecimal()) or int(number) < 1:
                raise CollectError(
                    f"{setting}: no limit like this. Write NAME=NUMBER, the name one of "
                    f"{', '.join(sorted(known))}."
                )
            wanted[name] = int(number)
        return replace(self, **wanted)
