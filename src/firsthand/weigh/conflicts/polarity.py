"""Which words a statement affirms and which it turns round: "did not keep", "unlikely to meet"."""

import re
from collections.abc import Mapping

from firsthand.model import Statement
from firsthand.weigh.conflicts.lexicon import negators, wording

# A negation turns the words behind it in its clause, with at most so many words between; it is looked for
# in so many characters. A denial turns all that it denies.
_REACH, _BETWEEN, _DENIED = 40, 2, 90
_CLAUSE = re.compile(r"[,;:—–()]|\b(?:but|and|because|that)\b")
_TURNED = frozenset({"VERB", "ADJ", "NOUN", "ADV", "AUX"})


def turned_words(statement: Statement, text: str, language: str) -> Mapping[str, bool]:
    """Return the content words of a statement, each with whether it is turned round there.

    `text` is its wording in lower case. The main predicate is turned as extraction found; other words
    where a negator or half a one ("unlikely", "little") stands before them in their clause. Two
    negations cancel.
    """
    out: dict[str, bool] = {}
    denying, negating = wording("denying", language), negators(language)
    # Most statements hold neither; a stretch cut out of one may begin or end within a word that does.
    plain = not negating.search(text) and not denying.search(text)
    for word in statement.words:
        if word.pos not in _TURNED:
            continue
        at = word.start - statement.start
        if plain and not any(_within_word(text, cut) for cut in (at - _REACH, at - _DENIED, at)):
            no = word.lemma in statement.main[:1] and statement.negated
            out[word.lemma] = not no if statement.stance == "denies" else no
            continue
        clause = _CLAUSE.split(text[max(0, at - _REACH) : at])[-1]
        no = any(clause[match.end() :].count(" ") <= _BETWEEN + 1 for match in negating.finditer(clause))
        if word.lemma in statement.main[:1]:
            no = no or statement.negated
        if statement.stance == "denies" or denying.search(text[max(0, at - _DENIED) : at]):
            no = not no
        out[word.lemma] = no
    return out


def _within_word(text: str, at: int) -> bool:
    """Tell whether a text that is cut at a place is cut within a word."""
    return 0 < at < len(text) and not text[at - 1].isspace() and not text[at].isspace()
