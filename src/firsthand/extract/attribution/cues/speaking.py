"""Who speaks by a verb: also behind it, and where the parser took him for something else."""

from collections.abc import Sequence

from firsthand.extract.attribution.cues.quotations import Quotation, holding
from firsthand.extract.attribution.grammar import child, is_passive, subject
from firsthand.extract.attribution.speakers import Speakers
from firsthand.extract.packs import words
from firsthand.extract.parse import Doc, Token

_VERBAL = frozenset({"VERB", "AUX"})


def speaker_of(doc: Doc, verb: Token, quotations: Sequence[Quotation], speakers: Speakers) -> Token | None:
    """Return the head word of whoever speaks by a verb."""
    found = _speaker(verb)
    if found is not None and verb.dep_ == "acl" and found.dep_ == "dobj" and not speakers.speaks(found):
        # "gave examples showing that ...": examples do not speak, who gave them does
        found = subject(found.head) or found
    within = holding(quotations, found.idx) if found is not None else None
    if within is None or within.start <= verb.idx < within.end:
        return found
    over = [c for c in verb.head.children if verb.dep_ == "conj" and c.dep_ == "nsubj"]
    outside = [c for c in over if holding(quotations, c.idx) is None]
    if outside:
        return outside[0]
    # the parser took words of the quotation for the speaker: '"... Full panic," said the mayor'
    behind = [
        c
        for c in verb.children
        if c.i > verb.i and c.dep_ in {"nsubj", "dobj", "attr", "oprd", "appos", "dep"}
    ]
    return next((c for c in behind if c.pos_ in {"PROPN", "NOUN", "PRON"}), None)


def _speaker(verb: Token) -> Token | None:
    # a participle without a subject of its own
    if verb.tag_ == "VBG" and verb.dep_ in {"advcl", "acl", "conj"} and child(verb, "nsubj") is None:
        speaker = _reporting_before(verb)
        if speaker is not None:
            return speaker
    found = subject(verb)
    # inverted, and read as an object: "..., reported the Daily"
    thing = child(verb, "dobj")
    if (
        thing is not None
        and thing.i > verb.i
        and verb.tag_ == "VBD"
        and verb.lemma_.lower() in words("cues", "inverted")
    ):
        closes = _closes(verb, thing)
        if found is None and (
            verb.dep_ == "ccomp" or any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)
        ):
            return thing
        if closes and thing.pos_ == "PROPN" and (found is None or found.pos_ not in {"PROPN", "PRON"}):
            return thing
        if closes and thing.pos_ == "PROPN" and verb.dep_ == "conj" and verb.i and verb.nbor(-1).text == ",":
            return thing  # "X failed to act, reported the Daily on Monday": the subject is not X
    if thing is not None and found is None and verb.lemma_.lower() in words("cues", "inverted_reading"):
        before = any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)
        if before and thing.i > verb.i and thing.lemma_.lower() in words("cues", "document_nouns"):
            return thing  # '"...," read a statement from X'
    if found is None and child(verb, "nsubj", "nsubjpass") is None:
        found = _misread_as_apposition(verb)
    return found


def _closes(verb: Token, thing: Token) -> bool:
    """Tell whether nothing but a time or place and "citing ..." stands behind an inverted speaker."""
    sentence = verb.sent
    cited = {
        t.i
        for c in sentence
        if c.tag_ == "VBG" and c.i > thing.i and c.lemma_.lower() in words("cues", "cite")
        for t in c.subtree
    }
    when = {
        t.i
        for over in (verb, thing)
        for c in over.children
        if c.i > thing.i and c.dep_ in {"prep", "npadvmod", "advmod"} and child(c, "pcomp") is None
        for t in c.subtree
    }
    return all(
        t.is_punct or t.is_space or t.i in cited or t.i in when
        for t in sentence[thing.i + 1 - sentence.start :]
    )


def _misread_as_apposition(verb: Token) -> Token | None:
    """Return the speaker the parser took for another name of what stands before: "..., a spokesman said."."""
    if verb.lemma_.lower() not in words("cues", "say") or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    sentence = verb.sent
    before = _words_before(verb, sentence.start)
    comma = next((t for t in before if t.text == ","), None)
    if comma is None or any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in before if t.i > comma.i):
        return None
    for noun in (t for t in reversed(before) if t.i > comma.i and t.pos_ in {"NOUN", "PROPN"}):
        inside = [t.i for t in noun.subtree]
        if noun.dep_ in {"appos", "conj"} and min(inside) == comma.i + 1 and max(inside) == verb.i - 1:
            return noun
    return None


def _words_before(verb: Token, start: int) -> list[Token]:
    """Return the words of a sentence before a verb, the nearest first."""
    return [verb.doc[i] for i in range(verb.i - 1, start - 1, -1)]


def _reporting_before(verb: Token) -> Token | None:
    """Return who speaks in the clause a participle continues: "X said P, adding that Q".

    The parser may hang "adding" on the verb of P; the nearest verb of saying before it, on which
    both hang, tells better.
    """
    if verb.dep_ == "acl":
        return None
    between = [t for t in verb.sent if verb.head.i < t.i < verb.i and speaks(t)]
    over = between[-1] if between and not speaks(verb.head) else None
    if over is None:
        over = next((t for t in verb.ancestors if t.i < verb.i and speaks(t)), None)
    if over is None or over.i == verb.head.i:
        return None
    return subject(over)


def speaks(verb: Token) -> bool:
    """Tell whether a verb is somebody's saying, with that somebody beside it."""
    lemma = verb.lemma_.lower()
    said = verb.pos_ in _VERBAL and any(lemma in words("cues", group) for group in ("say", "pledge", "deny"))
    return said and not is_passive(verb) and child(verb, "nsubj") is not None
