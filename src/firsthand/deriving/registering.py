"""The records of a case, derived from what reviewers left of its findings, by the codebook it keeps."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from firsthand.deriving.failing import unexpected
from firsthand.model import Decision, Failure, Findings, failures_in_order
from firsthand.register import Register, choose_codebook, derive_register
from firsthand.register.codebook import Codebook, codebook_from_text, codebook_text, read_codebook
from firsthand.review import Reviewed, apply_decisions, in_force, is_structural
from firsthand.store import Store

# The names under which a case keeps its codebook, the one that was chosen for it, and which decisions the
# records were derived with.
_CODEBOOK, _CHOSEN, _REGISTERED = "codebook", "chosen codebook", "registered with"
_AUTO, _NONE = "auto", "none"


@dataclass(frozen=True, slots=True)
class Registered:
    """The register of a case, and what failed in deriving it."""

    register: Register
    failures: tuple[Failure, ...] = ()


def lay_decisions(store: Store, derived: Findings) -> Reviewed:
    """Lay the decisions of a case over what was derived."""
    decisions: tuple[Decision, ...] = store.decisions()
    return apply_decisions(replace(derived, decisions=decisions), decisions)


def register(store: Store, derived: Findings) -> Registered:
    """Derive the records from what reviewers left; a defect there is told, and the rest stands."""
    findings = lay_decisions(store, derived).findings
    found, failures = Register(), list[Failure]()
    try:
        if codebook_told(store) == _AUTO:
            chosen, found = choose_codebook(findings)
            store.keep_note(_CHOSEN, codebook_text(chosen) if chosen else _NONE)
        elif (codebook := kept_codebook(store)) is not None:
            found = derive_register(findings, codebook)
    except Exception as error:
        failures.append(Failure("the register", "register", unexpected("The register", error)))
    if not is_registered(store):
        store.keep_note(_REGISTERED, _structural(store))
    return Registered(found, tuple(failures))


def with_register(derived: Findings, registered: Registered) -> Findings:
    """Return findings with their records derived anew."""
    others = tuple(failure for failure in derived.failures if failure.step != "register")
    failures = failures_in_order((*others, *registered.failures))
    found = registered.register
    return replace(derived, records=found.records, tallies=found.tallies, failures=failures)


def without_register(store: Store) -> None:
    """Keep no records, as where no codebook was named and none can be chosen."""
    if codebook_told(store) == _AUTO:
        store.keep_note(_CHOSEN, _NONE)
    if not is_registered(store):
        store.keep_note(_REGISTERED, _structural(store))


def is_registered(store: Store) -> bool:
    """Tell whether the records took in every decision that may add to them."""
    return (store.note(_REGISTERED) or "") == _structural(store)


def keep_codebook(store: Store, codebook: Codebook | str) -> None:
    """Make a codebook the case's own; "auto" and "none" stand for themselves."""
    store.keep_note(_CODEBOOK, codebook if isinstance(codebook, str) else codebook_text(codebook))


def codebook_told(store: Store) -> str:
    """Return what was said of the codebook: "auto", "none", or the text of one."""
    return store.note(_CODEBOOK) or _AUTO


def is_chosen(store: Store) -> bool:
    """Tell whether nobody named the codebook, so that firsthand takes one that fits."""
    return codebook_told(store) == _AUTO


def kept_codebook(store: Store) -> Codebook | None:
    """Return the codebook that was named for the case, else the one that was chosen for it."""
    text = codebook_told(store)
    if text == _AUTO:
        text = store.note(_CHOSEN) or _NONE
    return None if text == _NONE else codebook_from_text(text)


def wanted_codebook(codebook: str | Path | Codebook | None) -> Codebook | str | None:
    """Return the codebook that a name or a file means; "auto" and "none" stand for themselves."""
    if codebook is None or isinstance(codebook, Codebook) or codebook in (_AUTO, _NONE):
        return codebook
    return read_codebook(codebook)


def _structural(store: Store) -> str:
    """Return what stands for the decisions in force that change findings, "" for none."""
    holding = [decision.id for decision in in_force(store.decisions()) if is_structural(decision)]
    return hashlib.sha256(" ".join(holding).encode()).hexdigest() if holding else ""
