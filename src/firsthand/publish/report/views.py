"""What the report says about a statement, a claim, a conflict and a change, ready to be set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.model import Claim, Conflict, Decision, Statement
from firsthand.publish.report.addresses import anchor
from firsthand.publish.telling.changes import Change
from firsthand.publish.telling.decided import decided_words
from firsthand.publish.telling.differences import Run, compare, rows
from firsthand.publish.telling.grounds import grounds_of
from firsthand.publish.telling.index import COLOURS, Index
from firsthand.publish.telling.reading_order import stated, wording_of
from firsthand.publish.telling.whereabouts import doubtful_words, whereabouts
from firsthand.publish.telling.wording import clean, count, day, days, listed

STANDINGS = {
    "single-origin": "one origin",
    "corroborated": "corroborated",
    "contested": "contested",
    "superseded": "superseded",
}
KINDS = {
    "value": "a figure", "status": "a state of affairs", "role": "who did it", "time": "when",
    "place": "where", "denial": "a denial", "quotation": "a quotation", "number": "a number",
    "modality": "how sure it is", "actor": "who did it ", "scope": "how much it covers",
}  # fmt: skip
STANCES = {"denies": "denied by", "doubts": "doubted by", "plans": "planned by"}
_ALIKE = 0.3  # share of words in common below which marking the rest would mark nearly everything
_WORDINGS = 300  # of a claim that are compared with both sides of a change; ten thousand take a minute
_SQUARES = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A source as a coloured letter; `colour` is 0-7, or "x" beyond the eight."""

    letter: str
    colour: str
    name: str
    missing: bool  # an account or outlet nobody collected: drawn dashed
    own: bool  # an account of the case speaking for itself: drawn square


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as a line of chain and a passage."""

    address: str
    document: str  # address of its document
    place: str  # how its document is called
    mark: Mark
    chain: tuple[str, ...]
    own: bool  # the document's own voice
    stance: str
    quoted: bool
    hedges: str
    runs: tuple[Run, ...]
    start: int
    end: int
    language: str  # ISO 639-1
    foreign: str  # what the language is called, empty if it is that of most of the case
    where: str = ""  # "page 3", empty where the original has no pages
    doubtful: bool = False  # read from a picture, with words in it that may be misread


@dataclass(frozen=True, slots=True)
class Strip:
    """The lineage of a claim in one line: origins, relays, documents."""

    origins: tuple[Mark, ...]
    relays: tuple[Mark, ...]
    squares: int
    more: int
    label: str  # the same in words, for who cannot see it


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as the page shows it."""

    address: str
    number: int
    text: str
    origins: int
    documents: int
    standing: str
    standing_words: str
    dates: str
    strip: Strip
    said: tuple[Said, ...]
    unlike: bool  # worded too differently for marking words to help
    conflicts: tuple[tuple[str, str], ...]  # (address, question)
    rests: str  # on how many origins
    kinship: tuple[str, ...]  # how its documents derive from one another
    letters: str
    decided: str = ""  # what reviewers decided on it


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer to a conflict's question."""

    text: str
    address: str  # of its claim
    number: int
    origins: int
    documents: int
    marks: tuple[Mark, ...]
    said: tuple[Said, ...]
    weight: str  # of its origins against those of the other answers, 0 to 1; empty if unknown
    share: int  # the same in percent, for drawing
    because: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A question that the accounts answer differently."""

    address: str
    kind: str
    question: str
    explanation: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class VariantView:
    """A retelling that changed something, both wordings in step."""

    address: str
    others: tuple[str, ...]  # addresses of the same change against other documents
    kind: str
    whose: str
    claim: str
    number: int
    earlier: Said
    changed: Said
    steps: tuple[tuple[str, str, bool], ...]
    known: bool  # who changed it
    same_as_earlier: str
    same_as_changed: str
    explanation: str


def mark_of(index: Index, source_id: str) -> Mark:
    """Return a source's letter and colour, the same on the whole page."""
    letter = index.letter.get(source_id, "")
    place = index.rank.get(source_id, COLOURS) if len(letter) == 1 and letter.isupper() else COLOURS
    source = index.source.get(source_id)
    missing = not index.in_collection(source_id) and (source is None or source.kind in ("outlet", "document"))
    return Mark(
        letter,
        str(place) if place < COLOURS else "x",
        clean(index.name(source_id)),
        missing,
        index.in_collection(source_id),
    )


def said_view(index: Index, statement: Statement, fullest: Statement | None = None) -> Said:
    """Return one statement as a line; words that differ from the fullest wording are marked."""
    origin = index.origin_of(statement)
    title = index.title(statement.document)
    chain = [clean(index.name(i)) for i in statement.attribution]
    own = not chain
    if not chain or chain[-1] != clean(index.voice(statement.document)):
        chain.append(title)
    runs: tuple[Run, ...] = (Run(statement.text, "same"),)
    if fullest is not None and fullest.id != statement.id:
        runs = compare(fullest.text, statement.text)[1]
    return Said(
        address=anchor("s", statement.id),
        document=anchor("d", statement.document),
        place=title,
        mark=mark_of(index, origin),
        chain=tuple(chain),
        own=own,
        stance=STANCES.get(statement.stance, ""),
        quoted=statement.quoted,
        hedges=", ".join(clean(h) for h in statement.hedges),
        runs=runs,
        start=statement.start,
        end=statement.end,
        language=index.language_of(statement),
        foreign=foreign(index, index.language_of(statement)),
        where=whereabouts(index.document[statement.document], statement.start, statement.end),
        doubtful=bool(doubtful_words(index.document[statement.document], statement.start, statement.end)),
    )


def foreign(index: Index, language: str) -> str:
    """Return what a language is called if most of the case is in another: "Spanish", else empty."""
    if language == index.language:
        return ""
    from firsthand.extract.languages import language_name  # late: it loads the grammar with it

    return language_name(language)


def strip_view(index: Index, claim: Claim) -> Strip:
    """Return a claim's origin strip."""
    origins = tuple(mark_of(index, o) for o in index.origins_of(claim))
    relays = tuple(mark_of(index, r) for r in index.relays_of(claim))
    documents = len(index.documents_of(claim))
    label = f"{count(len(origins), 'origin')}: {listed([f'{m.letter} {m.name}' for m in origins], limit=8)}; "
    label += f"through {listed([m.name for m in relays], limit=8)}; " if relays else ""
    squares = min(documents, _SQUARES)
    return Strip(origins, relays, squares, documents - squares, label + count(documents, "document"))


def claim_view(
    index: Index, claim: Claim, number: int, *, decided: Mapping[str, Sequence[Decision]]
) -> ClaimView:
    """Return a claim with its statements, the fullest wording as the measure of the others.

    `decided` are the decisions behind each claim: see `review.decided`.
    """
    statements = index.statements_of(claim)
    said, unlike = said_beside(index, statements)
    strip = strip_view(index, claim)
    grounds = grounds_of(index, claim)
    return ClaimView(
        address=anchor("c", claim.id),
        number=number,
        text=wording_of(index, claim),
        origins=claim.independent_origins,
        documents=claim.documents,
        standing=claim.standing,
        standing_words=STANDINGS[claim.standing],
        dates=claim_dates(index, statements),
        strip=strip,
        said=said,
        unlike=unlike,
        conflicts=tuple(
            (anchor("x", c.id), stated(c.question)) for c in index.findings.conflicts if claim.id in c.claims
        ),
        rests=grounds.sentence,
        kinship=grounds.kinship,
        letters=" ".join(m.letter for m in strip.origins),
        decided=decided_words(decided.get(claim.id, ())),
    )


def said_beside(
    index: Index, statements: Sequence[Statement], among: Sequence[Statement] = ()
) -> tuple[tuple[Said, ...], bool]:
    """Return statements of one claim, the words marked in which each differs from the fullest wording.

    `among` are all its statements where only a part is to be shown. Also tells whether some are worded too
    differently for marks to help.
    """
    measure = _fullest(index, among or statements)
    fullest = [measure[index.language_of(s)] for s in statements]
    alike = [_alike(full, s) for full, s in zip(fullest, statements, strict=True)]
    said = (
        said_view(index, s, full if same else None)
        for s, full, same in zip(statements, fullest, alike, strict=True)
    )
    return tuple(said), not all(alike)


def _fullest(index: Index, statements: Sequence[Statement]) -> dict[str, Statement]:
    """Return, by language, the fullest wording: words can be compared within one language only."""
    found: dict[str, Statement] = {}
    for s in sorted(statements, key=lambda s: (len(s.text.split()), -index.order[s.document], -s.start)):
        found[index.language_of(s)] = s
    return found


def claim_dates(index: Index, statements: Sequence[Statement]) -> str:
    """Return when a claim is said to have happened, or else when it was published; empty if unknown."""
    spans = [d for s in statements for d in s.dates if d.earliest and d.latest]
    if spans:
        first = min(spans, key=lambda d: ((d.latest or d.earliest) - (d.earliest or d.latest), d.start))  # type: ignore[operator]
        return days(first.earliest, first.latest)
    published = sorted(p for s in statements if (p := index.document[s.document].published))
    if not published:
        return ""
    told = (
        day(published[0]) if published[0] == published[-1] else f"{day(published[0])} – {day(published[-1])}"
    )
    return f"published {told}"


def conflict_view(index: Index, conflict: Conflict, numbers: dict[str, int]) -> ConflictView:
    """Return a conflict with a column an answer.

    The two that were held against each other come first, then what else answers like one of them.
    """
    found: list[tuple[bool, AnswerView]] = []
    for claim_id in conflict.claims:
        claim = index.claim.get(claim_id)
        if claim is None:
            continue
        inside = [s for s in index.statements_of(claim) if s.id in conflict.statements]
        groups = [inside or index.statements_of(claim)]
        if len(conflict.claims) == 1:  # a claim answered differently inside: told or denied
            groups = [
                g
                for g in (
                    [s for s in inside if s.stance == "denies"],
                    [s for s in inside if s.stance != "denies"],
                )
                if g
            ]
            if len(groups) == 1:
                groups = [[s] for s in inside]
        for group in groups:
            found.append((not inside, _answer(index, claim, group, numbers, apart=len(groups) > 1)))
    found.sort(key=lambda each: (each[0], -each[1].documents, -each[1].origins, each[1].number))
    answers = [answer for _, answer in found]
    return ConflictView(
        anchor("x", conflict.id), KINDS.get(conflict.kind, conflict.kind), stated(conflict.question),
        index.readable(conflict.explanation), tuple(answers),
    )  # fmt: skip


def _answer(
    index: Index, claim: Claim, group: list[Statement], numbers: dict[str, int], *, apart: bool
) -> AnswerView:
    """Return an answer; `apart`: its claim is answered differently inside, so only these count."""
    origins = list(dict.fromkeys(index.origin_of(s) for s in group))
    clearest = next((s for s in group if s.text == claim.text), group[0])
    whole = len(group) == len(claim.statements) or not apart
    return AnswerView(
        text=clean(clearest.text),
        address=anchor("c", claim.id),
        number=numbers[claim.id],
        origins=claim.independent_origins if whole else len(origins),
        documents=claim.documents if whole else len({s.document for s in group}),
        marks=tuple(mark_of(index, o) for o in origins),
        said=tuple(said_view(index, s) for s in group),
        weight="" if claim.credibility is None else f"{claim.credibility:.2f}".lstrip("0"),
        share=round(100 * (claim.credibility or 0.0)),
        because=index.readable(claim.credibility_because),
    )


def variant_view(index: Index, change: Change, numbers: dict[str, int]) -> VariantView:
    """Return a change with both wordings in step, and who else has which wording."""
    variant, earlier, changed = change.variants[0], change.earlier[0], change.changed
    claim = index.claim.get(variant.claim)
    named = {s.document for s in (*change.earlier, changed)}
    like: tuple[list[str], list[str]] = ([index.title(s.document) for s in change.earlier[1:]], [])
    known: dict[str, tuple[float, float]] = {}  # the same words stand in many documents of a large claim
    for s in index.statements_of(claim) if claim else []:
        if s.text not in known:
            if len(known) == _WORDINGS:
                continue
            known[s.text] = (_shared(earlier, s), _shared(changed, s))
        kept, altered = known[s.text]
        if s.document not in named and max(kept, altered) >= _ALIKE and kept != altered:
            like[altered > kept].append(index.title(s.document))
    if variant.changed_by:
        like = (like[0], [index.title(d) for d in variant.inherited_by if d in index.document])
    return VariantView(
        address=anchor("v", variant.id),
        others=tuple(anchor("v", v.id) for v in change.variants[1:]),
        kind=KINDS.get(variant.kind, variant.kind).strip(),
        whose=clean(index.name(index.origin_of(earlier))),
        claim=anchor("c", variant.claim) if claim else "",
        number=numbers.get(variant.claim, 0),
        earlier=said_view(index, earlier),
        changed=said_view(index, changed),
        steps=tuple(rows(clean(earlier.text), clean(changed.text))),
        known=change.known,
        same_as_earlier=listed(list(dict.fromkeys(like[0])), limit=8),
        same_as_changed=listed(list(dict.fromkeys(like[1])), limit=8),
        explanation=index.readable(variant.explanation),
    )


def _alike(fullest: Statement, statement: Statement) -> bool:
    return statement.id == fullest.id or _shared(statement, fullest) >= _ALIKE


def _shared(one: Statement, other: Statement) -> float:
    """Return the share of the first wording's letters that stand in the other's, in order: 0 to 1."""
    same = sum(len(run.text) for run in compare(other.text, one.text)[1] if run.kind == "same")
    return same / max(1, len(one.text))
