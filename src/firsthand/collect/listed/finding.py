"""What is to be asked for: what the user named, and what the feeds and sitemaps they named list."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from firsthand.collect.addresses import canonical, fit, same_site
from firsthand.collect.fetching import Fetcher
from firsthand.collect.limits import met
from firsthand.collect.listed import read_feed, read_sitemap
from firsthand.collect.outcome import Missed
from firsthand.collect.settings import Settings
from firsthand.model.errors import CollectError

_USER = re.compile(r"//[^/?#]*@")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user names: addresses, feeds, sitemaps, as they write them."""

    addresses: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


@dataclass(slots=True)
class Listing:
    """The addresses to ask for, each once, in the order they were found; and what of it cannot be."""

    addresses: list[str] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)

    def add(self, fitted: str) -> None:
        """Add an address, unless it or one that means the same is there."""
        if (known := canonical(fitted)) not in self._known:
            self._known.add(known)
            self.addresses.append(fitted)


def find_addresses(wanted: Wanted, fetcher: Fetcher, settings: Settings) -> Listing:
    """Return what is to be asked for; feeds and sitemaps are fetched, and kept like all else."""
    listing = Listing()
    for named in wanted.addresses:
        try:
            listing.add(fit(named))
        except CollectError as error:
            listing.missed.append(Missed(_without_user(named), _bare(error, named)))
    for named in wanted.feeds:
        _add_feed(named, listing, fetcher, settings)
    for named in wanted.sitemaps:
        _add_sitemaps(named, listing, fetcher, settings)
    return listing


def _add_feed(named: str, listing: Listing, fetcher: Fetcher, settings: Settings) -> None:
    body = _body_of(named, "feed", listing, fetcher)
    if body is None:
        return
    url, data = body
    try:
        if len(data) > settings.limits.list_bytes:
            raise CollectError(
                f"a feed of more than {settings.limits.list_bytes:,} bytes {met('list_bytes')}"
            )
        found = read_feed(data, url=url)
    except CollectError as error:
        listing.missed.append(_unread(fetcher, url, "feed", error))
        return
    _take(found, url, _most(settings), listing, settings)


def _add_sitemaps(named: str, listing: Listing, fetcher: Fetcher, settings: Settings) -> None:
    """Read a sitemap and the further ones it names, as far as the limits go."""
    to_read, seen = [named], {named}
    left = _most(settings)
    read = 0
    while to_read:
        if read >= settings.limits.sitemaps:
            listing.notes.append(
                f"{named}: {len(to_read)} further sitemaps were not read "
                f"{met('sitemaps', settings.limits.sitemaps)}"
            )
            return
        read += 1
        body = _body_of(to_read.pop(0), "sitemap", listing, fetcher)
        if body is None:
            continue
        url, data = body
        try:
            sitemap = read_sitemap(data, url=url, limits=settings.limits)
        except CollectError as error:
            listing.missed.append(_unread(fetcher, url, "sitemap", error))
            continue
        left -= _take(sitemap.pages, url, left, listing, settings)
        further, others = _of_site(sitemap.maps, url, settings, listing)
        if others:
            listing.notes.append(_elsewhere(url, others, "sitemap"))
        for one in further:
            if one not in seen:
                seen.add(one)
                to_read.append(one)


def _body_of(named: str, purpose: str, listing: Listing, fetcher: Fetcher) -> tuple[str, bytes] | None:
    try:
        fitted = fit(named)
    except CollectError as error:
        listing.missed.append(Missed(_without_user(named), _bare(error, named)))
        return None
    found = fetcher.fetch_now(fitted, purpose=purpose)
    if isinstance(found, Missed):
        listing.missed.append(found)
        return None
    return found.capture.url, found.body


def _without_user(named: str) -> str:
    """Return what the user named without a password in it: it is printed, and kept."""
    return _USER.sub("//…@", named)


def _bare(error: CollectError, named: str) -> str:
    return str(error).removeprefix(f"{named.strip()}: ")


def _unread(fetcher: Fetcher, url: str, purpose: str, error: CollectError) -> Missed:
    reason = _bare(error, url)
    fetcher.keeping.miss(asked=url, reason=reason, purpose=purpose)
    return Missed(url, reason)


def _take(found: Sequence[str], url: str, most: int, listing: Listing, settings: Settings) -> int:
    """Add what a feed or a sitemap lists, at most so many of it; return how many were added."""
    fitted, others = _of_site(found, url, settings, listing)
    if others:
        listing.notes.append(_elsewhere(url, others, "address"))
    if len(fitted) > most:
        which = "(--most)" if settings.most is not None else met("addresses")
        listing.notes.append(f"{url}: {len(fitted) - most:,} more addresses were left out {which}")
    before = len(listing.addresses)
    for one in fitted[:most]:
        listing.add(one)
    return len(listing.addresses) - before


def _of_site(found: Iterable[str], url: str, settings: Settings, listing: Listing) -> tuple[list[str], int]:
    fitted: list[str] = []
    others = 0
    for one in found:
        try:
            address = fit(one, base=url)
        except CollectError as error:
            listing.missed.append(Missed(f"{url} (an address in it)", str(error)))
            continue
        if settings.other_sites or same_site(address, url):
            fitted.append(address)
        else:
            others += 1
    return fitted, others


def _elsewhere(url: str, others: int, what: str) -> str:
    counted = (
        f"1 {what} of another site was"
        if others == 1
        else f"{others:,} {what}{'es' if what.endswith('s') else 's'} of other sites were"
    )
    return f"{url}: {counted} left out (take {'it' if others == 1 else 'them'}: --other-sites)"


def _most(settings: Settings) -> int:
    return settings.limits.addresses if settings.most is None else settings.most
