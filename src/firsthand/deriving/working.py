"""The engine that a build is run by, by its name."""

from contextlib import AbstractContextManager

from firsthand.engine import Engine
from firsthand.engine.choosing import engine_from
from firsthand.step_keys import step_key


def engine_named(
    name: str = "local", *, processes: int | None = None, work: str | None = None
) -> AbstractContextManager[Engine]:
    """Return the engine of this name, to be closed by whoever asked for it; raises EngineError."""
    return engine_from(name, processes, work=work, version=code_version)


def code_version() -> str:
    """Return what stands for the code that the work is done by."""
    return step_key("work")
