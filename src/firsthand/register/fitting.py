"""Whether a codebook can fit a case at all: a first look at words, before any record is derived."""

import functools
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources

from firsthand.model import Findings, Statement
from firsthand.register.phrases import Lexicon
from firsthand.register.tokens import tokens_of
from firsthand.trace.wording.words import language_of

_WORD = re.compile(r"\w+")
_UNSPACED = "zh"


def most_that_tell(findings: Findings, signals: Mapping[str, Sequence[str]], *, enough: float) -> float:
    """Return the share of documents that may tell of a type of record whose signals, by language, these are.

    No more can stand behind its records: no record is made without a signal. Once it is seen to be less than
    `enough`, nobody looks further.
    """
    told: dict[str, list[Statement]] = {}
    for statement in findings.statements:
        told.setdefault(statement.document, []).append(statement)
    lexicons: dict[str, _Signals] = {}
    beginning: list[tuple[_Signals, list[Statement]]] = []
    for document in findings.documents:
        language = language_of(document)
        if language not in lexicons:
            lexicons[language] = _Signals(signals.get(language, ()), language)
        said = told.get(document.id, [])
        if lexicons[language].begin_in(said):
            beginning.append((lexicons[language], said))
    count = len(findings.documents)
    if len(beginning) < enough * count:
        return len(beginning) / count
    return sum(lexicon.stand_in(said) for lexicon, said in beginning) / count


@functools.cache
def first_signals(codebook: str) -> Mapping[str, tuple[str, ...]]:
    """Return the signals, by language, of the first type of a codebook that ships, read apart from it."""
    file = resources.files("firsthand.register") / "codebooks" / "first_signals.json"
    known = json.loads(file.read_text(encoding="utf-8"))[codebook]
    return {language: tuple(phrases) for language, phrases in known.items()}


class _Signals:
    """The signals of one type of record in one language."""

    def __init__(self, phrases: Iterable[str], language: str) -> None:
        listed = tuple(phrases)
        self._lexicon = Lexicon(((0, phrase) for phrase in listed), language=language)
        self._language = language
        self._none = not listed
        # A phrase may begin with more than a word ("l'usine"): then every document is looked at.
        self._all = language == _UNSPACED or any(
            not _WORD.fullmatch(word.strip("*")) for phrase in listed for word in phrase.lower().split()[:1]
        )
        self._known: set[str] = set()
        self._beginning: set[str] = set()

    def begin_in(self, statements: Iterable[Statement]) -> bool:
        """Tell whether a word stands in statements, in any form, that begins one of the signals."""
        if self._none or self._all:
            return self._all and not self._none
        return self._begun(_WORD.findall("\n".join([one.text for one in statements]).lower())) or self._begun(
            [word.lemma for one in statements for word in one.words]
        )

    def _begun(self, words: Iterable[str]) -> bool:
        told = set(words)
        new = told - self._known
        self._known |= new
        self._beginning.update(word for word in new if self._lexicon.begins_with(word))
        return not told.isdisjoint(self._beginning)

    def stand_in(self, statements: Iterable[Statement]) -> bool:
        """Tell whether one of the signals stands in statements."""
        return any(
            self._lexicon.find(
                tokens_of(
                    one.text,
                    language=self._language,
                    start=one.start,
                    lemmas={word.start: word.lemma for word in one.words},
                ),
                one.text,
                start=one.start,
            )
            for one in statements
            if self.begin_in((one,))
        )
