"""Drafts about sources: two that are one, one that is two, another name, another kind."""

from firsthand.model import Draft
from firsthand.model.errors import DecisionError
from firsthand.review.drafting.case import MOST_OF_EACH, Bare, CaseAtHand, nothing_more
from firsthand.review.drafting.naming import name_of, source_kind
from firsthand.review.persons import plain_name


def on_source(case: CaseAtHand, draft: Draft) -> Bare:
    """Return what a decision on a source needs: its names, others, statements, a name or a kind."""
    source = case.source(draft.target)
    told = [s.id for s in case.findings.statements if source.id in s.attribution]
    about = case.passages(told, MOST_OF_EACH)
    names = (source.name, *source.aliases)
    if draft.action == "merge-sources":
        nothing_more(draft, but=("others",))
        others = tuple(name for name in dict.fromkeys(draft.others) if name != source.id)
        if not others:
            raise DecisionError("Name at least one other source that is the same.")
        joined = [case.source(name) for name in others]
        return Bare("source", (source.name, *(each.name for each in joined)), others, about)
    if draft.action == "split-source":
        nothing_more(draft, but=("others", "value"))
        parts = [case.statement(name) for name in dict.fromkeys(draft.others)]
        if not parts:
            raise DecisionError("Name the statements in whose chains it is another source.")
        if any(source.id not in part.attribution for part in parts):
            raise DecisionError(f"{source.name} is not in the chain of all of these statements.")
        value = name_of(draft.value)
        if plain_name(value) in map(plain_name, names):
            raise DecisionError(f"{source.name} is called so: give the other source another name.")
        return Bare("source", names, tuple(p.id for p in parts), tuple(p.passage for p in parts), value=value)
    nothing_more(draft, but=("value",))
    if draft.action == "set-source-kind":
        value = source_kind(draft.value)
        if value == source.kind:
            raise DecisionError(f"{source.name} is of this kind already.")
        return Bare("source", names, about=about, value=value)
    value = name_of(draft.value)
    if value == source.name:
        raise DecisionError("This is its name already.")
    return Bare("source", names, about=about, value=value)
