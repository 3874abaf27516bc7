"""What a footnote says: who said it, through whom, in which words, in which document, when, and where."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from firsthand.model import Claim, Document, Statement
from firsthand.publish.paper.blocks import Block, Bullets, Grid, Inline, Line, Note, Paragraph, Text
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.whereabouts import whereabouts
from firsthand.publish.telling.wording import clean, count, cut, day

_PASSAGES = 4  # in one note: more would push the text off its page; the data has them all
_COLUMNS = 420  # of one passage, as columns of a terminal: some four lines of small print
_SAYS = {"denies": " denies", "doubts": " doubts", "plans": " plans"}


def note_on(
    index: Index, statements: Iterable[str], claims: Sequence[str] = (), *, first: Sequence[str] = ()
) -> tuple[Note, ...]:
    """Return the footnote for what these statements say, none where there are none.

    Each passage stands with its chain, document, day and address: those of `first`, then one a document.
    """
    found = [index.statement[i] for i in dict.fromkeys(statements) if i in index.statement]
    if not found:
        return ()
    found.sort(key=lambda s: (index.order.get(s.document, 0), s.start, s.id))
    firsts = {s.document: s for s in reversed(found)}
    shown = [index.statement[i] for i in dict.fromkeys(first) if i in index.statement]
    apart = sorted(firsts.values(), key=lambda s: (index.order.get(s.document, 0), s.start))
    shown += [s for s in apart if s not in shown]
    shown += [s for s in found if s not in shown]
    parts: list[Text] = []
    for s in shown[:_PASSAGES]:
        parts += [Text(" ")] if parts else []
        parts += _passage(index, s)
    if len(found) > _PASSAGES:
        parts.append(Text(f" And {count(len(found) - _PASSAGES, 'more passage')}."))
    if claims:
        ids = ", ".join(dict.fromkeys(claims))
        parts.append(Text(f" Claim {cut(ids, 80)}.", "quiet"))
    return (Note(tuple(parts)),)


def note_on_claim(index: Index, claim: Claim) -> tuple[Note, ...]:
    """Return the footnote for a claim: what of its statements is not a denial, else all."""
    said = [s for s in index.statements_of(claim) if s.stance != "denies"] or index.statements_of(claim)
    return note_on(index, [s.id for s in said], [claim.id])


def notes_once(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with each footnote told once: one that says the same again names the first.

    Footnotes are numbered from 1 in the order in which they stand, in every form of the report.
    """
    first: dict[Note, int] = {}
    number = 0

    def told(content: Line) -> Line:
        nonlocal number
        found: list[Inline] = []
        for part in content:
            if isinstance(part, Note):
                number += 1
                before = first.setdefault(part, number)
                part = part if before == number else Note((Text(f"See note {before}."),))
            found.append(part)
        return tuple(found)

    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            block = replace(block, content=told(block.content))
        elif isinstance(block, Bullets):
            block = replace(block, items=tuple(map(told, block.items)))
        elif isinstance(block, Grid):
            block = replace(block, rows=tuple(tuple(map(told, row)) for row in block.rows))
        made.append(block)
    return tuple(made)


def _passage(index: Index, s: Statement) -> Iterator[Text]:
    document = index.document.get(s.document)
    chain = " › ".join(clean(index.name(i)) for i in s.attribution)
    voice = f"{clean(index.voice(s.document))}, in its own voice" if document else "Unknown"
    says = _SAYS.get(s.stance, "")
    who = chain or (f"{voice}," if says else voice)
    language = document.language or "" if document else ""
    yield Text(f"{who}{says}: ")
    yield Text(f"“{cut(clean(s.text).strip('“”'), _COLUMNS)}”", language="" if language == "en" else language)
    if document:
        yield from reference(document, page=whereabouts(document, s.start, s.end))
    else:
        yield Text(".")


def reference(d: Document, *, page: str = "") -> Iterator[Text]:
    """Yield title, publisher, day, page and address of a document, as the end of a sentence."""
    title = clean(d.title or d.name)
    told = [cut(title, 160), clean(d.publisher or ""), day(d.published), page]
    yield Text(f". {', '.join(part for part in told if part)}")
    if address := web_address(d.url):
        yield Text(", ")
        yield Text(address, link=address)
    yield Text(".")


def web_address(url: str | None) -> str:
    """Return an address that may be a link, with nothing in it that would end one; "" for any other."""
    from firsthand.publish.data.citations import address

    return address(url) if url and url.lower().startswith(("http://", "https://")) else ""
