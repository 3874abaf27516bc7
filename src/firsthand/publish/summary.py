"""The case on one screen of a terminal: what rests on one origin, what is contested, what was changed.

The words and their order are those of the report. Nothing is coloured unless asked for, and nothing
a document says can steer the terminal.
"""

import re
from collections.abc import Iterator

from firsthand.model import Claim, Conflict, Findings, Statement
from firsthand.publish.telling.changes import Change, find_changes
from firsthand.publish.telling.differences import compare
from firsthand.publish.telling.headline import headline, matters, story_paths
from firsthand.publish.telling.index import Index, index_of
from firsthand.publish.telling.wording import clean, columns, count, cut, listed, padded, wrapped

_LABEL = 13  # columns: "Corroborated" and a space
_SHOWN = 4  # claims under a label, and
_STORIES = 3  # whose origins are told
_DOUBTS = 3  # conflicts, denials or changes, with
_ANSWERS = 3  # answers each: a usual story then fits two screens of a terminal
_STYLES = {"Contested": "33", "Denied": "33", "Changed": "35", "Moved": "36", "Not read": "31"}


def render_summary(findings: Findings, width: int = 80, colour: bool = False) -> str:
    """Return the summary as lines of at most `width` columns; `colour` adds ANSI colours and bold."""
    index = index_of(findings)
    width = max(width, 40)
    lines = [*wrapped(headline(index), width, lines=4), "", *_wrapped_dots(_counts(index), width)]
    for label, rows in (
        ("Origin", _origins(index, width)),
        ("Alone", _claims(index, [c for c in index.shared() if c.standing == "single-origin"], width)),
        ("Corroborated", _claims(index, [c for c in index.shared() if c.standing == "corroborated"], width)),
        ("Contested", _disputes(index, width)),
        ("Denied", _denials(index, width)),
        ("Changed", _changes(index, width)),
        ("Moved", _moves(index, width)),
        ("Not read", _failures(index, width)),
    ):
        for i, row in enumerate(rows):
            if i == 0:
                lines.append("")
            lines.append((padded(label if i == 0 else "", _LABEL) + row).rstrip())
    lines += _key(index, "\n".join(lines), width)
    return "\n".join(_coloured(lines) if colour else lines) + "\n"


def _counts(index: Index) -> list[str]:
    f = index.findings
    return [
        count(len(f.documents), "document"),
        count(len(matters(index)), "story", "stories"),
        count(len(f.statements), "statement"),
        f"{count(len(f.claims), 'claim')}, {len(index.shared()):,} told by several",
    ]


def _origins(index: Index, width: int) -> Iterator[str]:
    """Yield the ways each story came, the largest story first."""
    stories = matters(index)
    told = [(story, ways) for story in stories if (ways := story_paths(index, story))]
    for story, ways in told[:_STORIES]:
        if len(stories) > 1:
            yield from wrapped(f"{clean(story.title)}:", width - _LABEL, lines=1)
        for way in ways:
            yield from _hanging(way, width - _LABEL)
    if len(told) > _STORIES:
        yield f"… and {count(len(told) - _STORIES, 'story', 'stories')} more in the report"


def _hanging(text: str, width: int) -> Iterator[str]:
    """Yield a text as lines, all but the first set in."""
    first, *rest = wrapped(text, width, lines=3)
    yield first
    if rest:
        yield from (f"  {line}" for line in wrapped(" ".join([*rest]), width - 2, lines=2))


def _claims(index: Index, claims: list[Claim], width: int) -> Iterator[str]:
    """Yield claims as rows: number of origins, the claim, its strip (on a line of its own if narrow)."""
    room = width - _LABEL - 3
    strip_room = min(30, room * 2 // 5) if width >= 64 else 0
    for claim in claims[:_SHOWN]:
        text = wrapped(clean(claim.text), room - strip_room - (2 if strip_room else 0), lines=2)
        if strip_room:
            strip = strip_of(index, claim, strip_room)
            text[0] = f"{padded(text[0], room - strip_room - 2)}  {strip}"
        else:
            text.append(strip_of(index, claim, room))
        for i, line in enumerate(text):
            yield f"{'' if i else claim.independent_origins:<3}{line}"
    yield from _more(len(claims) - _SHOWN, "claim")


def strip_of(index: Index, claim: Claim, width: int = 30) -> str:
    """Return a claim's origin strip: "A ─ CNN ─ ■■■■■" (origins, relays, a square a document)."""
    letters = [index.letter.get(o, "?") for o in index.origins_of(claim)]
    shown = next(n for n in (4, 3, 2, 1) if n == 1 or columns(" ".join(letters[:n])) <= width // 3)
    origins = cut(" ".join(letters[:shown]), max(width // 3, 3))
    origins += f" +{len(letters) - shown}" if len(letters) > shown else ""
    documents = len(index.documents_of(claim))
    squares = "■" * documents if documents <= 8 else f"■×{documents}"
    relays = [clean(index.name(r)) for r in index.relays_of(claim)]
    if not relays:
        return f"{origins} ─ {squares}"
    more = f" +{len(relays) - 1}" if len(relays) > 1 else ""
    room = width - columns(f"{origins} ─ {more} ─ {squares}")
    return f"{origins} ─ {cut(relays[0], max(room, 3))}{more} ─ {squares}"


def _disputes(index: Index, width: int) -> Iterator[str]:
    disputes = index.disputes()
    for conflict in disputes[:_DOUBTS]:
        yield from wrapped(clean(conflict.question), width - _LABEL, lines=2)
        for text, said in answers(index, conflict)[:_ANSWERS]:
            yield from _answer(text, _marks(index, said), width)
    yield from _more(len(disputes) - _DOUBTS, "conflict")


def answers(index: Index, conflict: Conflict) -> list[tuple[str, list[Statement]]]:
    """Return each answer to a conflict's question with the statements that give it, the widest first."""
    found: list[tuple[str, list[Statement]]] = []
    for claim_id in conflict.claims:
        claim = index.claim.get(claim_id)
        if claim is not None:
            inside = [s for s in index.statements_of(claim) if s.id in conflict.statements]
            said = inside or index.statements_of(claim)
            found.append((_clearest(said, claim), said))
    if len(found) == 1:  # one claim, answered differently inside: show its statements
        return [(s.text, [s]) for i in conflict.statements if (s := index.statement.get(i))]
    return sorted(found, key=lambda answer: -len({s.document for s in answer[1]}))


def _clearest(statements: list[Statement], claim: Claim) -> str:
    return (
        claim.text if any(s.text == claim.text for s in statements) or not statements else statements[0].text
    )


def _marks(index: Index, said: list[Statement]) -> list[str]:
    return list(dict.fromkeys(index.short[s.document] for s in said))


def _answer(text: str, marks: list[str], width: int) -> Iterator[str]:
    told = cut(" ".join(marks[:5]) + (f" +{len(marks) - 5}" if len(marks) > 5 else ""), width // 4)
    room = width - _LABEL - 4 - max(columns(told), width // 8)
    broken = wrapped(f"“{clean(text).strip('“”')}”", room, lines=2)
    yield f"  {padded(broken[0], room)}  {told}"
    for line in broken[1:]:
        yield f"  {line}"


def _denials(index: Index, width: int) -> Iterator[str]:
    """Yield denials: the question and who answers how, or the claim and who denies it."""
    conflicts, denied = index.denials(), index.denied()
    for conflict in conflicts[:_DOUBTS]:
        yield from wrapped(clean(conflict.question), width - _LABEL, lines=2)
        for text, said in answers(index, conflict)[:_ANSWERS]:
            who = listed(list(dict.fromkeys(clean(index.name(index.origin_of(s))) for s in said)), limit=2)
            verb = " denies" if all(s.stance == "denies" for s in said) else ""
            line = f"{who}{verb}: “{clean(text).strip('“”')}”"
            yield from (f"  {part}" for part in wrapped(line, width - _LABEL - 2, lines=2))
    for claim, statements in denied[: max(0, _DOUBTS - len(conflicts))]:
        by = listed(list(dict.fromkeys(clean(index.name(index.origin_of(s))) for s in statements)))
        deniers = {index.origin_of(s) for s in statements}
        saying = [clean(index.name(o)) for o in index.origins_of(claim) if o not in deniers]
        yield from wrapped(clean(claim.text), width - _LABEL, lines=2)
        said_by = f"said by {listed(saying)} · " if saying else ""
        yield from (f"  {line}" for line in wrapped(f"{said_by}denied by {by}", width - _LABEL - 2, lines=2))
    yield from _more(len(conflicts) + len(denied) - _DOUBTS, "denial")


def _changes(index: Index, width: int) -> Iterator[str]:
    """Yield what a retelling changed: whose words, then only the words that differ."""
    changes = find_changes(index)
    for change in changes[:_DOUBTS]:
        yield from wrapped(_changed_what(index, change), width - _LABEL, lines=1)
        sides = compare(clean(change.earlier[0].text), clean(change.changed.text))
        for said, runs in zip((list(change.earlier), [change.changed]), sides, strict=True):
            only = " … ".join(run.text for run in runs if run.kind == "only") or "(nothing more)"
            yield from _answer(only, _marks(index, said), width)
    yield from _more(len(changes) - _DOUBTS, "change")


def _changed_what(index: Index, change: Change) -> str:
    kind = change.variants[0].kind
    if kind == "quotation":
        return f"{clean(index.name(index.origin_of(change.earlier[0])))}’s words"
    claim = index.claim.get(change.variants[0].claim)
    return f"{kind}: {clean(claim.text if claim else change.earlier[0].text)}"


def _moves(index: Index, width: int) -> Iterator[str]:
    told = list(dict.fromkeys(index.readable(update.explanation) for update in index.findings.updates))
    for explanation in told[:_SHOWN]:
        yield from wrapped(explanation, width - _LABEL, lines=2)
    yield from _more(len(told) - _SHOWN, "development")


def _failures(index: Index, width: int) -> Iterator[str]:
    failures = index.findings.failures
    for failure in failures[:_SHOWN]:
        named = failure.message.startswith(failure.document)  # read's messages name the document themselves
        told = failure.message if named else f"{failure.document}: {failure.message}"
        yield from wrapped(clean(told), width - _LABEL, lines=3)
    if len(failures) > _SHOWN:
        yield f"… and {count(len(failures) - _SHOWN, 'failure')} more in the report"


def _more(number: int, noun: str) -> Iterator[str]:
    if number > 0:
        yield f"… and {number:,} more {noun if number == 1 else noun + 's'} in the report"


def _key(index: Index, printed: str, width: int) -> list[str]:
    """Return what the letters and marks stand for: those that were printed."""
    letters = {letter for strip in re.findall(r"\S.* ─ ■", printed) for letter in strip.split()}
    marks = set(index.short.values())
    origins = [
        f"{letter} {clean(index.name(i))}"
        for i, letter in index.letter.items()
        if letter in letters and letter not in marks
    ]
    documents = [
        f"{index.short[d.id]} {clean(d.publisher)}"
        for d in index.documents
        if d.publisher and index.short[d.id] in printed
    ]
    lines: list[str] = []
    for label, items in (("Origins", origins), ("Documents", documents)):
        rest = [f"… {len(items) - 12} more"] if len(items) > 12 else []
        broken = _wrapped_dots(
            [*(cut(item, min(40, width - _LABEL)) for item in items[:12]), *rest], width - _LABEL
        )
        lines += [padded(label if i == 0 else "", _LABEL) + line for i, line in enumerate(broken) if items]
    return ["", *lines] if lines else []


def _wrapped_dots(items: list[str], width: int) -> list[str]:
    lines = [""]
    for item in items:
        joined = f"{lines[-1]} · {item}" if lines[-1] else item
        if columns(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(item)
    return lines


def _coloured(lines: list[str]) -> Iterator[str]:
    """Colour the labels only: the words must do without."""
    for i, line in enumerate(lines):
        label = line[:_LABEL].rstrip()
        if i == 0:
            yield f"\x1b[1m{line}\x1b[0m"
        elif i > 2 and label and not line.startswith(" "):
            yield f"\x1b[1;{_STYLES.get(label, '39')}m{line[:_LABEL]}\x1b[0m{line[_LABEL:]}"
        else:
            yield line
