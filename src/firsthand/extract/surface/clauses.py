"""Clauses found by their finite verbs and the words and marks that join them."""

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.surface.lists import Lists
from firsthand.extract.surface.words import Words

_BRACKETS = frozenset({"(", ")", "[", "]"})
_CLOSING = frozenset({")", "]"})
_DASHES = frozenset({"–", "—", "--"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_TELLING = frozenset({"DET", "PROPN", "PRON", "NUM"})  # what a subject has, or is, where nouns have articles

# Words between a conjunction or comma and the verb of its clause.
_LONGEST_LEAD = 14


@dataclass(frozen=True, slots=True)
class Clause:
    """Words [first, last] of one clause; `kind` is how it hangs on what stands before.

    `main` says something by itself, `joined` too, after "and" or a semicolon; `contrast` after "while";
    `relative` adds something about a noun or the clause before, `trailing` is a gerund behind a comma;
    `leaning` is a condition, a reason, a time: it stays with its clause; `resumed` is the rest of a
    clause that another one broke into.
    """

    first: int
    last: int
    kind: str


def is_finite(words: Words, i: int) -> bool:
    """Tell whether a word is a verb in a tense."""
    return words.finite[i + 1] > words.finite[i]


def has_verb(words: Words, first: int, last: int) -> bool:
    """Tell whether words [first, last] hold a finite verb."""
    return words.finite[last + 1] > words.finite[first]


def cut(words: Words, first: int, last: int, lists: Lists) -> list[Clause]:
    """Cut words [first, last], of one sentence, where a clause of another kind begins.

    Every word lies in exactly one clause.
    """
    edges: list[tuple[int, str]] = [(first, _first_kind(words, first, last, lists))]
    open_main = True
    for i in range(first + 1, last + 1):
        begin, current = edges[-1]
        kind = _opens(words, i, begin, last, lists, current)
        if i == first + 1 and is_finite(words, first) and current == "main":
            open_main = False
        if current in ("main", "joined", "contrast", "resumed"):
            open_main = open_main and not is_finite(words, i)
        elif kind is None and open_main and _resumes(words, i, begin):
            kind = "resumed" if any(kind == "main" for _, kind in edges) else "main"
        elif kind is None and current == "relative" and lists.verb_last and _closes(words, i, begin):
            kind = "resumed"  # its verb stood last: what follows is of the clause it broke into
        if kind is not None:
            edges.append((i, kind))
            open_main = True if kind in ("joined", "contrast") else open_main
    ends = [edge for edge, _ in edges[1:]] + [last + 1]
    return [Clause(edge, end - 1, kind) for (edge, kind), end in zip(edges, ends, strict=True)]


def _first_kind(words: Words, first: int, last: int, lists: Lists) -> str:
    """Return what kind of clause the first one is: a passage may begin with a relative clause."""
    i = first
    while i < last and words.pos[i] in ("PUNCT", "SPACE"):
        i += 1
    if "PronType=Rel" in words.morphs[i] or words.low[i] in lists.adding or _phrase(words, i) in lists.adding:
        return "relative"
    if words.pos[i] == "VERB" and "VerbForm=Ger" in words.morphs[i]:
        return "trailing"
    leans = words.pos[i] == "SCONJ" and words.low[i] not in lists.introducing
    return "leaning" if leans else "main"


def _resumes(words: Words, i: int, begin: int) -> bool:
    """Tell whether a clause broken into goes on with a word: behind the comma that closes the other."""
    if words.texts[i - 1] != "," and words.texts[i - 1] not in _DASHES:
        return False
    return has_verb(words, begin, i - 1) and words.pos[i] not in ("PUNCT", "SCONJ", "CCONJ")


def _closes(words: Words, i: int, begin: int) -> bool:
    """Tell whether a comma behind a verb closes a clause whose verb stands last."""
    if words.texts[i - 1] != "," or i - 2 <= begin or words.pos[i] in ("PUNCT", "SCONJ", "CCONJ"):
        return False
    return is_finite(words, i - 2) and not is_finite(words, i)


def _about_noun(words: Words, i: int, last: int, lists: Lists) -> bool:
    """Tell whether a word behind a comma, an article elsewhere, opens a clause whose verb stands last."""
    if words.low[i] not in lists.verb_last or words.pos[i - 2] not in ("NOUN", "PROPN", "NUM", "ADJ"):
        return False
    end = i + 1
    while end <= last and words.texts[end] not in {",", ";", ":"} and words.pos[end] != "CCONJ":
        end += 1
    end -= 1
    while end > i and words.pos[end] == "PUNCT":
        end -= 1
    final = words.pos[end] in ("VERB", "AUX") or (words.pos[end] == "ADJ" and words.texts[end].islower())
    first = next((k for k in range(i + 1, end + 1) if is_finite(words, k)), end)
    return end > i + 1 and final and words.pos[first - 1] != "PUNCT" and end - first <= 2


def _opens(words: Words, i: int, begin: int, last: int, lists: Lists, current: str) -> str | None:
    """Return which kind of clause begins with a word, None if none does."""
    text, low, pos = words.texts[i], words.low[i], words.pos[i]
    before = words.texts[i - 1]
    if before == ";" or (before == ":" and pos != "PUNCT"):
        return "joined" if has_verb(words, begin, i - 1) and _verb_ahead(words, i, last) else None
    behind_comma = before == "," or before in _DASHES
    if not behind_comma:
        if pos != "CCONJ" or not has_verb(words, begin, i - 1) or _in_brackets(words, begin, i):
            return None
        if lists.verb_last and current in ("relative", "leaning") and _ends_on_verb(words, i, last):
            return None  # "die misst und das Ergebnis behält"
        return "joined" if _stands_alone(words, i + 1, last, lists) else None
    if pos == "CCONJ" or low in lists.contrasting or _phrase(words, i) in lists.contrasting:
        if low in lists.contrasting or _phrase(words, i) in lists.contrasting:
            if pos == "CCONJ":
                return "contrast" if _stands_alone(words, i + 1, last, lists) else None
            return "contrast" if _verb_ahead(words, i + 1, last) else None
        return "joined" if _stands_alone(words, i + 1, last, lists) else None
    if low in lists.adding or _phrase(words, i) in lists.adding:
        return "relative" if _verb_ahead(words, i + 1, last) else None
    relative = i if "PronType=Rel" in words.morphs[i] else i + 1
    if relative <= last and (relative == i or pos == "ADP") and "PronType=Rel" in words.morphs[relative]:
        return "relative" if _verb_ahead(words, relative + 1, last) else None
    if _about_noun(words, i, last, lists):
        return "relative"
    if pos == "SCONJ":
        return "leaning" if _verb_ahead(words, i + 1, last) else None
    if pos == "VERB" and "VerbForm=Ger" in words.morphs[i] and has_verb(words, begin, i - 1):
        return "trailing"
    if text in _BRACKETS or pos == "PUNCT":
        return None
    return _comma(words, i, begin, last, lists)


def _comma(words: Words, i: int, begin: int, last: int, lists: Lists) -> str | None:
    """Return what a comma opens before a word that joins nothing by itself.

    A second clause in the mood of reported speech ("er habe nichts gesehen, das Boot sei leer gewesen"), or
    the rest of the clause that another one broke into.
    """
    verb = _verb_ahead(words, i, last)
    if verb is None or words.pos[i] == "ADP" or not lists.prefixes:
        return None
    said = [k for k in range(begin, i) if is_finite(words, k)]
    if not said or ("Mood=Sub" in words.morphs[said[-1]]) != ("Mood=Sub" in words.morphs[verb]):
        return None
    if said[-1] == i - 2 and said[-1] - begin > 1:
        return None  # the verb stands last: a clause that leans on another
    return "joined" if _stands_alone(words, i, last, lists) and _verb_second(words, i, verb) else None


def _verb_second(words: Words, i: int, verb: int) -> bool:
    """Tell whether one phrase stands before a verb: "das Boot sei", not "das Boot den Hafen verlasse"."""
    if verb == i:
        return False
    nouns = 0
    for k in range(i, verb):
        if words.pos[k] in ("NOUN", "PRON") or (words.pos[k] == "PROPN" and words.pos[k - 1] != "PROPN"):
            genitive = k > i and words.low[k - 1] in ("der", "des", "von", "vom")
            nouns += not genitive
    return nouns == 1


def _in_brackets(words: Words, begin: int, i: int) -> bool:
    """Tell whether a bracket opened in a clause is still open at a word."""
    inside = words.texts[begin:i]
    return sum(inside.count(mark) for mark in "([") > sum(inside.count(mark) for mark in ")]")


def _ends_on_verb(words: Words, i: int, last: int) -> bool:
    """Tell whether the first verb behind "and" stands at the end of its clause."""
    verb = _verb_ahead(words, i + 1, last)
    return verb is not None and (verb == last or words.pos[verb + 1] in ("PUNCT", "AUX", "CCONJ"))


def _phrase(words: Words, i: int) -> str:
    return f"{words.low[i]} {words.low[i + 1]}" if i + 1 < len(words) else words.low[i]


def _verb_ahead(words: Words, i: int, last: int) -> int | None:
    """Return the first finite verb of what begins with a word; None if another clause comes first."""
    for k in range(i, min(last, i + _LONGEST_LEAD * 2) + 1):
        if is_finite(words, k):
            return k
        if words.texts[k] in ";:":
            return None
    return None


def _stands_alone(words: Words, i: int, last: int, lists: Lists) -> bool:
    """Tell whether what begins with a word has a finite verb and a subject of its own."""
    subject = governed = told = False
    for k in range(i, min(last, i + _LONGEST_LEAD) + 1):
        pos = words.pos[k]
        if is_finite(words, k):
            inverts = k > i and bool(lists.verb_last)  # elsewhere what follows the verb is mostly its object
            return subject or (inverts and _inverted(words, k + 1, last))
        if words.texts[k] == "," and k < last and words.pos[k + 1] == "CCONJ":
            return False
        if not lists.verb_last and subject and not told and (words.texts[k] == "," or pos == "CCONJ"):
            return False  # "negro y blanco, ..." goes on with words, not with a clause
        told = told or pos in _TELLING
        if k > i and (pos == "SCONJ" or "PronType=Rel" in words.morphs[k] or words.texts[k] in ";:"):
            return False
        if pos == "SCONJ" and words.low[k] not in lists.introducing:
            return False
        if pos == "ADP":
            governed = True
        elif pos in _NOUNS and not (pos == "PRON" and words.low[k] in lists.objects):
            if not governed:
                subject = True
            if words.pos[min(k + 1, len(words) - 1)] not in ("PROPN", "NOUN", "ADJ"):
                governed = False
    return False


def _inverted(words: Words, i: int, last: int) -> bool:
    """Tell whether a subject follows its verb: "gestern kam der Minister"."""
    for k in range(i, min(last, i + 3) + 1):
        if words.pos[k] == "ADP" or words.pos[k] == "PUNCT":
            return False
        if words.pos[k] in ("NOUN", "PROPN"):
            return True
    return False


def length(words: Words, first: int, last: int) -> int:
    """Return how many words, marks aside, lie in [first, last]."""
    return sum(words.pos[i] not in ("PUNCT", "SPACE") for i in range(first, last + 1))


def without_edges(words: Words, kept: Sequence[int], lists: Lists) -> list[int]:
    """Return words without the marks and conjunctions at their edges."""
    first, last = 0, len(kept)
    opening = {"CCONJ", "SCONJ", "ADV"}
    if lists.verb_last and sum(is_finite(words, i) for i in kept) > 1:
        opening.discard("SCONJ")  # "Als die Fähre kam, ging er": what leans is not all
    while first < last and (
        words.pos[kept[first]] in ("PUNCT", "SPACE")
        or (words.low[kept[first]] in lists.openers and words.pos[kept[first]] in opening)
    ):
        first += 1
    opened = {"(", "["} & {words.texts[i] for i in kept[first:last]}
    while first < last and words.pos[kept[last - 1]] in ("PUNCT", "SPACE", "CCONJ", "SCONJ"):
        if opened and words.texts[kept[last - 1]] in _CLOSING:
            break
        last -= 1
    return list(kept[first:last])
