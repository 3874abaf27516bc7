"""A decision as a reviewer asks for it, checked against the case and made ready to be kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from firsthand.model import Claim, Decision, Document, Draft, Findings, Passage, Source, SourceKind, Statement
from firsthand.model.decision import Reviewed as Kind
from firsthand.model.errors import DecisionError, GoneError
from firsthand.review.deciding import in_force, kept_decision
from firsthand.review.naming import named_source
from firsthand.review.persons import plain_name

CHECKED = "Checked against the original."
TAKEN_BACK = "Taken back by the reviewer who made it."

# So many passages of a claim are noted, to find it again by; so many of each of several.
_MOST_ABOUT, _MOST_OF_EACH = 24, 8
_LONGEST_NAME = 200
_STATEMENT_ACTIONS = frozenset({"set-bounds", "set-attribution"})
_SOURCE_ACTIONS = frozenset({"merge-sources", "split-source", "rename-source", "set-source-kind"})


def draft_to_decision(
    findings: Findings, draft: Draft, *, reviewer: str, at: str, decisions: Iterable[Decision] = ()
) -> Decision:
    """Return the decision that a draft asks for.

    `findings` are the reviewed findings of the case, or of the story that holds the target. `at` is the
    instant, ISO 8601 with its offset. `decisions` are all that were made. Raises DecisionError where the
    decision cannot be made as asked for, GoneError where what it is about is not there.
    """
    case = _Case(findings, tuple(decisions))
    bare = _Bare()
    if draft.action in ("accept", "reject"):
        bare = _on_any(case, draft)
    elif draft.action in _STATEMENT_ACTIONS:
        bare = _on_statement(case, draft)
    elif draft.action == "add-statement":
        bare = _added(case, draft)
    elif draft.action in ("merge-claims", "split-claim", "judge-claim"):
        bare = _on_claim(case, draft)
    elif draft.action in _SOURCE_ACTIONS:
        bare = _on_source(case, draft)
    elif draft.action in ("show-person", "hide-person"):
        bare = _on_person(case, draft)
    elif draft.action == "withdraw":
        bare = _withdrawn(case, draft)
    else:
        raise DecisionError(f"“{draft.action}” is nothing that can be decided.")
    return kept_decision(
        Decision(
            id="",
            at=at,
            reviewer=reviewer,
            action=draft.action,
            target=draft.target,
            reason=draft.reason.strip() or _default_reason(case, draft, reviewer),
            value=bare.value,
            names=bare.names,
            kind=bare.kind,
            others=bare.others,
            passage=bare.passage,
            chain=bare.chain,
            about=bare.about,
            seen=draft.seen,
        )
    )


@dataclass(frozen=True, slots=True)
class _Bare:
    """What a decision is about, as far as the case says it."""

    kind: Kind = ""
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    about: tuple[Passage, ...] = ()
    passage: Passage | None = None
    chain: tuple[str, ...] = ()
    value: str = ""


class _Case:
    """The findings by id, as far as a draft asks for them."""

    def __init__(self, findings: Findings, decisions: tuple[Decision, ...]) -> None:
        self.findings = findings
        self.decisions = decisions
        self.holding = in_force(decisions)
        self.statements = {statement.id: statement for statement in findings.statements}
        self.claims = {claim.id: claim for claim in findings.claims}
        self.documents = {document.id: document for document in findings.documents}

    def statement(self, name: str) -> Statement:
        if name not in self.statements:
            raise GoneError(self.gone("statement", name))
        return self.statements[name]

    def claim(self, name: str) -> Claim:
        if name not in self.claims:
            raise GoneError(self.gone("claim", name))
        return self.claims[name]

    def source(self, name: str) -> Source:
        found = next((source for source in self.findings.sources if source.id == name), None)
        if found is None:
            raise GoneError(self.gone("source", name))
        return found

    def document(self, name: str) -> Document:
        if name not in self.documents:
            raise GoneError(f"“{name}” is no document of this case, or of this story.")
        return self.documents[name]

    def passages(self, statements: Iterable[str], most: int) -> tuple[Passage, ...]:
        """Return passages of some statements, of as many documents as there are."""
        told = sorted(self.statements[each].passage for each in statements if each in self.statements)
        first: dict[str, Passage] = {}
        for passage in told:
            first.setdefault(passage.document, passage)
        kept = list(first.values())[:most]
        first_ones = set(kept)
        return (*kept, *(each for each in told if each not in first_ones))[:most]

    def rejected(self, name: str) -> Decision | None:
        """Return the decision in force by which something left the record, None where none did."""
        found = None
        for decision in self.holding:
            if decision.target == name and decision.action in ("accept", "reject"):
                found = decision if decision.action == "reject" else None
        return found

    def gone(self, kind: str, name: str) -> str:
        by = self.rejected(name)
        if by is not None:
            return f"This {kind} left the record: {by.reviewer} rejected it. Withdraw that decision first."
        merged = next(
            (d for d in self.holding if name in d.others and d.action in ("merge-claims", "merge-sources")),
            None,
        )
        if merged is not None:
            return f"This {kind} was merged into {merged.target} by {merged.reviewer}: decide on that one."
        return f"“{name}” is no {kind} of this case, or of this story, any more."


def _default_reason(case: _Case, draft: Draft, reviewer: str) -> str:
    if draft.action == "accept":
        return CHECKED
    if draft.action == "withdraw":
        made = next((each for each in case.decisions if each.id == draft.target), None)
        if made is not None and made.reviewer == " ".join(reviewer.split()):
            return TAKEN_BACK
    return ""


def _on_any(case: _Case, draft: Draft) -> _Bare:
    """Tell what is accepted or rejected: a statement, a claim, a conflict, a variant or a record."""
    findings, name = case.findings, draft.target
    _nothing_more(draft)
    before = case.rejected(name)
    if name in case.statements:
        return _Bare("statement", about=(case.statements[name].passage,))
    if name in case.claims:
        return _Bare("claim", about=case.passages(case.claims[name].statements, _MOST_ABOUT))
    for conflict in findings.conflicts:
        if conflict.id == name:
            return _Bare("conflict", (conflict.kind,), about=_in_turn(case, conflict.statements))
    for variant in findings.variants:
        if variant.id == name:
            return _Bare("variant", (variant.kind,), about=_in_turn(case, variant.statements))
    for record in findings.records:
        if record.id == name:
            told = dict.fromkeys(s for field in record.fields for v in field.values for s in v.statements)
            return _Bare("record", (record.title, record.type), about=case.passages(told, _MOST_ABOUT))
    if before is not None and draft.action == "accept":  # another reviewer brings it back
        return _Bare(before.kind, before.names, about=before.about)
    if before is not None:
        raise DecisionError(f"{before.reviewer} rejected it already; it is in the record no more.")
    raise GoneError(
        f"“{name}” is no statement, claim, conflict, variant or record of this case, or of this story."
    )


def _on_statement(case: _Case, draft: Draft) -> _Bare:
    statement = case.statement(draft.target)
    if draft.action == "set-bounds":
        _nothing_more(draft, but=("bounds",))
        passage = _passage(case, draft, statement.document)
        if passage == statement.passage:
            raise DecisionError("These are the bounds it has. Select other words, or accept it.")
        _check_free(case, passage)
        return _Bare("statement", about=(statement.passage,), passage=passage)
    _nothing_more(draft, but=("chain", "value"))
    chain, ids = _chain(case, draft)
    if ids == statement.attribution:
        raise DecisionError("This is whom it is attributed to already.")
    return _Bare("statement", about=(statement.passage,), chain=chain, value=_kind_of_new(draft))


def _added(case: _Case, draft: Draft) -> _Bare:
    _nothing_more(draft, but=("bounds", "chain", "value", "others"))
    case.document(draft.target)
    passage = _passage(case, draft, draft.target)
    _check_free(case, passage)
    if len(draft.others) > 1:
        raise DecisionError("A statement belongs to one claim: name one, or none.")
    about: tuple[Passage, ...] = ()
    for name in draft.others:
        about = case.passages(case.claim(name).statements, _MOST_ABOUT)
    chain, _ = _chain(case, draft)
    return _Bare(
        "document",
        others=draft.others,
        about=(passage, *about),
        passage=passage,
        chain=chain,
        value=_kind_of_new(draft),
    )


def _on_claim(case: _Case, draft: Draft) -> _Bare:
    claim = case.claim(draft.target)
    if draft.action == "judge-claim":
        _nothing_more(draft, but=("value",))
        return _Bare("claim", about=case.passages(claim.statements, _MOST_ABOUT), value=draft.value)
    _nothing_more(draft, but=("others",))
    others = tuple(dict.fromkeys(draft.others))
    if draft.action == "merge-claims":
        others = tuple(name for name in others if name != claim.id)
        if not others:
            raise DecisionError("Name at least one other claim that says the same.")
        held = [claim, *(case.claim(name) for name in others)]
        _check_one_story(case, held)
        return _Bare("claim", others=others, about=_aligned(case, held))
    if not others:
        raise DecisionError("Name the statements that become a claim of their own.")
    parts = [case.statement(name) for name in others]
    if not set(others) <= set(claim.statements):
        raise DecisionError("Only statements of this claim can become a claim of their own.")
    if set(others) == set(claim.statements):
        raise DecisionError("At least one statement must stay: these are all that the claim has.")
    rest = [name for name in claim.statements if name not in set(others)]
    about = (*(part.passage for part in parts), *case.passages(rest, _MOST_OF_EACH))
    return _Bare("claim", others=others, about=about)


def _on_source(case: _Case, draft: Draft) -> _Bare:
    source = case.source(draft.target)
    told = [s.id for s in case.findings.statements if source.id in s.attribution]
    about = case.passages(told, _MOST_OF_EACH)
    names = (source.name, *source.aliases)
    if draft.action == "merge-sources":
        _nothing_more(draft, but=("others",))
        others = tuple(name for name in dict.fromkeys(draft.others) if name != source.id)
        if not others:
            raise DecisionError("Name at least one other source that is the same.")
        joined = [case.source(name) for name in others]
        return _Bare("source", (source.name, *(each.name for each in joined)), others, about)
    if draft.action == "split-source":
        _nothing_more(draft, but=("others", "value"))
        parts = [case.statement(name) for name in dict.fromkeys(draft.others)]
        if not parts:
            raise DecisionError("Name the statements in whose chains it is another source.")
        if any(source.id not in part.attribution for part in parts):
            raise DecisionError(f"{source.name} is not in the chain of all of these statements.")
        value = _name(draft.value)
        if plain_name(value) in map(plain_name, names):
            raise DecisionError(f"{source.name} is called so: give the other source another name.")
        return _Bare(
            "source", names, tuple(p.id for p in parts), tuple(p.passage for p in parts), value=value
        )
    _nothing_more(draft, but=("value",))
    if draft.action == "set-source-kind":
        value = _source_kind(draft.value)
        if value == source.kind:
            raise DecisionError(f"{source.name} is of this kind already.")
        return _Bare("source", names, about=about, value=value)
    value = _name(draft.value)
    if value == source.name:
        raise DecisionError("This is its name already.")
    return _Bare("source", names, about=about, value=value)


def _on_person(case: _Case, draft: Draft) -> _Bare:
    _nothing_more(draft)
    found = next((person for person in case.findings.people if person.id == draft.target), None)
    if found is None:
        raise GoneError(f"“{draft.target}” is no person of this case.")
    return _Bare("person", tuple(dict.fromkeys((found.name, *found.aliases))))


def _withdrawn(case: _Case, draft: Draft) -> _Bare:
    _nothing_more(draft)
    if draft.target not in {each.id for each in case.decisions}:
        raise GoneError(f"“{draft.target}” is no decision of this case.")
    withdrawals = {each.id for each in case.decisions if each.action == "withdraw"}
    taken = {each.target for each in _holding_withdrawals(case.decisions)}
    if draft.target in taken:
        raise DecisionError("This decision was withdrawn before; it holds no more.")
    if draft.target not in withdrawals and draft.target not in {each.id for each in case.holding}:
        raise DecisionError("This decision was withdrawn before; it holds no more.")
    return _Bare("decision")


def _holding_withdrawals(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the withdrawals that hold: those no later one takes back."""
    taken: set[str] = set()
    held = []
    for decision in reversed(decisions):
        if decision.action == "withdraw" and decision.id not in taken:
            taken.add(decision.target)
            held.append(decision)
    return held


def _passage(case: _Case, draft: Draft, document: str) -> Passage:
    text = case.document(document).text
    if draft.start is None or draft.end is None:
        raise DecisionError("Say where the passage begins and ends: select it in the document.")
    start, end = draft.start, draft.end
    if not 0 <= start < end <= len(text):
        raise DecisionError(
            f"The passage {start} to {end} is not in this document, which has {len(text):,} characters."
        )
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if not any(letter.isalnum() for letter in text[start:end]):
        raise DecisionError("There are no words in this passage. Select those that state something.")
    return Passage(document, start, end)


def _check_free(case: _Case, passage: Passage) -> None:
    """Raise DecisionError where another statement stands at just this passage: it would count twice."""
    if any(statement.passage == passage for statement in case.findings.statements):
        raise DecisionError(
            "A statement stands at just this passage already: correct that one, or select other words."
        )


def _check_one_story(case: _Case, claims: Sequence[Claim]) -> None:
    at = {document: story.id for story in case.findings.stories for document in story.documents}
    stories = {
        at[case.statements[name].document]
        for claim in claims
        for name in claim.statements[:1]
        if name in case.statements and case.statements[name].document in at
    }
    if len(stories) > 1:
        raise DecisionError("These claims are of different stories, which are weighed apart.")


def _chain(case: _Case, draft: Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sources of a chain by their names, and their ids as far as they are known."""
    by_id = {source.id: source for source in case.findings.sources}
    names: list[str] = []
    ids: list[str] = []
    for told in draft.chain:
        if told in by_id:
            name = by_id[told].name
            alike = [s for s in by_id.values() if plain_name(s.name) == plain_name(name)]
            # The id itself is kept where the name alone would not lead to it.
            names.append(name if len(alike) == 1 else told)
            ids.append(told)
            continue
        name = _name(told)
        plain = plain_name(name)
        same = [s.id for s in by_id.values() if plain_name(s.name) == plain]
        same = same or [s.id for s in by_id.values() if plain in map(plain_name, s.aliases)]
        names.append(name)
        ids.append(same[0] if len(same) == 1 else named_source(name).id)
    if len(set(ids)) < len(ids):
        raise DecisionError("A source stands in a chain once: the first who said it, then who passed it on.")
    return tuple(names), tuple(ids)


def _kind_of_new(draft: Draft) -> str:
    """Return the kind of the sources that a chain names anew, "" where it is left to be guessed."""
    return _source_kind(draft.value) if draft.value.strip() else ""


def _source_kind(value: str) -> str:
    kind = value.strip().casefold()
    if kind not in get_args(SourceKind):
        raise DecisionError(f"“{value}” is no kind of source. Kinds are: {', '.join(get_args(SourceKind))}.")
    return kind


def _name(value: str) -> str:
    name = " ".join(value.split())
    if not plain_name(name):
        raise DecisionError("A source needs a name with letters in it.")
    if len(name) > _LONGEST_NAME:
        raise DecisionError(f"A name has at most {_LONGEST_NAME} characters.")
    return name


def _aligned(case: _Case, claims: Sequence[Claim]) -> tuple[Passage, ...]:
    """Return passages of several claims, of each as many, so that one can tell whose they are."""
    told = [case.passages(claim.statements, _MOST_OF_EACH) for claim in claims]
    most = max(map(len, told))
    return tuple(passages[n % len(passages)] for passages in told if passages for n in range(most))


def _in_turn(case: _Case, statements: Iterable[str]) -> tuple[Passage, ...]:
    return tuple(case.statements[each].passage for each in statements if each in case.statements)


def _nothing_more(draft: Draft, *, but: Sequence[str] = ()) -> None:
    """Raise DecisionError where a draft says what its action has no use for: something else is meant."""
    said = {
        "value": bool(draft.value.strip()),
        "others": bool(draft.others),
        "bounds": draft.start is not None or draft.end is not None,
        "chain": bool(draft.chain),
    }
    words = {"value": "a value", "others": "others", "bounds": "bounds", "chain": "a chain"}
    more = [words[part] for part, there in said.items() if there and part not in but]
    if more:
        came = " and ".join(more)
        raise DecisionError(f"“{draft.action}” has no use for what came with it: {came}. Leave that away.")
