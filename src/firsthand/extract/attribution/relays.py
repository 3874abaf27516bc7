"""Through whom words came: "told CNN", "quoted by X", "X, citing Y", "in a statement carried by Z"."""

from dataclasses import replace

from firsthand.extract.attribution.found import Report, Stretch
from firsthand.extract.attribution.grammar import (
    agent,
    child,
    citing_verb,
    is_passive,
    opens_with_place,
    subject,
)
from firsthand.extract.attribution.speakers import Speakers
from firsthand.extract.packs import words
from firsthand.extract.parse import Token


def sources_of(report: Report, speakers: Speakers) -> tuple[list[int], list[Stretch]]:
    """Return the names behind a report, origin first, then the relays its own words name; and those words."""
    chain = [speakers.of(token) for token in report.sources]
    proof: list[Stretch] = []
    cue = report.cue
    cited = _cited(report, speakers)
    if cited is not None:
        chain.insert(0, speakers.of(cited))
    for token in (*report.sources, *([cited] if cited is not None else [])):
        through = (
            *_carriers(token),
            *_published_by(token, cue),
            *_employer(token, speakers),
            *_spoken_to(token, speakers),
        )
        chain += [speakers.of(carrier) for carrier in through]
    if cue.pos_ in {"VERB", "AUX"} or cue in report.sources:
        over = cue.head
        if cue.dep_ == "pcomp" and over.lower_ in words("cues", "as_words"):
            by = agent(over.head) if is_passive(over.head) else subject(over.head)
            if by is not None:
                chain.append(speakers.of(by))
        chain += _told(report, speakers)
        first = cue.head
        if (
            cue.dep_ == "conj"
            and child(cue, "nsubj") is None
            and first.lemma_.lower() in words("cues", "say")
        ):
            # "told the Daily that P and added that Q"
            chain += _told(replace(report, cue=first), speakers)
    if not chain and report.unnamed is not None:
        chain = [speakers.unnamed(report.unnamed)]
    for index in chain:
        name = speakers.names[index]
        proof.append((name.start, name.end))
    return list(dict.fromkeys(chain)), proof


def _cited(report: Report, speakers: Speakers) -> Token | None:
    """Return whom a report leans on: "the Daily reported ..., citing two officials".

    A person who cites somebody argues for himself; an outlet, a report or a body passes words on.
    """
    citing = citing_verb(report.cue, report.sources)
    thing = child(citing, "dobj", "pobj") if citing is not None else None
    if thing is None or not report.sources:
        return None
    known = speakers.known(thing)
    by = speakers.names[speakers.of(report.sources[0])].kind
    return thing if known is not None and by in {"outlet", "document", "organisation"} else None


def _carriers(token: Token) -> list[Token]:
    """Return who carried a source's words: "a report cited by CNN", "a statement carried by state media"."""
    found = []
    for c in token.children:
        if c.dep_ == "acl" and c.lemma_.lower() in words("cues", "carry"):
            by = agent(c)
            if by is not None:
                found.append(by)
        elif c.dep_ == "prep" and c.lower_ in words("cues", "makers") | words("cues", "belongs"):
            inner = child(c, "pobj")
            for head in (inner, child(inner, "appos")) if inner is not None else ():
                found += _carriers(head) if head is not None else []
    return found


def _published_by(token: Token, cue: Token) -> list[Token]:
    """Return who published a document that speaks: "the Daily ran the letter, which read ..."."""
    if token.dep_ == "pobj" and token.head.head.lemma_.lower() in words("cues", "carried_words"):
        token = token.head.head  # "the announcement from X, which read ..."
    over = token.head
    published = over.i != cue.i and over.lemma_.lower() in words("cues", "publish")
    if token.dep_ != "dobj" or not published or is_passive(over):
        return []
    publisher = subject(over)
    return [publisher] if publisher is not None else []


def _employer(token: Token, speakers: Speakers) -> list[Token]:
    """Return the outlet a reporter writes for: "Dana Reyes of the Daily", "the Daily's Dana Reyes"."""
    if token.pos_ != "PROPN":
        return []
    near = [c for c in token.children if c.dep_ == "poss"]
    near += [o for c in token.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"]
    return [t for t in near if _is_outlet(t, speakers)]


def _spoken_to(token: Token, speakers: Speakers) -> list[Token]:
    """Return the outlet a source spoke to: "an official, speaking to the Daily, said", "who spoke to us"."""
    talks = [
        c for c in token.children if c.dep_ in {"acl", "relcl"} and c.lemma_.lower() in words("cues", "talk")
    ]
    return [
        t
        for talk in talks
        for c in talk.children
        if c.dep_ == "prep" and c.lower_ in words("cues", "with_hosts")
        for t in c.children
        if t.dep_ == "pobj" and _is_outlet(t, speakers)
    ]


def _is_outlet(token: Token, speakers: Speakers) -> bool:
    index = speakers.known(token)
    return index is not None and speakers.names[index].kind == "outlet"


def _unnamed_outlet(token: Token, speakers: Speakers) -> bool:
    """Tell whether a word is "the newspaper" that was told, with no name of an outlet beside it."""
    return _is_outlet(token, speakers) and not any(t.pos_ == "PROPN" for t in token.subtree)


def _told(report: Report, speakers: Speakers) -> list[int]:
    """Return outlets the speaker spoke to, and carriers of the statement the words were in."""
    found: list[int] = []
    inside = () if report.act else report.contents
    own = {t.i for source in report.sources for t in source.subtree if source.i != report.cue.i}
    for c in report.cue.children:
        beside = c.dep_ in {"dobj", "dative", "prep", "advcl", "npadvmod", "agent"} or opens_with_place(c)
        if not beside or c.lower_ in words("cues", "according_words"):
            continue
        for t in c.subtree:
            if any(start <= t.idx < end for start, end in inside) or t.i in own:
                continue
            if report.act and c.dep_ == "dobj" and t.i != c.i:
                continue  # "rejects the claims made by the Daily" was not said to the Daily
            told = t.i == c.i and c.dep_ in {"dobj", "dative"}
            if t.pos_ == "NOUN" and told and _unnamed_outlet(t, speakers):
                found.append(speakers.of(t))  # "told the newspaper"
            elif t.pos_ == "NOUN":
                found += [speakers.of(by) for by in _carriers(t)]
                if t.lemma_.lower() in words("cues", "interviews"):
                    found += [speakers.of(host) for host in _hosts(t, speakers)]
            elif t.pos_ == "PROPN" and _is_outlet(t, speakers):
                found.append(speakers.of(t))
    return found


def _hosts(interview: Token, speakers: Speakers) -> list[Token]:
    """Return whom an interview was given to: "in an interview with Radio Orlesk"."""
    preps = [c for c in interview.children if c.dep_ == "prep" and c.lower_ in words("cues", "with_hosts")]
    hosts = [o for c in preps for o in c.children if o.dep_ == "pobj"]
    return [
        host
        for host in hosts
        if (host.pos_ == "PROPN" and host.lower_ not in words("cues", "times"))
        or _unnamed_outlet(host, speakers)
    ]
