"""Where a clause says that somebody says something: 据…介绍, 记者从…获悉, …表示."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Literal

from firsthand.extract.chinese.naming.lexicon import lexicon
from firsthand.extract.chinese.naming.marked import glosses
from firsthand.extract.chinese.reading import Clause, Reading, Stretch, Token
from firsthand.extract.chinese.saying.cue_words import CueWords, cue_words
from firsthand.model.statement import Stance

Form = Literal["dateline", "according", "unsourced", "learn", "say", "turn"]

# How far behind the beginning of a clause 据 may stand (昨天下午，据…; 而据…), in words.
_FIRST_WORDS = 4
# The most characters of a phrase with 据 that ends with no word of telling but has a name in it.
_LONGEST_SOURCE = 45
# The most words that name whom somebody tells, and their parts of speech.
_MOST_TOLD = 5
# How many characters before a verb inside a clause its speaker may stand, a spelling in brackets not counted.
_NEAR = 16
_NOMINAL = ("n", "j", "x", "r", "eng")


@dataclass(frozen=True, slots=True)
class Cue:
    """The attributing words of a clause.

    `source` is the stretch in which the source is named, `words` what attributes, `body` where in
    the clause what is said goes on; the clause's end if nothing does. `via` is the stretch of one
    who passes it on (甲援引乙的话说: `source` is 乙, `via` 甲).
    """

    form: Form
    source: Stretch
    words: Stretch
    body: int
    word: str
    stance: Stance = "asserts"
    via: Stretch | None = None


def find_cue(reading: Reading, clause: Clause, start: int, speakers: Sequence[Stretch]) -> Cue | None:
    """Return what attributes in the words of a clause from `start` on.

    `speakers` are the stretches of the names in the clause, in order.
    """
    tokens = reading.words(start, clause.end)
    if not tokens:
        return None
    known = cue_words()
    return (
        _unsourced(reading, clause, tokens, known)
        or _according(reading, clause, tokens, speakers, known)
        or _learn(reading, tokens, known)
        or _say(clause, tokens, speakers, known)
    )


def _unsourced(reading: Reading, clause: Clause, tokens: Sequence[Token], known: CueWords) -> Cue | None:
    at = _behind_joints(tokens)
    if at >= len(tokens):
        return None
    start = tokens[at].start
    body = reading.plain[start : clause.end]
    for phrase in known.unsourced:
        if body == phrase or (
            body.startswith(phrase) and phrase[0] in known.according and _begins(tokens, start + len(phrase))
        ):
            return Cue("unsourced", (start, start), (start, start + len(phrase)), start + len(phrase), phrase)
    return None


def _begins(tokens: Sequence[Token], offset: int) -> bool:
    return any(token.start == offset for token in tokens)


def _behind_joints(tokens: Sequence[Token]) -> int:
    """Return the first word behind those that only join a clause to the last or tell when."""
    at = 0
    while at < len(tokens) - 1 and (
        not tokens[at].tag
        or tokens[at].tag.startswith(("c", "t", "d", "num", "m"))
        or tokens[at].word in cue_words().joints
    ):
        if tokens[at].word in cue_words().according:
            break
        at += 1
    return at


def _according(
    reading: Reading, clause: Clause, tokens: Sequence[Token], speakers: Sequence[Stretch], known: CueWords
) -> Cue | None:
    first = _behind_joints(tokens)
    at = next(
        (
            i
            for i in range(first, min(first + _FIRST_WORDS, len(tokens)))
            if tokens[i].word in known.according
        ),
        None,
    )
    if at is None or (at > first and any(token.tag.startswith(("v", "u")) for token in tokens[first:at])):
        return None
    opener = tokens[at]
    begin = opener.end
    body = reading.plain[begin : clause.end]
    if body.endswith(known.according_not):
        return None
    end = clause.end
    last = next((word for word in known.according_last if _tail(body, known).endswith(word)), None)
    if last is not None:
        cut = begin + len(_tail(body, known)) - len(last)
        return _citing(reading, Cue("according", (begin, cut), (opener.start, end), end, opener.word), known)
    for token in tokens[at + 1 :]:  # 据…称车内无人
        if (
            token.word in known.say
            and token.word not in known.find
            and any(s < token.start and e > begin for s, e in speakers)
            and token.end < end
        ):
            cue = Cue("according", (begin, token.start), (opener.start, token.end), token.end, opener.word)
            return _citing(reading, cue, known)
    if opener.word in known.according_weak or not clause.after.startswith(("，", ",")):
        return None
    if len(body) <= _LONGEST_SOURCE and any(begin <= s and e <= end for s, e in speakers):
        return Cue("according", (begin, end), (opener.start, end), end, opener.word)
    return None


def _tail(body: str, known: CueWords) -> str:
    """Return the end of a phrase without 说 or 后 behind its word of telling."""
    for last in known.according_after:
        if (
            body.endswith(last)
            and len(body) > len(last)
            and body.removesuffix(last).endswith(known.according_last)
        ):
            return body.removesuffix(last)
    return body


def _citing(reading: Reading, cue: Cue, known: CueWords) -> Cue:
    """See in 甲援引乙的话 who speaks and who passes it on."""
    for token in reading.words(*cue.source):
        if token.word in known.cite:
            return Cue(
                cue.form,
                (token.end, cue.source[1]),
                cue.words,
                cue.body,
                cue.word,
                cue.stance,
                (cue.source[0], token.start),
            )
    return cue


def _learn(reading: Reading, tokens: Sequence[Token], known: CueWords) -> Cue | None:
    """See 记者从县政府获悉, also without the reporter; and 记者在现场看到."""
    at = next((i for i, token in enumerate(tokens) if token.word in known.learn), None)
    if at is None:
        return None
    end = at
    while end + 1 < len(tokens) and tokens[end + 1].word in known.after_say:
        end += 1
    if _ends_as_clause(tokens, end):
        end += 1  # …，这是记者从县政府了解到的
    elif end + 1 < len(tokens) and tokens[end + 1].word in known.not_content:
        return None
    words = (tokens[at].start, tokens[end].end)
    place = next((i for i in range(at) if tokens[i].word in known.learn_from), None)
    reporter = next((token for token in tokens[:at] if _is_reporter(token)), None)
    from_somebody = place is not None and tokens[place].end < tokens[at].start
    alone = place is not None and place <= _behind_joints(tokens) and tokens[at].word in known.learn_alone
    if place is not None and from_somebody and (reporter is not None or alone):
        return Cue("learn", (tokens[place].end, words[0]), words, words[1], tokens[at].word)
    if reporter is not None:
        return Cue("learn", (reporter.start, reporter.end), words, words[1], tokens[at].word)
    return None


def _ends_as_clause(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether only the particle follows that makes what stands before it the thing learned."""
    particle = lexicon().particle
    return end + 2 == len(tokens) and tokens[end + 1].word == particle


def _is_reporter(token: Token) -> bool:
    head = lexicon().head(token.word)
    return head is not None and head.sort == "reporter"


def _say(clause: Clause, tokens: Sequence[Token], speakers: Sequence[Stretch], known: CueWords) -> Cue | None:
    found = None
    if clause.after[:1] not in {"，", ",", "：", ":", "“", "「", "『", '"'}:
        found = _inner_verb(tokens, speakers, known)
    if found is None:
        found = _telling(clause, tokens, speakers, known) or _last_verb(clause, tokens, known)
    if found is None and clause.after[:1] in {"：", ":"}:
        found = _announced(tokens, speakers, known)
    if found is None:
        found = _inner_verb(tokens, speakers, known)
    if found is None:
        return None
    at, end = found
    verb = tokens[at]
    body = tokens[end].end
    source = (tokens[0].start, verb.start)
    cite = next((token for token in tokens[:at] if token.word in known.cite), None)
    cue = Cue("say", source, (verb.start, body), body, verb.word, known.stance(verb.word))
    if cite is not None:
        return Cue(
            "say",
            (cite.end, verb.start),
            (cite.start, body),
            body,
            verb.word,
            cue.stance,
            (source[0], cite.start),
        )
    return cue


def _last_verb(clause: Clause, tokens: Sequence[Token], known: CueWords) -> tuple[int, int] | None:
    """Return the verb a clause ends with before a comma, a colon or a quotation, and its last word."""
    if not clause.after.startswith(
        ("，", ",", "：", ":", "“", "「", "『", '"', "。", "——", "――", "！", "？")
    ):
        return None
    end = len(tokens) - 1
    while end > 0 and not tokens[end].tag:
        end -= 1
    at = end
    while (
        at > 1
        and tokens[at].word in known.after_say
        and tokens[at - 1].word in known.say | known.say_before_mark
    ):
        at -= 1
    word = tokens[at].word
    if word not in known.say and word not in known.say_before_mark and word not in known.find_out:
        return None
    if at and tokens[at - 1].word in known.not_said:
        return None
    if word in known.demand and clause.after.startswith("。"):
        return None  # 置评请求。
    return at, end


def _telling(
    clause: Clause, tokens: Sequence[Token], speakers: Sequence[Stretch], known: CueWords
) -> tuple[int, int] | None:
    """Return a verb of telling and the last word of whom it tells: 告诉东岸通讯社，…."""
    if clause.after[:1] not in {"，", ",", "：", ":", "“", "「", "『", '"'}:
        return None
    for at in range(max(1, len(tokens) - _MOST_TOLD - 1), len(tokens) - 1):
        if tokens[at].word not in known.telling:
            continue
        rest = tokens[at + 1 :]
        named = any(start <= rest[0].start and rest[-1].end <= end for start, end in speakers)
        if named or all(token.tag.startswith(_NOMINAL) for token in rest):
            return at, len(tokens) - 1
    return None


def _announced(
    tokens: Sequence[Token], speakers: Sequence[Stretch], known: CueWords
) -> tuple[int, int] | None:
    """Return a verb of saying whose object a colon spells out, and the clause's last word: 通报了情况：."""
    for at, token in enumerate(tokens):
        says = token.word in known.say or token.word in known.say_before_mark
        negated = at and tokens[at - 1].word in known.not_said
        if says and not negated and any(end <= token.start for _, end in speakers):
            return at, len(tokens) - 1
    return None


def _inner_verb(
    tokens: Sequence[Token], speakers: Sequence[Stretch], known: CueWords
) -> tuple[int, int] | None:
    """Return the first verb that says and has somebody before it and something behind it."""
    spelled = glosses(tokens)
    for at, token in enumerate(tokens[:-1]):
        if token.word not in known.say:
            continue
        before = tokens[at - 1] if at else None
        if before is not None and before.word in known.not_said:
            continue
        end = at
        while end + 2 < len(tokens) and tokens[end + 1].word in known.after_say:
            end += 1
        gave = tokens[at + 1].word in known.done and token.word in known.of_things
        if tokens[end + 1].word in known.not_content or gave:
            continue
        named = any(
            s < token.start and e <= token.start and _between(tokens, e, token.start, spelled) <= _NEAR
            for s, e in speakers
        )
        alone = at == _behind_joints(tokens) and token.word in known.alone
        if named or alone:
            if token.word in known.find and not named:
                continue
            return at, end
    return None


def _between(tokens: Sequence[Token], start: int, end: int, spelled: Set[int]) -> int:
    """Count the characters between two places, those of spellings in brackets left out."""
    return sum(
        len(token.word) for i, token in enumerate(tokens) if start <= token.start < end and i not in spelled
    )
