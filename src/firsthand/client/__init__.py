"""A desk that is served elsewhere, as the same operations in Python."""
