"""What reviewers say of single statements: other bounds, another speaker, one missed, one that is none."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.model import Decision, Document, Passage, Place, Statement
from firsthand.review.applying.describing import describe_passage
from firsthand.review.applying.working import LostError, Working
from firsthand.review.naming import named_source
from firsthand.review.persons import plain_name


def accept_statement(story: Working, decision: Decision) -> None:
    """Mark a statement as checked; one that left comes back."""
    name = story.statement(decision.target, decision.about)
    if story.rejected.pop(name, None) is not None:
        story.touch(name)
    elif name in story.claim_of:
        story.about.add(story.claim_of[name])


def reject_statement(story: Working, decision: Decision) -> None:
    """Take a statement out of the record."""
    name = story.statement(decision.target, decision.about)
    story.rejected[name] = ""
    story.touch(name)


def set_bounds(story: Working, decision: Decision) -> None:
    """Give a statement another passage; it keeps its id, its speaker and its stance."""
    name = story.statement(decision.target, decision.about)
    old = story.statements[name]
    new = decision.passage
    document = story.documents.get(old.document)
    if new is None or document is None or new.document != old.document or not _inside(new, document):
        raise LostError("The passage is not in the document as it is read now.")
    if (new.start, new.end) == (old.start, old.end):
        return
    bare = describe_passage(document, new.start, new.end)
    story.statements[name] = replace(
        bare,
        id=old.id,
        sentence=_sentence(story, bare, skip=""),
        quoted=bare.quoted or old.quoted,
        stance=old.stance,
        speakers=old.speakers,
        evidence=old.evidence,
        attribution=old.attribution,
        places=_agreed(story, bare.places, document),
        about=_about(story, bare, old),
        reading=_reading(old, bare),
    )
    story.fresh.add(name)
    story.touch(name)


def set_attribution(story: Working, decision: Decision) -> None:
    """Say who says a statement; where the same names stay, the words that show them stay with them."""
    name = story.statement(decision.target, decision.about)
    old = story.statements[name]
    chain = _chain(story, decision.chain, decision.value)
    if chain == old.attribution:
        return
    stays = not set(chain).isdisjoint(old.attribution)
    story.statements[name] = replace(
        old, attribution=chain, speakers=(), evidence=old.evidence if stays else ()
    )
    story.restated.add(name)
    story.touch(name)


def add_statement(story: Working, decision: Decision) -> None:
    """Add a statement that extraction missed, to a claim where one is named, else as a claim of its own."""
    passage = decision.passage
    document = story.documents.get(passage.document if passage else "")
    if passage is None or document is None:
        raise LostError("The document it stands in is not in the case any more.")
    if not _inside(passage, document):
        raise LostError("The passage is not in the document as it is read now.")
    chain = _chain(story, decision.chain, decision.value)
    bare = describe_passage(document, passage.start, passage.end)
    name = next((n for n in story.within(document.id) if story.statements[n].passage == passage), bare.id)
    known = story.statements.get(name)
    if known is not None and known.passage == passage:
        if story.rejected.pop(name, None) is not None:
            story.touch(name)
        if known.attribution != chain:
            story.statements[name] = replace(known, attribution=chain, speakers=(), evidence=())
            story.restated.add(name)
            story.touch(name)
    else:
        while bare.id in story.statements:  # one that was given other bounds has the name
            bare = replace(bare, id=f"{bare.id}a")
        name = bare.id
        story.statements[name] = replace(
            bare,
            attribution=chain,
            sentence=_sentence(story, bare, skip=name),
            places=_agreed(story, bare.places, document),
            about=_about(story, bare, None),
        )
        story.place(story.statements[name])
        story.fresh.add(name)
        story.added.add(name)
    claim = _claim_named(story, decision)
    if claim is not None:
        story.put(name, claim)
    elif name not in story.claim_of:
        story.put(name, story.new_claim((name,)))
    if name in story.claim_of:
        story.about.add(story.claim_of[name])


def _claim_named(story: Working, decision: Decision) -> str | None:
    """Return the claim that a statement was added to, None where none was or it is not there any more."""
    if not decision.others:
        return None
    try:
        return story.claim(decision.others[0], decision.about[1:])
    except LostError:
        return None  # the statement stands all the same, as a claim of its own


def _inside(passage: Passage, document: Document) -> bool:
    return 0 <= passage.start < passage.end <= len(document.text) and bool(
        document.text[passage.start : passage.end].strip()
    )


def _chain(story: Working, names: Iterable[str], kind: str) -> tuple[str, ...]:
    """Return the ids of the sources of these names; who is in no document yet is named by the reviewer."""
    chain: list[str] = []
    for name in names:
        found = (name,) if name in story.sources else story.names_of(name)
        if len(found) > 1:  # the one that says more
            told = dict.fromkeys(found, 0)
            for statement in story.statements.values():
                for each in statement.attribution:
                    if each in told:
                        told[each] += 1
            found = (min(found, key=lambda each: (-told[each], each)),)
        if not found:
            source = named_source(name, kind)
            if source.id in story.sources:  # one that goes by another name now
                found = (source.id,)
            else:
                story.sources[source.id] = source
                story.names.add(source)
                story.people_named[source.id] = source
                found = (source.id,)
        if found[0] not in chain:
            chain.append(found[0])
    return tuple(chain)


def _agreed(story: Working, places: Sequence[Place], document: Document) -> tuple[Place, ...]:
    """Return places as the story's other statements read their names: one paragraph says little of them."""
    known: dict[str, Place] = {}
    if places:
        texts = story.documents
        for statement in story.findings.statements:
            for place in statement.places:
                told = texts[statement.document].text[place.start : place.end].casefold()
                if told not in known or statement.document == document.id:
                    known[told] = place
    agreed = []
    for place in places:
        same = known.get(document.text[place.start : place.end].casefold())
        agreed.append(place if same is None else replace(same, start=place.start, end=place.end))
    return tuple(agreed)


def _about(story: Working, new: Statement, old: Statement | None) -> tuple[str, ...]:
    """Return the sources that a passage mentions: those of its document that it names; what was known stays
    where all of the former passage is still in it."""
    words = f" {plain_name(new.text)} "
    spaced = words.strip() != "" and not any("\u3400" <= letter <= "\u9fff" for letter in new.text)
    near: dict[str, None] = {}
    for name in story.within(new.document):
        each = story.statements[name]
        near |= dict.fromkeys((*each.attribution, *each.about))
    found = [
        source
        for source in near
        if source in story.sources
        and any(
            called and (f" {called} " in words if spaced else called in words)
            for called in story.plain_names(source)
        )
    ]
    if old is not None and new.start <= old.start and old.end <= new.end:
        found = [*old.about, *found]
    return tuple(dict.fromkeys(found))


def _reading(old: Statement, new: Statement) -> str:
    """Return how a passage reads by itself: what stood for a pronoun before stands for it still."""
    text, told = old.text, old.reading or old.text
    if text == told:
        return new.text
    most = min(len(text), len(told))
    head = next((n for n in range(most) if text[n] != told[n]), most)
    tail = next((n for n in range(most - head) if text[-1 - n] != told[-1 - n]), most - head)
    begin, close = old.start + head, old.end - tail
    if new.start <= begin and close <= new.end:
        put = told[head : len(told) - tail]
        return new.text[: begin - new.start] + put + new.text[close - new.start :]
    return new.text


def _sentence(story: Working, bare: Statement, *, skip: str) -> int:
    """Return which sentence of its document a passage stands in, told by the nearest statement before it."""
    others = [story.statements[n] for n in story.within(bare.document) if n != skip]
    over = [s for s in others if s.start < bare.end and bare.start < s.end]
    if over:
        return max(over, key=lambda s: (min(s.end, bare.end) - max(s.start, bare.start), -s.start)).sentence
    before = [s for s in others if s.end <= bare.start]
    return max((s.sentence for s in before), default=-1) + 1
