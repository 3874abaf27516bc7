"""Find everything a document says somebody else said, from its words, lemmas and marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.analysis import Analysis, text_of
from firsthand.extract.attribution.chains import nest
from firsthand.extract.attribution.cues.quotations import paragraphs
from firsthand.extract.attribution.found import Attribution, Attributions, Stretch
from firsthand.extract.surface.attribution import germanic, romance
from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.cuewords import cues_of
from firsthand.extract.surface.attribution.marks import between, find_quotations
from firsthand.extract.surface.attribution.running import going_on
from firsthand.extract.surface.attribution.said import Saying
from firsthand.extract.surface.attribution.sources import Sources
from firsthand.model import Name


def find_attributions(analysis: Analysis, names: Sequence[Name]) -> Attributions:
    """Find who is said to have said what in a document, from its words and marks.

    `names` are those of the same document. The innermost attribution that covers a passage carries
    the whole chain: who said it first, then each who passed it on.
    """
    if not len(analysis.doc):
        return Attributions(names=tuple(names))
    cues = cues_of(analysis.language)
    quotations = find_quotations(analysis.document, analysis.language)
    reading = Reading(analysis.doc, text_of(analysis.doc), cues, quotations, paragraphs(analysis.document))
    sources = Sources(reading, names)
    if cues.order == "subject":
        found = list(romance.sayings(reading, sources))
    else:
        found = germanic.sayings(reading, sources)
    found = sorted(_once(found), key=lambda s: (s.unit, s.contents[0], s.cue.i))
    found += list(going_on(reading, sources, found))
    lines = _lines(reading, sources, found)
    attributions: list[Attribution] = []
    for saying, line in zip(found, lines, strict=True):
        if line.chain:
            attributions += _attributions(reading, saying, line)
    attributions.sort(key=lambda a: (a.start, -a.end, a.chain))
    return Attributions(names=tuple(sources.names), attributions=tuple(dict.fromkeys(attributions)))


@dataclass(frozen=True, slots=True)
class _Line:
    """Who stands behind one saying, and the words that show it: the sources' and the cue's."""

    chain: tuple[int, ...]
    proof: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]


def _once(found: Sequence[Saying]) -> list[Saying]:
    """Drop what attributes the same words by the same cue again."""
    seen: dict[tuple[int, tuple[Stretch, ...]], Saying] = {}
    for saying in found:
        seen.setdefault((saying.cue.i, saying.contents), saying)
    return list(seen.values())


def _lines(reading: Reading, sources: Sources, found: Sequence[Saying]) -> list[_Line]:
    own: list[list[int]] = []
    last: list[int] = []
    for saying in found:
        chain: list[int] = []
        if saying.source is not None:
            chain = [sources.of(saying.source)]
        elif saying.unnamed is not None and not (saying.carried and last):
            chain = [sources.unnamed(saying.unnamed)]
        elif saying.giver is not None:
            chain = list(own[saying.giver])
        elif saying.carried:
            chain = list(last[:1])
        chain += [sources.of(relay) for relay in saying.relays]
        own.append(list(dict.fromkeys(chain)))
        if saying.source is not None:
            last = own[-1]
    parents = _phrases_outward(found, nest([saying.report() for saying in found]))
    lines = []
    for number, saying in enumerate(found):
        chain = list(own[number])
        cue = list(saying.cue_words)
        seen = {number}
        up = parents[number]
        if saying.giver is not None:
            seen.add(saying.giver)
            cue += found[saying.giver].cue_words
            up = parents[saying.giver] if up is None else up
        while up is not None and up not in seen:
            seen.add(up)
            if not (saying.carried and chain):
                chain += own[up]
            cue += found[up].cue_words
            up = parents[up]
        chain = _outlets_outward(list(dict.fromkeys(chain)), sources)
        proof = [(sources.names[i].start, sources.names[i].end) for i in chain]
        lines.append(_Line(tuple(chain), tuple(dict.fromkeys(proof)), tuple(dict.fromkeys(cue))))
    return lines


def _phrases_outward(found: Sequence[Saying], parents: Sequence[int | None]) -> list[int | None]:
    """Put a source named by a phrase outside the act it tells of: "Roe denied the plan, according to X"."""
    turned = list(parents)
    for inner, outer in enumerate(parents):
        if outer is not None and found[outer].act and found[inner].cue.pos_ == "ADP":
            turned[inner] = parents[outer]
            if parents[outer] is None:
                turned[outer] = inner
    return turned


def _outlets_outward(chain: list[int], sources: Sources) -> list[int]:
    """Put outlets behind those they report on."""
    if not chain or sources.names[chain[0]].kind != "outlet":
        return chain
    outlets = [i for i in chain if sources.names[i].kind == "outlet"]
    return [*(i for i in chain if i not in outlets), *outlets]


def _attributions(reading: Reading, saying: Saying, line: _Line) -> list[Attribution]:
    """Return what is attributed at one place, and the words quoted in it apart: those are verbatim."""
    apart = reading.cues.order != "subject"  # German news puts told words around single quoted ones
    pieces = [
        (
            start,
            end,
            saying.direct or _in_marks(reading, start, end),
            _mark(reading, start) if apart else None,
        )
        for start, end in saying.contents
    ]
    if not saying.direct and apart:
        for start, end in saying.contents:
            pieces += [
                (quote.start, quote.end, True, (quote.outer_start, quote.start))
                for quote in between(reading.quotations, start, end)
                if quote.end <= end + 1
                and not quote.inner
                and quote.end - quote.start < end - start - 3
                and _quoted_words(reading, quote.start, quote.end)
            ]
    return [
        Attribution(
            start=start,
            end=end,
            chain=line.chain,
            evidence=tuple(dict.fromkeys((*line.proof, *line.cue, *((mark,) if direct and mark else ())))),
            cue=saying.lemma,
            stance=saying.stance,
            direct=direct,
            carried=saying.carried,
        )
        for start, end, direct, mark in pieces
    ]


def _mark(reading: Reading, start: int) -> Stretch | None:
    """Return the mark that opens a quotation: it shows that the words are somebody's own."""
    near = between(reading.quotations, max(0, start - 2), start + 1)
    return next(((q.outer_start, q.start) for q in near), None)


def _quoted_words(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a quotation is somebody's wording rather than a name or a title."""
    first, last = reading.token_at(start), reading.token_at(end)
    words = [reading.doc[i] for i in range(first, last) if reading.doc[i].pos_ != "PUNCT"]
    if not words:
        return False
    small = [word for word in words if word.text[:1].islower()]
    return bool(words[0].text[:1].islower()) or (len(small) >= 2 and len(words) > 3)


def _in_marks(reading: Reading, start: int, end: int) -> bool:
    near = between(reading.quotations, max(0, start - 2), start + 1)
    return any(q.start <= start + 1 and end <= q.outer_end + 1 for q in near)
