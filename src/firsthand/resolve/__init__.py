"""Names to sources: one per real-world source, over all documents."""

from firsthand.resolve.resolution import Resolution, resolve

__all__ = ["Resolution", "resolve"]
