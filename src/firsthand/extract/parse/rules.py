"""Part of speech and dictionary form of parsed words: spaCy's rules, asked once for each word and its role.

spaCy goes over every text with some 180 patterns. All but a few of them look at one word only: its
letters, its tag and its role in the sentence. What they say, and the dictionary form that follows, is the
same wherever the three come together, so it is kept. The few patterns of two words ("gon" "na") are tried
where their first word stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc as SpacyDoc

from firsthand.extract.parse.forms import form_of
from firsthand.extract.parse.tokens import Form

Key = tuple[int, int, int]
"""Hashes of a word's letters, of its tag and of its role."""

# Words in their roles kept a process: those of some thousands of documents.
_MOST_KEPT = 300_000


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules say of a word; `opens` tells that a pattern of two words may begin with it."""

    form: Form
    tag: str
    pos: str
    dep: str
    lemma: str
    opens: bool


class Rules:
    """spaCy's attribute ruler and lemmatizer of one pipeline, with what they have said already."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        ruler: Any = nlp.get_pipe("attribute_ruler")
        self._ruler, self._lemmatizer = ruler, nlp.get_pipe("lemmatizer")
        self._openers = Matcher(nlp.vocab)
        firsts = [[pattern[0]] for rule in ruler.patterns for pattern in rule["patterns"] if len(pattern) > 1]
        self._openers.add("opens", firsts)
        self._told: dict[Key, Told] = {}
        self._pairs: dict[tuple[Key, Key], tuple[Told, Told]] = {}

    def tell(self, keys: Sequence[Key]) -> list[Told]:
        """Return what the rules say of the words of a text, given in their order."""
        known = self._told
        if len(known) > _MOST_KEPT:
            known.clear()
            self._pairs.clear()
        new = dict.fromkeys(key for key in keys if key not in known)
        if new:
            known.update(zip(new, self._ask(list(new), apart=True), strict=True))
        told = [known[key] for key in keys]
        for at in [at for at, each in enumerate(told[:-1]) if each.opens]:
            self._together(keys, told, at)
        return told

    def _together(self, keys: Sequence[Key], told: list[Told], at: int) -> None:
        """Change what is told of two words where a pattern says something of both."""
        pair = keys[at], keys[at + 1]
        if pair not in self._pairs:
            first, second = self._ask(pair)
            self._pairs[pair] = first, second
        for place, found, alone in zip((at, at + 1), self._pairs[pair], pair, strict=True):
            if found != self._told[alone]:
                told[place] = found

    def _ask(self, keys: Iterable[Key], *, apart: bool = False) -> list[Told]:
        """Ask the rules; words that are `apart` are not read as standing side by side."""
        strings = self._vocab.strings
        rows = [(strings[orth], strings[tag], strings[dep]) for orth, tag, dep in keys]
        if apart:
            rows = [each for row in rows for each in (row, _NEUTRAL)]
        words, tags, deps = ([row[column] for row in rows] for column in range(3))
        doc = SpacyDoc(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(rows))))
        opening = {start for _, start, _ in self._openers(doc, allow_missing=True)}
        doc = self._lemmatizer(self._ruler(doc))
        return [
            Told(
                form_of(token.text, self._vocab),
                token.tag_,
                token.pos_,
                token.dep_,
                token.lemma_,
                token.i in opening,
            )
            for token in list(doc)[:: 2 if apart else 1]
        ]


# A word that no pattern of two words begins or ends with.
_NEUTRAL = (",", ",", "punct")
