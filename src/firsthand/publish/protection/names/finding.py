"""Finding hidden names in a text: every form, any case, with any joint between its words."""

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from firsthand.extract.packs import load
from firsthand.publish.protection.names.folding import Folded, fold, has_han
from firsthand.publish.protection.names.forms import LANGUAGES, Form
from firsthand.publish.protection.names.ordinary import Manner, is_word
from firsthand.resolve.spelling.chinese import han_words, pinyin, writes

# Between two words of a name: "ada-lund", "ada.lund", "AdaLund"; a full stop and a space end a sentence.
_PLAIN_JOINT = r"(?: ?[-_+/·•'] ?|\.| |  |)"
_JOINT = r"(?: ?[-_+/·•,'] ?|\.| |  |)"
_MIDDLE = r"[ ._-]{1,2}([a-z]{1,14})(?:(?<=[ ._-][a-z])\.)?"  # "Ada Maria Lund", "Ada M. Lund"
_SOFT = r"(?:- ?|'|)"  # within a word that a line end or a hyphen parts
_GLUED = 7  # letters of a whole name that is found within longer words ("@adalundofficial")
_RARE = 6  # letters of a single name that is also found with one slip of the pen
_HAN_NAME = re.compile(r"[㐀-鿿]{1,6}(?:[·•・‧][㐀-鿿]{1,6})+")
_KEPT = 20_000  # texts whose hits are remembered
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch [start, end) of the original text that may name somebody: one of `owners`."""

    start: int
    end: int
    owners: frozenset[str]
    whole: bool
    manner: Manner = "always"


class Finder:
    """Finds the forms of some persons in texts.

    `forms` are theirs, by the person's id; `others` are folded words of everybody else's names, which are
    no slip of the pen for theirs.
    """

    def __init__(
        self,
        forms: Mapping[str, Collection[Form]],
        languages: Collection[str],
        *,
        others: Collection[str] = frozenset(),
    ) -> None:
        owners: defaultdict[Form, set[str]] = defaultdict(set)
        for person, their in forms.items():
            for form in their:
                owners[form].add(person)
        self._found: dict[str, list[Hit]] = {}
        self._languages = tuple(languages)
        self._others = frozenset(others)
        self.forms = sorted(owners, key=lambda f: (-sum(map(len, f.words)), not f.whole, f.words, f.manner))
        self._owners = {form: frozenset(ids) for form, ids in owners.items()}
        self._single = {
            f.words[0]: f for f in self.forms if not f.whole and len(f.words) == 1 and f.manner == "always"
        }
        latin = [form for form in self.forms if not _is_han(form)]
        whole = [form for form in latin if form.whole]
        pairs = [form for form in whole if len(form.words) == 2]
        self._latin = _compiled(latin, _bounded)
        self._middle = _compiled(
            [f for f in pairs if not f.reversed_ and f.words[0][-1] != "."], _with_middle
        )
        glued = [f for f in whole if sum(map(len, f.words)) >= _GLUED and f.words[0][-1] != "."]
        self._glued = _compiled(glued, _unbounded)
        self._han = _compiled([form for form in self.forms if _is_han(form)], _in_han)
        self._sounds = {form.words: self._owners[form] for form in pairs}

    def hits(self, text: str) -> list[Hit]:
        """Return every stretch that may name one of them, in order; stretches may overlap."""
        if text not in self._found:
            if len(self._found) >= _KEPT:
                self._found.clear()
            self._found[text] = self._hits(text)
        return self._found[text]

    def _hits(self, text: str) -> list[Hit]:
        folded = fold(text)
        found = [
            hit
            for compiled in (self._latin, self._middle, self._glued)
            for hit in self._matches(compiled, folded)
        ]
        if has_han(text):
            found += self._matches(self._han, folded)
            found += self._spoken(folded)
        found += self._misspelt(folded)
        return sorted(found, key=lambda h: (h.start, -h.end, not h.whole))

    def _matches(self, compiled: "_Compiled | None", folded: Folded) -> Iterator[Hit]:
        if compiled is None:
            return
        for match, form in compiled.matches(folded.text):
            outer = match.lastindex or 0
            if compiled is self._middle and not _is_middle(folded, *match.span(outer + 1)):
                continue
            start, end = folded.span(*match.span(outer))
            yield Hit(start, end, self._owners[form], form.whole, form.manner)

    def _misspelt(self, folded: Folded) -> Iterator[Hit]:
        """Yield long rare names with one letter wrong, unless what stands there is a word of its own."""
        targets = [(word, form) for word, form in self._single.items() if len(word) >= _RARE]
        if not targets:
            return
        for match in _WORD.finditer(folded.text):
            word = match[0]
            if len(word) < _RARE - 1 or word in self._single or word in self._others:
                continue
            for target, form in targets:
                if word[0] == target[0] and abs(len(word) - len(target)) <= 1 and _slip(word, target):
                    if not is_word(word, self._languages):
                        start, end = folded.span(match.start(), match.end())
                        yield Hit(start, end, self._owners[form], False, "capital")
                    break

    def _spoken(self, folded: Folded) -> Iterator[Hit]:
        """Yield Chinese names that sound like one known in Latin letters: 卞云山 for "Bian Yunshan"."""
        if not self._sounds:
            return
        families = {words[0] for words in self._sounds} | {words[1] for words in self._sounds}
        people = load("names", "zh")
        for at, character in enumerate(folded.text):
            if character in people["surnames"] and pinyin(character) in families:
                for length in (3, 2):
                    name = folded.text[at : at + length]
                    if len(name) < length or not all(map(has_han, name)):
                        continue
                    owners = self._sounds.get((pinyin(name[0]), pinyin(name[1:])))
                    if owners:
                        start, end = folded.span(at, at + length)
                        yield Hit(start, end, owners, True)
                        break
        for match in _HAN_NAME.finditer(folded.text):
            parts = han_words(match[0])
            for words, owners in self._sounds.items():
                if len(parts) == 2 and all(
                    len(w) > 2 and writes(p, w) for p, w in zip(parts, words, strict=True)
                ):
                    start, end = folded.span(match.start(), match.end())
                    yield Hit(start, end, owners, True)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """Patterns by the letters they begin with, and where in a text they are tried: `starts`."""

    starts: re.Pattern[str]
    by_key: Mapping[str, tuple[re.Pattern[str], Mapping[int, Form]]]

    def matches(self, text: str) -> Iterator[tuple[re.Match[str], Form]]:
        for start in self.starts.finditer(text):
            at = start.start()
            for key in (text[at : at + 2], text[at]):
                if key in self.by_key:
                    pattern, forms = self.by_key[key]
                    match = pattern.match(text, at)
                    if match and match.lastindex:
                        yield match, forms[match.lastindex]


def _compiled(forms: Sequence[Form], pattern_of: Callable[[Form], str]) -> _Compiled | None:
    """Compile forms, a group each. All starts are tried: names overlap ("Ada Lund Brandt")."""
    sorted_: defaultdict[str, list[Form]] = defaultdict(list)
    for form in forms:
        sorted_[form.words[0][: 1 if _is_han(form) else 2]].append(form)
    by_key: dict[str, tuple[re.Pattern[str], dict[int, Form]]] = {}
    for key, these in sorted_.items():
        groups: dict[int, Form] = {}
        parts, number = [], 1
        for form in these:
            pattern = pattern_of(form)
            parts.append(f"({pattern})")
            groups[number] = form
            number += 1 + re.compile(pattern).groups
        by_key[key] = re.compile("|".join(parts)), groups
    if not by_key:
        return None
    if pattern_of is _in_han:
        starts = f"[{''.join(map(re.escape, sorted(by_key)))}]"
    else:
        starts = "[a-z]" if pattern_of is _unbounded else "(?<![a-z])[a-z]"
    return _Compiled(re.compile(starts), by_key)


def _bounded(form: Form) -> str:
    body = _unbounded(form)
    longer = f"|{body}" if form.whole and sum(map(len, form.words)) > _GLUED else ""
    return f"{body}{_ending()}(?![a-z]){longer}"


def _unbounded(form: Form) -> str:
    if form.words[0].endswith("."):  # "A. Lund"
        return re.escape(form.words[0]) + " ?" + _soft(form.words[1])
    return (_JOINT if form.reversed_ else _PLAIN_JOINT).join(map(_soft, form.words))


def _with_middle(form: Form) -> str:
    one, other = map(_soft, form.words)
    return f"{one}{_MIDDLE}{_PLAIN_JOINT}{other}{_ending()}(?![a-z])"


def _in_han(form: Form) -> str:
    return r"[ ·•・‧]?".join(map(re.escape, form.words))


def _soft(word: str) -> str:
    if len(word) < 5 or not word.isalpha():
        return re.escape(word)
    return word[0] + _SOFT.join(word[1:])


@functools.cache
def _ending() -> str:
    """Return a pattern for what may be added to a name, in any language."""
    found = {ending for language in LANGUAGES for ending in load("protection", language)["endings"]}
    return f"(?:{'|'.join(sorted(found, key=lambda ending: (-len(ending), ending)))})?"


def _is_han(form: Form) -> bool:
    return any(map(has_han, form.words))


def _is_middle(folded: Folded, start: int, end: int) -> bool:
    """Tell whether the word between two names is one, too, or an initial."""
    return end - start == 1 or folded.original[folded.starts[start]].isupper()


def _slip(word: str, target: str) -> bool:
    return bool(DamerauLevenshtein.distance(word, target, score_cutoff=1) == 1)
