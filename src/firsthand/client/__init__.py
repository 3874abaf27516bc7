"""A desk that is served elsewhere, as if it were here."""

from firsthand.client.client import Client
from firsthand.client.connecting import connect

__all__ = ["Client", "connect"]
