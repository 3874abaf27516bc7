"""Lists of people: read from however they are worded, weighed name by name."""

from firsthand.weigh.credibility.lists.listed import Listed, read_lists
from firsthand.weigh.credibility.lists.names import read_listing

__all__ = ["Listed", "read_listing", "read_lists"]
