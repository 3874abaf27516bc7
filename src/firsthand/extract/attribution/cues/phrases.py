"""Reports made without a verb of their own: "according to X", "X's claim that ...", "reportedly"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.extract.attribution.found import Report
from firsthand.extract.attribution.grammar import (
    agent,
    child,
    clause_of,
    cover,
    is_passive,
    stretches,
    subject,
    trim,
)
from firsthand.extract.packs import table, words
from firsthand.extract.parse import Doc, Token
from firsthand.model.statement import Stance

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


def reports_by_phrases(doc: Doc) -> Iterator[Report]:
    """Yield every report whose cue is a preposition, a noun or an adverb, in the order of the text."""
    for token in doc:
        lower = token.lower_
        if lower in words("cues", "according_words"):
            report = _according(doc, token)
        elif lower in words("cues", "as_words"):
            report = _as_reported(doc, token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in words("cues", "claim_nouns"):
            report = _claim(doc, token)
        elif token.dep_ in {"acomp", "ccomp", "oprd"} and lower in words("cues", "attitudes"):
            report = _attitude(doc, token)
        elif token.pos_ == "ADV" and lower in words("cues", "reportedly"):
            report = _reportedly(doc, token)
        else:
            continue
        if report is not None:
            yield report


def _according(doc: Doc, token: Token) -> Report | None:
    to = child(token, "prep") or token
    source = child(to, "pobj") if to is not None else None
    if to is None or source is None or source.lemma_.lower() in words("cues", "no_source_nouns"):
        return None
    clause = _scope(token)
    own = [*token.subtree]
    contents = stretches(doc, clause.subtree, without=own)
    return Report(token, (source,), contents, cover(token, to))


def short_of_phrases(doc: Doc, reports: Sequence[Report]) -> list[Report]:
    """End what others say before ", according to X", where the parser put that phrase inside it."""
    sure = words("cues", "according_words") - words("cues", "loose_according")
    phrases = [r for r in reports if r.cue.lower_ in sure and r.sources]
    if not phrases:
        return list(reports)
    edges = [(r.cue_words[0], max(t.idx + len(t.text) for t in r.sources[0].subtree)) for r in phrases]
    found = []
    for report in reports:
        pieces = []
        for start, end in report.contents:
            cut = next((a for a, b in edges if start < a < end <= b + 1 and a != report.cue_words[0]), None)
            span = doc.char_span(start, cut, alignment_mode="expand") if cut is not None else None
            piece = trim(doc, span.start, span.end - 1) if span is not None else (start, end)
            pieces += [piece] if piece is not None else []
        found.append(replace(report, contents=tuple(pieces)) if pieces else report)
    return found


def _as_reported(doc: Doc, token: Token) -> Report | None:
    """Read "as X reported, ..." and "..., as reported by X"."""
    verb = token.head if token.dep_ in {"mark", "advmod"} else child(token, "pcomp")
    if verb is None or verb.pos_ not in {"VERB", "AUX"} or verb.i < token.i:
        return None
    lemma = verb.lemma_.lower()
    if not any(lemma in words("cues", kind) for kind in ("say", "find", "carry")):
        return None
    if child(verb, "ccomp", "dobj", "xcomp") is not None:
        return None
    source = (
        agent(verb) if verb.tag_ == "VBN" else subject(verb) if child(verb, "nsubj") is not None else None
    )
    if source is None or source.lower_ in words("cues", "nobody"):
        return None
    over = token if token.dep_ == "prep" else verb
    # "as X said" qualifies its clause, "as reported by X" the sentence
    clause = _scope(over) if agent(verb) is not None else clause_of(over.head)
    if clause.i == verb.i:
        return None
    # "the study looks into ..., as reported by the Daily": the study's words, through the Daily
    written = clause if clause.pos_ == "NOUN" else child(clause, "nsubj")
    works = clause.pos_ == "NOUN" or clause.lemma_.lower() in words("cues", "report_work")
    sources: tuple[Token, ...] = (source,)
    if works and written is not None and written.lemma_.lower() in words("cues", "document_nouns"):
        sources = (written, source)
    return Report(verb, sources, stretches(doc, clause.subtree, without=over.subtree), cover(token, verb))


def _attitude(doc: Doc, token: Token) -> Report | None:
    """Read "X is confident that ..." and "X made clear that ..."."""
    verb = token.head
    make_clear = token.lower_ in table("cues", "make_clear").get(verb.lemma_.lower(), ())
    if not make_clear and verb.lemma_.lower() not in words("cues", "copulas"):
        return None
    inner = child(token, "ccomp", "csubj", "advcl") if make_clear else child(token, "ccomp")
    inner = inner or next((c for c in verb.children if c.dep_ == "ccomp" and c.i != token.i), None)
    source = subject(verb)
    if inner is None or inner.i <= token.i or child(verb, "neg") is not None:
        return None
    if not make_clear and child(inner, "mark") is None:
        return None
    if source is None or source.lower_ in words("cues", "nobody") or source.pos_ not in _NOUNS:
        return None
    return Report(token, (source,), stretches(doc, inner.subtree), cover(token))


def _scope(token: Token) -> Token:
    """Return the head of what such a phrase covers: the sentence where it opens or closes it."""
    sentence = token.sent
    first, last = min(t.i for t in token.subtree), max(t.i for t in token.subtree)
    edge = first - sentence.start <= 1 or not any(
        not t.is_punct and not t.is_space for t in sentence if t.i > last
    )
    clause = clause_of(token.head)
    if edge:
        return sentence.root
    return clause


def _claim(doc: Doc, noun: Token) -> Report | None:
    """Read "X's claim that ...", "claims by X that ...", "one of X's claims is that ..."."""
    clauses = (c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"})
    inner = next((c for c in clauses if _joined_by(c) in words("cues", "complementisers")), None)
    if inner is None:
        top = noun
        if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.lower_ in words("cues", "belongs"):
            top = noun.head.head
        if top.dep_ == "nsubj" and top.head.lemma_ in words("cues", "emerge"):
            inner = next((c for c in top.head.children if c.dep_ == "ccomp"), None)
    if inner is None:
        return None
    source = owner(noun) or _named_before(noun)
    stance: Stance = "denies" if noun.lemma_.lower() in words("cues", "denial_nouns") else "asserts"
    if (
        source is None
        and noun.dep_ == "dobj"
        and noun.head.pos_ in {"VERB", "AUX"}
        and not is_passive(noun.head)
    ):
        # "raised the possibility that ...", "rejected the claim that ..."
        lemma = noun.head.lemma_.lower()
        if lemma in words("cues", "say") or lemma in words("cues", "find"):
            return None
        if noun.lemma_.lower() in words("cues", "proof_nouns"):
            return None
        source = subject(noun.head)
        if lemma in words("cues", "deny"):
            stance = "denies"
    if source is None and any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in noun.children):
        source = noun
    proof = noun.lemma_.lower() in words("cues", "proof_nouns")
    if source is None and proof:
        return None
    cue = cover(noun)
    return Report(
        noun,
        (source,) if source is not None else (),
        stretches(doc, inner.subtree),
        cue,
        stance=stance,
        unnamed=cue,
    )


def _joined_by(clause: Token) -> str:
    mark = child(clause, "mark")
    return mark.lower_ if mark is not None else ""


def _named_before(noun: Token) -> Token | None:
    """Return the maker in "the Harbour Watch assertions that ...", read as two things by the parser."""
    if noun.i == noun.sent.start:
        return None
    name = noun.nbor(-1)
    beside = name.pos_ == "PROPN" and name.head.i != noun.i and child(noun, "det") is None
    return name if beside and (child(name, "det") is not None or noun.head.i == name.i) else None


def owner(noun: Token) -> Token | None:
    """Return the head word of who made a claim or document: its possessor, its "by ..." or maker."""
    possessor = child(noun, "poss")
    if possessor is not None:
        return possessor
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in words("cues", "makers"):
            maker = child(c, "pobj")
            time = maker is not None and maker.lemma_.lower() in words("cues", "times")
            if maker is not None and maker.pos_ != "NUM" and not time:
                return maker
        if c.dep_ == "acl":
            maker = agent(c)
            if maker is not None and c.lemma_.lower() not in words("cues", "carry"):
                return maker
    return None


def _reportedly(doc: Doc, token: Token) -> Report:
    """Read "X reportedly did Y", and "reportedly because of Z", where only the reason is hearsay."""
    head = token.head
    top = clause_of(head) if head.pos_ in {"VERB", "AUX"} else head
    apart = [c for c in top.children if c.dep_ in {"conj", "parataxis"}]
    apart += [c for c in top.children if c.dep_ == "advcl" and child(c, "nsubj") is not None]
    out = {t.i for c in apart for t in c.subtree}
    out |= {t.i for c in top.children for r in c.children if r.dep_ == "relcl" for t in r.subtree}
    cue = cover(token)
    return Report(token, (), stretches(doc, [t for t in top.subtree if t.i not in out]), cue, unnamed=cue)
