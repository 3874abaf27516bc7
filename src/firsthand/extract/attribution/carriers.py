"""Outlets that carried somebody's statement: what else he announced there came through them too."""

from collections.abc import Sequence

from firsthand.extract.attribution.cues.phrases import owner
from firsthand.extract.attribution.found import Report
from firsthand.extract.attribution.grammar import child, is_passive, subject
from firsthand.extract.attribution.speakers import Speakers
from firsthand.extract.packs import words
from firsthand.extract.parse import Doc, Token
from firsthand.model import Name

_SENTENCES_ON = 3  # sentences between what one told an outlet and what one goes on to say to it


def carried_on(
    doc: Doc, reports: Sequence[Report], chains: Sequence[Sequence[int]], speakers: Speakers
) -> dict[int, int]:
    """Return, by number of report, the outlet that its words came through without its saying so.

    Where a text says once that an outlet carried somebody's statement or announcement, the other
    things it says he said in public, without naming a listener or another outlet, are taken from
    it as well.
    """
    carriers = _carriers_by_speaker(doc, reports, chains, speakers)
    found = _still_talking(reports, chains, speakers) | _of_cited_documents(reports, chains, speakers)
    if not carriers:
        return found
    last: tuple[frozenset[str], str] = frozenset(), ""  # the speaker last named, and his kind
    for number, report in enumerate(reports):
        chain = chains[number]
        if not chain:
            continue
        name = speakers.names[chain[0]]
        if name.form == "name":
            last = _name_words(chain[0], speakers), name.kind
        who = last[0] if name.form == "name" or _goes_on(name, last[1]) else frozenset()
        outlets = [i for i in chain if speakers.names[i].kind == "outlet"]
        if outlets or not report.speech or _has_listener(report.cue):
            continue
        if report.cue.lemma_.lower() not in words("cues", "in_public"):
            continue
        carrier = next((outlet for key, outlet in carriers if key & who), None)
        if carrier is not None:
            found.setdefault(number, carrier)
    return found


def _still_talking(
    reports: Sequence[Report], chains: Sequence[Sequence[int]], speakers: Speakers
) -> dict[int, int]:
    """Find "... she told the Daily. She said ...": who goes on speaking is still speaking to it."""
    found: dict[int, int] = {}
    before: tuple[int, int] | None = None  # who spoke to an outlet in the last report, and that outlet
    for number, report in enumerate(reports):
        chain = chains[number]
        if not (chain and report.speech and report.sources):
            continue
        who = speakers.names[chain[0]]
        outlets = [i for i in chain[1:] if speakers.names[i].kind == "outlet"]
        if outlets:
            before = (chain[0], outlets[0]) if who.kind == "person" else None
            continue
        if before is None:
            continue
        near = who.sentence - speakers.names[before[0]].sentence <= _SENTENCES_ON
        alone = who.form == "pronoun" and who.kind == "person" and not who.plural
        same = alone or bool(_name_words(chain[0], speakers) & _name_words(before[0], speakers))
        plainly = report.cue.lemma_.lower() in words("cues", "in_public") and not _has_listener(report.cue)
        if near and same and plainly:
            found[number] = before[1]
            before = chain[0], before[1]
        elif not (same and near):
            before = None
    return found


def _goes_on(name: Name, kind: str) -> bool:
    """Tell whether a pronoun, "the group" or "the statement" surely means the speaker last named."""
    if name.form == "pronoun":
        return kind == "person" and name.kind == "person" and not name.plural
    if not name.definite or name.plural:
        return False
    return name.head in words("cues", "carried_words") or name.kind == kind == "organisation"


def _of_cited_documents(
    reports: Sequence[Report], chains: Sequence[Sequence[int]], speakers: Speakers
) -> dict[int, int]:
    """Find "The report says ..." in the sentence behind "..., the Daily reported, citing a report"."""
    cited: dict[int, tuple[str, int]] = {}  # by number of sentence: the document's noun, and the outlet
    for chain in chains:
        papers = [n for n in map(speakers.names.__getitem__, chain) if n.kind == "document"]
        outlet = next((i for i in chain[1:] if speakers.names[i].kind == "outlet"), None)
        if papers and outlet is not None:
            cited[speakers.names[outlet].sentence] = papers[0].head, outlet
    found: dict[int, int] = {}
    for number, chain in enumerate(chains):
        kinds = {speakers.names[i].kind for i in chain}
        for name in map(speakers.names.__getitem__, chain):
            noun, outlet = cited.get(name.sentence - 1, ("", -1))
            if name.kind == "document" and name.head == noun and name.definite and "outlet" not in kinds:
                found[number] = outlet
    return found


def _carriers_by_speaker(
    doc: Doc, reports: Sequence[Report], chains: Sequence[Sequence[int]], speakers: Speakers
) -> list[tuple[frozenset[str], int]]:
    """Return pairs of a speaker's name, as words, and the outlet that carried his statement."""
    found = []
    for number, report in enumerate(reports):
        chain = chains[number]
        carrier = next((i for i in chain[1:] if speakers.names[i].kind == "outlet"), None)
        stated = any(t.lemma_.lower() in words("cues", "carried_words") for t in _surroundings(report.cue))
        if carrier is not None and _through(report, stated):
            found.append((_name_words(chain[0], speakers), carrier))
    for verb in doc:
        thing = (
            child(verb, "dobj")
            if verb.pos_ == "VERB" and verb.lemma_.lower() in words("cues", "publish")
            else None
        )
        if thing is None or thing.lemma_.lower() not in words("cues", "carried_words") or is_passive(verb):
            continue
        outlet = subject(verb)
        index = speakers.known(outlet) if outlet is not None else None
        if index is None or speakers.names[index].kind != "outlet":
            continue
        by = owner(thing)  # the X of "the announcement from X"
        maker = speakers.known(by) if by is not None else None
        before = [n for n, r in enumerate(reports) if r.cue.i < verb.i and chains[n]]
        if maker is not None and speakers.names[maker].form == "name":
            found.append((_name_words(maker, speakers), index))
        elif before:
            found.append((_name_words(chains[before[-1]][0], speakers), index))
    return [(key, outlet) for key, outlet in found if key]


def _through(report: Report, stated: bool) -> bool:
    """Tell whether an outlet passed on a public statement, rather than being spoken to."""
    return stated or any(c.lemma_.lower() in words("cues", "cite") for c in report.cue.children)


def _surroundings(cue: Token) -> list[Token]:
    return [t for c in cue.children if c.dep_ == "prep" for t in c.subtree]


def _has_listener(cue: Token) -> bool:
    return child(cue, "dative") is not None or (
        cue.lemma_.lower() in words("cues", "addressed") and child(cue, "dobj") is not None
    )


def _name_words(index: int, speakers: Speakers) -> frozenset[str]:
    name = speakers.names[index]
    return frozenset(name.text.lower().split()) if name.form == "name" else frozenset()
