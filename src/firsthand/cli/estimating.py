"""How long a build still takes, as far as that can be known while it runs.

Of the step under way it is known how fast it goes; of those that follow, how long they take beside that of
taking out statements (measured on news texts, benchmarks/RESULTS.md). So the estimate is a span, wide at
first; where nothing can be known yet, there is none.
"""

from dataclasses import dataclass

# Seconds of each step for each second of taking out statements, on generated and on PolNeAR texts: the less
# and the more.
_BESIDE = {
    "resolve": (0.1, 0.4),
    "sketch": (0.0, 0.1),
    "group": (0.0, 0.05),
    "weigh": (0.15, 1.0),
    "register": (0.0, 0.1),
}
_FIRST = "extract"
_KNOWN_SECONDS = 2.0  # of a step, before its speed is believed
_KNOWN_SHARE = 0.02
_WIDER = 1.25  # what is measured is off by so much, either way


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds that are left, at least and at most."""

    least: float
    most: float


class Estimate:
    """Told how far a build is, tells how long it still takes."""

    def __init__(self) -> None:
        self._step = ""
        self._began = 0.0
        self._before = 0
        self._speed_of_first: float | None = None  # seconds for all that was to be done in it

    def tell(self, step: str, done: int, total: int, *, now: float) -> Span | None:
        """Return what is left after this, in seconds; None where it cannot be known. `now` is in seconds."""
        if step != self._step:
            self._step, self._began, self._before = step, now, done
        spent, made, left = now - self._began, done - self._before, total - done
        if step == _FIRST and made:
            self._speed_of_first = spent * (made + left) / made
        if left and (spent < _KNOWN_SECONDS or made < _KNOWN_SHARE * (made + left)):
            return None
        own = spent * left / made if left else 0.0
        later = self._later()
        if later is None:
            return None
        return Span(own / _WIDER + later.least, own * _WIDER + later.most)

    def _later(self) -> Span | None:
        order = ["read", "ask", _FIRST, *_BESIDE]
        at = order.index(self._step) if self._step in order else 0
        if at < order.index(_FIRST) or self._speed_of_first is None:
            # Before statements are taken out nothing is known of all else; after it, where nothing had to
            # be taken out, nothing either, but the step under way is.
            return None if at < order.index(_FIRST) else Span(0.0, 0.0)
        least, most = 0.0, 0.0
        for step in order[at + 1 :]:
            low, high = _BESIDE.get(step, (0.0, 0.0))
            least += low * self._speed_of_first
            most += high * self._speed_of_first
        return Span(least, most)


def told_span(span: Span | None) -> str:
    """Return an estimate in words, rounded to what can be known: "2 to 4 min left"."""
    if span is None:
        return ""
    least, most = _rounded(span.least), _rounded(span.most)
    if most < 60:
        return f"{'less than a minute' if most > 10 else 'a moment'} left"
    unit, size = ("min", 60) if most < 5400 else ("h", 3600)
    low, high = round(least / size), max(1, round(most / size))
    return f"{high} {unit} left" if low == high else f"{low} to {high} {unit} left"


def _rounded(seconds: float) -> float:
    return float(round(seconds))
