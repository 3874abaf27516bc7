"""The addresses that a sitemap lists, and the further sitemaps of an index (sitemaps.org)."""

from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

import defusedxml.ElementTree  # type: ignore[import-untyped]
from defusedxml import DefusedXmlException

from firsthand.collect.limits import CollectLimits, met
from firsthand.collect.net.decoding import PackedError, decode
from firsthand.model.errors import CollectError


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists, as it writes it: addresses of pages, and of further sitemaps."""

    pages: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()


def read_sitemap(body: bytes, *, url: str, limits: CollectLimits) -> Sitemap:
    """Read a sitemap: XML, packed with gzip or not, or plain text; raises CollectError."""
    if body.startswith(b"\x1f\x8b"):
        try:
            body = decode(body, "gzip", limits=limits)
        except PackedError as error:
            raise CollectError(f"{url}: {error}") from error
    if len(body) > limits.list_bytes:
        raise CollectError(f"{url}: a sitemap of more than {limits.list_bytes:,} bytes {met('list_bytes')}")
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        lines = body.decode("utf-8", "replace").split()
        if lines and all(line.startswith(("http://", "https://")) for line in lines):
            return Sitemap(pages=tuple(lines))
        raise CollectError(f"{url}: is no sitemap")
    try:
        root = defusedxml.ElementTree.fromstring(body)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise CollectError(f"{url}: cannot be read as a sitemap ({_words(error)})") from error
    kind = _bare(root.tag)
    if kind not in ("urlset", "sitemapindex"):
        raise CollectError(f"{url}: is no sitemap (it begins with <{kind[:40]}>)")
    found = tuple(
        place.text.strip()
        for entry in root
        if _bare(entry.tag) in ("url", "sitemap")
        for place in entry
        if _bare(place.tag) == "loc" and place.text and place.text.strip()
    )
    return Sitemap(pages=found) if kind == "urlset" else Sitemap(maps=found)


def _bare(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _words(error: Exception) -> str:
    return "it declares entities" if isinstance(error, DefusedXmlException) else str(error)[:120]
