"""Addresses that others list: a file of the user's, a feed, a sitemap."""

from firsthand.collect.listed.feeds import read_feed
from firsthand.collect.listed.lines import read_lines
from firsthand.collect.listed.sitemaps import Sitemap, read_sitemap

__all__ = ["Sitemap", "read_feed", "read_lines", "read_sitemap"]
