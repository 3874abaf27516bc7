"""Headlines: "Watchdog: Offices Still Open", and those that say shortly what somebody says below."""

from collections.abc import Sequence

from firsthand.extract.attribution.found import Report, Stretch
from firsthand.extract.attribution.grammar import cover, trim
from firsthand.extract.attribution.speakers import Speakers
from firsthand.extract.packs import words
from firsthand.extract.parse import Doc, Span, Token
from firsthand.model import Document

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_TELLING = frozenset({"VERB", "AUX", "NUM"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Measured on the 19 headlines and subheads of the gold stories: at these values 16 get the source the
# gold has, and none gets one where the gold has none. Lower values add sources that are not there.
_SHARED_WORDS = 0.5
_SHARED_WITH_CONTENT = 0.4
_SENTENCES_BELOW = 25
_FIRST_BLOCKS = 5  # headings further down name a section, they say nothing
_LONGEST_SUBHEAD = 12  # words; a paragraph this short between headline and text is a subhead
_WORDS_OF_A_LEAD = 4  # words that carry meaning; shorter ones are datelines
_LONGEST_SPEAKER = 6  # words before the colon


def headline_stretches(document: Document) -> tuple[Stretch, ...]:
    """Return the title, the headings above the text, and short lines just below the title."""
    found = []
    for number, block in enumerate(document.blocks):
        short = len(document.text[block.start : block.end].split()) <= _LONGEST_SUBHEAD
        if number < _FIRST_BLOCKS and (block.kind in {"title", "heading"} or (number < 3 and short)):
            found.append((block.start, block.end))
    return tuple(found)


def headline_speakers(doc: Doc, document: Document, speakers: Speakers) -> list[Report]:
    """Read "X: Y" in a headline as Y said by X."""
    found = []
    for start, end in headline_stretches(document):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        colon = next((t for t in span if t.text == ":"), None)
        if colon is None:
            continue
        # "X: Y", or "Y: X" where what stands behind the colon is short and can speak
        front, behind = doc.span(span.start, colon.i), doc.span(colon.i + 1, span.end)
        speaker, content = None, None
        if 0 < len(front) <= _LONGEST_SPEAKER:
            speaker, content = _speaking_noun(front), trim(doc, colon.i + 1, span.end - 1)
        elif len([t for t in behind if not t.is_punct and not t.is_space]) <= _LONGEST_SPEAKER - 2:
            speaker, content = _speaking_noun(behind), trim(doc, span.start, colon.i - 1)
        if speaker is None or content is None:
            continue
        if speaker.lemma_.lower() in words("cues", "document_nouns"):
            found.append(Report(speaker, (), (content,), cover(speaker), unnamed=cover(speaker)))
        elif speakers.known(speaker) is not None and _speaks_below(speaker, end, speakers):
            found.append(Report(speaker, (speaker,), (content,), cover(colon)))
    return found


def _speaks_below(speaker: Token, end: int, speakers: Speakers) -> bool:
    """Tell whether a body named before a colon comes again in the text: else it may be a title.

    Persons, offices and outlets are surely no titles; whatever else is written in capitals may be.
    """
    index = speakers.known(speaker)
    name = speakers.names[index] if index is not None else None
    if name is None or name.form != "name" or name.kind != "organisation":
        return True
    return any(other.start >= end and name.text in other.text for other in speakers.names)


def _speaking_noun(front: Span) -> Token | None:
    if any(t.tag_ in _FINITE for t in front):
        return None
    tops = [t for t in front if t.head.i >= front.end or t.head.i < front.start or t.head.i == t.i]
    return next((t for t in tops if t.pos_ in {"PROPN", "NOUN"}), None)


def echoes(doc: Doc, document: Document, reports: Sequence[Report]) -> list[tuple[Stretch, int]]:
    """Find headlines that say shortly what a report below says, with the number of that report.

    The sentence below that shares most words with the headline decides: where the shared words
    stand in what somebody said, the headline is theirs too.
    """
    sentences = list(doc.sents)
    heads = [
        (start, end)
        for start, end in headline_stretches(document)
        if not any(s < end and e > start for r in reports if r.sources for s, e in r.contents)
    ]
    found = _leads(doc, document, reports)
    for start, end in heads:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        if not any(t.pos_ in _TELLING for t in span):
            continue  # "Questions over a dam" claims nothing
        wanted = _lemmas(span)
        below = [
            s for s in sentences if s.start >= span.end and not any(a <= s.start_char < b for a, b in heads)
        ]
        scored = [
            (len(wanted & _lemmas(s)) / max(1, len(wanted)), -s.start, s) for s in below[:_SENTENCES_BELOW]
        ]
        if not scored:
            continue
        share, _, best = max(scored, key=lambda item: item[:2])
        if share < _SHARED_WORDS:
            continue
        number = _holder(doc, best, reports, wanted)
        content = trim(doc, span.start, span.end - 1)
        if number is not None and content is not None:
            found.append((content, number))
    return found


def _leads(doc: Doc, document: Document, reports: Sequence[Report]) -> list[tuple[Stretch, int]]:
    """Find a first sentence, without a source, that only says again what a headline with one says."""
    heads = headline_stretches(document)
    for number, report in enumerate(reports):
        for start, end in report.contents:
            if not any(a <= start and end <= b for a, b in heads):
                continue
            span = doc.char_span(start, end, alignment_mode="expand")
            lead = next(
                (s for s in doc.sents if s.start_char >= end and len(_lemmas(s)) >= _WORDS_OF_A_LEAD), None
            )
            if span is None or lead is None or any(a <= lead.start_char < b for a, b in heads):
                continue
            if any(s < lead.end_char and e > lead.start_char for r in reports for s, e in r.contents):
                continue
            wanted = _lemmas(span)
            content = trim(doc, lead.start, lead.end - 1)
            if content is not None and len(wanted & _lemmas(lead)) >= _SHARED_WORDS * max(1, len(wanted)):
                return [(content, number)]
    return []


def _holder(doc: Doc, sentence: Span, reports: Sequence[Report], wanted: set[str]) -> int | None:
    best: tuple[float, int, int] | None = None
    for number, report in enumerate(reports):
        inside: set[str] = set()
        size = 0
        for start, end in report.contents:
            if sentence.start_char <= start < sentence.end_char:
                span = doc.char_span(start, end, alignment_mode="expand")
                inside |= _lemmas(span) if span is not None else set()
                size += end - start
        share = len(inside & wanted) / max(1, len(wanted))
        if share >= _SHARED_WITH_CONTENT and (best is None or (share, -size) > best[:2]):
            best = share, -size, number
    return best[2] if best is not None else None


def _lemmas(span: Span) -> set[str]:
    return {t.lemma_.lower() for t in span if t.pos_ in _CONTENT and len(t) > 1}
