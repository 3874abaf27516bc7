"""Reading one original until all that can be read of it is: what ends the reader is left out the next time.

The same rule for a reader in this process and for one in its own: see `opened`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from firsthand.model import Failure
from firsthand.model.errors import FirsthandError, UnreadableDocumentError
from firsthand.read.beat import heard
from firsthand.read.limits import Limits
from firsthand.read.opening import Opened, Original, open_original

_STEP = "read"
# An archive is opened from its start each time one of its parts ends the reader. Made to do harm, all of
# them may.
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Begun:
    """The reader turned to an original, or to the part of one that comes `number`th."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What ended the reader: a clause that goes after the document's name, and what to do about it."""

    told: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Known:
    """A result that was told of before."""


Event = Begun | Known | Opened | Failure | Fault
Opening = Callable[..., Iterator[Opened | Failure]]
Attempt = Callable[[Mapping[int, str], int], Iterator[Event]]
"""Reads an original but for the parts with these numbers; its first so many results are known."""


def opened(original: Original, attempt: Attempt) -> Iterator[Opened | Failure]:
    """Yield an original as read, then all that it holds, each once, whatever ends its reader on the way."""
    avoided: dict[int, str] = {}
    found = 0
    while True:
        at, told, fault = Begun(1, original.name), False, None
        for event in attempt(avoided, found):
            if isinstance(event, Begun):
                at, told = event, False
            elif isinstance(event, Fault):
                fault = event
            else:
                told = True
                if not isinstance(event, Known):
                    found += 1
                    yield event
        if fault is None:
            return
        if told or at.number == 1 or len(avoided) == _TRIES:
            yield Failure(original.name if told else at.name, _STEP, _ended(original, at, fault, told=told))
            return
        avoided[at.number] = f"{at.name}: {fault.told} {fault.remedy}"


def _ended(original: Original, at: Begun, fault: Fault, *, told: bool) -> str:
    if not told:
        rest = "" if at.number == 1 else f" What comes after it in {original.name} was not read."
        return f"{at.name}: {fault.told}{rest} {fault.remedy}"
    after = "" if at.number == 1 else f", after {at.name}"
    return (
        f"{original.name}: while what it holds was taken out of it{after}: {fault.told} What came before was "
        "read, the rest was not. Unpack it yourself and add what you need of it."
    )


def attempt_here(
    original: Original,
    limits: Limits,
    avoided: Mapping[int, str],
    found: int,
    *,
    opening: Opening = open_original,
    begun: Callable[[Begun], None] = lambda at: None,
    alive: Callable[[], None] = lambda: None,
) -> Iterator[Event]:
    """Read an original in this process; `begun` and `alive` are told at once, before the reader goes on."""
    number = 0
    name = original.name

    def begin(named: str) -> None:
        nonlocal number, name
        number, name = number + 1, named
        begun(Begun(number, name))
        if number in avoided:
            raise UnreadableDocumentError(avoided[number])

    results = opening(original, limits=limits)
    count = 0
    while True:
        before = number
        try:
            with heard(alive, begun=begin):
                result = next(results, None)
        except Exception as error:
            if number != before:
                yield Begun(number, name)
            yield fault_of(error, limits)
            return
        if number != before:
            yield Begun(number, name)
        if result is None:
            return
        count += 1
        yield result if count > found else Known()


def fault_of(error: Exception, limits: Limits) -> Fault:
    """Return what a reader's error, which is none it raises on purpose, says to the user."""
    if isinstance(error, MemoryError):
        return too_much(limits)
    if isinstance(error, FirsthandError):
        return Fault(f"{error}", "")
    return Fault(
        f"firsthand stumbled over this ({type(error).__name__}: {error}).",
        "The others were read. Please report it with the document, if you may share it.",
    )


def too_much(limits: Limits) -> Fault:
    """Return the fault of a reader that took more memory than it may."""
    return Fault(
        f"it took more than {limits.memory / 1e9:.2g} GB of memory to read, and was stopped.",
        f"Split it, or raise the limit: --limit memory={limits.memory * 2}",
    )


def silent(limits: Limits) -> Fault:
    """Return the fault of a reader that gave no sign of life."""
    return Fault(
        f"nothing came of reading it for {limits.seconds:,} seconds, and it was stopped.",
        f"Save it anew in the program it came from, or raise the limit: --limit seconds={limits.seconds * 5}",
    )


def crashed(how: str) -> Fault:
    """Return the fault of a reader whose process died."""
    return Fault(
        f"its reader crashed ({how}): the file is damaged, or made to do harm.",
        "Open it in the program it came from only if you trust it; save it there anew, or leave it out.",
    )
