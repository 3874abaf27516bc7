"""Names in texts that lost their capitals: "wang jiahe, a dissident, said"."""

from collections.abc import Iterator, Sequence

from firsthand.extract.languages import LANGUAGES
from firsthand.resolve.people.lexicon import (
    family_names,
    given_names,
    is_pinyin,
    is_role,
    pinyin_surnames,
)
from firsthand.resolve.people.reading import Reading, language_of
from firsthand.resolve.people.words import Token, joined

_SHORTEST = 3  # letters of each word: shorter ones are everyday words of some language
_SHORTEST_PINYIN = 4
_LOST = 0.01  # share of words with a capital below which a text has lost them


def find_lower(reading: Reading) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield [start, end) and the words of names of two words that are written small.

    A given name before a family name or a word of no dictionary, or a Chinese family name before a given
    one. In a text that has capitals a word for a person, a verb of saying or a comma has to stand beside it
    as well.
    """
    tokens = reading.tokens
    if not tokens:
        return
    lost = sum(token.capital for token in tokens) < _LOST * len(tokens)
    if not lost and language_of(reading) not in LANGUAGES:
        return  # which words are everyday ones nobody can tell
    for i in range(len(tokens) - 1):
        one, other = tokens[i], tokens[i + 1]
        if one.capital or other.capital or not _named(reading, one, other):
            continue
        if joined(reading.document.text, one, other, reading.edges) and (lost or _beside(reading, tokens, i)):
            yield one.start, other.end, (one.plain, other.plain)


def _named(reading: Reading, one: Token, other: Token) -> bool:
    words = (one.plain, other.plain)
    chinese = words[0] in pinyin_surnames()
    given = words[0] in given_names()
    if not (chinese or given):
        return False
    known = reading.lexicon
    if any(
        len(word) < _SHORTEST
        or word in known.common
        or word in known.people
        or word in known.saying
        or word in known.of
        or word in known.articles
        for word in words
    ):
        return False
    if chinese and len(words[1]) >= _SHORTEST_PINYIN and is_pinyin(words[1]):
        return True
    return given and (words[1] in family_names() or not _in_dictionary(words[1], reading))


def _in_dictionary(word: str, reading: Reading) -> bool:
    import simplemma  # loaded where a given name stands small

    return bool(simplemma.is_known(word, lang=reading.lexicon.language))


def _beside(reading: Reading, tokens: Sequence[Token], i: int) -> bool:
    known = reading.lexicon
    before = tokens[i - 1].plain if i else ""
    behind = tokens[i + 2].plain if i + 2 < len(tokens) else ""
    comma = reading.flat[tokens[i + 1].end : tokens[i + 1].end + 1] == ","
    return comma or behind in known.saying or is_role(before, known.language) or before in known.titles
