"""Whole quotations: joining them to the report they belong to, and finding who speaks the others."""

import bisect
from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.analysis import text_of
from firsthand.extract.attribution.cues.quotations import Quotation, between, holding
from firsthand.extract.attribution.found import Report, Stretch
from firsthand.extract.attribution.grammar import child, subject
from firsthand.extract.attribution.nearby import Nearby
from firsthand.extract.attribution.speakers import Speakers
from firsthand.extract.packs import words
from firsthand.extract.parse import Doc, Token

_LOOK_BACK = 1000  # characters: page matter, blanked, may lie before a quotation
_COLON_BACK = 6  # characters: marks and spaces between a colon and the quotation it introduces
_NEAR = 8  # words from the beginning of a speaker to his verb
_DASHES = frozenset({"-", "–", "—", "―", "--"})
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


def each_quotation_once(reports: Sequence[Report]) -> list[Report]:
    """Leave a quotation that several verbs of one sentence lay claim to with the nearest of them.

    "She answered the critics, saying '...'": she said it.
    """
    nearest: dict[tuple[Stretch, ...], tuple[int, int]] = {}
    for number, report in enumerate(reports):
        if report.sources and report.speech and not report.act:
            gap = max(report.contents[0][0] - report.cue.idx, report.cue.idx - report.contents[-1][1])
            best = nearest.get(report.contents)
            nearest[report.contents] = min(best, (gap, number)) if best is not None else (gap, number)
    return [
        report
        for number, report in enumerate(reports)
        if report.contents not in nearest
        or nearest[report.contents][1] == number
        or not (report.sources and report.speech and not report.act)
        or report.cue.sent != reports[nearest[report.contents][1]].cue.sent
        or report.cue.pos_ != "VERB"
    ]


def free_quotations(
    doc: Doc,
    reports: Sequence[Report],
    quotations: Sequence[Quotation],
    paragraphs: Sequence[Stretch],
    speakers: Speakers,
) -> list[Report]:
    """Give each quotation that no verb governs to whoever spoke before it.

    In turn: whoever the words beside it make speak, by whatever verb; the quotation that ran on from
    the paragraph before; the last report of the same paragraph; the subject of the sentence before;
    where the paragraph is nothing but a quotation, the last speaker of the paragraph before.
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
        giver = _said_beside(doc, quote, speakers)
        if giver is None and not _is_speech(doc, quote):
            continue
        if giver is None:
            giver = _named_beside(doc, quote)
        if giver is None and open_ended is not None and open_ended[0] == quote.paragraph - 1:
            giver = open_ended[1]
        if giver is None:
            giver = _speaker_before(doc, quote, spoken, last)
        if giver is None:
            continue
        report = replace(
            giver,
            contents=((quote.start, quote.end),),
            stance="asserts",
            act=False,
            elsewhere=not _same_paragraph(paragraphs, giver.cue.idx, quote.start),
        )
        found.append(report)
        spoken.add(report)
        last[quote.paragraph] = report
        open_ended = (quote.paragraph, report) if quote.runs_on else None
    return found


def _same_paragraph(paragraphs: Sequence[Stretch], one: int, other: int) -> bool:
    number = bisect.bisect_right(paragraphs, one, key=lambda stretch: stretch[0])
    return number == bisect.bisect_right(paragraphs, other, key=lambda stretch: stretch[0])


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


def _said_beside(doc: Doc, quote: Quotation, speakers: Speakers) -> Report | None:
    """Read a quotation with a clause before or behind it: 'She shot back: "..."', '"...," he cut in'."""
    text = text_of(doc)
    front = text[max(0, quote.start - _COLON_BACK) : quote.start].rstrip(" \"'")[-1:]
    if front == ":" or (front == "," and _is_speech(doc, quote)):
        at = _token_at(doc, quote.start - 1)
        colon = next((t for t in reversed(doc[: at.i + 1]) if t.text == front), None) if at else None
        verb = _main_verb_before(colon) if colon is not None else None
        who = subject(verb) if verb is not None else None
        if verb is not None and who is not None and who.i < verb.i and speakers.speaks(who):
            return Report(verb, (who,), (), (verb.idx, verb.idx + len(verb.text)))
    if text[quote.end - 1] in ",?!":
        last = _token_at(doc, quote.end)
        behind = next((t for t in doc[last.i + 1 : last.sent.end] if not t.is_space), None) if last else None
        if behind is not None and not behind.is_punct:
            for verb in behind.ancestors:
                who = child(verb, "nsubj")
                if verb.pos_ == "VERB" and who is not None and who.left_edge.i == behind.left_edge.i:
                    told = child(verb, "dobj", "ccomp") is None or who.i < verb.i <= behind.i + _NEAR
                    known = speakers.speaks(who) and told and verb.i > who.i
                    return Report(verb, (who,), (), (verb.idx, verb.idx + len(verb.text))) if known else None
    return None


def _main_verb_before(colon: Token) -> Token | None:
    """Return the main verb of the clause that ends in a colon."""
    front = [t for t in colon.doc[colon.sent.start : colon.i] if t.pos_ in {"VERB", "AUX"}]
    finite = [t for t in front if child(t, "nsubj") is not None and t.dep_ not in {"relcl", "acl"}]
    return finite[-1] if finite else None


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
        dash = next((n for n in range(len(front) - 1, -1, -1) if front[n].text in _DASHES), None)
        front = front[dash + 1 :] if dash is not None else front
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
