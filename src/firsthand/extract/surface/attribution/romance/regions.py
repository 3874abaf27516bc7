"""The stretches of a text in which one verb's speaker and words are looked for: sentences, and quotations."""

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.extract.surface.attribution.clauses import Reading

# Words in a quotation below which it is a name or a fragment of somebody else's sentence.
_SPEECH = 4
_STOPS = frozenset({",", ";", ":", "–", "—", "(", ")", "[", "]", "...", "…", "―", "<", ">"})
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation as tokens [start, end), marks included; `speech` where it is more than a few words."""

    start: int
    end: int
    speech: bool


@dataclass(frozen=True, slots=True)
class Region:
    """A sentence with the quotations it introduces, or one inside a quotation: tokens [start, end).

    `unit` is the number of the reading's unit that it begins in. `quotes` do not overlap. `around` is the
    quotation it lies in.
    """

    start: int
    end: int
    unit: int
    quotes: tuple[Quote, ...]
    around: Quote | None = None

    @property
    def inside(self) -> bool:
        """Whether it lies inside a quotation."""
        return self.around is not None

    def quote_at(self, token: int) -> Quote | None:
        """Return the quotation that begins with a token."""
        return next((quote for quote in self.quotes if quote.start == token), None)

    def speech_before(self, token: int) -> Quote | None:
        """Return the last saying in quotation marks that ends at or before a token."""
        return next((q for q in reversed(self.quotes) if q.speech and q.end <= token), None)

    def hidden(self, token: int) -> Quote | None:
        """Return the saying in quotation marks that a token lies in: its words are not the sentence's."""
        return next((q for q in self.quotes if q.speech and q.start <= token < q.end), None)


def regions(reading: Reading) -> Iterator[Region]:
    """Return the sentences of a text, those within one quotation taken together, and those inside each."""
    quotes = _quotes(reading)
    starts = [unit.start for unit in reading.units]
    edges = list(starts)
    for quote in quotes:
        first, last = bisect.bisect_right(edges, quote.start), bisect.bisect_left(edges, quote.end)
        crossed = edges[first:last]
        if crossed:
            kept = []
            if crossed[-1] == quote.end - 1 and _opens_anew(reading, quote.end):
                kept = [quote.end]
            edges[first:last] = kept
    edges = sorted(set(edges))
    if not edges:
        return
    for start, end in zip(edges, [*edges[1:], len(reading.doc)], strict=True):
        unit = max(0, bisect.bisect_right(starts, start) - 1)
        here = tuple(q for q in quotes if start <= q.start < end)
        if end > start:
            yield Region(start, end, unit, here)
        for quote in here:
            if quote.speech:
                yield from _within(reading, quote, starts)


def _opens_anew(reading: Reading, token: int) -> bool:
    if token >= len(reading.doc):
        return True
    word = reading.doc[token]
    return not word.is_punct and not word.text[:1].islower()


def _within(reading: Reading, quote: Quote, starts: list[int]) -> Iterator[Region]:
    doc = reading.doc
    edges = [quote.start + 1]
    edges += [i for i in range(quote.start + 2, quote.end - 1) if doc[i].is_sent_start]
    unit = max(0, bisect.bisect_right(starts, quote.start) - 1)
    inner = _quotes(reading, inner=True, within=quote)
    for start, end in zip(edges, [*edges[1:], quote.end - 1], strict=True):
        if end - start > _SPEECH:
            yield Region(start, end, unit, tuple(q for q in inner if start <= q.start < end), quote)


def _quotes(reading: Reading, *, inner: bool = False, within: Quote | None = None) -> list[Quote]:
    found: list[Quote] = []
    doc = reading.doc
    for quotation in reading.quotations:
        if quotation.inner is not inner:
            continue
        start = reading.token_at(quotation.outer_start)
        if within is not None and not within.start < start < within.end:
            continue
        end = reading.token_at(quotation.outer_end)
        if start >= len(doc) or end <= start or (found and start < found[-1].end):
            continue
        words = [doc[i] for i in range(start, end) if not doc[i].is_punct and not doc[i].is_space]
        ended = any(reading.words[i] in {".", "!", "?"} for i in range(max(start, end - 3), end))
        finite = any(word.pos_ in _VERBS for word in words)
        opens = (
            start == 0 or reading.words[start - 1] in {".", ":", "!", "?", "\n"} or doc[start].is_sent_start
        )
        led = start > 0 and reading.words[start - 1] in reading.cues.lists["contents.that"]
        set_in = start > 0 and doc[start - 1].pos_ not in {"PUNCT", "SPACE"} and not led
        low = bool(words) and words[0].text[:1].islower()
        speech = (
            (len(words) >= _SPEECH and finite and not (set_in and low)) or ended or (opens and bool(words))
        )
        found.append(Quote(start, end, bool(speech)))
    return found


def is_stop(reading: Reading, token: int) -> bool:
    """Tell whether a token parts a sentence: a comma, a colon, a dash, brackets."""
    return reading.words[token] in _STOPS
