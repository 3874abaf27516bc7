"""Reads the outlines of a drawn map again: what lies inside of them, and where they run."""

import re

Ring = list[tuple[int, int]]


def rings(path: str) -> list[Ring]:
    """Return the rings of a path of "M", relative "l" and "z", as absolute points."""
    found = []
    for part in path.split("M")[1:]:
        start, steps = ([int(v) for v in re.findall(r"-?\d+", side)] for side in part.rstrip("z").split("l"))
        x, y = start
        ring = [(x, y)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        found.append(ring)
    return found


def inside(point: tuple[float, float], path: str) -> bool:
    """Tell whether a point lies inside a path, by the crossings of a ray to its right."""
    x, y = point
    crossings = 0
    for ring in rings(path):
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                crossings += 1
    return crossings % 2 == 1
