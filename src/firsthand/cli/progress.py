"""Shows how far long work has come: on a terminal as bars, for programs as JSON lines."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from firsthand.cli.estimating import Estimate, told_span

_WORDS = {
    "read": "reading documents",
    "ask": "asking the language model",
    "extract": "taking out statements",
    "resolve": "telling sources apart",
    "sketch": "looking what each is about",
    "group": "putting stories together",
    "weigh": "tracing and weighing stories",
    "register": "keeping records",
    "copy": "copying",
}
_EVERY_SECONDS = 1.0


@contextmanager
def shown_progress(*, show: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function that is told the step, what is done and what there is."""
    if not show:
        yield lambda step, done, total: None
        return
    columns = (
        TextColumn("{task.description:30}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[left]}"),
    )
    estimate = Estimate()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(step: str, done: int, total: int) -> None:
            left = told_span(estimate.tell(step, done, total, now=time.monotonic()))
            if step not in tasks:
                for task in tasks.values():
                    bars.update(task, left="")
                tasks[step] = bars.add_task(_WORDS.get(step, step), total=total, left="")
            bars.update(tasks[step], completed=done, total=total, left=left)

        yield tell


@contextmanager
def progress_as_json(stream: TextIO) -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function that writes what it is told as JSON lines, one a second and one for each step.

    A line has the step, what is done, what there is, the seconds since the start, and in `left_seconds` at
    least and at most how many are left, or null where that cannot be known.
    """
    began = last = time.monotonic()
    step_before, finished = "", False
    estimate = Estimate()

    def tell(step: str, done: int, total: int) -> None:
        nonlocal last, step_before, finished
        now = time.monotonic()
        span = estimate.tell(step, done, total, now=now)
        ends = done >= total and not (step == step_before and finished)
        if step == step_before and not ends and now - last < _EVERY_SECONDS:
            return
        last, step_before, finished = now, step, done >= total
        left = None if span is None else [round(span.least, 1), round(span.most, 1)]
        told = {"event": "progress", "step": step, "done": done, "total": total}
        line = json.dumps(told | {"seconds": round(now - began, 1), "left_seconds": left})
        stream.write(f"{line}\n")
        stream.flush()

    yield tell
