"""Where: the places a text names, and which of the places of that name it means."""

from firsthand.extract.places.mentions import find_places

__all__ = ["find_places"]
