"""What a passage is chiefly about: its main predicate, and the words that carry meaning."""

from collections.abc import Sequence

from firsthand.extract.packs import table
from firsthand.extract.packs import words as word_list
from firsthand.extract.parse import Span, Token
from firsthand.extract.polarity import is_passive
from firsthand.model import Word

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
_VERBAL = frozenset({"VERB", "AUX"})


def lemma_of(token: Token) -> str:
    """Return the dictionary form of a word, lower case."""
    corrected: str | None = table("polarity", "lemmas").get(token.lower_)
    return corrected or token.lemma_.lower()


def head_of(span: Span) -> Token | None:
    """Return the word a passage hangs on: of words whose head lies outside, the most verbal, then first."""
    tops = [
        token
        for token in span
        if not (token.is_punct or token.is_space)
        and (token.head.i == token.i or not span.start <= token.head.i < span.end)
    ]
    if not tops:
        return None
    verbal = [token for token in tops if is_clause(token)]
    if verbal:
        return _behind_aside(verbal[0])
    return max(tops, key=lambda token: (token.pos_ in _VERBAL, token.pos_ in CONTENT, -token.i))


def is_aside(token: Token) -> bool:
    """Tell whether a verb is a filler put into a sentence: "you know", "let's say"."""
    return token.lemma_ in word_list("propositions", "asides") and any(
        child.lower_ in word_list("propositions", "aside_subjects") for child in token.lefts
    )


def _behind_aside(head: Token) -> Token:
    """Return what is said around a filler that the parse takes for the main verb."""
    if is_aside(head):
        before = [child for child in head.lefts if child.dep_ == "ccomp" and is_clause(child)]
        return before[0] if before else head
    return head


def is_clause(token: Token) -> bool:
    """Tell whether a word heads a clause: a verb, or an auxiliary that is no helper."""
    return token.pos_ in _VERBAL and token.dep_ not in {"aux", "auxpass", "amod", "compound"}


def predicate_of(head: Token) -> list[Token]:
    """Return the verbs that together say one thing, outermost first: "began", "to withdraw"."""
    chain = [head]
    while len(chain) < 4 and _is_raising(chain[-1]):
        inner = [child for child in chain[-1].children if child.dep_ == "xcomp" and child.pos_ in _VERBAL]
        if not inner:
            break
        chain.append(inner[0])
    return chain


def _is_raising(verb: Token) -> bool:
    lemma = lemma_of(verb)
    if is_passive(verb) and lemma in word_list("polarity", "light", "raising_passive"):
        return True
    return lemma in word_list("polarity", "light", "raising")


def main_lemmas(predicate: Sequence[Token]) -> tuple[str, ...]:
    """Return what a predicate does as lemmas: ("open", "investigation"), ("be", "small", "part").

    The last verb, its particle, and, where the verb is light or a copula, the noun or adjective
    it leans on.
    """
    last = predicate[-1]
    lemmas = [lemma_of(last)]
    light = word_list("polarity", "light", "verbs")
    copulas = word_list("polarity", "light", "copulas")
    for child in last.children:
        if (
            child.dep_ == "prt"
            or (child.dep_ in {"attr", "acomp", "oprd"} and lemmas[0] in copulas)
            or (child.dep_ == "dobj" and lemmas[0] in light)
        ):
            lemmas.append(lemma_of(child))
        elif child.dep_ == "prep" and child.i > last.i and lemmas[0] in copulas:
            lemmas += [lemma_of(obj) for obj in child.children if obj.dep_ == "pobj"][:1]
    return tuple(dict.fromkeys(lemmas))


def content_words(span: Span) -> tuple[Word, ...]:
    """Return the words of a passage that carry meaning, with their lemmas in lower case."""
    stop = word_list("polarity", "empty")
    return tuple(
        Word(
            start=token.idx,
            end=token.idx + len(token.text),
            text=token.text,
            lemma=lemma_of(token),
            pos=token.pos_,
        )
        for token in span
        if token.pos_ in CONTENT and token.lower_ not in stop and token.dep_ not in {"aux", "auxpass"}
    )
