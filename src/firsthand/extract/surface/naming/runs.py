"""Proper names as runs of words with a capital."""

from dataclasses import dataclass

from firsthand.extract.countries import country_named, country_of_demonym
from firsthand.extract.naming import gazetteer
from firsthand.extract.surface.naming.lexicon import Lexicon, head_part, kind_of_head
from firsthand.extract.surface.words import Words
from firsthand.model import SourceKind

_LONGEST_RUN = 10  # words; longer runs of capitals are shouted text, not a name
_LONGEST_COMMON = 13  # letters; an unknown longer word behind an article is a compound, not a name
_JOINTS = frozenset({"&", "-", "/", "+"})
_QUOTES = frozenset("\"'“”„«»‘’")


@dataclass(slots=True)
class Run:
    """A proper name: words [first, last], the name proper beginning at `core`.

    Words before `core` are titles and offices written with a capital ("Señora", "Presidente").
    `kind` is None while nothing tells.
    """

    first: int
    core: int
    last: int
    kind: SourceKind | None = None


def find_runs(words: Words, known: Lexicon) -> list[Run]:
    """Find every proper name, in order of text; a bare office ("el Presidente") is none."""
    runs: list[Run] = []
    i, n = 0, len(words)
    while i < n:
        if not _is_proper(words, i, known):
            i += 1
            continue
        last = _run_end(words, i, known)
        i = _behind_head(words, i, last, known)
        if last - i < _LONGEST_RUN:
            run = _cut(words, i, last, known)
            if run is not None:
                runs.append(run)
        i = last + 1
    return runs


def of_town(words: Words, i: int, known: Lexicon) -> bool:
    """Tell whether a word may be an adjective made of a town: "Wiener", "Hamburger"."""
    text = words.texts[i]
    made = known.compounds and text.endswith("er") and text[0].isupper() and not text.isupper()
    return made and words.pos[i] in ("PROPN", "ADJ", "NOUN")


def _behind_head(words: Words, first: int, last: int, known: Lexicon) -> int:
    """Return where a name begins that a town and a noun lead to: "der Osker Verein Blauer Anker"."""
    if last - first < 2 or not of_town(words, first, known):
        return first
    noun, name = first + 1, first + 2
    announced = kind_of_head(words.lemmas[noun], known.language) in ("organisation", "outlet", "government")
    own = words.pos[name] == "PROPN" and kind_of_head(words.lemmas[name], known.language) is None
    if words.pos[noun] != "NOUN" or not announced or not own or words.texts[name].isupper():
        return first  # "Wiener Hafen AG"
    return name


def _is_proper(words: Words, i: int, known: Lexicon) -> bool:
    """Tell whether a word is, or begins, a name."""
    pos = words.pos[i]
    text = words.texts[i]
    if pos == "PROPN":
        if not text[0].isalpha():
            return text[0] in "@#" and len(text) > 2
        if text[0].islower():
            return False
        if known.compounds and not text.isupper():
            before = words.before(i)
            behind_article = before >= 0 and words.pos[before] in ("DET", "ADJ") and words.begins[i] <= before
            if behind_article and len(text) > _LONGEST_COMMON and not _capital(words, words.after(i)):
                return False
        return True
    if known.compounds and text.islower() and words.low[i] in known.outlets and pos in ("ADJ", "X", "NOUN"):
        return True  # "dpa": agencies write themselves small
    if pos == "X":
        return gazetteer.is_web_address(words.low[i])
    return known.compounds and pos in ("NOUN", "ADJ") and _opens_title(words, i)


def _opens_title(words: Words, i: int) -> bool:
    """Tell whether an adjective with a capital inside a sentence opens a name: "Süddeutsche Zeitung"."""
    if not words.texts[i][0].isupper() or words.begins[i] == i or words.texts[i].isupper():
        return False
    before = words.before(i)
    if before < 0 or words.texts[before] in _QUOTES or words.texts[before] == ":" or before < words.begins[i]:
        return False
    after = words.after(i)
    if (
        after >= len(words)
        or words.sentence[after] != words.sentence[i]
        or words.pos[after] not in ("NOUN", "PROPN")
    ):
        return False
    return words.lemmas[i] != words.low[i] and words.pos[i] == "ADJ" and words.texts[after][0].isupper()


def _capital(words: Words, i: int) -> bool:
    return i < len(words) and words.pos[i] == "PROPN" and words.texts[i][0].isupper()


def _run_end(words: Words, first: int, known: Lexicon) -> int:
    """Return the index of the last word of the name that begins at `first`."""
    last = first
    n = len(words)
    while last + 1 < n and words.sentence[last + 1] == words.sentence[first]:
        i = last + 1
        if words.pos[i] == "PROPN" and words.texts[i][0].isalnum() and not words.texts[i][0].islower():
            last = i
            continue
        if known.compounds and words.pos[i] in ("NOUN", "ADJ") and _goes_on(words, first, i, known):
            last = i
            continue
        channel = words.pos[i] == "NUM" and words.texts[i].isdigit() and len(words.texts[i]) < 3
        if channel and last == first and i + 1 < n and words.pos[i + 1] in ("PUNCT", "VERB", "AUX"):
            last = i  # "France 24"
            continue
        link = _link(words, first, last, known)
        if link is None:
            break
        last = link
    return last


def _goes_on(words: Words, first: int, i: int, known: Lexicon) -> bool:
    """Tell whether a noun behind a name's first words belongs to it: "Süddeutsche Zeitung", "Xalmor Bank"."""
    if words.pos[first] in ("ADJ", "NOUN") and i == first + 1:
        return True
    given = words.low[first] in gazetteer.first_names() and words.pos[first] == "PROPN"
    if given and i == first + 1 and words.texts[i][0].isupper():
        return kind_of_head(words.lemmas[i], known.language) is None  # "Reinhold Koch"
    kind = kind_of_head(words.lemmas[i], known.language)
    return kind in ("organisation", "outlet", "government") or words.lemmas[i] in known.sites


def _link(words: Words, first: int, last: int, known: Lexicon) -> int | None:
    """Return where the name goes on behind a small word ("von", "de la", "&"); None if it does not."""
    n = len(words)
    i = last + 1
    if words.texts[i] in _JOINTS and i + 1 < n and _capital(words, i + 1):
        return i + 1
    steps = 0
    while i < n and steps < 3 and words.texts[i][0].islower() and words.low[i] in known.particles:
        i += 1
        steps += 1
    if not steps or i >= n or not _capital(words, i) or words.sentence[i] != words.sentence[first]:
        return None
    joins_any = all(words.low[k] not in known.of for k in range(last + 1, i))
    if joins_any and words.low[last + 1] != "y":
        return i  # "van", "al", "bin": no words of the language itself
    if _has_body(words, first, last, known):
        return i  # "Ministerio de Defensa", "Banca d'Italia"
    if known.compounds:
        return i if last == first or words.low[first] in gazetteer.first_names() else None
    given = words.low[first] in gazetteer.first_names()
    return i if given and last - first < 2 and country_of_demonym(words.texts[first]) is None else None


def _has_body(words: Words, first: int, last: int, known: Lexicon) -> bool:
    for i in range(first, last + 1):
        word = words.lemmas[i]
        if word in known.organisations or word in known.sites or word in known.reports:
            return True
    return False


def _cut(words: Words, first: int, last: int, known: Lexicon) -> Run | None:
    """Split titles and offices off the front of a run; None if nothing is left."""
    core = first
    while core < last and (words.low[core] in known.titles or words.lemmas[core] in known.titles):
        core += 1
    while (
        core < last
        and _is_office(words.lemmas[core], known)
        and words.low[core] not in gazetteer.first_names()
    ):
        core += 1
        while core < last and (words.low[core] in known.modifiers or words.low[core] in known.of):
            core += 1
    if core == last and _describes(words, core, known):
        return None
    if all(
        _is_office(words.lemmas[i], known) or words.low[i] in known.modifiers for i in range(core, last + 1)
    ):
        return None
    return Run(first, core, last, kind_of_run(words, core, last, known, titled=core > first))


def _is_office(lemma: str, known: Lexicon) -> bool:
    return lemma in known.roles and lemma not in known.organisations


def _describes(words: Words, i: int, known: Lexicon) -> bool:
    """Tell whether one word with a capital describes and does not name: "el Gobierno", "la Policía"."""
    word = words.lemmas[i]
    if words.texts[i].isupper() and len(word) > 1:
        return False
    listed = (
        word in known.organisations or word in known.roles or word in known.people or word in known.reports
    )
    return listed and words.low[i] not in known.outlets and f"la {words.low[i]}" not in known.outlets


def kind_of_run(words: Words, core: int, last: int, known: Lexicon, *, titled: bool) -> SourceKind | None:
    """Return the kind of bearer that a name's words announce, None if they leave it open."""
    texts = words.texts[core : last + 1]
    text = " ".join(texts)
    low = " ".join(words.low[core : last + 1])
    before = words.before(core)
    article = words.low[before] if before >= 0 else ""
    with_article = f"{article}{'' if article.endswith(chr(39)) else ' '}{low}"
    if low in known.outlets or with_article in known.outlets or gazetteer.find_outlet(text):
        return "outlet"
    if titled:
        return "person"
    if low in known.houses or gazetteer.bare_article(text) in gazetteer.houses():
        return "government"
    if low in known.bodies:
        return "organisation"
    kind = _kind_by_head(words, core, last, known)
    if kind is not None:
        return kind
    genitive = known.genitive and text.endswith("s") and is_country(text[:-1], known.language)
    if genitive or is_country(text, known.language):
        return "government"
    if gazetteer.is_web_address(text):
        return "outlet"
    if len(texts) > 1 and any(words.low[i] in known.outlet_marks for i in range(core, last + 1)):
        return "outlet"
    if words.low[core] in gazetteer.first_names() and 1 < len(texts) < 6:
        return "person"
    if gazetteer.bare_article(text) in gazetteer.bodies():
        return "organisation"
    if len(texts) == 1 and text.isupper() and 2 <= len(text.replace(".", "")) <= 7:
        return "organisation"
    if any(words.lemmas[i] in known.sites for i in range(core, last + 1)):
        return "organisation"
    return None


def _kind_by_head(words: Words, core: int, last: int, known: Lexicon) -> SourceKind | None:
    """Return the kind of body that a word of the name tells: the first where it governs, else the last."""
    order = range(core, last + 1) if not known.compounds else range(last, core - 1, -1)
    for i in order:
        if known.compounds and words.low[i] in known.particles:
            continue
        word = words.lemmas[i]
        part = head_part(word, known.language) if known.compounds else word
        if part in known.organisations and (core < last or part != word):
            return known.organisations[str(part)]
    return None


def is_country(text: str, language: str) -> bool:
    """Tell whether a name is a country's, in the language or in English."""
    return country_named(text, language=language) is not None or country_named(text) is not None
