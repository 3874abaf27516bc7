"""Sources that carry over: "reportedly" and "an earlier disclosure" mean whoever was speaking."""

import bisect
from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.attribution.found import Report, Stretch
from firsthand.extract.attribution.grammar import agent, child, is_passive, subject, trim
from firsthand.extract.attribution.speakers import Speakers
from firsthand.extract.packs import words
from firsthand.extract.parse import Doc, Span, Token

_BELOW_A_HEADLINE = 8  # sentences in which the source of "Report: ..." may be named
_FIRST_SENTENCES = 3  # of a text: there the source of "allegations that ..." may follow


def givers(doc: Doc, reports: Sequence[Report]) -> dict[int, int]:
    """Return, for reports that name no source, the number of the report whose source goes on.

    That is the report the sentence before rests on, or, at the beginning of a text, the sentence
    behind it. Where neither reports anything, the source stays unnamed.
    """
    sentences = list(doc.sents)
    starts = [s.start_char for s in sentences]
    at = [_sentence_number(starts, report.cue.idx) for report in reports]
    by_sentence: dict[int, list[int]] = {}
    for number, sentence in enumerate(at):
        by_sentence.setdefault(sentence, []).append(number)
    found: dict[int, int] = {}
    for number, report in enumerate(reports):
        if report.sources or (report.unnamed is None and not report.carried):
            continue
        here = at[number]
        before = _main_report(sentences, reports, by_sentence, here - 1, found)
        if before is None and here < _FIRST_SENTENCES and report.cue.pos_ == "NOUN":
            behind = here + (_BELOW_A_HEADLINE if doc[report.cue.i + 1].text == ":" else 1)
            for number_behind in range(here + 1, min(behind, len(sentences) - 1) + 1):
                nearest = _main_report(sentences, reports, by_sentence, number_behind, {})
                before = nearest if before is None else before
        if before is not None:
            found[number] = before
    return found


def named_below(
    doc: Doc, reports: Sequence[Report], chains: Sequence[Sequence[int]], speakers: Speakers
) -> dict[int, int]:
    """Return, by number of report, the outlet behind "Report: ..." and "reportedly" at the top of a text.

    That is the first outlet that the sentences below name as telling something.
    """
    starts = [s.start_char for s in doc.sents]
    at = [_sentence_number(starts, report.cue.idx) for report in reports]
    named = [
        (sentence, index)
        for sentence, chain in zip(at, chains, strict=True)
        for index in chain
        if speakers.names[index].kind == "outlet" and speakers.names[index].form == "name"
    ]
    found: dict[int, int] = {}
    for number, report in enumerate(reports):
        if at[number] >= _FIRST_SENTENCES or report.sources or not _by_some_report(report):
            continue
        below = (index for sentence, index in named if 0 <= sentence - at[number] <= _BELOW_A_HEADLINE)
        index = next(below, None)
        if index is not None:
            found[number] = index
    return found


def _by_some_report(report: Report) -> bool:
    """Tell whether words stand for a report that is not named: "Report: ...", "reportedly"."""
    lemma = report.cue.lemma_.lower()
    return report.unnamed is not None and (
        report.cue.lower_ in words("cues", "hearsay") or lemma in words("cues", "told_of")
    )


def going_on(doc: Doc, reports: Sequence[Report], paragraphs: Sequence[Stretch]) -> list[Report]:
    """Find sentences without a source of their own that go on with what the sentence before reports.

    "This brings the total to 12", "another nine have been found", and "they also ..." after a
    sentence whose own source is not named, so that "they" cannot be that source.
    """
    found: list[Report] = []
    sentences = list(doc.sents)
    starts = [s.start_char for s in sentences]
    at = [_sentence_number(starts, report.cue.idx) for report in reports]
    reporting = set(at)
    taken = {
        _sentence_number(starts, start) for report in reports for start, _ in report.contents
    } | reporting
    opening = {_sentence_number(starts, start) for start, _ in paragraphs}
    nameless = {n for n, report in zip(at, reports, strict=True) if not report.sources and report.unnamed}
    for number, sentence in enumerate(sentences):
        if number in taken or number in opening or not number:
            continue
        root = sentence.root
        who = subject(root)
        if who is None:
            continue
        sums_up = who.lower_ in words("cues", "demonstratives") and root.lemma_ in words("cues", "sums_up")
        brought = (
            root.lemma_.lower() in words("cues", "found_again") and is_passive(root) and agent(root) is None
        )
        publisher = _publisher(sentences[number - 1]) if brought else None
        if number - 1 not in reporting and publisher is None:
            continue
        they = who.pos_ == "PRON" and number - 1 in nameless
        content = trim(doc, sentence.start, sentence.end - 1) if sums_up or brought or they else None
        if content is not None:
            found.append(
                Report(
                    root,
                    (publisher,) if publisher is not None else (),
                    (content,),
                    (root.idx, root.idx + len(root.text)),
                    carried=True,
                    speech=False,
                )
            )
    return found


def _publisher(sentence: Span) -> Token | None:
    """Return who put findings before the public in a sentence: "The group published a first review"."""
    verb = sentence.root
    thing = child(verb, "dobj")
    if thing is None or is_passive(verb) or verb.lemma_.lower() not in words("cues", "publish"):
        return None
    return subject(verb) if thing.lemma_.lower() in words("cues", "document_nouns") else None


def reaching_back(doc: Doc, reports: Sequence[Report], paragraphs: Sequence[Stretch]) -> list[Report]:
    """Let a report cover the sentence it goes on from: "P. And Q, the Daily said"."""
    sentences = list(doc.sents)
    starts = [s.start_char for s in sentences]
    taken = {
        number
        for report in reports
        for start, end in report.contents
        for number in range(_sentence_number(starts, start), _sentence_number(starts, end - 1) + 1)
    }
    opening = {start for start, _ in paragraphs}
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
            and before.start_char in opening
            and number - 1 not in taken
        ):
            back = trim(doc, before.start, before.end - 1)
            report = replace(report, contents=(back, *report.contents)) if back is not None else report
        out.append(report)
    return out


def _main_report(
    sentences: Sequence[Span],
    reports: Sequence[Report],
    by_sentence: dict[int, list[int]],
    number: int,
    found: dict[int, int],
) -> int | None:
    """Return the report that most of a sentence rests on, if it rests on one."""
    if not 0 <= number < len(sentences):
        return None
    sentence = sentences[number]
    size = len(sentence.text.strip())
    best: tuple[int, int] | None = None
    for index in by_sentence.get(number, ()):
        report = reports[index]
        if not (report.sources or index in found):
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
