"""Two documents laid side by side: whether they depend on one another, who was first, what they share."""

import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from firsthand.extract.packs import has
from firsthand.model import Document, Passage
from firsthand.trace.dating import days_between, written_on
from firsthand.trace.direction import Clue, Direction, find_direction
from firsthand.trace.sense import Encoder, encode
from firsthand.trace.translation.alignment import find_renderings
from firsthand.trace.wording.alignment import Aligned
from firsthand.trace.wording.dependence import model
from firsthand.trace.wording.reuse import Reuse, reuse_of
from firsthand.trace.wording.words import account, language_of, split_words

How = Literal["bytes", "words", "wording", "translation", "nothing"]
# The probability where two accounts in two languages correspond in no sentence, or one has no word.
_NOTHING = 0.02
_SHORTEST_NAME = 3  # letters; a shorter name of an outlet is a word like others


@dataclass(frozen=True, slots=True)
class Shared:
    """One passage that two documents have in common.

    `a` and `b` are the passages; `kind` says whether it is in the accounts' "own" words, "quoted", or
    the same in "sense" in two languages. `equal` are the stretches of equal words, as
    (start, end) in the first document's text and in the second's. `words` counts equal words, `longest`
    the most in a row outside quotation marks; `bits` is how surprising they are together.
    """

    a: Passage
    b: Passage
    kind: Literal["own", "quoted", "sense"]
    equal: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    words: int = 0
    longest: int = 0
    bits: float = 0.0


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that speaks for or against dependence: a signal and what it says, in log-odds.

    Above 0 it is more, below less than is usual for two who tell one matter independently.
    """

    signal: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two documents have from one another, as far as the two texts show it.

    `likely` is the probability, in [0, 1], that one was written from the other or both from a third;
    `how` is how they meet. `shared` is in the order of the first document; `share_a`, `share_b` are the
    shares of each that the other has, 0 to 1; `common` counts small words that match in their own
    passages. `direction` is None where they do not depend.
    """

    a: Document
    b: Document
    how: How
    likely: float
    shared: tuple[Shared, ...] = ()
    share_a: float = 0.0
    share_b: float = 0.0
    words_a: int = 0
    words_b: int = 0
    common: int = 0
    grounds: tuple[Ground, ...] = ()
    direction: Direction | None = None

    @property
    def dependent(self) -> bool:
        """Whether it is likelier than not that they depend on one another."""
        return self.likely >= 0.5


def lay_side_by_side(
    a: Document,
    b: Document,
    *,
    credits: Collection[tuple[str, str]] = (),
    encoder: Encoder = encode,
) -> Comparison:
    """Compare two documents by themselves, the first and the second as given.

    `credits` holds (child, parent) pairs of document ids known to name one another's outlet; where an
    account names the publisher of the other, that is found here too. `encoder` is asked only where the
    two are in different languages.
    """
    if a.id == b.id:
        words = len(split_words(a))
        whole = Passage(a.id, 0, len(a.text))
        equal = (((0, len(a.text)), (0, len(a.text))),)
        shared = (Shared(whole, whole, "own", equal, words, words),)
        return Comparison(a, b, "bytes", 1.0, shared, 1.0, 1.0, words, words)
    known = frozenset(credits) | _named(a, b)
    if language_of(a) != language_of(b):
        return _in_two_languages(a, b, known, encoder)
    reuse = reuse_of(a, b)
    if reuse is None:
        return Comparison(a, b, "nothing", _NOTHING, words_a=len(split_words(a)), words_b=len(split_words(b)))
    return _in_one_language(a, b, reuse, known)


def _in_one_language(
    a: Document, b: Document, reuse: Reuse, credits: Collection[tuple[str, str]]
) -> Comparison:
    first, second = split_words(a), split_words(b)
    turned = reuse.a != a.id

    def shared(aligned: Aligned) -> Shared:
        equal, longest = [], 0
        for run in aligned.runs:
            i, j = (run.b, run.a) if turned else (run.a, run.b)
            unquoted = [not (first.quoted[i + k] or second.quoted[j + k]) for k in range(run.size)]
            longest = max(longest, sum(unquoted))
            equal.append(
                (
                    (first.starts[i], first.ends[i + run.size - 1]),
                    (second.starts[j], second.ends[j + run.size - 1]),
                )
            )
        return Shared(
            a=aligned.b if turned else aligned.a,
            b=aligned.a if turned else aligned.b,
            kind="quoted" if aligned in reuse.quotations else "own",
            equal=tuple(equal),
            words=aligned.matched,
            longest=longest,
            bits=round(aligned.bits, 1),
        )

    found = sorted(map(shared, (*reuse.passages, *reuse.quotations)), key=lambda one: (one.a, one.b))
    grounds = sorted(model().grounds(reuse.signals).items(), key=lambda ground: (-ground[1], ground[0]))
    documents = (b, a) if turned else (a, b)
    return Comparison(
        a=a,
        b=b,
        how="words" if first.forms == second.forms else "wording",
        likely=reuse.confidence,
        shared=tuple(found),
        share_a=reuse.share_b if turned else reuse.share_a,
        share_b=reuse.share_a if turned else reuse.share_b,
        words_a=len(first),
        words_b=len(second),
        common=round(math.expm1(reuse.signals.common)),
        grounds=tuple(Ground(name, round(log_odds, 2)) for name, log_odds in grounds),
        direction=find_direction(reuse, *documents, credits=credits) if reuse.counts else None,
    )


def _in_two_languages(
    a: Document, b: Document, credits: Collection[tuple[str, str]], encoder: Encoder
) -> Comparison:
    sizes = len(split_words(a)), len(split_words(b))
    rendering = next(iter(find_renderings((a, b), encoder=encoder)), None)
    if rendering is None:
        return Comparison(a, b, "nothing", _NOTHING, words_a=sizes[0], words_b=sizes[1])
    turned = rendering.a != a.id
    shared = sorted(
        (
            Shared(theirs, ours, "sense") if turned else Shared(ours, theirs, "sense")
            for ours, theirs in rendering.pairs
        ),
        key=lambda one: (one.a, one.b),
    )
    shares = (rendering.share_a, rendering.share_b)
    likely = rendering.confidence if rendering.counts else min(0.49, rendering.confidence)
    return Comparison(
        a=a,
        b=b,
        how="translation",
        likely=likely,
        shared=tuple(shared),
        share_a=shares[1] if turned else shares[0],
        share_b=shares[0] if turned else shares[1],
        words_a=sizes[0],
        words_b=sizes[1],
        direction=_by_credit_or_day(a, b, credits) if rendering.counts else None,
    )


def _by_credit_or_day(a: Document, b: Document, credits: Collection[tuple[str, str]]) -> Direction:
    for child, parent in ((a, b), (b, a)):
        if (child.id, parent.id) in credits and (parent.id, child.id) not in credits:
            return Direction(parent.id, child.id, "credit", 0.98, (Clue("credit", 4.0, parent.id),))
    apart = days_between(written_on(a), written_on(b))
    if apart:
        first, second = (a, b) if apart > 0 else (b, a)
        return Direction(first.id, second.id, "date", 0.82, (Clue("date", 1.5, first.id),))
    first, second = sorted((a, b), key=lambda document: (document.name, document.id))
    return Direction(first.id, second.id, "unknown")


def _named(a: Document, b: Document) -> frozenset[tuple[str, str]]:
    """Return (child, parent) where an account names the other's publisher, and is not by it as well."""
    found = set()
    for child, parent in ((a, b), (b, a)):
        name = (parent.publisher or "").strip()
        ours = (child.publisher or "").strip()
        if len(name) < _SHORTEST_NAME or name.casefold() == ours.casefold():
            continue
        name = name.removeprefix("The ")
        edge = "" if not has("commonness", language_of(child)) else r"\b"
        if re.search(rf"{edge}{re.escape(name)}{edge}", account(child)):
            found.add((child.id, parent.id))
    return frozenset(found)
