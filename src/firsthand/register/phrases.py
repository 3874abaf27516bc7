"""Phrases of a codebook found in a statement, by dictionary form or as they stand."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from firsthand.extract.tagging.script import simplified
from firsthand.register.codebook import Phrases
from firsthand.register.tokens import STOPS, Token, tokens_of

_GAP = "…"
# How many words may stand where a phrase has "…" (characters in Chinese).
_LONGEST_GAP = 3
_LONGEST_CHINESE_GAP = 8
# A stem before "*" is looked up by its first letters: no shorter stem is worth having.
_STEM = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: whose it is, and the stretch [start, end) of the document it covers."""

    key: Hashable
    start: int
    end: int


class Lexicon:
    """The phrases of one language, each under the key of what it stands for; compiled once, asked often."""

    def __init__(
        self,
        phrases: Iterable[tuple[Hashable, str]],
        *,
        language: str,
        dictionary: Iterable[tuple[Hashable, str]] = (),
    ) -> None:
        """Take in (key, phrase) pairs; one phrase may stand under several keys.

        `dictionary` are phrases of dictionary forms only: where a word's is known, only that counts ("found"
        is no founding where it comes from "find").
        """
        self._chinese = language == "zh"
        self._by_word: dict[str, list[tuple[Hashable, tuple[str, ...]]]] = defaultdict(list)
        self._by_form: dict[str, list[tuple[Hashable, tuple[str, ...]]]] = defaultdict(list)
        self._by_stem: dict[str, list[tuple[Hashable, tuple[str, ...]]]] = defaultdict(list)
        self._by_end: dict[str, list[tuple[Hashable, tuple[str, ...]]]] = defaultdict(list)
        self._begun: dict[str, tuple[tuple[Hashable, tuple[str, ...]], ...]] = {}
        self._within: list[tuple[Hashable, tuple[str, ...]]] = []
        self._by_sign: dict[str, list[tuple[Hashable, re.Pattern[str]]]] = defaultdict(list)
        for key, phrase in dict.fromkeys(dictionary):
            if self._chinese:
                self._add_chinese(key, phrase)
            elif words := _words(phrase, language):
                self._by_form[words[0]].append((key, words))
        for key, phrase in dict.fromkeys(phrases):
            if self._chinese:
                self._add_chinese(key, phrase)
                continue
            words = _words(phrase, language)
            if not words:
                continue
            if words[0].startswith("*") and words[0].endswith("*"):
                self._within.append((key, words))
            elif words[0].startswith("*"):
                self._by_end[words[0][-_STEM:]].append((key, words))
            elif words[0].endswith("*"):
                self._by_stem[words[0][:-1][:_STEM]].append((key, words))
            else:
                self._by_word[words[0]].append((key, words))

    def _add_chinese(self, key: Hashable, phrase: str) -> None:
        plain = simplified("".join(phrase.lower().split())).rstrip("*")
        if plain:
            parts = [re.escape(part) for part in plain.split(_GAP)]
            gap = rf"[^。！？；，,.!?;]{{0,{_LONGEST_CHINESE_GAP}}}?"
            self._by_sign[plain[0]].append((key, re.compile(gap.join(parts))))

    def find(self, tokens: Sequence[Token], text: str, *, start: int) -> list[Hit]:
        """Return every phrase found, in the order of the text.

        `text` is the stretch that `tokens` were cut from, `start` its place in the document.
        """
        if self._chinese:
            return self._find_chinese(text, start)
        found = []
        for at, token in enumerate(tokens):
            for key, words in self._by_form.get(token.lemma, ()):
                end = _match(words, 1, tokens, at + 1)
                if end is not None:
                    found.append(Hit(key, token.start, tokens[end - 1].end))
            if token.mark:
                continue
            for form in {token.text, token.lemma}:
                for key, words in self._beginning(form):
                    end = at + 1 if len(words) == 1 else _match(words, 1, tokens, at + 1)
                    if end is not None:
                        found.append(Hit(key, token.start, tokens[end - 1].end))
        return list(dict.fromkeys(found))

    def begins_with(self, word: str) -> bool:
        """Tell whether a word, in small letters, may begin one of the phrases, in whatever form."""
        return bool(self._beginning(word) or self._by_form.get(word))

    def _beginning(self, form: str) -> tuple[tuple[Hashable, tuple[str, ...]], ...]:
        """Return the phrases that a word may begin; looked up once, as texts repeat their words."""
        known = self._begun.get(form)
        if known is None:
            bent = chain(
                self._by_stem.get(form[:_STEM], ()), self._by_end.get(form[-_STEM:], ()), self._within
            )
            known = (*self._by_word.get(form, ()), *(one for one in bent if _is_form(one[1][0], form)))
            self._begun[form] = known
        return known

    def _find_chinese(self, text: str, start: int) -> list[Hit]:
        plain = simplified(text).lower()
        found = []
        for at, sign in enumerate(plain):
            for key, pattern in self._by_sign.get(sign, ()):
                match = pattern.match(plain, at)
                if match:
                    found.append(Hit(key, start + at, start + match.end()))
        return found


def _match(words: Sequence[str], n: int, tokens: Sequence[Token], at: int) -> int | None:
    """Return where the rest of a phrase ends, None where it does not stand there."""
    while n < len(words):
        if words[n] == _GAP:
            for skipped in range(_LONGEST_GAP + 1):
                if at + skipped >= len(tokens) or any(t.text in STOPS for t in tokens[at : at + skipped]):
                    return None
                end = _match(words, n + 1, tokens, at + skipped)
                if end is not None:
                    return end
            return None
        while at < len(tokens) and tokens[at].mark and tokens[at].text not in STOPS:
            at += 1
        if at >= len(tokens) or not _fits(words[n], tokens[at]):
            return None
        n, at = n + 1, at + 1
    return at


def _fits(word: str, token: Token) -> bool:
    if "*" not in word:
        return word in (token.text, token.lemma)
    return _is_form(word, token.text) or _is_form(word, token.lemma)


def _is_form(word: str, form: str) -> bool:
    """Tell whether a form is a word of a phrase: "leak*" is "leakage", "*unfall" a "Busunfall"."""
    core = word.strip("*")
    if word.startswith("*"):
        return core in form if word.endswith("*") else form.endswith(core)
    return form.startswith(core) if word.endswith("*") else form == core


def _words(phrase: str, language: str) -> tuple[str, ...]:
    """Return a phrase word by word, cut as a text is; stars stay at the ends of their words."""
    words: list[str] = []
    for part in phrase.lower().replace("...", _GAP).replace(_GAP, f" {_GAP} ").split():
        if part == _GAP:
            words.append(part)
            continue
        bare = part.strip("*")
        cut = [token.text for token in tokens_of(bare, language=language) if not token.mark]
        if cut and part.endswith("*"):
            cut[-1] += "*"
        if cut and part.startswith("*"):
            cut[0] = "*" + cut[0]
        words += cut
    return tuple(words)


def phrases_of(phrases: Phrases, key: Hashable, language: str) -> list[tuple[Hashable, str]]:
    """Return the phrases of one language with their key, as a lexicon takes them."""
    return [(key, phrase) for phrase in phrases.get(language, ())]


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Leave out hits that lie within a longer one: "order the closure" goes before "closure"."""
    ordered = sorted(hits, key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in ordered:
        within = [k for k in kept if k.start <= hit.start and hit.end <= k.end]
        if all((k.start, k.end) == (hit.start, hit.end) for k in within):
            kept.append(hit)
    return kept


def by_key(hits: Iterable[Hit]) -> Mapping[Hashable, list[Hit]]:
    """Return hits by what they stand for."""
    found: dict[Hashable, list[Hit]] = defaultdict(list)
    for hit in hits:
        found[hit.key].append(hit)
    return found
