"""How far a build is, told while it runs."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told the step, how much of it is done and how much there is."""
