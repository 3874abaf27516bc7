"""Decisions: made with a name and a reason, checked against the case, withdrawn by a further one.

A decision is never changed. What holds now is `in_force`: everything that no later decision withdrew.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from firsthand.model import Action, Decision, Findings, content_id
from firsthand.model.errors import DecisionError

_SHORTEST_REASON = 12  # letters; "because", "ok" and "see above" give no reason. Set by hand.
_FEWEST_WORDS = 3  # in scripts with spaces between words
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SHORTEST_SPACELESS = 6
_NAMING = frozenset({"split-source", "rename-source"})
_PERSON_ACTIONS = frozenset({"show-person", "hide-person"})


def make_decision(
    *,
    action: Action,
    target: str,
    reviewer: str,
    reason: str,
    at: str,
    value: str = "",
    names: Iterable[str] = (),
) -> Decision:
    """Return a decision with an id of its own.

    `at` is the instant, ISO 8601 with its offset; the caller reads the clock. Raises DecisionError where
    the reviewer, the reason, the instant or the verdict is missing.
    """
    value = " ".join(value.split())
    if action == "judge-claim" and not re.search(r"\w", value):
        raise DecisionError("A judgement needs its verdict, in your words: give --verdict TEXT.")
    if action != "judge-claim" and value:
        raise DecisionError("A verdict belongs to the judgement of a claim only: leave --verdict away.")
    named = tuple(dict.fromkeys(names))
    return kept_decision(Decision("", at, reviewer, action, target, reason, value, named))


def kept_decision(decision: Decision) -> Decision:
    """Return a decision ready to be kept, with an id of its own; what it is about was checked before.

    Raises DecisionError where the reviewer, the reason, the instant or a verdict is missing.
    """
    reviewer, reason = " ".join(decision.reviewer.split()), " ".join(decision.reason.split())
    value, at = " ".join(decision.value.split()), decision.at
    if not re.search(r"\w", reviewer):
        raise DecisionError("A decision needs the name of who decided: give --reviewer NAME.")
    if not _has_substance(reason):
        given = f"“{reason}” is no reason" if reason else "There is no reason yet"
        raise DecisionError(
            f"{given} that a stranger could check. Say why in a sentence: it stays with the decision."
        )
    if decision.action == "judge-claim" and not re.search(r"\w", value):
        raise DecisionError("A judgement needs its verdict, in your words: give --verdict TEXT.")
    _check_instant(at)
    # Names of people stay out of the id: who knows one could try whether it is in there.
    told = "" if decision.action in _NAMING else value
    parts: list[object] = [at, reviewer, decision.action, decision.target, told, reason]
    parts += [part for part in (decision.others, decision.passage) if part]
    name = content_id("decision", *parts)
    return replace(decision, id=name, reviewer=reviewer, reason=reason, value=value)


def check_decision(decision: Decision, findings: Findings) -> None:
    """Raise DecisionError unless what the decision is about is in the case."""
    known: dict[str, set[str]] = {
        "show-person": {person.id for person in findings.people},
        "hide-person": {person.id for person in findings.people},
        "judge-claim": {claim.id for claim in findings.claims},
        "withdraw": {made.id for made in findings.decisions},
    }
    if decision.target not in known[decision.action]:
        kind = {"judge-claim": "claim", "withdraw": "decision"}.get(decision.action, "person")
        raise DecisionError(
            f"“{decision.target}” is no {kind} of this case. "
            + (
                "firsthand persons CASE lists the persons."
                if kind == "person"
                else f"firsthand show CASE names its {kind}s."
            )
        )
    if decision.action == "withdraw" and decision.target not in {d.id for d in in_force(findings.decisions)}:
        raise DecisionError(f"{decision.target} was withdrawn before; it holds no more.")


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that hold, in the order they were made: withdrawn ones and withdrawals are out.

    A withdrawal can itself be withdrawn; then what it took back holds again.
    """
    made = tuple(decisions)
    withdrawn: set[str] = set()
    for decision in reversed(made):  # what comes later speaks of what came before
        if decision.action == "withdraw" and decision.id not in withdrawn:
            withdrawn.add(decision.target)
    return tuple(d for d in made if d.action != "withdraw" and d.id not in withdrawn)


def about_persons(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions in force on whether a person may be named."""
    return tuple(d for d in in_force(decisions) if d.action in _PERSON_ACTIONS)


def _has_substance(reason: str) -> bool:
    if _SPACELESS.search(reason):
        return len(reason) >= _SHORTEST_SPACELESS
    words = re.findall(r"[^\W\d_]{2,}", reason)
    return len({word.lower() for word in words}) >= _FEWEST_WORDS and len(reason) >= _SHORTEST_REASON


def _check_instant(at: str) -> None:
    try:
        instant = datetime.fromisoformat(at)
    except ValueError:
        raise DecisionError(
            f"“{at}” is no instant. Write it like 2031-03-08T09:00:00+00:00 (ISO 8601, with its offset)."
        ) from None
    if instant.utcoffset() is None:
        raise DecisionError(f"“{at}” has no offset from UTC: write it like 2031-03-08T09:00:00+00:00.")
