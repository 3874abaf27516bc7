"""Whether a name that nothing beside it explains is a person's, a body's, or no name at all."""

from collections.abc import Mapping, Sequence

from firsthand.extract.naming import gazetteer
from firsthand.extract.naming.kinds import is_common, kind_of_name
from firsthand.extract.surface.naming.lexicon import Lexicon, kind_of_head
from firsthand.extract.surface.naming.runs import Run
from firsthand.extract.surface.naming.subjects import is_subject
from firsthand.extract.surface.words import Words
from firsthand.extract.tagging.european.forms import form_of
from firsthand.model import SourceKind

# Words of a name longer than this without anything that tells its kind: hardly a person's.
_LONGEST_PERSON = 4

# Words of a line that names who wrote what follows.
_LONGEST_BYLINE = 7

_BODIES = frozenset({"organisation", "outlet", "government"})


def settle(words: Words, runs: Sequence[Run], known: Lexicon) -> None:
    """Decide by the rest of the text what a name's own words left open."""
    surnames = {words.low[run.last] for run in runs if run.kind == "person"}
    told: dict[str, SourceKind] = {}
    for run in runs:
        if run.kind is not None and run.last > run.core:
            told.setdefault(_text(words, run), run.kind)
    alone = _alone(words, runs, known)
    # One after the other: what an article tells counts more than who does something.
    for decide in (_by_words, _by_article, _by_byline, _by_acting):
        for run in runs:
            if run.kind is None:
                kind = decide(words, run, alone, known)
                if kind is not None:
                    told.setdefault(_text(words, run), kind)
                    if kind == "person":
                        surnames.add(words.low[run.last])
    for run in runs:
        if run.kind is None:
            run.kind = _settled(words, run, surnames, told, known)


def _text(words: Words, run: Run) -> str:
    return " ".join(words.low[run.core : run.last + 1])


def _settled(
    words: Words, run: Run, surnames: set[str], told: Mapping[str, SourceKind], known: Lexicon
) -> SourceKind:
    """Return the kind of a name: what the text tells elsewhere, a family name's, else a body's."""
    kind = told.get(_text(words, run))
    if kind is not None:
        return kind
    last = words.low[run.last]
    if run.core < run.last:
        return "organisation"
    if last in surnames or (known.compounds and last.endswith("s") and last[:-1] in surnames):
        return "person"
    if _behind_place(words, run, known) or _behind_article(words, run, known):
        return "organisation"
    return "person" if last in gazetteer.first_names() else "organisation"


def _by_words(words: Words, run: Run, alone: frozenset[str], known: Lexicon) -> SourceKind | None:
    """Return what the words of a name tell that is English, as many are that news takes over."""
    if run.core == run.last:
        return None
    texts = words.texts[run.core : run.last + 1]
    if any(text in {"&", "/", "+"} or text.isdigit() for text in texts):
        return "organisation"
    if run.last - run.core >= _LONGEST_PERSON or texts[-1].isupper():
        return "organisation"
    kind = kind_of_name(tuple(texts), titled=False)
    if kind in _BODIES:
        return kind
    foreign = any(is_common(text) and not form_of(text.lower(), known.language).known for text in texts)
    return "organisation" if foreign else None


def _by_article(words: Words, run: Run, alone: frozenset[str], known: Lexicon) -> SourceKind | None:
    """Return a body's kind for a name behind an article or where a place is told: no person stands there."""
    if words.low[run.last] in gazetteer.first_names():
        return None
    place = _behind_place(words, run, known)
    if run.core == run.last:
        return "organisation" if place else None
    return "organisation" if place or _behind_article(words, run, known) else None


def _by_byline(words: Words, run: Run, alone: frozenset[str], known: Lexicon) -> SourceKind | None:
    """Return a person's kind for who wrote the text, "Por Ina Roe", or is called by a family name later."""
    if run.core == run.last:
        return None
    begin = words.begins[run.first]
    before, after = words.before(run.first), words.after(run.last)
    ends = after >= len(words) or words.sentence[after] != words.sentence[run.last]
    if before == begin and ends and words.pos[begin] == "ADP" and run.last - begin < _LONGEST_BYLINE:
        return "person"
    return "person" if words.low[run.last] in alone else None


def _alone(words: Words, runs: Sequence[Run], known: Lexicon) -> frozenset[str]:
    """Return the single words by which somebody, no place and no body, is called."""
    return frozenset(
        words.low[run.last]
        for run in runs
        if run.first == run.core == run.last
        and run.kind in (None, "person")
        and not _behind_place(words, run, known)
        and not _behind_article(words, run, known)
    )


def _by_acting(words: Words, run: Run, alone: frozenset[str], known: Lexicon) -> SourceKind | None:
    """Return a person's kind for a name of several words that does something; bodies have an article."""
    if run.core == run.last:
        return None
    beside = run.first < run.core or is_subject(words, run.first, run.last, known)
    return "person" if beside else None


def _behind_place(words: Words, run: Run, known: Lexicon) -> bool:
    before = words.before(run.first)
    return before >= words.begins[run.first] and words.low[before] in known.at_places


def _behind_article(words: Words, run: Run, known: Lexicon) -> bool:
    before = words.before(run.first)
    if before < words.begins[run.first]:
        return False
    return words.pos[before] == "DET" or words.low[before] in known.definite


def named(words: Words, runs: Sequence[Run], known: Lexicon) -> list[Run]:
    """Return the runs that are names: a thing with a capital is none ("das Kupfer", "tre Paesi")."""
    things = {words.low[run.core] for run in runs if _may_be_thing(run) and _is_thing(words, run, known)}
    return [
        run
        for run in runs
        if not (_may_be_thing(run) and words.low[run.core] in things and not words.texts[run.core].isupper())
    ]


def _may_be_thing(run: Run) -> bool:
    return run.first == run.core == run.last and run.kind is None


def _is_thing(words: Words, run: Run, known: Lexicon) -> bool:
    """Tell by what stands before a word with a capital that it is a common noun."""
    i = run.core
    if words.low[i] in gazetteer.first_names() or words.texts[i].isupper():
        return False
    before = words.before(i)
    while before > words.begins[i] and words.pos[before] == "ADJ" and words.texts[before].islower():
        before = words.before(before)
    if before < words.begins[i]:
        return False
    form = form_of(words.low[i], known.language)
    if not form.known:
        return False
    counted = words.pos[before] == "NUM" and not (words.texts[before].isdigit() and before == words.begins[i])
    if counted or words.low[before] in known.indefinite or words.low[before] in known.neuter:
        return True
    if known.compounds:
        unit = words.before(before)
        return words.pos[before] == "NOUN" and unit >= words.begins[i] and words.pos[unit] == "NUM"
    several = words.pos[before] == "DET" and words.lemmas[i] != words.low[i]
    return several or _in_office(words, before, known)


def _in_office(words: Words, before: int, known: Lexicon) -> bool:
    """Tell whether "of" and a body or an office stand before: "ministero dell'Acqua"."""
    of = False
    i = before
    while i >= 0 and (words.low[i] in known.of or words.pos[i] == "DET"):
        of = of or words.low[i] in known.of
        i = words.before(i)
    while i >= 0 and words.pos[i] == "ADJ":
        i = words.before(i)
    if not of or i < 0 or words.texts[i][0].isupper():
        return False
    return words.pos[i] == "NOUN" and kind_of_head(words.lemmas[i], known.language) is not None
