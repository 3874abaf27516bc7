"""Shows how far long work has come, on a terminal only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_WORDS = {
    "read": "reading documents",
    "ask": "asking the language model",
    "extract": "taking out statements",
    "resolve": "telling sources apart",
    "weigh": "tracing and weighing stories",
}


@contextmanager
def shown_progress(*, show: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function that is told the step, what is done and what there is."""
    if not show:
        yield lambda step, done, total: None
        return
    columns = (TextColumn("{task.description:30}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(_WORDS.get(step, step), total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield tell
