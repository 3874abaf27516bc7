"""Which words of a text could name a place: names that the gazetteer knows, and unknown capitalised ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.extract.places.english.gluing import cuts
from firsthand.extract.places.english.page import LANGUAGE, Page, listed, meanings_of
from firsthand.extract.places.gazetteer import lead_of
from firsthand.extract.places.toponyms import Toponym, toponyms

# Words of one name at most: "San Miguel de la Vega del Mar" has seven.
_MOST_WORDS = 7
_MOST_UNKNOWN = 5
# A smaller place's name is not read where it goes on with "of the …": "Vineyard of the Sun" is no Vineyard.
_KNOWN_FAR = 150_000
# Parts of speech of words that begin a sentence with a capital and begin no name by themselves.
_SMALL = frozenset(
    {"ADP", "DET", "CCONJ", "SCONJ", "PRON", "ADV", "AUX", "PART", "INTJ", "VERB", "NUM", "PUNCT"}
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that could name a place: tokens [first, stop), of which the last may be cut at `end`.

    `end` is an offset into the text; it lies inside the last token where the next word is glued to the
    name, which is then `glued`.
    """

    first: int
    stop: int
    start: int
    end: int
    name: str
    meanings: tuple[Toponym, ...]
    glued: str = ""


def spots(page: Page) -> Iterator[Spot]:
    """Yield what could name a place, in order: the longest known name from each word, else a run of capitals.

    A known name with a kind of place behind it comes twice, without and with it: "Tana", "Tana River".
    """
    at = 0
    while at < len(page.words):
        if not page.words[at][0].isupper():
            at += 1
            continue
        stop = _run(page, at)
        small = page.kinds[at] in _SMALL
        known = _known(page, at, stop, small=small) or _glued(page, at, stop)
        if known is not None:
            longer = _longer(page, known, stop)
            linked = longer > known.stop and page.words[known.stop] in listed("links")
            if not (linked and all(meaning.population < _KNOWN_FAR for meaning in known.meanings)):
                yield known
            if longer > known.stop:
                yield _spot(page, at, longer)
            at = longer if linked else known.stop
        elif small:
            at += 1
        else:
            unknown = _spot(page, at, _unknown(page, at, stop))
            yield unknown
            at = unknown.stop


def _longer(page: Page, known: Spot, stop: int) -> int:
    """Return where a longer name ends that begins with a known one: "Tana River", "Bahia of the Sun"."""
    behind = known.stop
    if behind >= stop or known.glued:
        return behind
    if page.words[behind] in listed("features"):
        return behind + 1
    return min(stop, known.first + _MOST_UNKNOWN) if page.words[behind] in listed("links") else behind


def _spot(page: Page, first: int, stop: int) -> Spot:
    name = page.name(first, stop)
    meanings = meanings_of(name)
    if not meanings and stop > first + 1 and (stop >= len(page.words) or page.begins[stop]):
        name = name.removesuffix(".")  # an abbreviation or the end of the sentence
    return Spot(first, stop, page.starts[first], page.starts[first] + len(name), name, meanings)


def _run(page: Page, first: int) -> int:
    """Return the token after the capitalised words from a token on, small words inside a name included."""
    stop = first + 1
    while stop < len(page.words) and stop - first < _MOST_WORDS and not page.begins[stop]:
        word = page.words[stop]
        if not (word[0].isupper() or _inner(page, stop)):
            break
        stop += 1
    return stop


def _inner(page: Page, at: int) -> bool:
    """Tell whether one or two small words lead on to the rest of a name: "de la Vega", "of the Sun"."""
    behind = [word for word in page.words[at : at + 3] if word in listed("inner")]
    if not behind or page.words[at] != behind[0]:
        return False
    last = at + len(behind)
    return last < len(page.words) and page.words[last][0].isupper()


def _known(page: Page, first: int, stop: int, *, small: bool = False) -> Spot | None:
    """Return the longest name from a token on that means a place.

    One that the gazetteer has as it stands may leave the run of capitals. A name that begins with a
    `small` word ("The") has to be there with it: "The Hague".
    """
    lead = page.words[first]
    most = toponyms(LANGUAGE).reach(lead_of(lead))
    end = stop
    while end < len(page.words) and page.end(end) - page.starts[first] <= most:
        end += 1
    for each in range(end, first, -1):
        if page.words[each - 1] in listed("inner"):
            continue
        name = page.name(first, each)
        meanings = toponyms(LANGUAGE).meanings(name) if each > stop or small else meanings_of(name)
        if meanings or name in listed("wider"):
            return Spot(first, each, page.starts[first], page.end(each - 1), name, meanings)
    return None


def _glued(page: Page, first: int, stop: int) -> Spot | None:
    """Return the longest name from a token on that has a lower-case word glued behind it.

    It is one that the gazetteer has, or one that ends in a kind of place: "Kell Ridgein the north".
    """
    for last in range(stop - 1, first - 1, -1):
        for cut in cuts(page.words[last]):
            end = page.starts[last] + cut
            name = page.text[page.starts[first] : end]
            meanings = toponyms(LANGUAGE).meanings(name)
            if meanings or (last > first and page.words[last][:cut] in listed("features")):
                return Spot(first, last + 1, page.starts[first], end, name, meanings, page.words[last][cut:])
    return None


def _unknown(page: Page, first: int, stop: int) -> int:
    """Return where an unknown name ends: behind a kind of place, before a known name, or with the run."""
    end = first + 1
    while end < min(stop, first + _MOST_UNKNOWN):
        word = page.words[end]
        if word in listed("features") or word in listed("streets"):
            return end + 1
        if word not in listed("inner") and _known(page, end, stop, small=True) is not None:
            break
        end += 1
    while end > first + 1 and page.words[end - 1] in listed("inner"):
        end -= 1
    return end
