"""Words the language pipeline knows, and repairs that lean on them: glued words, capitals in headlines."""

import functools
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from firsthand.extract.packs import load


class Vocabulary:
    """The words known before any document was read, so that one document never changes another."""

    def __init__(self, known: Collection[str], *, verbs: Collection[str] = ()):
        self._known = frozenset(known)
        self._verbs = frozenset(verbs)

    @functools.lru_cache(maxsize=50_000)  # noqa: B019 - one vocabulary lives as long as its process
    def knows(self, word: str) -> bool:
        """Tell whether a word, or what it is an inflection of, is known."""
        return _inflects(word, self._known)

    def is_verb(self, word: str) -> bool:
        """Tell whether a word can be a verb's form."""
        return _inflects(word, self._verbs)

    def cut(self, word: str) -> int:
        """Return where a word glued to the next one ends ("exileaccording": 5), or 0."""
        glue = load("glue")
        for joints, fewest, capital_will_do in (
            (glue["joints"], glue["fewest_before"], True),
            (glue["weak_joints"], glue["fewest_before_weak"], False),
        ):
            for joint in joints:
                before = word[: -len(joint)]
                if (
                    len(before) >= fewest
                    and word.endswith(joint)
                    and (self.knows(before.lower()) or (capital_will_do and before[0].isupper()))
                    and not self.knows(word.lower())
                ):
                    return len(before)
        return 0


def _inflects(word: str, known: frozenset[str]) -> bool:
    return word in known or any(
        word.endswith(ending) and word[: -len(ending)] + instead in known
        for ending, instead in load("glue")["endings"]
    )


def vocabulary_of(nlp: Language) -> Vocabulary:
    """Return the words a freshly loaded pipeline knows."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    verbs: Collection[str] = lemmatizer.lookups.get_table("lemma_index")["verb"]
    return Vocabulary([string for string in nlp.vocab.strings if string.isalpha()], verbs=verbs)


def unglued(doc: Doc, vocabulary: Vocabulary) -> Doc:
    """Return the tokens with glued words cut in two; offsets stay as they were."""
    cuts = {
        token.i: at
        for token in doc
        if len(token.text) > 7 and token.is_alpha and (at := vocabulary.cut(token.text))
    }
    if not cuts:
        return doc
    words: list[str] = []
    spaces: list[bool] = []
    for token in doc:
        at = cuts.get(token.i, 0)
        if at:
            words += [token.text[:at], token.text[at:]]
            spaces += [False, bool(token.whitespace_)]
        else:
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(doc.vocab, words=words, spaces=spaces)


def sentence_case(headline: str, body: Counter[str], vocabulary: Vocabulary) -> str:
    """Return a Headline In Title Case as a sentence would write it, character for character.

    A word is made lower case when the body, away from sentence starts, writes it lower case
    more often than not, or where it is silent and the word can be a verb. `body` counts the
    words of the body as written. A headline that is not in title case is returned as it is.
    """
    words = headline.split(" ")
    if not is_title_case(words):
        return headline
    return " ".join([words[0], *(_lowered(word, body, vocabulary) for word in words[1:])])


def is_title_case(words: Iterable[str]) -> bool:
    """Tell whether nearly all words longer than three letters begin with a capital."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _lowered(word: str, body: Counter[str], vocabulary: Vocabulary) -> str:
    core = word.strip("\"'(),.:;!?“”‘’")
    small = core.lower()
    if not core[:1].isupper() or len(small) != len(core):
        return word
    silent = not body[small] and not body[core]
    if body[small] > body[core] or (silent and vocabulary.is_verb(small)):
        return word.replace(core, small, 1)
    return word
