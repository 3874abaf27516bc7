"""The API: the operations of the desk for programs, over HTTP, as JSON."""

from firsthand.web.api.api import description_of, make_api, methods_at
from firsthand.web.api.describing import ADDRESS, ROLE

__all__ = ["ADDRESS", "ROLE", "description_of", "make_api", "methods_at"]
