"""What a build still takes is told as a span that holds what it took, and not at all where nobody knows."""

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from firsthand.cli.estimating import Estimate, Span, told_span
from firsthand.cli.progress import progress_as_json


def test_nothing_is_said_before_anything_can_be_known() -> None:
    estimate = Estimate()
    assert estimate.tell("read", 0, 100, now=0.0) is None
    assert estimate.tell("read", 50, 100, now=10.0) is None  # all else is still to come
    assert estimate.tell("extract", 0, 100, now=20.0) is None
    assert estimate.tell("extract", 1, 100, now=20.1) is None  # too little to tell the speed by


@given(
    seconds=st.floats(20, 20_000),
    share=st.floats(0.05, 0.95),
    weigh=st.floats(0.15, 1.0),
    resolve=st.floats(0.1, 0.4),
)
def test_the_span_holds_what_a_steady_build_takes(
    seconds: float, share: float, weigh: float, resolve: float
) -> None:
    estimate, total = Estimate(), 1000
    estimate.tell("extract", 0, total, now=0.0)
    done = round(share * total)
    span = estimate.tell("extract", done, total, now=max(seconds * done / total, 2.0))
    took = max(seconds * done / total, 2.0) * (total - done) / done
    later = (took + max(seconds * done / total, 2.0)) * (weigh + resolve)
    assert span is not None
    assert span.least <= took + later + 1e-6
    assert span.most >= took + later - 1e-6


def test_what_was_done_before_does_not_make_the_rest_look_quick() -> None:
    estimate = Estimate()
    estimate.tell("extract", 900, 1000, now=0.0)  # kept from an earlier build
    span = estimate.tell("extract", 910, 1000, now=10.0)
    assert span is not None
    assert span.least > 70  # ninety more, at a second each
    assert estimate.tell("weigh", 0, 10, now=100.0) is None
    later = estimate.tell("weigh", 5, 10, now=200.0)
    assert later is not None
    assert later.least <= 100 <= later.most


def test_spans_in_words() -> None:
    assert told_span(None) == ""
    assert told_span(Span(1, 3)) == "a moment left"
    assert told_span(Span(10, 40)) == "less than a minute left"
    assert told_span(Span(100, 250)) == "2 to 4 min left"
    assert told_span(Span(170, 190)) == "3 min left"
    assert told_span(Span(3700, 20_000)) == "1 to 6 h left"


def test_events_are_one_line_each_and_every_step_begins_and_ends_with_one() -> None:
    stream = io.StringIO()
    with progress_as_json(stream) as tell:
        for step in ("read", "extract"):
            for done in range(101):
                tell(step, done, 100)
        tell("extract", 100, 100)
    told = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(one["step"], one["done"]) for one in told] == [
        ("read", 0),
        ("read", 100),
        ("extract", 0),
        ("extract", 100),
    ]
    assert {tuple(one) for one in told} == {("event", "step", "done", "total", "seconds", "left_seconds")}
