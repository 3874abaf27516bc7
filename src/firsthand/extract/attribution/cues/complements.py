"""What a verb of saying takes: its clause, a denied act, a name given, a thing brought to light."""

from firsthand.extract.analysis import text_of
from firsthand.extract.attribution.found import Report, Stretch
from firsthand.extract.attribution.grammar import (
    child,
    cover,
    last_words,
    opens_with_place,
    phrase,
    stretches,
    trim,
)
from firsthand.extract.packs import table, words
from firsthand.extract.parse import Doc, Token

_VERBAL = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OTHER_CLAUSES = frozenset({"advcl", "conj", "cc", "parataxis"})


def clause_said(doc: Doc, verb: Token, source: Token) -> tuple[Stretch, ...]:
    """Return the clause a verb of saying governs, interrupts or stands in the middle of."""
    extracted = _extracted(doc, verb)
    if extracted:
        return extracted
    closing = _closing(doc, verb, source) or _closing_behind(doc, verb, source)
    if closing:
        return closing
    own = [
        c
        for c in verb.children
        if c.dep_ == "ccomp"
        and c.i != source.i
        and source not in c.subtree
        and not opens_with_place(c)
        and not _beside(verb, c)
    ]
    if not own:
        gerund = verb.lemma_.lower() in words("cues", "gerund_takers")
        own = [c for c in verb.children if gerund and c.dep_ == "xcomp" and c.tag_ == "VBG"]
    # "said that P, but that Q"
    own += [
        c
        for c in verb.children
        if own and c.dep_ == "conj" and (m := child(c, "mark")) is not None and m.i > own[0].i
    ]
    if own:
        found = tuple(s for c in own for s in stretches(doc, c.subtree, without=_unsaid(verb, c)))
        before = bool(found) and found[-1][1] <= verb.idx and source.i < verb.i
        return (*found, *_afterthought(doc, verb)) if before else _with_list(doc, verb, found)
    noun = next((c for c in verb.children if c.dep_ == "acl" and child(c, "mark") is not None), None)
    if noun is not None:
        return stretches(doc, noun.subtree)
    for thing in (c for c in verb.children if c.dep_ in {"dobj", "dative"}):
        inner = child(thing, "acl", "relcl", "ccomp")
        held = thing.lemma_.lower() in words("cues", "claim_nouns") or _addressed(verb)
        if held and inner is not None and _that(inner) is not None:
            return stretches(doc, inner.subtree)
    # "reported at the time that P": the clause hung on the time
    for c in verb.children:
        when = child(c, "pobj") if c.dep_ == "prep" else c if c.dep_ == "npadvmod" else None
        inner = child(when, "acl", "relcl", "ccomp") if when is not None else None
        if inner is not None and _that(inner) is not None and inner.i > verb.i:
            return stretches(doc, inner.subtree)
        if inner is not None and when is not None and _told_in(verb, when, inner):
            return stretches(doc, inner.subtree)
    # "The metals, the report noted, could fall": the verb hangs on what it reports
    if verb.dep_ == "parataxis":
        around = {"conj", "cc", "ccomp", "parataxis", "advcl"}
        cue = [verb, *(t for c in verb.children if c.dep_ not in around for t in c.subtree)]
        return stretches(doc, verb.head.subtree, without=cue)
    return ()


def _beside(verb: Token, clause: Token) -> bool:
    """Tell whether a clause only says when or how one spoke: "said as he left", "Asked why, she said"."""
    if (_that(clause) or clause).lower_ in words("cues", "circumstances"):
        return True
    asked = clause.tag_ == "VBN" and clause.i < verb.i and clause.left_edge.i == clause.i
    return asked and child(clause, "aux", "auxpass", "nsubj", "nsubjpass") is None


def _unsaid(verb: Token, clause: Token) -> list[Token]:
    """Return second clauses that the parser adds to what a speaker said.

    What he left unsaid ("but did not elaborate"), what he did besides ("told him that he had done
    well, and asked him to stay"), and what somebody else says ("..., and the filing says Q").
    """
    out = []
    for c in clause.children:
        if c.dep_ != "conj" or child(c, "mark") is not None:
            continue
        says = c.lemma_.lower() in words("cues", "say")
        who = child(c, "nsubj")
        silent = says and who is None and child(c, "neg") is not None
        besides = (
            says and who is None and verb.tag_ == c.tag_ == "VBD" and child(c, "aux") is None
            and clause.tag_ == "VBN" and any(a.tag_ == "VBD" for a in clause.children if a.dep_ == "aux")
        )  # fmt: skip
        other = says and who is not None and who.pos_ != "PRON" and verb.tag_ == c.tag_ and _after_comma(c)
        if silent or besides or other:
            out += list(c.subtree)
    return out


def _after_comma(verb: Token) -> bool:
    """Tell whether a second clause is set off: ", and the filing says"."""
    first = next(iter(verb.subtree))
    return first.i > 1 and first.nbor(-1).dep_ == "cc" and first.nbor(-2).text == ","


def _told_in(verb: Token, noun: Token, clause: Token) -> bool:
    """Tell whether a clause behind a document is what was said in it: "say in the indictment that P"."""
    first = next(iter(clause.subtree))
    return (
        clause.i > verb.i
        and verb.lemma_.lower() in words("cues", "say")
        and noun.lemma_.lower() in words("cues", "document_nouns")
        and first.lower_ in words("cues", "complementisers")
        and child(clause, "nsubj", "nsubjpass") not in (None, first)
        and not any(t.is_quote or t.dep_ in {"dobj", "ccomp"} for t in (*verb.children, *verb.sent[:1]))
    )


def _that(verb: Token) -> Token | None:
    return child(verb, "mark")


def _addressed(verb: Token) -> bool:
    return verb.lemma_.lower() in words("cues", "addressed")


def _with_list(doc: Doc, verb: Token, found: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """Let content run on behind a colon: "said he knew two men: the one ..., and the other ..."."""
    span = doc.char_span(*found[-1], alignment_mode="expand") if found and found[-1][0] > verb.idx else None
    if span is None or span.end >= verb.sent.end or doc[span.end].text != ":":
        return found
    stretch = trim(doc, span.start, verb.sent.end - 1)
    return (*found[:-1], stretch) if stretch is not None else found


def _afterthought(doc: Doc, verb: Token) -> tuple[Stretch, ...]:
    """Return what a closing report still has behind it: "P, the office said Monday, where Q"."""
    sentence = verb.sent
    for token in doc[verb.i + 2 : sentence.end]:
        if token.tag_ in {"WRB", "WDT"} and doc[token.i - 1].text == ",":
            last = max(t.i for t in token.head.subtree)
            stretch = trim(doc, token.i, max(last, token.i))
            return (stretch,) if stretch is not None else ()
    return ()


def _extracted(doc: Doc, verb: Token) -> tuple[Stretch, ...]:
    """Read "a goal that analysts believe will be hard" and "what officials said was the first line".

    What is said then stands on both sides of the cue: the whole of it is the content.
    """
    lower = child(verb, "ccomp")
    relative = child(lower, "nsubj", "nsubjpass") if lower is not None else None
    if relative is not None and relative.lower_ in words("cues", "relative_words") and relative.i < verb.i:
        noun = next(
            (t for t in reversed(doc[verb.sent.start : relative.i]) if t.pos_ in {"NOUN", "PROPN"}), None
        )
        if noun is not None and lower is not None:
            if verb.dep_ == "relcl" and verb.head.i < verb.i:
                noun = verb.head
            stretch = trim(doc, phrase(noun)[0].i, max(t.i for t in lower.subtree))
            return (stretch,) if stretch is not None else ()
    if verb.dep_ == "relcl" and child(verb, "nsubj") is not None and verb.head.i < verb.i:
        own = child(verb, "nsubj")
        if lower is None or own is None or own.lower_ in words("cues", "relative_words"):
            return ()
        if any(c.dep_ in {"nsubj", "nsubjpass", "expl"} and c.i > verb.i for c in lower.children):
            return ()
        first, _ = phrase(verb.head)
        last = max(t.i for t in lower.subtree)
        stretch = trim(doc, first.i, last)
        return (stretch,) if stretch is not None and last > verb.i else ()
    if verb.dep_ in {"ccomp", "csubj"} and verb.i < verb.head.i:
        what = next(
            (c for c in verb.head.children if c.lower_ in words("cues", "what_words") and c.i < verb.i), None
        )
        if what is not None:
            over = verb.head.head if verb.head.dep_ in {"ccomp", "xcomp"} else verb.head
            return stretches(doc, whole_clause(over))
    return ()


def _closing(doc: Doc, verb: Token, source: Token) -> tuple[Stretch, ...]:
    """Read a report that closes its sentence: "P and Q, the Daily reported Monday." says all before it."""
    if any(c.dep_ in {"ccomp", "xcomp", "dobj"} and c.i > verb.i and c.i != source.i for c in verb.children):
        return ()
    sentence = verb.sent
    first = min(verb.i, min(t.i for t in source.subtree if t.i > sentence.start or t.i == source.i))
    behind = [t for t in sentence if t.i > verb.i and not t.is_punct and not t.is_space]
    allowed = {t.i for t in verb.subtree}
    if len(behind) > 12 or any(t.i not in allowed for t in behind) or any(t.dep_ == "mark" for t in behind):
        return ()
    at = first - 1
    while at > sentence.start and doc[at].is_space:
        at -= 1
    if (
        at <= sentence.start
        or doc[at].text not in {",", '"', "'"}
        or verb.dep_ in {"relcl", "acl"}
        or child(verb, "mark", "advmod") is not None
    ):
        return ()
    if not any(t.tag_ in _FINITE for t in doc[sentence.start : at]):
        return ()
    stretch = trim(doc, sentence.start, at)
    return (stretch,) if stretch is not None else ()


def _closing_behind(doc: Doc, verb: Token, source: Token) -> tuple[Stretch, ...]:
    """Read a closing report without its comma: "Prices fell by a third reported the Daily."."""
    sentence = verb.sent
    if source.i < verb.i or verb.dep_ not in {"ccomp", "conj", "parataxis", "acl"}:
        return ()
    if any(
        not t.is_punct and not t.is_space for t in doc[max(t.i for t in source.subtree) + 1 : sentence.end]
    ):
        return ()
    stretch = trim(doc, sentence.start, verb.i - 1)
    return (stretch,) if stretch is not None else ()


def misread_clause(doc: Doc, verb: Token) -> tuple[Stretch, ...]:
    """Return what stands behind a verb that always takes words, where the parser saw no clause."""
    sentence = verb.sent
    last = verb.i
    behind = doc[verb.i + 1] if verb.i + 1 < sentence.end else None
    if behind is None or behind.is_punct or behind.is_quote or behind.dep_ in {"prep", "prt"}:
        return ()
    if behind.lower_ in words("cues", "circumstances"):
        return ()
    for token in doc[verb.i + 1 : sentence.end]:
        if token.text in {",", ";", ":", "--", "—"}:
            break
        last = token.i
    finite = _FINITE | {"VBN"} if verb.lemma_.lower() in words("cues", "plainest") else _FINITE
    if last == verb.i or not any(t.tag_ in finite for t in doc[verb.i + 1 : last + 1]):
        return ()
    stretch = trim(doc, verb.i + 1, last)
    return (stretch,) if stretch is not None else ()


def denial(doc: Doc, verb: Token, source: Token, clause: tuple[Stretch, ...]) -> Report | None:
    """Return a denial: of a clause, of a claim's clause, or, where only a noun is denied, the act itself."""
    cue = cover(verb)
    if clause:
        return Report(verb, (source,), clause, cue, stance="denies")
    gerund = child(verb, "xcomp", "ccomp")
    if gerund is not None:
        return Report(verb, (source,), stretches(doc, gerund.subtree), cue, stance="denies")
    if child(verb, "dobj") is not None or verb.dep_ == "relcl":
        return Report(verb, (source,), stretches(doc, whole_clause(verb)), cue, act=True)
    return None


def naming(doc: Doc, verb: Token) -> tuple[Stretch, ...]:
    """Return what is said of somebody: "called it 'X'", "described X as Y", "accused X of Y"."""
    lemma = verb.lemma_.lower()
    thing = child(verb, "dobj")
    how = table("cues", "accuse").get(lemma)
    if how and thing is not None:
        of = next(
            (c for over in (verb, thing) for c in over.children if c.dep_ == "prep" and c.lower_ in how), None
        )
        if of is not None:
            return _joined(stretches(doc, [*thing.subtree, *of.subtree]))
    if lemma not in words("cues", "name"):
        return ()
    if lemma in words("cues", "name_to"):
        return stretches(doc, whole_clause(verb)) if _preposition(verb) is not None else ()
    bare = lemma in words("cues", "name_bare")
    small = next((c for c in verb.children if c.dep_ == "ccomp" and c.pos_ not in _VERBAL), None)
    if small is not None and bare:
        return stretches(doc, small.subtree)
    said = child(verb, "oprd") if bare else None
    if said is None:
        said = _preposition(verb) or (_preposition(thing) if thing is not None else None)
    if said is not None:
        front = thing.subtree if thing is not None and thing.i > verb.i else ()
        return _joined(stretches(doc, [*said.subtree, *front]))
    if (
        lemma in words("cues", "name_plainly")
        and thing is not None
        and thing.i > verb.i
        and child(verb, "prt", "prep") is None
    ):
        bare_name = last_words(doc, verb, thing)
        return bare_name if any('"' in text_of(doc)[start : end + 1] for start, end in bare_name) else ()
    return ()


def brought_to_light(doc: Doc, verb: Token) -> tuple[Stretch, ...]:
    """Return the thing a finder finds: "found four offices to be active", "revealing that it exists"."""
    thing = child(verb, "dobj")
    idle = words("cues", "idle_finds")
    if thing is None or thing.i < verb.i or thing.pos_ == "PRON" or thing.lemma_.lower() in idle:
        return ()
    if verb.lemma_.lower() in words("cues", "filing") and _filed(verb, thing):
        return ()
    return last_words(doc, verb, thing)


def _filed(verb: Token, thing: Token) -> bool:
    """Tell whether a thing is filed with somebody rather than told: "had reported every leak"."""
    if child(thing, "nummod") is not None:
        return verb.tag_ == "VB" and verb.head.lemma_.lower() in words("cues", "duties")
    determiner = child(thing, "det")
    if determiner is not None and determiner.lower_ in words("cues", "all_of_them"):
        return True
    if verb.tag_ == "VB" and verb.head.lemma_.lower() in words("cues", "duties"):
        return True
    return any(c.dep_ == "prep" and c.lower_ in words("cues", "filed_with") for c in verb.children)


def whole_clause(verb: Token) -> list[Token]:
    """Return the words of a verb's own clause: subject and complements, no second or outer clause."""
    out = {
        t.i
        for c in verb.children
        if (c.dep_ in _OTHER_CLAUSES and not (c.i < verb.i and child(c, "mark") is not None))
        or (c.dep_ == "prep" and c.lower_ in words("cues", "according_words"))
        for t in c.subtree
    }
    return [t for t in verb.subtree if t.i not in out]


def _preposition(token: Token) -> Token | None:
    as_words = words("cues", "as_words")
    return next((c for c in token.children if c.dep_ == "prep" and c.lower_ in as_words), None)


def _joined(parts: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    return ((parts[0][0], parts[-1][1]),) if parts else ()
