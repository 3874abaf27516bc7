"""Numbers and times that lie close together lend each other support."""

from collections.abc import Mapping

from firsthand.weigh.credibility.index import Index

Alike = list[tuple[int, int, float]]


def find_alike(
    index: Index, numbers: Mapping[tuple[str, str, str], float], tolerance: Mapping[str, float]
) -> Alike:
    """Return pairs of options of one question within the tolerance of its attribute, and how alike they are.

    The tolerance of numbers is a share of the larger (0.01), that of times of day minutes (5). Likeness
    falls from 1 for the same value to 0 at the tolerance.
    """
    alike: Alike = []
    for options in index.of_question:
        allowed = tolerance.get(index.options[options[0]][1], 0.0)
        if allowed <= 0 or len(options) < 2:
            continue
        worth = sorted(
            (numbers[index.options[o]], o) for o in options.tolist() if index.options[o] in numbers
        )
        for place, (number, option) in enumerate(worth):
            for other, another in worth[place + 1 :]:
                span = allowed if ":" in index.options[option][2] else allowed * max(abs(number), abs(other))
                if other - number >= span:
                    break
                alike.append((option, another, 1 - (other - number) / span))
    return alike
