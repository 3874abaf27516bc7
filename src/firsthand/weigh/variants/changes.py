"""What a retelling changed beside quoted words: a number, how sure it sounds, who did it, how far it goes."""

from dataclasses import dataclass

from firsthand.extract.packs import has, load
from firsthand.model import Statement, VariantKind, Word
from firsthand.weigh.conflicts.intervals import compare_quantities, figure
from firsthand.weigh.conflicts.lexicon import phrases

# How much of the content words two retellings have to share before a change is told of them: below,
# they say different things in different words, and nothing can be said to have changed.
_ALIKE = 0.5
_NEARLY_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between an earlier and a later telling, and how, in plain words."""

    kind: VariantKind
    explanation: str
    alike: float


def find_changes(earlier: Statement, later: Statement, language: str = "en") -> list[Change]:
    """Return what a retelling of one claim changed, the gravest first."""
    alike = likeness(earlier, later)
    if alike < _ALIKE or earlier.negated != later.negated:
        return []
    found = [
        _number(earlier, later, alike),
        _actor(earlier, later, alike),
        _scope(earlier, later, alike, language),
        _modality(earlier, later, alike, language),
    ]
    return [change for change in found if change]


def likeness(left: Statement, right: Statement) -> float:
    """Return the share of content words that two statements have in common (0..1)."""
    one, other = {word.lemma for word in left.words}, {word.lemma for word in right.words}
    return len(one & other) / len(one | other) if one | other else 0.0


def _number(earlier: Statement, later: Statement, alike: float) -> Change | None:
    figures = compare_quantities(earlier.quantities, later.quantities)
    if not figures.apart or figures.agree:
        return None
    before, after = figures.apart
    text = f"{figure(before)} became {figure(after)}" + (f" ({before.unit})" if before.unit else "")
    return Change("number", f"The number changed: {text}.", alike)


def _modality(earlier: Statement, later: Statement, alike: float, language: str) -> Change | None:
    if not has("opposition", language):
        return None
    shifted = load("opposition", language)["limits"]["shifted"]
    before = [word for word in earlier.hedges if word not in shifted]
    after = [word for word in later.hedges if word not in shifted]
    if alike < _NEARLY_ALIKE or bool(before) == bool(after):
        return None
    named = ", ".join(f"“{word}”" for word in before or after)
    verb, effect = ("dropped", "more") if before else ("added", "less")
    return Change("modality", f"The retelling {verb} {named} and sounds {effect} certain.", alike)


def _scope(earlier: Statement, later: Statement, alike: float, language: str) -> Change | None:
    pattern = phrases("scope", language, table="limits")
    before, after = set(pattern.findall(earlier.text.lower())), set(pattern.findall(later.text.lower()))
    if bool(before) == bool(after):
        return None
    words = ", ".join(f"“{word}”" for word in sorted(before or after))
    verb, effect = ("dropped", "more") if before else ("added", "less")
    return Change("scope", f"The retelling {verb} {words} and says {effect} than the other.", alike)


def _actor(earlier: Statement, later: Statement, alike: float) -> Change | None:
    before, after = _subject(earlier), _subject(later)
    if not before or not after or before & after or earlier.main != later.main:
        return None
    one, other = (
        {word.lemma for word in each.words if _name(word) not in before | after} for each in (earlier, later)
    )
    if len(one & other) < _NEARLY_ALIKE * len(one | other) or set(earlier.about) & set(later.about):
        return None
    return Change("actor", f"Who did it changed: {_named(before)} became {_named(after)}.", alike)


def _subject(statement: Statement) -> frozenset[str]:
    """Return the names before the main verb."""
    names: list[str] = []
    for word in statement.words:
        if statement.main and word.lemma == statement.main[0]:
            return frozenset(names)
        if word.pos == "PROPN":
            names.append(_name(word))
    return frozenset()


def _name(word: Word) -> str:
    return word.text.replace(".", "")


def _named(names: frozenset[str]) -> str:
    return " ".join(sorted(names))
