"""Where the accounts part, in the report: contested, changed in retelling, denied, moved, judged."""

from collections.abc import Iterator

from firsthand.model import Conflict, Statement
from firsthand.publish.paper.blocks import Block, Bullets, Heading, Line, Text, line, paragraph
from firsthand.publish.paper.footnotes import note_on, note_on_claim
from firsthand.publish.summary import answers
from firsthand.publish.telling.changes import Change, find_changes
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.reading_order import stated, wording_of
from firsthand.publish.telling.wording import capitalised, clean, cut, listed
from firsthand.review import judgements

_ANSWER = 300  # columns of one answer


def contested_section(index: Index) -> Iterator[Block]:
    """Yield each question that is answered differently, with its answers and who gives them."""
    disputes = _once(index.disputes())
    if not disputes:
        return
    yield Heading(1, "Contested")
    for conflict in disputes:
        yield Heading(2, cut(stated(conflict.question), 200) or "A question")
        yield Bullets(
            tuple(
                line(_quoted(text), f" – {_who(index, said)}", note_on(index, [s.id for s in said]))
                for text, said in answers(index, conflict)
            )
        )
        if conflict.explanation:
            yield paragraph(capitalised(index.readable(conflict.explanation)))


def changed_section(index: Index) -> Iterator[Block]:
    """Yield what a retelling changed: the earlier wording, the changed one, and who has it from there."""
    changes = find_changes(index)
    if not changes:
        return
    yield Heading(1, "Changed in retelling")
    yield Bullets(tuple(_change(index, change) for change in changes))


def denied_section(index: Index) -> Iterator[Block]:
    """Yield what is denied, who says it and who denies it."""
    denials, denied = _once(index.denials()), index.denied()
    if not denials and not denied:
        return
    yield Heading(1, "Denied")
    items: list[Line] = []
    for conflict in denials:
        said = [s for i in conflict.statements if (s := index.statement.get(i))]
        items.append(line(Text(stated(conflict.question), "strong"), " – ", _sides(index, said)))
    for claim, _ in denied:
        items.append(
            line(Text(wording_of(index, claim), "strong"), " – ", _sides(index, index.statements_of(claim)))
        )
    yield Bullets(tuple(items))


def moved_section(index: Index) -> Iterator[Block]:
    """Yield the figures and states that moved in time."""
    told: dict[str, list[str]] = {}
    for update in index.findings.updates:
        told.setdefault(clean(index.readable(update.explanation)), []).extend(update.claims)
    if not told:
        return
    yield Heading(1, "Moved in time")
    yield paragraph("Figures and states that changed between accounts because the matter did: no conflicts.")
    items = []
    for text, claims in told.items():
        groups = [index.statements_of(index.claim[c]) for c in dict.fromkeys(claims) if c in index.claim]
        first = [group[0].id for group in groups if group]
        ids = [s.id for group in groups for s in group]
        items.append(line(capitalised(text), note_on(index, ids, claims, first=first)))
    yield Bullets(tuple(items))


def judged_section(index: Index) -> Iterator[Block]:
    """Yield the verdicts that reviewers recorded; there is none that firsthand made."""
    verdicts = judgements(index.findings.decisions)
    found = [(index.claim[i], verdict) for i, verdict in sorted(verdicts.items()) if i in index.claim]
    if not found:
        return
    yield Heading(1, "Judged by a reviewer")
    yield Bullets(
        tuple(
            line(
                Text(wording_of(index, claim)),
                note_on_claim(index, claim),
                " ",
                Text(clean(verdict.verdict), "strong"),
                f" – {clean(verdict.reviewer)}, {verdict.at[:10]}: {clean(verdict.reason)}",
            )
            for claim, verdict in found
        )
    )


def _change(index: Index, change: Change) -> Line:
    first = change.variants[0]
    kept = listed(list(dict.fromkeys(clean(index.title(s.document)) for s in change.earlier)), limit=4)
    changer = clean(index.title(change.changed.document))
    heirs = list(
        dict.fromkeys(index.title(d) for v in change.variants for d in v.inherited_by if d in index.document)
    )
    became = "became" if change.known else "stands beside"
    return line(
        Text(f"{capitalised(first.kind)}: ", "strong"),
        _quoted(change.earlier[0].text),
        f" ({kept})",
        note_on(index, [s.id for s in change.earlier]),
        f" {became} ",
        _quoted(change.changed.text),
        f" ({changer})",
        note_on(index, [change.changed.id]),
        f". {capitalised(index.readable(first.explanation))}",
        f" It stands so in {listed(heirs, limit=6)} as well." if heirs else "",
    )


def _sides(index: Index, said: list[Statement]) -> Line:
    denying = [s for s in said if s.stance == "denies"]
    saying = [s for s in said if s.stance != "denies"]
    if not denying:  # a denial that lies in what is said, not in how
        return line(_who(index, said), note_on(index, [s.id for s in said]), ".")
    told = (
        line(f"said by {_who(index, saying)}", note_on(index, [s.id for s in saying]), "; ") if saying else ()
    )
    by = f"denied by {_who(index, denying)}"
    return line(told, by, note_on(index, [s.id for s in denying]), ".")


def _quoted(text: str) -> str:
    return f"“{cut(clean(text).strip('“”'), _ANSWER)}”"


def _who(index: Index, statements: list[Statement]) -> str:
    names = dict.fromkeys(clean(index.name(index.origin_of(s))) for s in statements)
    return listed(list(names), limit=4) or "nobody named"


def _once(conflicts: list[Conflict]) -> list[Conflict]:
    """Return the conflicts without those that ask a question asked before."""
    return list({clean(c.question).casefold(): c for c in reversed(conflicts)}.values())[::-1]
