"""Who is the largest, the first, the only one: two that cannot both be it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.model import Word
from firsthand.weigh.conflicts.facts.lexicon import happenings, things, wording
from firsthand.weigh.conflicts.facts.telling import Story, Telling, pairs, stem
from firsthand.weigh.conflicts.finding import Finding

# What only one can be is named in so many content words behind "largest" at most.
_NAMED = 3
# Two statements rank the same things if they are this alike in sense.
_SENSE = 0.38
# "The largest share" can be of anything.
_LOOSE = "*share"


@dataclass(frozen=True, slots=True)
class _Only:
    """A superlative that somebody is said to be.

    `word` is "largest"; `ranked` the beginnings of the words it ranks, and their kinds; `owner` whose it
    is ("the league's largest"); `wording` how the text puts it.
    """

    word: str
    ranked: frozenset[str]
    owner: str
    wording: str


def find_superlatives(story: Story) -> Iterator[Finding]:
    """Yield pairs of statements that name two as the only one of a kind."""
    found = {id(each): only for each in story.tellings if (only := _only(each)) is not None}
    for left, right in pairs(each for each in story.tellings if id(each) in found):
        one, other = found[id(left)], found[id(right)]
        if left.language != right.language or (one.word, one.owner) != (other.word, other.owner):
            continue
        if left.did & left.names & right.about or right.did & right.names & left.did:
            continue
        loose = _LOOSE in one.ranked | other.ranked
        if not loose and (one.ranked - other.ranked and other.ranked - one.ranked):
            continue
        likeness = story.likeness(left, right)
        if likeness.sense < _SENSE:
            continue
        asked = max(one, other, key=lambda only: (len(only.wording), only.wording))
        yield Finding(
            "role",
            left.statement,
            right.statement,
            f"Who or what is “{asked.wording}”: {_filler(left)} or {_filler(right)}?",
            f"Only one can be “{asked.word}”, and two are named.",
            round(min(0.95, 0.5 + 0.3 * likeness.sense + 0.2 * likeness.shared), 3),
        )


def _only(telling: Telling) -> _Only | None:
    """Return what a statement says that somebody named is, as the only one."""
    match = wording("filling.most", telling.language).search(telling.text)
    if match is None or not telling.did & telling.names:
        return None
    start = telling.statement.start
    ranked = _phrase([word for word in telling.statement.words if word.start >= start + match.end()])
    if not ranked or not {stem(word.lemma) for word in ranked} & telling.acts:
        return None  # it does something to the largest, or comes with it: it is not said to be it
    groups = things(telling.language), happenings(telling.language)
    kinds = (group.get(word.lemma, frozenset()) for word in ranked for group in groups)
    owner = re.search(r"(\S+)['’]s? $", telling.text[: match.start()])
    return _Only(
        word=match.group(),
        ranked=frozenset(stem(word.lemma) for word in ranked).union(*kinds),
        owner=owner.group(1) if owner else "",
        wording=f"the {telling.statement.text[match.start() : ranked[-1].end - start]}",
    )


def _phrase(words: Sequence[Word]) -> list[Word]:
    """Return the first words of a noun phrase: no more than a few, but a name whole."""
    end = 0
    for end, word in enumerate(words, 1):
        if word.pos not in {"NOUN", "ADJ", "PROPN"}:
            end -= 1
            break
        if end >= _NAMED and (end == len(words) or words[end].pos != "PROPN"):
            break
    return list(words[:end])


def _filler(telling: Telling) -> str:
    """Return the name of who is said to be it."""
    named = [w for w in telling.statement.words if w.pos == "PROPN" and stem(w.lemma) in telling.did]
    start = telling.statement.start
    return telling.statement.text[named[0].start - start : named[-1].end - start]
