"""Part of speech and dictionary form of parsed words: spaCy's rules, asked once for each word and its role.

spaCy goes over every text with some 180 patterns. All but a few of them look at one word only: its tag, its
role in the sentence and, for some hundred words, its letters. What they say, and the dictionary form that
follows, is the same wherever these come together, so it is kept. The few patterns of two words ("gon" "na")
are tried where their first word stands.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Token as SpacyToken

from firsthand.extract.parse.forms import form_of
from firsthand.extract.parse.tokens import Form

Key = tuple[int, int, int]
"""Hashes of a word's letters, of its tag and of its role."""

Role = tuple[str, str, str]
"""A word's letters as far as a pattern asks for them, its tag and its role."""

# Words in their roles kept a process: those of some thousands of documents.
_MOST_KEPT = 300_000

# A word that no pattern of two words begins or ends with, and letters that no pattern asks for.
_NEUTRAL = (",", ",", "punct")
_ANY_WORD, _ANY_SPACE = "osk", " "


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules say of a word; `opens` tells that a pattern of two words may begin with it."""

    form: Form
    tag: str
    pos: str
    dep: str
    lemma: str
    morph: str
    opens: bool


class Rules:
    """spaCy's attribute ruler and lemmatizer of one pipeline, with what they have said already."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        ruler: Any = nlp.get_pipe("attribute_ruler")
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        self._ruler, self._lemmatizer = ruler, lemmatizer
        index = lemmatizer.lookups.get_table("lemma_index")
        for part in index:  # a list that is searched for every word
            index[part] = frozenset(index[part])
        patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        self._openers = Matcher(nlp.vocab)
        self._openers.add("opens", [[pattern[0]] for pattern in patterns if len(pattern) > 1])
        self._named, self._shapes = _letters_asked(patterns)
        self._roles: dict[Role, Told] = {}
        self._told: dict[Key, Told] = {}
        self._pairs: dict[tuple[Key, Key], tuple[Told, Told]] = {}

    def tell(self, keys: Sequence[Key]) -> list[Told]:
        """Return what the rules say of the words of a text, given in their order."""
        known = self._told
        if len(known) > _MOST_KEPT:
            known.clear()
            self._pairs.clear()
        new = [key for key in dict.fromkeys(keys) if key not in known]
        if new:
            known.update(zip(new, self._alone(new), strict=True))
        told = [known[key] for key in keys]
        for at in [at for at, each in enumerate(told[:-1]) if each.opens]:
            self._together(keys, told, at)
        return told

    def _together(self, keys: Sequence[Key], told: list[Told], at: int) -> None:
        """Change what is told of two words where a pattern says something of both."""
        pair = keys[at], keys[at + 1]
        if pair not in self._pairs:
            strings = self._vocab.strings
            rows = [(strings[word], strings[tag], strings[dep]) for word, tag, dep in pair]
            read = [_said(token, opens=False) for token in self._ruler(self._doc(rows))]
            forms = [form_of(word, self._vocab) for word, _, _ in rows]
            first, second = self._with_lemmas(forms, read)
            self._pairs[pair] = first, second
        for place, found, alone in zip((at, at + 1), self._pairs[pair], pair, strict=True):
            if replace(found, opens=self._told[alone].opens) != self._told[alone]:
                told[place] = found

    def _alone(self, keys: Iterable[Key]) -> list[Told]:
        """Return what the patterns of one word say."""
        strings = self._vocab.strings
        words = [(form_of(strings[word], self._vocab), strings[tag], strings[dep]) for word, tag, dep in keys]
        roles = [(self._letters(form), tag, dep) for form, tag, dep in words]
        new = [role for role in dict.fromkeys(roles) if role not in self._roles]
        if new:
            doc = self._doc([each for role in new for each in (role, _NEUTRAL)])
            opening = {start for _, start, _ in self._openers(doc, allow_missing=True)}
            read = list(self._ruler(doc))[::2]
            self._roles.update(
                (role, _said(token, opens=token.i in opening)) for role, token in zip(new, read, strict=True)
            )
        return self._with_lemmas([form for form, _, _ in words], [self._roles[role] for role in roles])

    def _letters(self, form: Form) -> str:
        """Return the letters of a word as far as any pattern asks for them."""
        if form.lower in self._named or any(shape.search(form.lower) for shape in self._shapes):
            return form.lower
        return _ANY_SPACE if form.is_space else _ANY_WORD

    def _with_lemmas(self, forms: Sequence[Form], said: Sequence[Told]) -> list[Told]:
        doc = SpacyDoc(
            self._vocab,
            words=[form.text for form in forms],
            pos=[each.pos for each in said],
            morphs=[each.morph for each in said],
            lemmas=[each.lemma for each in said],
        )
        return [
            replace(each, form=form, lemma=token.lemma_)
            for form, each, token in zip(forms, said, self._lemmatizer(doc), strict=True)
        ]

    def _doc(self, roles: Sequence[Role]) -> SpacyDoc:
        words, tags, deps = ([role[column] for role in roles] for column in range(3))
        return SpacyDoc(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(roles))))


def _said(token: SpacyToken, *, opens: bool) -> Told:
    form = form_of(token.text, token.vocab)
    return Told(form, token.tag_, token.pos_, token.dep_, token.lemma_, str(token.morph), opens)


def _letters_asked(
    patterns: Iterable[Sequence[dict[str, Any]]],
) -> tuple[frozenset[str], list[re.Pattern[str]]]:
    """Return the words that patterns ask for, in small letters, and the shapes of words that they ask for."""
    named: set[str] = set()
    shapes: list[re.Pattern[str]] = []
    for said in (word["LOWER"] for pattern in patterns for word in pattern if "LOWER" in word):
        if isinstance(said, str):
            named.add(said)
        elif "IN" in said:
            named.update(said["IN"])
        else:
            shapes.append(re.compile(said["REGEX"]))
    return frozenset(named), shapes
