"""The office a name is given: before it ("la ministre de la Défense, Jeanne Roe") or behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from firsthand.extract.surface.naming.descriptions import describes
from firsthand.extract.surface.naming.lexicon import Gender, Lexicon, head_part, kind_of_head
from firsthand.extract.surface.naming.runs import Run, is_country
from firsthand.extract.surface.naming.subjects import is_plural
from firsthand.extract.surface.words import Words

Description = tuple[int, int, int]

_BODIES = frozenset({"organisation", "outlet", "government"})


@dataclass(slots=True)
class Office:
    """What the words beside a name say of its bearer.

    `first` and `last` are the outermost words of name and office together; `passages` the offsets
    of the office's words without their article; `heads` the lemmas of its head nouns; `owners` the
    stretches of words in which the body is named that the office belongs to; `gender` what its article tells.
    """

    first: int
    last: int
    passages: list[tuple[int, int]] = field(default_factory=list)
    heads: tuple[str, ...] = ()
    gender: Gender | None = None
    owners: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices of names, by index of the name, and the descriptions that are no more than these."""

    of: dict[int, Office]
    taken: frozenset[Description]


def attach_offices(
    words: Words, runs: Sequence[Run], descriptions: Sequence[Description], known: Lexicon
) -> Offices:
    """Join names and the descriptions beside them; decides the kind of the names as far as these tell it."""
    at_start = {run.first: k for k, run in enumerate(runs)}
    at_end = {run.last: k for k, run in enumerate(runs)}
    of: dict[int, Office] = {}
    taken: set[Description] = set()
    for description in descriptions:
        k = _named_behind(words, description, at_start, runs, known)
        behind = k is not None
        if k is None:
            k = _named_before(words, description, at_end, runs, known)
        if k is None:
            continue
        run = runs[k]
        kind = kind_of_head(words.lemmas[description[1]], known.language)
        if kind in _BODIES:
            _name_body(words, run, description, known)
            of.setdefault(k, _announced(words, run, description))
            taken.add(description)
            continue
        run.kind = "person"
        office = of.setdefault(k, Office(run.first, run.last))
        first, head, last = description
        office.first, office.last = min(office.first, first), max(office.last, last)
        begin = first
        while begin < head and words.pos[begin] == "DET":
            begin += 1
        last = min(last, run.first - 1) if behind and last >= run.first else last
        office.passages.append((words.starts[begin], words.end(last)))
        office.heads += (words.lemmas[head],)
        if office.gender is None and not known.compounds:
            office.gender = gender_by_article(words, head)
        if last > head:
            office.owners += ((head + 1, last),)
        taken.add(description)
    return Offices(of, frozenset(taken))


def _announced(words: Words, run: Run, description: Description) -> Office:
    """Return what the words before a body's name call it: "Osker Verein" of "der Osker Verein Blau"."""
    first, head, _ = description
    begin = first
    while begin < head and words.pos[begin] in ("DET", "NUM"):
        begin += 1
    last = max(head, run.first - 1)
    return Office(min(run.first, first), run.last, [(words.starts[begin], words.end(last))])


def gender_by_article(words: Words, head: int) -> Gender | None:
    """Return the gender that the article before a noun tells, where articles keep theirs in every case."""
    if "Gender=Fem" in words.morphs[head]:
        return "f"
    return "m" if "Gender=Masc" in words.morphs[head] else None


def _named_behind(
    words: Words, description: Description, at_start: dict[int, int], runs: Sequence[Run], known: Lexicon
) -> int | None:
    """Return the name that follows a description at once, or behind a comma: whose office it is."""
    first, head, last = description
    kind = kind_of_head(words.lemmas[head], known.language)
    if kind == "document" or (kind == "unnamed" and not _may_be_one(words, head, known)):
        return None
    direct = at_start.get(words.after(head))
    if direct is None and kind in _BODIES and not known.genitive and describes(words, words.after(head)):
        direct = at_start.get(words.after(words.after(head)))
    if direct is not None and _is_genitive(words, runs[direct], runs, known):
        return None
    if direct is not None and (kind in _BODIES or runs[direct].kind in (None, "person")):
        if kind in _BODIES and words.lemmas[head] in known.local:
            return direct
        return direct if not is_plural(words, first, head, known) else None
    if kind in _BODIES:
        return _behind_trade(words, description, at_start, runs, known)
    i = words.after(last)
    if i < len(words) and words.texts[i] == "," and words.sentence[i] == words.sentence[head]:
        i = words.after(i)
        k = at_start.get(i)
        if k is None or is_plural(words, first, head, known) or words.low[first] in known.indefinite:
            return None
        run = runs[k]
        return (
            k
            if run.kind in (None, "person") and run.last > run.core and _ends_aside(words, run.last)
            else None
        )
    k = at_start.get(i)
    if k is not None and last > head and runs[k].kind in (None, "person") and runs[k].last > runs[k].core:
        return None if is_plural(words, first, head, known) else k
    return None


def _behind_trade(
    words: Words, description: Description, at_start: dict[int, int], runs: Sequence[Run], known: Lexicon
) -> int | None:
    """Return the name behind a body and what it deals in: "la agencia de noticias Norda"."""
    _, head, last = description
    for i in range(head + 3, last + 1):
        k = at_start.get(i)
        if k is not None:
            trade = words.low[head + 1] in known.of and all(
                words.pos[j] in ("NOUN", "ADJ") for j in range(head + 2, i)
            )
            return k if trade and runs[k].last == last else None
    return None


def _is_genitive(words: Words, run: Run, runs: Sequence[Run], known: Lexicon) -> bool:
    """Tell whether a name right behind a noun says whose it is: "Außenminister Rurlands"."""
    if not known.genitive or run.core != run.last or not words.low[run.last].endswith("s"):
        return False
    bare = words.texts[run.last][:-1]
    if run.kind == "government" or is_country(bare, known.language):
        return True
    return any(words.texts[other.last] == bare for other in runs)


def _may_be_one(words: Words, head: int, known: Lexicon) -> bool:
    return (head_part(words.lemmas[head], known.language) or "") in known.roles


def _ends_aside(words: Words, last: int) -> bool:
    """Tell whether a name behind a comma is one aside: a comma, a verb or the sentence's end follows."""
    i = words.after(last)
    if i >= len(words) or words.sentence[i] != words.sentence[last]:
        return True
    return (
        words.pos[i] in ("PUNCT", "VERB", "AUX", "ADV", "PRON", "ADP", "SCONJ") and words.texts[i] not in "&"
    )


def _named_before(
    words: Words, description: Description, at_end: dict[int, int], runs: Sequence[Run], known: Lexicon
) -> int | None:
    """Return the name that a description behind a comma tells more of: "Petra Lindt, Sprecherin der ..."."""
    first, head, last = description
    if kind_of_head(words.lemmas[head], known.language) not in ("person", "unnamed"):
        return None
    if not _may_be_one(words, head, known) or is_plural(words, first, head, known):
        return None
    comma = words.before(first)
    if comma < words.begins[first] or words.texts[comma] not in (",", "("):
        return None
    k = at_end.get(words.before(comma))
    if k is None or runs[k].kind not in (None, "person") or words.low[first] in known.possessives:
        return None
    i = words.after(last)
    ended = (
        i >= len(words)
        or words.sentence[i] != words.sentence[head]
        or words.pos[i] in ("PUNCT", "ADP", "CCONJ")
    )
    return k if ended else None


def _name_body(words: Words, run: Run, description: Description, known: Lexicon) -> None:
    """Name a body by the noun before it: "Universität Osk" is one name, "la agencia Norda" names Norda."""
    head = description[1]
    kind = kind_of_head(words.lemmas[head], known.language)
    if run.kind in (None, "person", "organisation"):
        run.kind = "outlet" if words.lemmas[head] in known.outlet_heads else kind
    if words.lemmas[head] in known.local or (head_part(words.lemmas[head], known.language) in known.local):
        run.first = run.core = head
        run.kind = kind
