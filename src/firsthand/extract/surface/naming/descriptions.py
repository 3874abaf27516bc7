"""Speakers without a name: "der Sprecher der Polizei", "deux proches du dossier", "il rapporto"."""

from collections.abc import Sequence

from firsthand.extract.surface.naming.lexicon import Lexicon, kind_of_head
from firsthand.extract.surface.naming.runs import of_town
from firsthand.extract.surface.words import Words

_LONGEST_TAIL = 9  # words behind the head
_LONGEST_LEAD = 6  # words before it
_LEADING = frozenset({"DET", "ADJ", "NUM"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def find_descriptions(words: Words, named: Sequence[bool], known: Lexicon) -> list[tuple[int, int, int]]:
    """Find noun phrases whose head can speak, as (first, head, last) indices of words.

    `named[i]` tells that word i belongs to a proper name.
    """
    found: list[tuple[int, int, int]] = []
    stop = -1
    for i, pos in enumerate(words.pos):
        if named[i]:
            continue
        if pos in _NOUNS:
            if kind_of_head(words.lemmas[i], known.language) is None:
                continue
        elif not (pos in ("PRON", "ADJ", "DET") and _stands_alone(words, i, known)):
            continue
        first = _first(words, i, named, known)
        last = last_of_phrase(words, i, known)
        if first <= stop and i <= stop and words.pos[i] not in _NOUNS:
            continue
        found.append((first, i, last))
        stop = max(stop, last)
    return found


def _stands_alone(words: Words, i: int, known: Lexicon) -> bool:
    """Tell whether a quantifier stands for people: "einige sagen"."""
    if words.low[i] not in known.bare_people:
        return False
    after = words.after(i)
    follows = (
        after < len(words) and words.pos[after] in ("VERB", "AUX") and "VerbForm=Fin" in words.morphs[after]
    )
    before = words.before(i)
    free = before < words.begins[i] or words.pos[before] in ("PUNCT", "SCONJ", "CCONJ")
    return follows and free


def _first(words: Words, head: int, named: Sequence[bool], known: Lexicon) -> int:
    """Return where the phrase of a noun begins: its article, number and adjectives belong to it."""
    first = head
    i = words.before(head)
    while i >= words.begins[head] and head - i <= _LONGEST_LEAD and not named[i]:
        pos = words.pos[i]
        participle = (
            pos == "VERB" and "VerbForm=Part" in words.morphs[i] and words.pos[words.before(i)] in _LEADING
        )
        if (
            pos not in _LEADING
            and not participle
            and not (pos == "PROPN" and i == words.before(head) and _of_body(words, i, head, known))
            and not (pos == "ADV" and words.pos[words.before(i)] == "DET")
        ):
            break
        first = i
        if pos == "DET":
            before = words.before(i)
            if not (before >= words.begins[head] and words.pos[before] == "DET"):
                break  # "tous les", "tutti i" have two
        i = words.before(i)
    return first


def _of_body(words: Words, i: int, head: int, known: Lexicon) -> bool:
    """Tell whether the word before a noun says of what town a body is: "der Osker Verein"."""
    kind = kind_of_head(words.lemmas[head], known.language)
    return kind in ("organisation", "government", "outlet") and of_town(words, i, known)


def last_of_phrase(words: Words, head: int, known: Lexicon) -> int:
    """Return where the phrase of a noun ends: whom it belongs to is part of it, a relative clause is not."""
    n = len(words)
    last = head
    while last + 1 < n and last - head < _LONGEST_TAIL:
        i = words.after(last)
        if i >= n or words.sentence[i] != words.sentence[head]:
            break
        pos, low = words.pos[i], words.low[i]
        if pos == "ADJ" and not known.genitive and words.pos[last] in ("NOUN", "ADJ", "PROPN"):
            last = i
            continue
        if not known.genitive and pos == "VERB" and "VerbForm=Part" in words.morphs[i] and last == head:
            last = i
            continue
        if known.genitive and pos == "PROPN" and last == head and low.endswith("s"):
            last = i  # "Außenminister Rurlands"
            continue
        if low in known.of or (low in known.near) or (pos == "ADP" and words.low[last] in known.near):
            if known.genitive and pos == "DET" and not _is_genitive(words, last, i):
                break
            end = _complement(words, i, known)
            if end is None or end - head > _LONGEST_TAIL:
                break
            last = end
            continue
        break
    return last


def describes(words: Words, i: int) -> bool:
    """Tell whether a word behind a noun may say more of it: one in small letters, often of a place."""
    return i < len(words) and words.pos[i] in ("ADJ", "NOUN") and words.texts[i].islower()


def _leads_to_name(words: Words, adjective: int) -> bool:
    """Tell whether a name follows an adjective behind a noun: "la asociación marolense Blu"."""
    name = words.after(adjective)
    return name < len(words) and words.pos[name] == "PROPN" and words.begins[name] == words.begins[adjective]


def _is_genitive(words: Words, noun: int, article: int) -> bool:
    """Tell whether an article right behind a noun says whose it is: "der Sprecher der Polizei"."""
    return words.low[article] not in ("einem", "dem") and words.pos[noun] in _NOUNS


def _complement(words: Words, i: int, known: Lexicon) -> int | None:
    """Return the last word of the noun phrase behind "of"; None if no noun follows."""
    n = len(words)
    sentence = words.sentence[i]
    steps = 0
    if words.low[i] in known.near:
        i = words.after(i)
    while i < n and words.sentence[i] == sentence and steps < _LONGEST_LEAD:
        pos = words.pos[i]
        if pos in _NOUNS:
            last = i
            while True:
                after = words.after(last)
                if after >= n or words.sentence[after] != sentence:
                    return last
                if words.pos[after] == "NOUN" and last == i and of_town(words, i, known):
                    last = after
                    continue
                if not known.genitive and describes(words, after) and _leads_to_name(words, after):
                    last = words.after(after)
                    continue
                if words.pos[after] == "PROPN" or (
                    words.low[after] in known.particles
                    and words.pos[last] == "PROPN"
                    and words.after(after) < n
                    and words.pos[words.after(after)] == "PROPN"
                ):
                    last = after
                    continue
                return last
        if pos not in ("DET", "ADP", "ADJ", "NUM", "ADV") and not (
            pos == "VERB" and "Part" in words.morphs[i]
        ):
            return None
        i = words.after(i)
        steps += 1
    return None
