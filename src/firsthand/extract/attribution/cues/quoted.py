"""Whole quotations: joining them to the report they belong to, and finding who speaks the others."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from firsthand.extract.analysis import text_of
from firsthand.extract.attribution.cues.quotations import Quotation, between, holding
from firsthand.extract.attribution.found import Report, Stretch
from firsthand.extract.attribution.grammar import subject
from firsthand.extract.attribution.nearby import Nearby
from firsthand.extract.packs import words

_LOOK_BACK = 1000  # characters: page matter, blanked, may lie before a quotation
_LONGEST_NAME = 6  # words before a colon that may name a speaker
_SHORTEST_FREE_QUOTATION = 4  # words; below that marks are irony or a title more often than speech


def with_quotations(doc: Doc, report: Report, quotations: Sequence[Quotation]) -> Report:
    """Let a report's content run on to the ends of the quotations it is made of."""
    around = holding(quotations, report.cue.idx)
    if around is not None:  # what is reported inside a quotation ends with it
        inside = [(max(s, around.start), min(e, around.end)) for s, e in report.contents]
        return replace(report, contents=tuple((s, e) for s, e in inside if s < e))
    if report.act or not report.speech:
        return report
    contents: list[Stretch] = []
    extra: list[Stretch] = []
    for start, end in report.contents:
        for quote in between(quotations, start, end):
            if quote.start <= report.cue.idx < quote.end or quote.end <= start or quote.start >= end:
                continue
            if quote.start <= start:
                start, end = quote.start, max(end, quote.end)
            elif quote.end > end + 1:
                rest = _next_sentence(doc, end, quote.end)
                if rest is not None:
                    extra.append((rest, quote.end))
        contents.append((start, end))
    merged: list[Stretch] = []
    for stretch in sorted({*contents, *extra}):
        if merged and stretch[0] < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], stretch[1]))
        else:
            merged.append(stretch)
    return replace(report, contents=tuple(merged))


def free_quotations(doc: Doc, reports: Sequence[Report], quotations: Sequence[Quotation]) -> list[Report]:
    """Give each quotation that no verb governs to whoever spoke before it.

    In turn: the quotation that ran on from the paragraph before; the last report of the same
    paragraph; the subject of the sentence before; where the paragraph is nothing but a quotation,
    the last speaker of the paragraph before.
    """
    found: list[Report] = []
    last: dict[int, Report] = {}
    taken = [(s, e, r) for r in reports for s, e in r.contents]
    places = Nearby((n, (s, e)) for n, (s, e, _) in enumerate(taken))
    spoken = _Spoken(doc, reports, quotations)
    open_ended: tuple[int, Report] | None = None
    for quote in quotations:
        holders = [
            r
            for s, e, r in (taken[n] for n in places.around(quote.start, quote.end))
            if s < quote.end
            and quote.start < e
            and not quote.start <= r.cue.idx < quote.end
            and not _merely_around(doc, s, e, quote)
        ]
        if holders:
            holder = holders[0]
            last[quote.paragraph] = holder
            open_ended = (quote.paragraph, holder) if quote.runs_on else None
            continue
        if not _is_speech(doc, quote):
            continue
        giver = _named_beside(doc, quote)
        if giver is None and open_ended is not None and open_ended[0] == quote.paragraph - 1:
            giver = open_ended[1]
        if giver is None:
            giver = _speaker_before(doc, quote, spoken, last)
        if giver is None:
            continue
        report = replace(giver, contents=((quote.start, quote.end),), stance="asserts", act=False)
        found.append(report)
        spoken.add(report)
        last[quote.paragraph] = report
        open_ended = (quote.paragraph, report) if quote.runs_on else None
    return found


def _merely_around(doc: Doc, start: int, end: int, quote: Quotation) -> bool:
    """Tell whether content holds a quotation as a letter holds one: marks and other sentences around it."""
    token = _token_at(doc, quote.start)
    return (
        start < quote.start - 1
        and end > quote.end + 1
        and token is not None
        and start < token.sent.start_char
    )


def _is_speech(doc: Doc, quote: Quotation) -> bool:
    """Tell whether a quotation is long enough, and has a verb: else it is a title or a phrase held up."""
    span = doc.char_span(quote.start, quote.end, alignment_mode="contract")
    if span is None or len(text_of(doc)[quote.start : quote.end].split()) < _SHORTEST_FREE_QUOTATION:
        return False
    return any(t.pos_ in {"VERB", "AUX"} for t in span)


class _Spoken:
    """Who speaks in each sentence: its first report that no other report or quotation holds."""

    def __init__(self, doc: Doc, reports: Sequence[Report], quotations: Sequence[Quotation]) -> None:
        self.by_sentence: dict[int, Report] = {}
        self._quotations = quotations
        self._reports = reports
        self._places = Nearby((n, stretch) for n, r in enumerate(reports) for stretch in r.contents)
        for report in reports:
            self.add(report)

    def add(self, report: Report) -> None:
        """Take note of who speaks in the sentence of one more report."""
        at = report.cue.idx
        sentence = report.cue.sent.start
        if not (report.sources and report.speech) or sentence in self.by_sentence:
            return
        others = (self._reports[n] for n in self._places.around(at) if self._reports[n] is not report)
        held = any(start <= at < end for other in others for start, end in other.contents)
        if not held and holding(self._quotations, at) is None:
            self.by_sentence[sentence] = report


def _named_beside(doc: Doc, quote: Quotation) -> Report | None:
    """Read a quotation with a bare name beside it: '"...," the minister in an interview'; 'X: "..."'."""
    token = _token_at(doc, quote.end)
    if token is None:
        return None
    if text_of(doc)[quote.end - 1] == ",":
        behind = next((t for t in doc[token.i + 1 : token.sent.end] if not t.is_space), None)
        if behind is not None and behind.sent == token.sent and not behind.is_punct:
            for t in doc[behind.i : token.sent.end]:
                if t.pos_ in {"VERB", "AUX", "ADP", "PUNCT"}:
                    break
                if t.dep_ not in {"compound", "det", "amod", "poss", "case", "nmod"} and t.pos_ in {
                    "PROPN",
                    "NOUN",
                }:
                    return Report(t, (t,), (), (t.idx, t.idx + len(t.text)))
    first = _token_at(doc, quote.start)
    if first is None:
        return None
    colon = next(
        (t for t in reversed(doc[max(0, first.i - 3) : first.i]) if not (t.is_quote or t.is_space)), None
    )
    if colon is not None and colon.text == ":" and colon.i:
        front = [t for t in doc[colon.sent.start : colon.i] if not t.is_space]
        noun = front[-1] if front else None
        if noun is not None and len(front) <= _LONGEST_NAME and noun.pos_ == "PROPN":
            return Report(noun, (noun,), (), (noun.idx, noun.idx + len(noun.text)))
    return None


def _speaker_before(doc: Doc, quote: Quotation, spoken: "_Spoken", last: dict[int, Report]) -> Report | None:
    token = _token_at(doc, quote.start)
    if token is None:
        return None
    if not _opens_sentence(doc, quote):
        return _in_sentence(doc, quote, token)
    sentence = token.sent
    if sentence.start == 0:
        return None
    before = doc[sentence.start - 1].sent
    speaking = spoken.by_sentence.get(before.start)
    if speaking is not None:
        return speaking
    root = before.root
    who = subject(root)
    written = who is not None and who.lemma_.lower() in words("cues", "document_nouns")
    if who is not None and (who.pos_ == "PROPN" or who.lower_ in words("cues", "persons") or written):
        return Report(root, (who,), (), (root.idx, root.idx + len(root.text)))
    return last.get(quote.paragraph) or last.get(quote.paragraph - 1)


def _in_sentence(doc: Doc, quote: Quotation, token: Token) -> Report | None:
    """Read a quotation of several sentences that begins within one: 'He urged them to "go. It ..."'."""
    if _next_sentence(doc, quote.start, quote.end) is None:
        return None
    before = [t for t in doc[token.sent.start : token.i] if t.pos_ == "VERB" and t.idx < quote.start]
    for verb in reversed(before):
        who = subject(verb)
        if verb.lemma_.lower() in words("cues", "say") and who is not None and who.idx < quote.start:
            return Report(verb, (who,), (), (verb.idx, verb.idx + len(verb.text)))
    return None


def _opens_sentence(doc: Doc, quote: Quotation) -> bool:
    near = text_of(doc)[max(0, quote.start - _LOOK_BACK) : quote.start]
    before = near.rstrip(" \"'“‘")
    return not before or before[-1] in '.!?:,\n"”' or near[:-1].endswith(" " * 3)


def _token_at(doc: Doc, offset: int) -> Token | None:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    if span is None or not len(span):
        return None
    token: Token = span[0]
    return token


def _next_sentence(doc: Doc, offset: int, end: int) -> int | None:
    """Return where the first sentence that starts in (offset, end) starts."""
    token = _token_at(doc, offset)
    if token is None:
        return None
    at = token.sent.end
    while at < len(doc) and (doc[at].is_space or doc[at].is_punct):
        at += 1
    return doc[at].idx if at < len(doc) and doc[at].idx < end else None
