"""The form of a decision: what it is about, what others decided on it, and what there is to fill in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import get_args

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import Asked
from firsthand.model import Claim, Decision, Statement
from firsthand.model.errors import GoneError
from firsthand.model.mention import SourceKind
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean, count
from firsthand.web.views.asking.presets import VERDICTS, presets_of
from firsthand.web.views.asking.subject import Subject, subject_of
from firsthand.web.views.asking.typed import Typed
from firsthand.web.views.reading.likely import likely_claims, words_of
from firsthand.web.views.weighing.excerpts import Excerpt, excerpt_of

_CANDIDATES = 12
_SUGGESTED = 400  # names of sources offered while one types
KINDS_OF_SOURCE: tuple[str, ...] = get_args(SourceKind)
_HEADINGS = {
    "accept": "Accept this {kind}",
    "reject": "Reject this {kind}",
    "set-bounds": "Where the passage begins and ends",
    "set-attribution": "Who said it",
    "add-statement": "Add a statement",
    "merge-claims": "Merge claims that say the same",
    "split-claim": "Split statements off",
    "judge-claim": "Give a verdict on this claim",
    "merge-sources": "Merge sources that are one",
    "split-source": "Split a source",
    "rename-source": "Rename this source",
    "set-source-kind": "What kind of source it is",
    "show-person": "Show this person by name",
    "hide-person": "Show this person under a pseudonym",
    "withdraw": "Take a decision back",
}
_NO_SUCH = {"conflict": "This is no conflict", "variant": "Nothing was changed here"}  # what rejecting says
_FOLLOWS = {
    ("reject", "statement"): "It leaves the record; its claim is weighed again without it. It can be undone.",
    ("reject", "claim"): "It leaves the record with all its statements. It can be undone.",
    (
        "reject",
        "conflict",
    ): "It is struck from the contested, and its claims are weighed again. It can be undone.",
    ("reject", "variant"): "The retelling counts as faithful. It can be undone.",
    ("reject", "record"): "It leaves the register. It can be undone.",
}
_DO = {
    "accept": "Accept", "reject": "Reject", "set-bounds": "Set the bounds",
    "set-attribution": "Set who said it", "add-statement": "Add it", "merge-claims": "Merge",
    "split-claim": "Split off", "judge-claim": "Give the verdict", "merge-sources": "Merge",
    "split-source": "Split", "rename-source": "Rename", "set-source-kind": "Set the kind",
    "show-person": "Show by name", "hide-person": "Hide", "withdraw": "Take it back",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be chosen in a form."""

    id: str
    words: str
    told: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form ready to be set. `unseen` are decisions made after the reviewer's page was opened."""

    typed: Typed
    subject: Subject
    heading: str
    follows: str
    do: str
    presets: tuple[str, ...]
    history: tuple[Decision, ...]
    unseen: frozenset[str]
    holding: frozenset[str]
    seen: str
    excerpt: Excerpt | None
    chain: tuple[str, ...]  # names, with empty ones to fill in
    names: tuple[str, ...]  # of sources, to choose from
    candidates: tuple[Candidate, ...]
    chosen: tuple[Candidate, ...]  # what the page chose, told again
    verdicts: tuple[str, ...]
    kinds: tuple[str, ...]


def form_of(desk: OpenDesk, typed: Typed, *, sent: bool = False) -> Form:
    """Return the form of a decision, filled with what was typed.

    `sent`: it comes back, so that what stands in it is what was typed, not what stands in the case. Raises
    GoneError where there is nothing to decide on.
    """
    subject = subject_of(desk, typed.action, typed.target)
    history = tuple(reversed(desk.decisions(target=typed.target, limit=50).items))
    unseen = _unseen(history, typed.seen)
    return Form(
        typed=typed,
        subject=subject,
        heading=_heading(typed.action, subject.kind),
        follows=_FOLLOWS.get((typed.action, subject.kind), ""),
        do=_do(typed.action, subject.kind),
        presets=presets_of(typed.action, subject.kind),
        history=history,
        unseen=unseen,
        holding=desk.in_force(),
        seen=history[-1].id if history else typed.seen,
        excerpt=_excerpt(desk, typed, subject),
        chain=_chain(desk, typed, subject, sent=sent),
        names=_names(desk, typed, subject),
        candidates=_candidates(desk, typed, subject),
        chosen=_chosen(desk, typed),
        verdicts=VERDICTS if typed.action == "judge-claim" else (),
        kinds=KINDS_OF_SOURCE if typed.action == "set-source-kind" else (),
    )


def _heading(action: str, kind: str) -> str:
    if action == "reject" and kind in _NO_SUCH:
        return _NO_SUCH[kind]
    return _HEADINGS.get(action, "Decide").format(kind=kind)


def _do(action: str, kind: str) -> str:
    if action == "reject" and kind in _NO_SUCH:
        return {"conflict": "Not a conflict", "variant": "No change"}[kind]
    return _DO.get(action, "Decide")


def _unseen(history: Sequence[Decision], seen: str) -> frozenset[str]:
    ids = [decision.id for decision in history]
    return frozenset(ids[ids.index(seen) + 1 :] if seen in ids else ids)


def _excerpt(desk: OpenDesk, typed: Typed, subject: Subject) -> Excerpt | None:
    if typed.action == "add-statement":
        if typed.start is None or typed.end is None:
            return None
        document = desk.index(subject.story).document[typed.target]
        return excerpt_of(document, min(typed.start, len(document.text)), min(typed.end, len(document.text)))
    if subject.statement is None:
        return None
    document = desk.index(subject.story).document[subject.statement.document]
    start, end = subject.statement.start, subject.statement.end
    if typed.start is not None and typed.end is not None and typed.start < typed.end <= len(document.text):
        start, end = typed.start, typed.end
    return excerpt_of(document, start, end)


def _chain(desk: OpenDesk, typed: Typed, subject: Subject, *, sent: bool) -> tuple[str, ...]:
    if typed.action not in ("set-attribution", "add-statement"):
        return ()
    chain = tuple(name for name in typed.chain if name)
    if not chain and not sent and subject.statement is not None:
        index = desk.index(subject.story)
        chain = tuple(clean(index.name(one)) for one in subject.statement.attribution)
    return (*chain, *("",) * max(2, 3 - len(chain)))


def _names(desk: OpenDesk, typed: Typed, subject: Subject) -> tuple[str, ...]:
    if typed.action not in ("set-attribution", "add-statement"):
        return ()
    here = [clean(source.name) for source in desk.story(subject.story).sources]
    return tuple(dict.fromkeys(sorted(here, key=str.casefold)))[:_SUGGESTED]


def _candidates(desk: OpenDesk, typed: Typed, subject: Subject) -> tuple[Candidate, ...]:
    """Return what can be chosen to become one with the target: what is found, or else what is likely."""
    chosen = set(typed.others)
    if typed.action == "add-statement" and typed.start is not None and typed.end is not None:
        likely = likely_claims(desk.index(subject.story), typed.target, typed.start, typed.end)
        return tuple(Candidate(one.id, one.text, one.told, one.id in chosen) for one in likely)
    if typed.action == "merge-claims":
        return tuple(_claims(desk, typed, subject, chosen))
    if typed.action == "merge-sources":
        return tuple(_sources(desk, typed, chosen))
    return ()


def _claims(desk: OpenDesk, typed: Typed, subject: Subject, chosen: set[str]) -> list[Candidate]:
    index = desk.index(subject.story)
    asked = Asked(story=subject.story, text=typed.find)
    if typed.find:
        ids = [row.id for row in desk.claims(asked, limit=_CANDIDATES + len(chosen) + 1).items]
    else:
        ids = _alike(index, typed.target, subject.words)
    wanted = [one for one in dict.fromkeys([*typed.others, *ids]) if one != typed.target]
    found = [index.claim[one] for one in wanted if one in index.claim]
    return [
        Candidate(
            claim.id,
            clean(claim.text),
            f"{count(claim.independent_origins, 'origin')}, {count(claim.documents, 'document')}",
            claim.id in chosen,
        )
        for claim in found[: _CANDIDATES + len(chosen)]
    ]


def _alike(index: Index, claim: str, words: str) -> list[str]:
    """Return the claims of a story that share most of a claim's words, rare words counting more."""
    texts = {
        one.id: words_of(" ".join([one.text, *(s.text for s in _said(index, one))]))
        for one in index.findings.claims
    }
    spread = Counter(word for found in texts.values() for word in found)
    mine = words_of(words) | texts.get(claim, frozenset())

    def weight(found: frozenset[str]) -> float:
        return sum(1.0 / sqrt(spread[word]) for word in found if word in spread)

    whole = weight(mine) or 1.0
    shared = {
        one: weight(mine & found) / max(whole, weight(found)) for one, found in texts.items() if mine & found
    }
    return sorted(shared, key=lambda one: (-shared[one], one))[: _CANDIDATES + 1]


def _said(index: Index, claim: Claim) -> list[Statement]:
    return [index.statement[one] for one in claim.statements[:4] if one in index.statement]


def _sources(desk: OpenDesk, typed: Typed, chosen: set[str]) -> list[Candidate]:
    this = desk.source(typed.target)
    ids = [*typed.others, *this.likely]
    rows = [desk.source(one) for one in dict.fromkeys(ids)]
    if typed.find:
        rows += list(desk.sources(text=typed.find, limit=_CANDIDATES).items)
    found = {row.source.id: row for row in rows if row.source.id != this.source.id}
    return [
        Candidate(one, clean(row.source.name), f"begins {count(row.claims, 'claim')}", one in chosen)
        for one, row in found.items()
    ]


def _chosen(desk: OpenDesk, typed: Typed) -> tuple[Candidate, ...]:
    """Return the statements that the page chose, told again so that nobody decides blindly."""
    if typed.action not in ("split-claim", "split-source"):
        return ()
    found: list[Candidate] = []
    for one in typed.others[:200]:
        try:
            about = subject_of(desk, "reject", one)
        except GoneError:
            continue
        found.append(Candidate(one, about.words, about.under, True))
    return tuple(found)
