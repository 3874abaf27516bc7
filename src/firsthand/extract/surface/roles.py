"""Who does it and what it is done to in German, French, Spanish and Italian, by where the words stand."""

from collections.abc import Sequence

from firsthand.extract.surface.lists import Lists
from firsthand.extract.surface.words import Words

_NOUNS = ("NOUN", "PROPN")
_IN_PHRASE = ("NOUN", "PROPN", "ADJ", "NUM", "DET", "ADV", "PRON")
_FURTHEST = 7


def find_roles(
    words: Words, chain: Sequence[int], first: int, last: int, lists: Lists
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lemmas of the nearest noun before the verb that no preposition governs, and behind it.

    `chain` are the places of the verbs, [first, last] the clause. The doer stands before the verb and
    the thing behind it; where a German clause begins otherwise, its doer comes behind the verb. Who does
    it in a passive is not told apart from whom it befalls. () where no such noun stands there.
    """
    if not chain:
        return (), ()
    begin, end = min(chain), max(chain)
    before = _phrases(words, first, begin - 1)
    inside = _phrases(words, begin + 1, end - 1)
    behind = _phrases(words, end + 1, min(last, end + _FURTHEST))
    after = [*inside, *behind]
    if before:
        return _lemmas(words, before[-1], lists), _lemmas(words, after[0], lists) if after else ()
    if lists.prefixes and after:
        return _lemmas(words, after[0], lists), _lemmas(words, after[1], lists) if len(after) > 1 else ()
    return (), _lemmas(words, after[0], lists) if after else ()


def _phrases(words: Words, first: int, last: int) -> list[list[int]]:
    """Return the noun phrases between two places that no preposition governs, up to the first stop."""
    found: list[list[int]] = []
    here: list[int] = []
    governed = False
    for i in range(first, last + 2):
        pos = words.pos[i] if i <= last else "PUNCT"
        named = any(words.pos[k] in _NOUNS for k in here)
        # An article or a number behind a noun begins the next phrase: "die Firma | drei neue Lager".
        if pos in _IN_PHRASE and not (named and pos in ("DET", "NUM")):
            here.append(i)
            continue
        if named and not governed:
            found.append(here)
        here = [i] if pos in _IN_PHRASE else []
        governed = pos == "ADP" or (governed and bool(here) and not named)
    return found


def _lemmas(words: Words, phrase: Sequence[int], lists: Lists) -> tuple[str, ...]:
    head = next(i for i in phrase if words.pos[i] in _NOUNS)
    rest = (i for i in phrase if words.pos[i] in (*_NOUNS, "ADJ", "NUM") and words.low[i] not in lists.empty)
    return tuple(dict.fromkeys([words.lemmas[head], *(words.lemmas[i] for i in rest)]))
