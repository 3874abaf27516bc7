"""Plain words for why a value is the likeliest, and why two sources are taken for one line."""

from collections.abc import Sequence

from firsthand.weigh.credibility.table import Option

_NAMED = 3


def why_value(options: Sequence[Option], shares: Sequence[dict[str, float]]) -> str:
    """Say what stands for the first option and what against it.

    `shares` is parallel to the options: what each source of it is trusted with.
    """
    first, *others = options
    told = [_side("for it", first, shares[0])]
    told += [
        _side(f"for “{option.value}”", option, share)
        for option, share in list(zip(others, shares[1:], strict=True))[:_NAMED]
    ]
    rest = others[_NAMED:]
    if rest:
        told.append(f"{_many(len(rest), 'further value')} from {sum(len(option.sources) for option in rest)}")
    if not others:
        told.append("nobody gives another value")
    return "; ".join(told)


def _side(what: str, option: Option, trust: dict[str, float]) -> str:
    if not option.sources:
        return f"{what} nobody in these very words"
    best = sorted(option.sources, key=lambda source: (-trust[source], source))[:_NAMED]
    named = ", ".join(f"{source} (record {round(100 * trust[source])}%)" for source in best)
    more = len(option.sources) - len(best)
    with_more = f"{named} and {more} more" if more else named
    count = _many(len(option.sources), "source")
    copied = option.counted < len(option.sources) - 0.05
    worth = f" (worth {option.counted:.1f}, as some copy)" if copied else ""
    return f"{what} {count}{worth}: {with_more}"


def why_one_line(both: int, same: int, same_wrong: float, *, always: bool) -> str:
    """Say why two sources are taken for one line."""
    if always:
        return f"they answer the same {both} questions and never differ"
    wrong = f", about {same_wrong:.0f} of them wrong alike" if same_wrong >= 1 else ""
    return f"the same answer to {same} of the {both} questions both answer{wrong}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
