"""How much is taken from the web at most. Every limit can be changed, and says what it cuts."""

from dataclasses import dataclass

from firsthand.model.limit import limit


@dataclass(frozen=True, slots=True)
class CollectLimits:
    """What is taken at most. Sizes are in bytes, times in seconds."""

    bytes: int = limit(100_000_000, "bytes of one answer, as they come over the wire")
    unpacked: int = limit(300_000_000, "bytes that an answer unfolds to, if it came packed")
    ratio: int = limit(200, "times its size that it may unfold to (counts above a megabyte)")
    header_bytes: int = limit(64_000, "bytes of an answer's headers")
    headers: int = limit(200, "headers of an answer")
    seconds: int = limit(300, "seconds that one answer may take in all")
    silence: int = limit(30, "seconds without a byte")
    connect: int = limit(15, "seconds until a server picks up")
    rate: int = limit(200, "fewest bytes a second, measured over every stretch of grace")
    grace: int = limit(20, "seconds over which the rate is measured")
    redirects: int = limit(10, "redirects that one address may lead through")
    tries: int = limit(3, "tries at an address that does not answer")
    wait: int = limit(120, "seconds that a server may ask to wait between two questions")
    addresses: int = limit(1_000, "addresses taken from one feed or sitemap")
    sitemaps: int = limit(50, "sitemaps read of one index")
    list_bytes: int = limit(52_428_800, "bytes of a feed or sitemap")
    resources: int = limit(500, "resources that a page in a browser may ask for")
    rendering: int = limit(60, "seconds until a page in a browser is taken as it stands")


def met(name: str, number: int | None = None) -> str:
    """Return the words in brackets that say which limit was met, and how it is changed."""
    return f"(limit {name}{'' if number is None else f'={number}'}; change it: --limit {name}=NUMBER)"
