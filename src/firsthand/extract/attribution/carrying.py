"""Sources that carry over: "reportedly" and "an earlier disclosure" mean whoever was speaking."""

import bisect
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from firsthand.extract.attribution.found import Report, Stretch
from firsthand.extract.attribution.grammar import trim
from firsthand.extract.packs import words

_FIRST_SENTENCES = 3  # of a text: there the source of "allegations that ..." may follow


def givers(doc: Doc, reports: Sequence[Report]) -> dict[int, int]:
    """Return, for reports that name no source, the number of the report whose source goes on.

    That is the report the sentence before rests on, or, at the beginning of a text, the sentence
    behind it. Where neither reports anything, the source stays unnamed.
    """
    sentences = list(doc.sents)
    starts = [s.start_char for s in sentences]
    at = [_sentence_number(starts, report.cue.idx) for report in reports]
    found: dict[int, int] = {}
    for number, report in enumerate(reports):
        if report.sources or report.unnamed is None:
            continue
        here = at[number]
        before = _main_report(sentences, reports, at, here - 1, number, found)
        if before is None and here < _FIRST_SENTENCES and report.cue.pos_ == "NOUN":
            before = _main_report(sentences, reports, at, here + 1, number, {})
        if before is not None:
            found[number] = before
    return found


def reaching_back(doc: Doc, reports: Sequence[Report], paragraphs: Sequence[Stretch]) -> list[Report]:
    """Let a report cover the sentence it goes on from: "P. And Q, the Daily said"."""
    sentences = list(doc.sents)
    starts = [s.start_char for s in sentences]
    taken = [(start, end) for report in reports for start, end in report.contents]
    out = []
    for report in reports:
        number = _sentence_number(starts, report.cue.idx)
        first = next((t for t in sentences[number] if not t.is_space), None)
        before = sentences[number - 1] if number else None
        if (
            before is not None
            and first is not None
            and first.lower_ in words("cues", "going_on")
            and report.speech
            and report.contents[-1][1] <= report.cue.idx
            and any(start == before.start_char for start, _ in paragraphs)
            and not any(start < before.end_char and end > before.start_char for start, end in taken)
        ):
            back = trim(doc, before.start, before.end - 1)
            report = replace(report, contents=(back, *report.contents)) if back is not None else report
        out.append(report)
    return out


def _main_report(
    sentences: Sequence[Span],
    reports: Sequence[Report],
    at: Sequence[int],
    number: int,
    asking: int,
    found: dict[int, int],
) -> int | None:
    """Return the report that most of a sentence rests on, if it rests on one."""
    if not 0 <= number < len(sentences):
        return None
    sentence = sentences[number]
    size = len(sentence.text.strip())
    best: tuple[int, int] | None = None
    for index, report in enumerate(reports):
        if index == asking or at[index] != number or not (report.sources or index in found):
            continue
        covered = sum(
            min(end, sentence.end_char) - max(start, sentence.start_char)
            for start, end in report.contents
            if start < sentence.end_char and end > sentence.start_char
        )
        if covered * 2 >= size and (best is None or covered > best[0]):
            best = covered, index
    if best is None:
        return None
    return found.get(best[1], best[1])


def _sentence_number(starts: Sequence[int], offset: int) -> int:
    return max(0, bisect.bisect_right(starts, offset) - 1)
