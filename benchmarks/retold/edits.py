"""What an editor does to sentences: other words, one made of two, two of one, a doubt dropped."""

import functools
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from retold.account import Desk, Sentence, bare
from retold.data import words
from retold.wording import capitalised, choose

_BEFORE_NOUNS = frozenset({"the", "a", "an", "of", "in", "from", "to", "with", "its", "some", "his", "by"})
_PRONOUNS = frozenset(
    {
        "the",
        "a",
        "an",
        "it",
        "they",
        "he",
        "she",
        "one",
        "on",
        "by",
        "in",
        "at",
        "later",
        "according",
        "its",
        "no",
        "there",
    }
)


def reworded(desk: Desk, sentence: Sentence, share: float, *, table: str = "same") -> Sentence:
    """Replace a share of the words that have a synonym, and drop some that need not stand there."""
    random, synonyms = desk.random, _synonyms(table)
    dropped = _dropped()
    said: list[str] = []
    marks: list[int] = []
    for each, mark in zip(sentence.words, sentence.marks, strict=True):
        core = bare(each)
        named = core[:1].isupper() and said and not said[-1].endswith((".", ":", "”"))
        if not named and random.random() < share:
            if core in dropped and said and core == each and share > 0.05:
                continue
            if others := synonyms.get(core.lower()):
                other = choose(others, random)
                other = capitalised(other) if core[:1].isupper() else other
                each, mark = each.replace(core, other), next(desk.marks)
        said.append(each)
        marks.append(mark)
    return replace(sentence, words=tuple(said), marks=tuple(marks))


def modified(desk: Desk, sentence: Sentence, share: float) -> Sentence:
    """Put an adjective before a share of the nouns that have some."""
    random, known = desk.random, words("edits")["modifiers"]
    said: list[str] = []
    marks: list[int] = []
    for each, mark in zip(sentence.words, sentence.marks, strict=True):
        free = said and (said[-1].lower() in _BEFORE_NOUNS or said[-1].isdigit())
        if free and bare(each) in known and random.random() < share:
            more = choose(known[bare(each)], random).split()
            if said and said[-1].lower() in ("a", "an"):
                said[-1] = said[-1][0] + ("n" if more[0][0] in "aeiou" else "")
            said += more
            marks += [next(desk.marks) for _ in more]
        said.append(each)
        marks.append(mark)
    return replace(sentence, words=tuple(said), marks=tuple(marks))


def without_doubt(desk: Desk, sentence: Sentence) -> tuple[Sentence, str, str] | None:
    """Return a sentence with its doubt taken for a fact, the doubt and what it became; None where none is."""
    for doubt, sure in words("edits")["doubts"]:
        found = _find(sentence.words, doubt.split())
        if found is not None:
            end = found + len(doubt.split())
            said = (*sentence.words[:found], *sure.split(), *sentence.words[end:])
            fresh = tuple(next(desk.marks) for _ in sure.split())
            marks = (*sentence.marks[:found], *fresh, *sentence.marks[end:])
            return replace(sentence, words=said, marks=marks), doubt, sure
    return None


def kept_marks(new: Sentence, old: Sentence, *, least: int = 3) -> Sentence:
    """Give the words that a new wording has in common with the old one, `least` in a row, their old marks."""
    marks = list(new.marks)
    at: dict[tuple[str, ...], int] = {}
    for i in range(len(old.words) - least + 1):
        at.setdefault(old.words[i : i + least], i)
    for j in range(len(new.words) - least + 1):
        first = at.get(new.words[j : j + least])
        if first is not None:
            marks[j : j + least] = old.marks[first : first + least]
    return replace(new, marks=tuple(marks))


def shortened(sentence: Sentence) -> Sentence | None:
    """Cut a quotation at its first comma; None where it has none or little would be left."""
    opening = next((i for i, each in enumerate(sentence.words) if each.startswith("“")), None)
    if opening is None:
        return None
    closing = next((i for i in range(opening, len(sentence.words)) if "”" in sentence.words[i]), None)
    if closing is None:
        return None
    cut = next((i for i in range(opening + 3, closing - 2) if sentence.words[i].endswith(",")), None)
    if cut is None:
        return None
    end = sentence.words[closing]
    last = sentence.words[cut].rstrip(",") + end[len(end.rstrip("”.,")) :]
    said = (*sentence.words[:cut], last, *sentence.words[closing + 1 :])
    marks = (*sentence.marks[: cut + 1], *sentence.marks[closing + 1 :])
    return replace(sentence, words=said, marks=marks)


def joined(desk: Desk, first: Sentence, second: Sentence) -> tuple[tuple[str, ...], tuple[int, ...]] | None:
    """Make one sentence of two in the account's own voice; None where they do not go together."""
    if any("”" in each or "“" in each for each in (*first.words, *second.words)):
        return None
    if len(first.words) + len(second.words) > 34 or not first.words[-1].endswith("."):
        return None
    link = choose(("while", "and", "as"), desk.random)
    head = second.words[0]
    head = head.lower() if head.lower() in _PRONOUNS else head
    said = (*first.words[:-1], first.words[-1].rstrip(".") + ",", link, head, *second.words[1:])
    return said, (*first.marks, next(desk.marks), *second.marks)


def _find(said: Sequence[str], sought: Sequence[str]) -> int | None:
    size = len(sought)
    for at in range(len(said) - size + 1):
        if said[at] == sought[0] and list(said[at : at + size]) == list(sought):
            return at
    return None


@functools.cache
def _synonyms(table: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for line in words("edits")[table]:
        group = line.split()
        heads = group if table == "same" else group[:1]
        for each in heads:
            found.setdefault(each, set()).update(other for other in group if other != each)
    return {each: tuple(sorted(others)) for each, others in found.items() if others}


@functools.cache
def _dropped() -> frozenset[str]:
    return frozenset(words("edits")["dropped"])


def misspelled(name: str, random: Random) -> str:
    """Return a name with one letter taken for another, or two changed about."""
    swaps = [swap.split() for swap in words("edits")["places"]["swaps"]]
    usable = [(old, new) for old, new in swaps if old in name[1:]]
    if not usable:
        at = random.randint(1, max(1, len(name) - 2))
        return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]
    old, new = choose(usable, random)
    start: int = name.index(old, 1)
    return f"{name[:start]}{new}{name[start + len(old) :]}"
