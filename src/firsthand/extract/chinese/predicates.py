"""What a Chinese passage chiefly says: its main verb, whether it is denied, likely or planned."""

import re
from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.analysis import Analysis
from firsthand.extract.chinese.reading import Reading, Token, read
from firsthand.extract.chinese.saying.cue_words import cue_words
from firsthand.extract.grammar import Predicate
from firsthand.extract.packs import load, table, words
from firsthand.extract.tagging.chinese import universal
from firsthand.model import Word

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})

# How many words before the main verb belong to it: 尚未有人证实 is no longer about it.
_NEAR = 5


def find_predicate(analysis: Analysis, start: int, end: int) -> Predicate:
    """Return what the passage [start, end) chiefly says."""
    reading = read(analysis)
    named = analysis.doc.user_data.get("named", frozenset())
    tokens = [_as_name(token) if token.start in named else token for token in reading.words(start, end)]
    content = _content(analysis, tokens)
    weak = _hedges(reading.plain[start:end], tokens)
    at = main_verb(reading, tokens)
    if at is None:
        return Predicate(hedges=weak, words=content)
    before = tokens[max(0, at - _NEAR) : at]
    cut = max((i for i, token in enumerate(before) if token.tag == "w"), default=-1)
    before = before[cut + 1 :]
    modals: dict[str, str] = table("polarity", "modals", language="zh")
    modal = next((modals[token.word] for token in before if token.word in modals), None)
    plans = words("polarity", "plans", language="zh")
    main = _main(tokens, at)
    subject, thing = _roles(tokens, at)
    return Predicate(
        main=main,
        negated=_is_negated(tokens, at, before),
        modal=modal,
        planned=any(token.word in plans for token in (*before, tokens[at])),
        hedges=weak,
        words=content,
        speech=not cue_words().say.isdisjoint(main),
        subject=subject,
        object=thing,
    )


def _hedges(plain: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the words that weaken a passage, each once: phrases before a comma (据悉，…), then words."""
    phrases = load("polarity", "zh")["hedging_phrases"]
    hedges = words("polarity", "hedges", language="zh")
    found = [phrase for phrase in phrases if re.match(rf"\W*{phrase}[，,]", plain)]
    return tuple(dict.fromkeys((*found, *(token.word for token in tokens if token.word in hedges))))


def _as_name(token: Token) -> Token:
    return replace(token, tag="nr")


def main_verb(reading: Reading, tokens: Sequence[Token]) -> int | None:
    """Return the verb a passage hangs on: the first outside phrases before a noun and clauses of time."""
    verbs = [i for i, describes in enumerate(_describing(tokens)) if not describes and _is_verb(tokens, i)]
    if not verbs:
        verbs = [i for i, token in enumerate(tokens) if token.tag.startswith(("v", "a", "z", "i"))]
        return verbs[-1] if verbs else None
    raising = words("polarity", "raising", language="zh") | words("polarity", "plans", language="zh")
    for k, at in enumerate(verbs):
        if tokens[at].word in raising and k + 1 < len(verbs) and verbs[k + 1] - at <= _NEAR:
            continue
        return at
    return verbs[-1]


def has_verb(tokens: Sequence[Token]) -> bool:
    """Tell whether something is done or is lacking in a passage."""
    return any(_is_verb(tokens, i) for i in range(len(tokens)))


def _is_verb(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    following = tokens[i + 1].tag if i + 1 < len(tokens) else ""
    if token.word in words("polarity", "lacking", language="zh"):
        return not following.startswith(("v", "p", "d"))  # 没有拘留 is a negated verb
    if following in {"ul", "uz", "ug"} and token.tag.startswith(("v", "n", "a", "x")) and len(token.word) > 1:
        return True  # 封锁了: whatever the dictionary takes it for
    if token.tag not in {"v", "vi", "vq"} or token.word in table("polarity", "modals", language="zh"):
        return False
    if len(token.word) == 1 and i and tokens[i - 1].tag in {"num", "m"}:
        return False  # a measure: 9时20分
    return token.word not in words("names", "bodies", "inside", language="zh")


def _describing(tokens: Sequence[Token]) -> list[bool]:
    """Tell of each word whether it stands in a phrase with 的 before a noun, or in a clause of time (发生后).

    From the last word back, so that a passage without a stop takes no longer for its length.
    """
    timing = words("propositions", "timing", language="zh")
    after = words("propositions", "after", language="zh")
    particle = load("names", "zh")["particle"]
    found = [False] * len(tokens)
    within = False  # what stands before the word at `i + 1` describes
    for i in range(len(tokens) - 1, -1, -1):
        found[i] = within or any(token.word in after for token in tokens[i + 1 : i + 4])
        token = tokens[i]
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        ends = following is None or following.tag == "w"
        if token.tag == "w":
            within = False
        elif (token.word in timing and ends and following is not None) or (
            token.word == particle and not ends
        ):
            within = True
    return found


def _is_negated(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    negators = words("polarity", "negators", language="zh") | words("polarity", "lacking", language="zh")
    count = sum(token.word in negators for token in before)
    count += tokens[at].word in words("polarity", "lacking", language="zh")
    return count % 2 == 1


def _main(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    """Return the main verb with the noun that says what is done, where the verb alone says little."""
    word = tokens[at].word
    lemmas = [word]
    leaning = words("polarity", "light", language="zh") | words("polarity", "copulas", language="zh")
    if word in leaning or word in words("polarity", "lacking", language="zh"):
        told: list[str] = []
        for token in tokens[at + 1 :]:
            if token.tag == "w":
                break
            if token.tag.startswith(("n", "a", "j", "l", "v")) and token.tag != "num":
                told.append(token.word)
        lemmas += told[-1:]
    return tuple(dict.fromkeys(lemmas))


def _roles(tokens: Sequence[Token], at: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who does it and what it is done to: the nouns nearest to the verb, before and behind.

    In a sentence with 被 what stands before it suffers, and the next noun does it.
    """
    start = max((i for i in range(at) if tokens[i].tag == "w"), default=-1) + 1
    stop = next((i for i in range(at + 1, len(tokens)) if tokens[i].tag == "w"), len(tokens))
    turning = words("polarity", "passives", language="zh")
    passive = next((i for i in range(start, at) if tokens[i].word in turning), None)
    if passive is not None:
        return _group(tokens, passive + 1, at), _group(tokens, start, passive)
    return _group(tokens, start, at), _group(tokens, at + 1, stop)


def _group(tokens: Sequence[Token], start: int, stop: int) -> tuple[str, ...]:
    """Return the last row of nouns in [start, stop) that no preposition governs, its head first."""
    rows: list[list[str]] = [[]]
    governed = False
    for token in tokens[start:stop]:
        if token.tag.startswith(("n", "j", "l")) and token.tag != "num":
            if not governed:
                rows[-1].append(token.word)
        elif token.tag.startswith("p"):
            governed = True
            rows.append([])
        elif token.tag.startswith(("v", "w")):
            governed = False
            rows.append([])
    row = next((row for row in reversed(rows) if row), [])
    return tuple(dict.fromkeys(row[::-1]))


def _content(analysis: Analysis, tokens: Sequence[Token]) -> tuple[Word, ...]:
    empty = words("polarity", "empty", language="zh")
    text = analysis.document.text
    return tuple(
        Word(start=token.start, end=token.end, text=text[token.start : token.end], lemma=token.word, pos=pos)
        for token in tokens
        if (pos := universal(token.tag)) in _CONTENT and token.word not in empty
    )
