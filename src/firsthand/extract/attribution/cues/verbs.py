"""Reports made by a verb: "X said that ...", "..., X told Y", "X was quoted as saying ..."."""

import bisect
from collections.abc import Iterator, Sequence

from firsthand.extract.analysis import text_of
from firsthand.extract.attribution.cues.complements import (
    brought_to_light,
    clause_said,
    denial,
    misread_clause,
    naming,
    whole_clause,
)
from firsthand.extract.attribution.cues.quotations import Quotation, between, holding
from firsthand.extract.attribution.cues.speaking import speaker_of, speaks
from firsthand.extract.attribution.found import Report, Stretch
from firsthand.extract.attribution.grammar import (
    agent,
    child,
    citing_verb,
    cover,
    is_passive,
    last_words,
    stretches,
    trim,
)
from firsthand.extract.attribution.speakers import Speakers
from firsthand.extract.packs import words
from firsthand.extract.parse import Doc, Token

_VERBAL = frozenset({"VERB", "AUX"})
_LONGEST_BREAK = 1000  # characters between a report and its quotation: page matter, blanked, may lie there
_FEWEST_QUOTED_WORDS = 4  # a shorter quotation is a phrase inside somebody else's sentence


def reports_by_verbs(
    doc: Doc, quotations: Sequence[Quotation], speakers: Speakers, paragraphs: Sequence[Stretch] = ()
) -> Iterator[Report]:
    """Yield every report whose cue is a verb, in the order of the text."""
    known = frozenset().union(*(words("cues", group) for group in _GROUPS))
    for verb in doc:
        if verb.pos_ not in _VERBAL or verb.lemma_.lower() not in known:
            continue
        if verb.dep_ in {"aux", "auxpass", "amod", "compound"} or _unreal(verb) or _was_addressed(verb):
            continue
        report = _passive(doc, verb) if is_passive(verb) else _active(doc, verb, quotations, speakers)
        if report is None and not is_passive(verb):
            report = _before_paragraph(doc, verb, quotations, speakers, paragraphs)
        if report is not None and not within_speech(doc, report, quotations):
            yield report


_GROUPS = ("say", "find", "think", "deny", "doubt", "name", "pledge", "work", "report_work", "accuse", "cite")


def _unreal(verb: Token) -> bool:
    """Tell whether a verb of saying reports nothing: negated, or a mere possibility."""
    modals = words("cues", "unreal_modals")
    before = verb.head
    if verb.dep_ == "conj" and before.tag_ != "VB" and child(verb, "nsubj") is None and child(before, "neg"):
        return True  # "has not announced or declared"
    if verb.tag_ == "VB" and verb.dep_ == "xcomp" and before.lemma_.lower() in words("cues", "undone"):
        return True  # "failed to report"
    return any(
        (c.dep_ == "neg" and not any(t.is_quote for t in verb.doc[c.i : verb.i]))
        or (c.dep_ == "aux" and c.tag_ == "MD" and c.lower_ in modals)
        for c in verb.children
    ) or (
        verb.tag_ == "VB"
        and verb.lemma_.lower() in words("cues", "find")
        and any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
    )


def _was_addressed(verb: Token) -> bool:
    """Tell whether a participle says what was done to the speaker: "Asked why, she said", "when told"."""
    if verb.tag_ not in {"VBN", "VBD"} or verb.dep_ not in {"advcl", "ccomp", "dep"}:
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass", "dobj", "agent"} for c in verb.children):
        return False
    first = verb.left_edge
    when = first.i < verb.i and first.lower_ in words("cues", "circumstances")
    return when or (first.i == verb.i and verb.tag_ == "VBN")


def within_speech(doc: Doc, report: Report, quotations: Sequence[Quotation]) -> bool:
    """Tell whether a report is part of what a quoted speaker argues, rather than news of its own.

    Inside quotation marks only a named body's words count: "the union says ...", not "he thinks".
    """
    quote = holding(quotations, report.cue.idx)
    if quote is None or len(text_of(doc)[quote.start : quote.end].split()) < _FEWEST_QUOTED_WORDS:
        return False
    named = all(source.pos_ in {"PROPN", "NOUN"} for source in report.sources)
    lemma = report.cue.lemma_.lower()
    return not (named and (lemma in words("cues", "say") or lemma in words("cues", "deny")))


def _active(doc: Doc, verb: Token, quotations: Sequence[Quotation], speakers: Speakers) -> Report | None:
    lemma = verb.lemma_.lower()
    source = speaker_of(doc, verb, quotations, speakers)
    if source is None or source.lower_ in words("cues", "nobody"):
        return None
    cue = cover(verb)

    def is_in(*groups: str) -> bool:
        return any(lemma in words("cues", group) for group in groups)

    clause = clause_said(doc, verb, source)
    citing = citing_verb(verb, (source,))
    if citing is not None:
        clause = tuple(piece for s in clause for piece in _cut_at(doc, s, citing))
    clause = tuple(_behind_time(doc, verb, stretch) for stretch in clause)
    if is_in("deny"):
        return denial(doc, verb, source, clause)
    if is_in("cite"):
        thing = child(verb, "dobj")
        if thing is not None and thing.lemma_.lower() in words("cues", "instance_nouns"):
            rest = last_words(doc, verb, thing)
            return Report(verb, (source,), ((rest[0][0], _sentence_end(doc, verb)),) if rest else (), cue)
        return None
    if clause and is_in("say", "find", "think", "pledge", "accuse", "doubt"):
        return Report(verb, (source,), clause, cue, stance="doubts" if is_in("doubt") else "asserts")
    named = naming(doc, verb)
    if named:
        return Report(verb, (source,), named, cue, act=is_in("name_to"))
    if is_in("pledge") and any(c.dep_ in {"xcomp", "dobj", "ccomp", "dative"} for c in verb.children):
        return Report(verb, (source,), stretches(doc, whole_clause(verb)), cue, act=True)
    misread = misread_clause(doc, verb) if is_in("always_words") else ()
    if misread:
        return Report(verb, (source,), misread, cue)
    quoted = _quoted(doc, verb, quotations)
    if quoted:
        return Report(verb, (source,), quoted, cue)
    if is_in("bring_to_light"):
        brought = brought_to_light(doc, verb)
        if brought:
            return Report(verb, (source,), brought, cue, speech=False)
    if (is_in("work") and speakers.institutional(source)) or (
        is_in("report_work") and source.lemma_.lower() in words("cues", "document_nouns")
    ):
        return Report(verb, (source,), stretches(doc, whole_clause(verb)), cue, act=True, speech=False)
    return None


def _behind_time(doc: Doc, verb: Token, stretch: Stretch) -> Stretch:
    """Leave off a day that belongs to the saying: "that, the minister said Monday, is unsafe"."""
    day = doc[verb.i + 1] if verb.i + 2 < verb.sent.end else None
    if day is None or day.idx != stretch[0] or day.lower_ not in words("cues", "times"):
        return stretch
    span = doc.char_span(*stretch, alignment_mode="expand")
    if doc[day.i + 1].text != "," or span is None:
        return stretch
    return trim(doc, day.i + 1, span.end - 1) or stretch


def _sentence_end(doc: Doc, verb: Token) -> int:
    whole = trim(doc, verb.i, verb.sent.end - 1)
    return whole[1] if whole is not None else verb.idx


def _cut_at(doc: Doc, stretch: Stretch, citing: Token) -> tuple[Stretch, ...]:
    """End a stretch before ", citing ..." where that stands in it."""
    if not stretch[0] < citing.idx < stretch[1]:
        return (stretch,)
    span = doc.char_span(*stretch, alignment_mode="expand")
    cut = trim(doc, span.start, citing.i - 1) if span is not None else None
    return (cut,) if cut is not None else ()


def _passive(doc: Doc, verb: Token) -> Report | None:
    """Read "X is said to have ...", "it was reported that ..."; "is expected to" reports nobody."""
    lemma = verb.lemma_.lower()
    said = lemma in words("cues", "say") or lemma in words("cues", "find")
    thought = lemma in words("cues", "think")
    lower = child(verb, "xcomp", "ccomp")
    about = child(verb, "nsubjpass")
    if lower is None or verb.dep_ == "acl" or not (said or thought):
        return None
    by = agent(verb)
    cue = cover(verb)
    if lower.dep_ == "xcomp":
        if about is None or (by is None and lemma in words("cues", "merely_expected")):
            return None
        contents = stretches(doc, whole_clause(verb))
    elif about is not None and about.lower_ not in words("cues", "impersonal_subjects") and by is None:
        return None  # "officials were told that ...": by whom is not said
    else:
        contents = stretches(doc, lower.subtree)
    return Report(verb, (by,) if by is not None else (), contents, cue, unnamed=cue)


def _quoted(doc: Doc, verb: Token, quotations: Sequence[Quotation]) -> tuple[Stretch, ...]:
    lemma = verb.lemma_.lower()
    if lemma not in words("cues", "say") or lemma in words("cues", "clause_only"):
        return ()
    near = quoted_beside(doc, verb, quotations)
    wish = child(verb, "xcomp")
    if near is None or (wish is not None and not near.start <= wish.idx < near.end):
        return ()  # "asked not to be named" says nothing
    span = doc.char_span(near.start, near.end, alignment_mode="expand")
    for token in span[0].ancestors if span is not None and len(span) else ():
        if token.i == verb.i:
            break
        if speaks(token) and token.is_ancestor(verb) is False and verb.is_ancestor(token):
            return ()  # the quotation is nearer to another speaker: "reported on remarks in which he said"
    return ((near.start, near.end),)


def _before_paragraph(
    doc: Doc,
    verb: Token,
    quotations: Sequence[Quotation],
    speakers: Speakers,
    paragraphs: Sequence[Stretch],
) -> Report | None:
    """Read a report that stops short: "The mayor tweeted", and what was tweeted is the next paragraph."""
    if verb.lemma_.lower() not in words("cues", "always_words") | words("cues", "inverted"):
        return None
    behind = [t for t in doc[verb.i + 1 : verb.sent.end] if not t.is_space]
    here = bisect.bisect_right(paragraphs, verb.idx, key=lambda stretch: stretch[0]) - 1
    if any(t.text != ":" for t in behind) or not 0 <= here < len(paragraphs) - 1:
        return None
    end = paragraphs[here][1]
    source = speaker_of(doc, verb, quotations, speakers)
    if source is None or text_of(doc)[verb.idx + len(verb.text) : end].strip(": "):
        return None
    return Report(verb, (source,), (paragraphs[here + 1],), cover(verb))


def quoted_beside(doc: Doc, verb: Token, quotations: Sequence[Quotation]) -> Quotation | None:
    """Return the quotation a verb of saying introduces or follows, where no clause hangs on it.

    It stands in the verb's sentence, or ends just before that sentence, or begins just after it
    where the sentence ends in a colon or comma. A quotation that ends in a full stop belongs to the
    sentence behind it only where that says no more than "the mayor said".
    """
    sentence = verb.sent
    start, end = sentence.start_char, sentence.end_char
    text = text_of(doc)
    best: tuple[int, Quotation] | None = None
    behind = [t for t in doc[verb.i + 1 : sentence.end] if not (t.is_punct or t.is_space)]
    bare = sentence.root.i == verb.i and all(
        t.lower_ in words("cues", "times") or t.dep_ == "advmod" for t in behind
    )
    introduces = text[max(start, end - _LONGEST_BREAK) : end].rstrip()[-1:] in {",", ":"}
    for quote in between(quotations, start - _LONGEST_BREAK, end + _LONGEST_BREAK):
        if quote.start <= verb.idx < quote.end:
            continue
        touches = quote.start < end and quote.end > start
        before = (
            quote.end <= start
            and text[quote.end - 1] in (",!?." if bare else ",!?")
            and not text[quote.end + 1 : start].strip(" ,\"'")
        )
        after = quote.start >= end and introduces and not text[end : quote.start].strip(' "')
        if touches or before or after:
            gap = verb.idx - quote.end if quote.end <= verb.idx else quote.start - verb.idx
            if best is None or gap < best[0]:
                best = gap, quote
    return best[1] if best is not None else None
