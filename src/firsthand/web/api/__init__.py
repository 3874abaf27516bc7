"""The API: the operations of the desk for programs, over HTTP, as JSON."""

from firsthand.web.api.api import make_api
from firsthand.web.api.describing import ADDRESS

__all__ = ["ADDRESS", "make_api"]
