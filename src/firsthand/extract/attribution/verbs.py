"""Reports made by a verb: "X said that ...", "..., X told Y", "X was quoted as saying ..."."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from firsthand.extract.attribution.found import Report, Stretch
from firsthand.extract.attribution.grammar import agent, child, cover, is_passive, stretches, subject
from firsthand.extract.attribution.quotations import Quotation
from firsthand.extract.packs import table, words

_VERBAL = frozenset({"VERB", "AUX"})
_CLAUSES = frozenset({"ccomp"})


def reports_by_verbs(doc: Doc, quotations: Sequence[Quotation]) -> Iterator[Report]:
    """Yield every report whose cue is a verb, in the order of the text."""
    for verb in doc:
        if verb.pos_ not in _VERBAL or verb.dep_ in {"aux", "auxpass", "amod", "compound"}:
            continue
        lemma = verb.lemma_.lower()
        if lemma not in _verbs():
            continue
        if _unreal(verb):
            continue
        report = (
            _passive(doc, verb, lemma, quotations)
            if is_passive(verb)
            else _active(doc, verb, lemma, quotations)
        )
        if report is not None:
            yield report


def _verbs() -> frozenset[str]:
    groups = ("say", "find", "think", "deny", "doubt", "name", "pledge", "work", "accuse", "cite")
    return frozenset().union(*(words("cues", group) for group in groups))


def _unreal(verb: Token) -> bool:
    """Tell whether a verb of saying reports nothing: negated, or a mere possibility."""
    modals = words("cues", "unreal_modals")
    return any(
        c.dep_ == "neg" or (c.dep_ == "aux" and c.tag_ == "MD" and c.lower_ in modals) for c in verb.children
    )


def _active(doc: Doc, verb: Token, lemma: str, quotations: Sequence[Quotation]) -> Report | None:
    source = _source(verb)
    if source is None:
        return None
    cue = cover(verb)
    own = source.lower_ in words("cues", "speaking_for_themselves")
    if own or source.lower_ in words("cues", "nobody") and lemma not in words("cues", "say"):
        return None
    clause = _complement(doc, verb, source)
    say, find, think = (lemma in words("cues", kind) for kind in ("say", "find", "think"))
    if lemma in words("cues", "deny"):
        return _denial(doc, verb, source, clause, cue)
    if lemma in words("cues", "cite"):
        return None
    if clause and (say or find or think or lemma in words("cues", "pledge")):
        stance = "doubts" if lemma in words("cues", "doubt") and not say else "asserts"
        return Report(verb, (source,), clause, cue, stance=stance)  # type: ignore[arg-type]
    named = _naming(doc, verb, lemma)
    if named:
        return Report(verb, (source,), named, cue, speech=True)
    if lemma in words("cues", "pledge"):
        promised = [c for c in verb.children if c.dep_ in {"xcomp", "dobj", "ccomp"}]
        if promised and not _perfect(verb):
            return Report(verb, (source,), stretches(doc, _whole(verb)), cue, act=True)
    evidence = _evidence(doc, verb) if find or say else ()
    if evidence:
        return Report(verb, (source,), evidence, cue)
    if find and lemma in words("cues", "find"):
        thing = child(verb, "dobj")
        if thing is not None:
            return Report(verb, (source,), stretches(doc, thing.subtree), cue, speech=False)
    if lemma in words("cues", "work"):
        return Report(verb, (source,), stretches(doc, _whole(verb)), cue, act=True, speech=False)
    if say and lemma not in words("cues", "clause_only"):
        near = quoted_beside(doc, verb, source, quotations)
        if near is not None:
            return Report(verb, (source,), ((near.start, near.end),), cue)
    return None


def _passive(doc: Doc, verb: Token, lemma: str, quotations: Sequence[Quotation]) -> Report | None:
    """Read "X is said to have ...", "it was reported that ...", "X was quoted as saying ..."."""
    if not any(lemma in words("cues", kind) for kind in ("say", "think", "find")):
        return None
    by = agent(verb)
    about = child(verb, "nsubjpass")
    lower = child(verb, "xcomp", "ccomp")
    if lower is None or verb.dep_ == "acl":
        return None
    cue = cover(verb)
    told = about is not None and lower.dep_ == "ccomp" and lemma in {"tell", "inform"}
    if told:
        return None
    if lower.dep_ == "xcomp":
        if about is None:
            return None
        if _only_expected(verb, lemma):
            return None
        contents = stretches(doc, _whole(verb))
    else:
        contents = stretches(doc, lower.subtree)
    return Report(verb, (by,) if by is not None else (), contents, cue, unnamed=cue)


def _only_expected(verb: Token, lemma: str) -> bool:
    """ "Is expected to", "is considered": a forecast of the account itself, nobody's words."""
    return lemma in words("cues", "think")


def _source(verb: Token) -> Token | None:
    found = subject(verb)
    if found is not None:
        return found
    # inverted, and read as an object: "..., reported the Daily"
    thing = child(verb, "dobj")
    if thing is not None and verb.dep_ == "ROOT" and thing.i > verb.i:
        before = child(verb, "ccomp")
        if before is not None and before.i < verb.i:
            return thing
    return None


def _complement(doc: Doc, verb: Token, source: Token) -> tuple[Stretch, ...]:
    """Return the clause a verb of saying governs, or that it interrupts."""
    own = [c for c in verb.children if c.dep_ in _CLAUSES and c.i != source.i]
    own = [c for c in own if not (c.tag_ == "VBG" and child(c, "nsubj") is None)]
    if own:
        return tuple(s for c in own for s in stretches(doc, c.subtree))
    noun = next((c for c in verb.children if c.dep_ == "acl" and child(c, "mark") is not None), None)
    if noun is not None:
        return stretches(doc, noun.subtree)
    # "The metals, the report noted, could fall": the verb hangs on what it reports
    if verb.dep_ in {"parataxis"} or (verb.dep_ == "ccomp" and _what(verb) is not None):
        if verb.dep_ == "parataxis":
            return stretches(doc, verb.head.subtree, without=verb.subtree)
    # "what officials said was the first hotline"
    what = _what(verb)
    if what is not None:
        return stretches(doc, what.subtree, without=[])
    return ()


def _what(verb: Token) -> Token | None:
    return None


def _denial(doc: Doc, verb: Token, source: Token, clause: tuple[Stretch, ...], cue: Stretch) -> Report | None:
    if clause:
        return Report(verb, (source,), clause, cue, stance="denies")
    gerund = child(verb, "xcomp", "ccomp")
    if gerund is not None:
        return Report(verb, (source,), stretches(doc, gerund.subtree), cue, stance="denies")
    if child(verb, "dobj") is not None:
        return Report(verb, (source,), stretches(doc, _whole(verb)), cue, act=True)
    return None


def _naming(doc: Doc, verb: Token, lemma: str) -> tuple[Stretch, ...]:
    """Return what is said of somebody: "called it 'X'", "described X as Y", "accused X of Y"."""
    accused = table("cues", "accuse").get(lemma)
    thing = child(verb, "dobj", "nsubj") if accused or lemma in words("cues", "name") else None
    if thing is not None and accused:
        of = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in accused), None)
        if of is None:
            of = next((c for c in thing.children if c.dep_ == "prep" and c.lower_ in accused), None)
        if of is not None:
            return _join(stretches(doc, [*thing.subtree, *of.subtree]))
    if lemma not in words("cues", "name"):
        return ()
    said = child(verb, "oprd") or next(
        (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None
    )
    small = next((c for c in verb.children if c.dep_ == "ccomp" and c.pos_ not in _VERBAL), None)
    if small is not None:
        return stretches(doc, small.subtree)
    if said is not None:
        parts = [*said.subtree, *(thing.subtree if thing is not None and thing.i > verb.i else ())]
        return _join(stretches(doc, parts))
    if lemma == "refer":
        to = [t for c in verb.children if c.dep_ == "prep" for t in c.subtree]
        return _join(stretches(doc, to)) if len([c for c in verb.children if c.dep_ == "prep"]) > 1 else ()
    return ()


def _evidence(doc: Doc, verb: Token) -> tuple[Stretch, ...]:
    """Return the clause of "found evidence that ...", "gave proof that ..."."""
    thing = child(verb, "dobj")
    if thing is None or thing.lemma_.lower() not in words("cues", "claim_nouns"):
        return ()
    inner = next(
        (c for c in thing.children if c.dep_ in {"acl", "relcl", "ccomp"} and child(c, "mark") is not None),
        None,
    )
    return stretches(doc, inner.subtree) if inner is not None else ()


def _perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _whole(verb: Token) -> list[Token]:
    """Return the words of a verb's own clause: subject and complements, no second or outer clause."""
    out = {t for c in verb.children if c.dep_ in {"advcl", "conj", "cc", "parataxis"} for t in c.subtree}
    return [t for t in verb.subtree if t not in out]


def _join(parts: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    return ((parts[0][0], parts[-1][1]),) if parts else ()


def quoted_beside(doc: Doc, verb: Token, source: Token, quotations: Sequence[Quotation]) -> Quotation | None:
    """Return the quotation a verb of saying introduces or follows, where no clause hangs on it.

    It stands in the verb's sentence, or ends just before that sentence, or begins just after it
    where the sentence ends in a colon or comma.
    """
    sentence = verb.sent
    start, end = sentence.start_char, sentence.end_char
    text = doc.text
    best: tuple[int, Quotation] | None = None
    for quote in quotations:
        inside = quote.start <= verb.idx < quote.end
        if inside:
            continue
        touches = quote.start < end and quote.end > start
        before = quote.end <= start and not text[quote.end + 1 : start].strip(" ,\"'")
        after = (
            quote.start >= end
            and text[:end].rstrip()[-1:] in ",:"
            and not text[end : quote.start].strip(' "')
        )
        if touches or before or after:
            gap = verb.idx - quote.end if quote.end <= verb.idx else quote.start - verb.idx
            if best is None or gap < best[0]:
                best = gap, quote
    return best[1] if best is not None else None
