"""What somebody is said to want, back, attack or talk about, where no word of his is told.

"The mayor opposes the dam", "she plans to leave", "his support for the strike", "voters are wary of it".
Corpora of attribution mark these with what was said (PolNeAR, Newell et al. 2018). A record of
statements does not: that the mayor opposes the dam is the account's own statement about him.
"""

import functools
from collections.abc import Iterator, Sequence

from firsthand.extract.attribution.cues.phrases import owner
from firsthand.extract.attribution.cues.quotations import Quotation, holding
from firsthand.extract.attribution.found import Report, Stretch
from firsthand.extract.attribution.grammar import (
    agent,
    child,
    cover,
    is_passive,
    last_words,
    stretches,
    subject,
    trim,
)
from firsthand.extract.attribution.nearby import Nearby
from firsthand.extract.attribution.speakers import Speakers
from firsthand.extract.packs import load
from firsthand.extract.parse import Doc, Token

_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl"})
_KINDS = {"VERB": "verbs", "NOUN": "nouns", "ADJ": "adjectives"}
_NOT_CUES = frozenset({"aux", "auxpass", "amod", "compound"})
_ADDING = frozenset({"WDT", "WP", "WRB"})  # tags of words that, behind a comma, add a clause
_ALIKE = 0.5  # a content that overlaps one already found by as much (IoU) is that one


@functools.cache
def _lexicon() -> dict[str, dict[str, frozenset[str]]]:
    """Return the words, by kind of word and by what their content stands behind."""
    return {
        kind: {key: frozenset(group) for key, group in groups.items()}
        for kind, groups in load("attitudes").items()
    }


@functools.cache
def _all_words(kind: str) -> frozenset[str]:
    return frozenset().union(*_lexicon()[kind].values())


def find_attitudes(
    doc: Doc, reports: Sequence[Report], quotations: Sequence[Quotation], speakers: Speakers
) -> list[Report]:
    """Return the attitudes that a text attributes to somebody, in the order of the text.

    None lies in what somebody is said to have said, or in another attitude.
    """
    taken = Nearby((n, s) for n, report in enumerate(reports) for s in report.contents)
    cues = {report.cue.i for report in reports}
    found: list[Report] = []
    for token in doc:
        kind = _KINDS.get(token.pos_)
        if kind is None or token.lemma_.lower() not in _all_words(kind):
            continue
        if token.i in cues or token.dep_ in _NOT_CUES:
            continue
        content = next((_short(doc, found) for found in _contents(doc, token, kind)), None)
        if content is None or holding(quotations, token.idx) is not None:
            continue
        source = _holder(token)
        if source is None or source.lower_ in _lexicon()["nobody"]["subjects"]:
            continue
        inside = any(s <= token.idx < e for n in taken.around(token.idx) for s, e in reports[n].contents)
        if inside or _known(content, reports, taken):
            continue
        if any(s <= source.idx < e for s, e in content):
            continue
        found.append(Report(token, (source,), content, cover(token), speech=False, attitude=True))
    return _outermost(found)


def _contents(doc: Doc, token: Token, kind: str) -> Iterator[tuple[Stretch, ...]]:
    """Yield what an attitude may be about, the surest first."""
    lemma = token.lemma_.lower()
    known = _lexicon()[kind]
    behind = [c for c in token.children if c.i > token.i]
    thing = next((c for c in behind if c.dep_ == "dobj"), None)
    for c in behind:
        if c.dep_ in _CLAUSES and lemma in known.get(_how(c), ()):
            front = thing.subtree if thing is not None and thing.i < c.i else ()
            yield _whole(stretches(doc, [*front, *c.subtree]))
    for c in behind:
        if c.dep_ == "prep" and thing is None:
            key = "to_whom" if c.lower_ == "to" else c.lower_
            inner = child(c, "pobj", "pcomp")
            if inner is not None and lemma in known.get(key, ()):
                yield last_words(doc, token, inner) if kind == "verbs" else stretches(doc, inner.subtree)
    if thing is not None and lemma in known.get("object", ()):
        yield last_words(doc, token, thing)


def _short(doc: Doc, content: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """End a content before what the account adds to it: ", which opened in May", ", citing the cost"."""
    kept: list[Stretch] = []
    for start, end in content:
        span = doc.char_span(start, end, alignment_mode="contract")
        inner = span[1:-1] if span is not None and len(span) > 2 else ()
        comma = next((t for t in inner if t.text == "," and t.nbor().tag_ in _ADDING), None)
        if span is not None and comma is not None:
            before = trim(doc, span.start, comma.i)
            return (*kept, before) if before is not None else tuple(kept)
        kept.append((start, end))
    return tuple(kept)


def _how(clause: Token) -> str:
    """Return how a clause is joined to the word it hangs on: "to", "gerund" or "clause"."""
    if any(c.tag_ == "TO" for c in clause.children):
        return "to"
    return "gerund" if clause.tag_ == "VBG" and child(clause, "aux", "nsubj") is None else "clause"


def _whole(parts: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    return ((parts[0][0], parts[-1][1]),) if parts else ()


def _holder(token: Token) -> Token | None:
    """Return the head word of who holds an attitude: a subject, an agent, a possessor."""
    if token.pos_ == "VERB":
        return agent(token) if is_passive(token) else subject(token)
    over = token.head
    if token.pos_ == "ADJ":
        return subject(over) if token.dep_ in {"acomp", "oprd", "attr"} else None
    own = owner(token)
    if own is not None:
        return own
    if token.dep_ == "pobj":
        over = over.head
    elif token.dep_ != "dobj":
        return None
    return subject(over) if over.pos_ == "VERB" and not is_passive(over) else None


def _known(content: tuple[Stretch, ...], reports: Sequence[Report], taken: Nearby) -> bool:
    """Tell whether a content is one that a report has already."""
    size = sum(e - s for s, e in content)
    for n in {n for s, e in content for n in taken.around(s, e)}:
        other = reports[n].contents
        both = sum(max(0, min(e, f) - max(s, r)) for s, e in content for r, f in other)
        if both >= _ALIKE * (size + sum(f - r for r, f in other) - both):
            return True
    return False


def _outermost(found: list[Report]) -> list[Report]:
    """Leave out attitudes that are part of what another is about."""
    places = Nearby((n, s) for n, report in enumerate(found) for s in report.contents)
    return [
        report
        for report in found
        if report.contents
        and not any(
            found[n] is not report and s <= report.cue.idx < e
            for n in places.around(report.cue.idx)
            for s, e in found[n].contents
        )
    ]
