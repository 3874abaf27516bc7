"""How a build stands, in words that promise nothing: the step, how much of it is done, what comes after."""

from dataclasses import dataclass
from datetime import UTC, datetime

from firsthand.desk.shapes import Building
from firsthand.web.views.whole.visits import instant

STEPS = (
    ("read", "Reading documents", "documents"),
    ("ask", "Asking the language model", "documents"),
    ("extract", "Taking out statements", "documents"),
    ("resolve", "Telling sources apart", ""),
    ("weigh", "Tracing and weighing stories", "stories"),
    ("register", "Deriving the records", ""),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a build: "done", "now" or "to come"."""

    words: str
    state: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """A build that runs, or the last one, ready to be shown."""

    running: bool
    heading: str
    told: str
    done: int
    total: int
    stages: tuple[Stage, ...]
    failed: bool = False


def progress_of(build: Building, now: datetime | None = None) -> Progress:
    """Return a build in words; `now` only says for how long it has been running."""
    names = [name for name, _, _ in STEPS]
    at = names.index(build.step) if build.step in names else -1
    stages = tuple(
        Stage(
            words,
            "to come" if at < 0 or place > at else "now" if place == at else "done",
            f"{build.done:,} of {build.total:,}{' ' + what if what else ''}"
            if place == at and build.total > 1
            else "",
        )
        for place, (_, words, what) in enumerate(STEPS)
    )
    if build.running:
        heading = STEPS[at][1] if at >= 0 else build.step.capitalize() or "A build is beginning"
        return Progress(True, heading, _since(build, now), build.done, build.total, stages)
    if build.failed:
        return Progress(False, "The last build stopped", build.told, 0, 0, (), failed=True)
    return Progress(False, "No build is running", build.told, 0, 0, ())


def _since(build: Building, now: datetime | None) -> str:
    began = instant(build.began)
    parts = []
    if began is not None:
        minutes = int(((now or datetime.now(UTC)) - began).total_seconds() // 60)
        parts.append(f"since {began.astimezone(UTC):%H:%M} UTC" + (f", {minutes} min" if minutes > 0 else ""))
    if build.told:
        parts.append(build.told)
    return "; ".join(parts)
