"""A batch is run, and an item that fails costs only itself."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from firsthand.model.undisturbed import undisturbed

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class WorkerDied(RuntimeError):
    """The process that worked on an item ended, and on a second try, with the item alone, ended again."""

    def __init__(self) -> None:
        super().__init__("the process that worked on it died twice; often there is too little memory for it")


def run_batch(
    function: Callable[[Sequence[_Item]], Sequence[_Result]], batch: Sequence[_Item]
) -> list[_Result | BaseException]:
    """Return what came of each item; where the batch fails, its items are run one by one."""
    try:
        with undisturbed():
            results = list(function(batch))
        if len(results) != len(batch):
            raise ValueError(f"{function.__qualname__} gave {len(results)} results for {len(batch)} items")
    except Exception as error:
        if len(batch) == 1:
            return [error]
        return [outcome for item in batch for outcome in run_batch(function, [item])]
    return list(results)
