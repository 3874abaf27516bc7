"""Decisions as the desk lists them: what was decided, on what, whether it holds, and where reviewers part."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from firsthand.model import Decision, Passage, Reviewed
from firsthand.model.errors import GoneError
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean, cut

WORDS = 160  # letters of what was decided on
ACTIONS: Mapping[str, str] = {
    "accept": "accepted",
    "reject": "rejected",
    "judge-claim": "judged a claim",
    "set-bounds": "set the bounds of a statement",
    "set-attribution": "set who said it",
    "add-statement": "added a statement",
    "merge-claims": "merged claims",
    "split-claim": "split a claim",
    "merge-sources": "merged sources",
    "split-source": "split a source",
    "rename-source": "renamed a source",
    "set-source-kind": "set the kind of a source",
    "show-person": "a person is named",
    "hide-person": "a person is not named",
    "withdraw": "took a decision back",
}
STANDS: Mapping[str, str] = {
    "holds": "in force",
    "withdrawn": "withdrawn",
    "misfit": "fits no more",
}
_KINDS: Mapping[str, Reviewed] = {
    "judge-claim": "claim", "merge-claims": "claim", "split-claim": "claim",
    "merge-sources": "source", "split-source": "source", "rename-source": "source",
    "set-source-kind": "source", "show-person": "person", "hide-person": "person",
    "set-bounds": "statement", "set-attribution": "statement", "add-statement": "document",
    "withdraw": "decision",
}  # fmt: skip
_OPPOSED = ({"accept", "reject"}, {"show-person", "hide-person"})
_SAME = frozenset({"judge-claim", "rename-source", "set-source-kind", "set-bounds", "set-attribution"})


class Lookup(Protocol):
    """What is asked of a desk to say what a decision was about."""

    def story_of(self, item: str) -> str:
        """Return the story an id belongs to; raises GoneError."""

    def index(self, story: str) -> Index:
        """Return a story as reviewed, with its cross-references."""


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as a line: `stands` is a key of STANDS; `words` and `path` are of what it is about."""

    decision: Decision
    did: str
    kind: str
    words: str
    path: str
    stands: str
    why: str = ""  # why it fits no more
    taken_back: Decision | None = None  # by which it was withdrawn


@dataclass(frozen=True, slots=True)
class Parting:
    """Decisions in force of several reviewers on one thing that do not agree; the latest holds."""

    kind: str
    words: str
    path: str
    decisions: tuple[Decision, ...]


def kind_of(decision: Decision) -> str:
    """Return what a decision is about: a claim, a source, a person, ..."""
    return decision.kind or _KINDS.get(decision.action, "")


def path_of(decision: Decision) -> str:
    """Return the page of what a decision is about."""
    kind, target = kind_of(decision), decision.target
    place = decision.passage or (decision.about[0] if decision.about else None)
    if kind == "statement":
        return _in_document(place, target) if place else f"/search?q={target}"
    pages = {
        "claim": f"/claims/{target}", "conflict": f"/queue/conflicts/{target}",
        "variant": f"/queue/variants/{target}", "record": f"/records/{target}",
        "source": f"/sources/{target}", "person": f"/persons#{target}", "decision": f"/decisions/{target}",
        "document": _in_document(place, "") if place else f"/documents/{target}",
    }  # fmt: skip
    return pages.get(kind, f"/decisions/{decision.id}")


def told(
    decision: Decision,
    desk: Lookup,
    *,
    in_force: frozenset[str],
    misfits: Mapping[str, str],
    taken_back: Mapping[str, Decision],
    by_id: Callable[[str], Decision | None],
    persons: bool,
) -> Told:
    """Return a decision as a line. `persons` says whether the visitor may see whom it names."""
    by = taken_back.get(decision.id)
    stands = "withdrawn" if by else "misfit" if decision.id in misfits else "holds"
    if decision.action != "withdraw" and decision.id not in in_force:
        stands = "withdrawn"
    return Told(
        decision=decision,
        did=ACTIONS.get(decision.action, decision.action),
        kind=kind_of(decision),
        words=words_of(decision, desk, by_id=by_id, persons=persons),
        path=path_of(decision),
        stands=stands,
        why=misfits.get(decision.id, ""),
        taken_back=by,
    )


def words_of(
    decision: Decision, desk: Lookup, *, by_id: Callable[[str], Decision | None], persons: bool
) -> str:
    """Return what a decision is about in the words of the documents; empty where that is known no more."""
    kind = kind_of(decision)
    if kind == "person":
        return clean(decision.names[0]) if persons and decision.names else "a person"
    if kind == "decision":
        before = by_id(decision.target)
        if before is None or before.action == "withdraw":
            return "a decision to take one back" if before else ""
        return f"{ACTIONS.get(before.action, before.action)} ({before.reviewer}, {before.at[:10]})"
    if decision.names and kind in ("source", "record"):
        return cut(clean(decision.names[0]), WORDS)
    index = _index(desk, decision)
    if index is None:
        return cut(clean(decision.names[0]), WORDS) if decision.names else ""
    return cut(clean(_text(index, kind, decision)), WORDS)


def partings(
    decisions: Iterable[Decision], in_force: frozenset[str], desk: Lookup, *, persons: bool, most: int
) -> tuple[Parting, ...]:
    """Return where decisions in force of different reviewers contradict each other, the latest first."""
    on: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.id in in_force:
            on[decision.target].append(decision)
    found = [sorted(_parted(made), key=lambda d: (d.at, d.id)) for made in on.values()]
    latest = sorted((made for made in found if made), key=lambda made: made[-1].at, reverse=True)
    return tuple(
        Parting(
            kind_of(made[-1]),
            words_of(made[-1], desk, by_id=lambda _: None, persons=persons),
            path_of(made[-1]),
            tuple(made),
        )
        for made in latest[:most]
    )


def _parted(made: list[Decision]) -> list[Decision]:
    """Return the decisions on one thing that two reviewers would have to talk about."""
    if len({d.reviewer for d in made}) < 2:
        return []
    parted: dict[str, Decision] = {}
    for one in made:
        for other in made:
            if one.reviewer != other.reviewer and _contradict(one, other):
                parted |= {one.id: one, other.id: other}
    return list(parted.values())


def _contradict(one: Decision, other: Decision) -> bool:
    if {one.action, other.action} in _OPPOSED:
        return True
    said = [(d.value.casefold(), d.passage, d.chain) for d in (one, other)]
    return one.action == other.action and one.action in _SAME and said[0] != said[1]


def _text(index: Index, kind: str, decision: Decision) -> str:
    target, findings = decision.target, index.findings
    if kind == "statement" and target in index.statement:
        return index.statement[target].text
    if kind == "claim" and target in index.claim:
        return index.claim[target].text
    if kind == "conflict":
        return next((c.question for c in findings.conflicts if c.id == target), "") or _against(
            index, decision
        )
    if kind == "variant":
        found = next((v.explanation for v in findings.variants if v.id == target), "")
        return found or _against(index, decision)
    if kind == "document" and target in index.document:
        place, document = decision.passage, index.document[target]
        return document.text[place.start : place.end] if place else document.title or document.name
    for place in decision.about[:1]:
        if place.document in index.document:
            return index.document[place.document].text[place.start : place.end]
    return ""


def _index(desk: Lookup, decision: Decision) -> Index | None:
    """Return the story of what was decided on; if that is there no more, of the passages it was about."""
    for item in (decision.target, *(place.document for place in decision.about[:1])):
        try:
            return desk.index(desk.story_of(item))
        except GoneError:
            continue
    return None


def _against(index: Index, decision: Decision) -> str:
    """Return the passages of a conflict or change that is in the record no more, one against the other."""
    texts = {
        index.document[place.document].text[place.start : place.end]: None
        for place in decision.about
        if place.document in index.document
    }
    return " / ".join(f"“{cut(clean(text), WORDS // 2)}”" for text in list(texts)[:2])


def _in_document(place: Passage, statement: str) -> str:
    anchor = f"#{statement}" if statement else ""
    return f"/documents/{place.document}?at={place.start}{anchor}"
