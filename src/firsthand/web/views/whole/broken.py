"""What did not work, in the order of the steps, each with what it means for the rest and what to do next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firsthand.model import Failure


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a build: what its failures mean, and what to do about them."""

    name: str
    heading: str
    means: str
    next: str


@dataclass(frozen=True, slots=True)
class Group:
    """The failures of one step, by document."""

    step: Step
    documents: tuple[tuple[str, tuple[str, ...]], ...]  # (name, messages)


STEPS = (
    Step(
        "read", "Could not be read", "These are not in the record: nothing of what they say is counted.",
        "Give a copy that opens, or the same text in another format, and build again.",
    ),
    Step(
        "language", "In a language without a pack",
        "These are kept and compared as texts, but no statement is taken from them.",
        "Put a translation beside the original, and build again.",
    ),
    Step(
        "ask", "Where the language model gave no answer",
        "firsthand's own reading stands in for it: nothing is missing, some of it may be coarser.",
        "Build again with the same model: only these are asked about.",
    ),
    Step(
        "extract", "Where taking out statements failed", "What these documents say is not in the record.",
        "Build again; if it fails again, report it with the document, if you may share it.",
    ),
    Step(
        "weigh", "Stories that could not be traced and weighed",
        "Their statements are there, their claims, origins and conflicts are not.",
        "Build again; if it fails again, report it.",
    ),
    Step(
        "people", "Persons could not be looked for",
        "Nothing can be published until they are: nobody could be protected.",
        "Build again; if it fails again, report it.",
    ),
    Step(
        "register", "The register could not be derived", "There are no records; the claims stand.",
        "Look at the codebook with “firsthand codebook check”, and build again.",
    ),
)  # fmt: skip
_KNOWN: Mapping[str, Step] = {step.name: step for step in STEPS}


def groups_of(failures: Iterable[Failure]) -> tuple[Group, ...]:
    """Return failures by step and document; a step that is not known comes last, under its own name."""
    found: dict[str, dict[str, list[str]]] = {}
    for failure in failures:
        found.setdefault(failure.step, {}).setdefault(failure.document, []).append(failure.message)
    order = [*(s for s in _KNOWN if s in found), *sorted(set(found) - set(_KNOWN))]
    return tuple(
        Group(
            _KNOWN.get(name) or Step(name, f"The step “{name}”", "", "Build again."),
            tuple((document, tuple(dict.fromkeys(said))) for document, said in sorted(found[name].items())),
        )
        for name in order
    )
