"""The case on one screen of a terminal: what rests on one origin, what is contested, what was changed.

The words and their order are those of the report. Nothing is coloured unless asked for, and nothing
a document says can steer the terminal.
"""

import re
from collections import Counter
from collections.abc import Iterator

from firsthand.model import Claim, Conflict, Findings, Statement
from firsthand.publish.telling.changes import Change, find_changes
from firsthand.publish.telling.differences import compare
from firsthand.publish.telling.headline import headline, matters, story_paths
from firsthand.publish.telling.index import Index, index_of
from firsthand.publish.telling.reading_order import stated, telling, wording_of
from firsthand.publish.telling.wording import (
    capitalised,
    clean,
    columns,
    count,
    cut,
    in_words,
    listed,
    padded,
    wrapped,
)

_LABEL = 13  # columns: "Corroborated" and a space
_SHOWN = 3  # claims under a label,
_STORIES = 2  # stories whose origins are told,
_PATHS = 3  # each by so many of the ways it came,
_DOUBTS = 3  # conflicts, with
_ANSWERS = 2  # answers each,
_FEW = 2  # denials and
_SAME, _LONG = 24, 44  # letters: a text longer than this is shown from where it differs, if that is late
_CHANGES = 3  # changes: a usual story then fits a screen
_STYLES = {"Contested": "33", "Denied": "33", "Changed": "35", "Moved": "36", "Not read": "31"}


def render_summary(findings: Findings, width: int = 80, colour: bool = False) -> str:
    """Return the summary as lines of at most `width` columns; `colour` adds ANSI colours and bold."""
    index = index_of(findings)
    width = max(width, 40)
    lines = [*wrapped(headline(index), width, lines=4), "", *_wrapped_dots(_counts(index), width)]
    for label, rows in (
        ("Origin", _origins(index, width)),
        ("Alone", _claims(index, "single-origin", width)),
        ("Corroborated", _claims(index, "corroborated", width)),
        ("Contested", _disputes(index, width)),
        ("Denied", _denials(index, width)),
        ("Changed", _changes(index, width)),
        ("Moved", _moves(index, width)),
        ("Register", _register(index, width)),
        ("Not read", _failures(index, width)),
        ("And", (part for said in _left(index) for part in wrapped(said, width - _LABEL, lines=2))),
    ):
        for i, row in enumerate(rows):
            if i == 0 and label in ("Origin", "Alone"):
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
    told = [(story, ways) for story in stories if (ways := story_paths(index, story, most=_PATHS))]
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


def _claims(index: Index, standing: str, width: int) -> Iterator[str]:
    """Yield claims as rows: number of origins, the claim, its strip (on a line of its own if narrow)."""
    claims = telling(index, [c for c in index.shared() if c.standing == standing])
    room = width - _LABEL - 3
    strip_room = min(26, room * 2 // 5) if width >= 64 else 0
    for claim in claims[:_SHOWN]:
        said = wording_of(index, claim)
        text = wrapped(said, room - strip_room - (2 if strip_room else 0), lines=2)
        if strip_room:
            strip = strip_of(index, claim, strip_room)
            text[0] = f"{padded(text[0], room - strip_room - 2)}  {strip}"
        else:
            text.append(strip_of(index, claim, room))
        for i, line in enumerate(text):
            yield f"{'' if i else claim.independent_origins:<3}{line}"


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
    """Yield each question with its answers and who gives them: “ordered shut” 02 · “open” 05 07."""
    disputes = _once(index.disputes())
    for conflict in disputes[:_DOUBTS]:
        found = answers(index, conflict)
        yield cut(_asked(conflict, [text for text, _ in found]), width - _LABEL)
        shown = found[:_ANSWERS]
        texts = _apart([clean(text) for text, _ in shown])
        items = [
            _quoted(text, " ".join(_marks(index, said)), width - _LABEL - 2)
            for text, (_, said) in zip(texts, shown, strict=True)
        ]
        if len(found) > _ANSWERS:
            items.append(f"and {in_words(len(found) - _ANSWERS)} more")
        yield from (f"  {line}" for line in _wrapped_dots(items, width - _LABEL - 2))


def _asked(conflict: Conflict, texts: list[str]) -> str:
    """Return the question, without the answers where it quotes them: they stand right below it."""
    question = clean(conflict.question)
    before, colon, quoted = question.partition(": “")
    if colon and any(clean(text)[:_SAME].casefold() in quoted.casefold() for text in texts):
        question = before.rstrip("?") + "?"
    return stated(question)


def _once(conflicts: list[Conflict]) -> list[Conflict]:
    """Return the conflicts without those that ask a question asked before."""
    return list({clean(c.question).casefold(): c for c in reversed(conflicts)}.values())[::-1]


def _quoted(text: str, by: str, width: int) -> str:
    """Return “a text” and who says it, the text cut between words so that both fit."""
    by = cut(by, width // 3)
    return f"“{cut(text.strip('“”'), width - columns(by) - 3)}” {by}"


def _apart(texts: list[str]) -> list[str]:
    """Return the texts, long ones from where they begin to differ: the sameness tells a reader nothing."""
    if len(texts) < 2:
        return texts
    shown = []
    for i, text in enumerate(texts):
        runs = compare(texts[0 if i else 1], text)[1]
        same = len(runs[0].text) if len(runs) > 1 and runs[0].kind == "same" else 0
        start = text.rfind(" ", 0, max(0, text.rfind(" ", 0, max(0, same - 1)))) + 1
        shown.append(f"…{text[start:]}" if same > _SAME and len(text) > _LONG else text)
    return shown


def answers(index: Index, conflict: Conflict) -> list[tuple[str, list[Statement]]]:
    """Return each answer to a conflict's question with the statements that give it.

    The two that were held against each other come first, the widest of them first, in the very words
    that differ; what else answers like one of them follows.
    """
    found: list[tuple[bool, str, list[Statement]]] = []
    for claim_id in conflict.claims:
        claim = index.claim.get(claim_id)
        if claim is not None:
            inside = [s for s in index.statements_of(claim) if s.id in conflict.statements]
            every = index.statements_of(claim)
            found.append((not inside, _clearest(inside or every, claim), every))
    if len(found) == 1:  # one claim, answered differently inside: show its statements
        return [(s.text, [s]) for i in conflict.statements if (s := index.statement.get(i))]
    found.sort(key=lambda answer: (answer[0], -len({s.document for s in answer[2]})))
    return [(text, said) for _, text, said in found]


def _clearest(statements: list[Statement], claim: Claim) -> str:
    return (
        claim.text if any(s.text == claim.text for s in statements) or not statements else statements[0].text
    )


def _marks(index: Index, said: list[Statement]) -> list[str]:
    return list(dict.fromkeys(index.short[s.document] for s in said))


def _denials(index: Index, width: int) -> Iterator[str]:
    """Yield what is denied, who says it and who denies it."""
    conflicts, denied = _once(index.denials()), index.denied()
    room = width - _LABEL
    for conflict in conflicts[:_FEW]:
        yield cut(stated(conflict.question), room)
        said = [s for i in conflict.statements if (s := index.statement.get(i))]
        if any(s.stance == "denies" for s in said):
            yield from _sides(index, conflict.question, said, room)
            continue
        found = answers(index, conflict)[:_ANSWERS]
        items = [_quoted(clean(text), _who(index, of), room - 2) for text, of in found]
        yield from (f"  {line}" for line in _wrapped_dots(items, room - 2))
    for claim, _ in denied[: max(0, _FEW - len(conflicts))]:
        text = wording_of(index, claim)
        yield cut(text, room)
        yield from _sides(index, text, index.statements_of(claim), room)


def _sides(index: Index, heading: str, statements: list[Statement], width: int) -> Iterator[str]:
    """Yield who says a thing and who denies it, unless the heading has said so."""
    denials = [s for s in statements if s.stance == "denies"]
    deniers = {index.origin_of(s) for s in denials}
    saying = [s for s in statements if s.stance != "denies" and index.origin_of(s) not in deniers]
    if not saying and all(clean(index.name(d)) in heading for d in deniers):
        return
    items = [f"said by {_who(index, saying)}"] if saying else []
    line = " · ".join([*items, f"denied by {_who(index, denials)}"])
    yield from (f"  {part}" for part in wrapped(line, width - 2, lines=2))


def _who(index: Index, statements: list[Statement]) -> str:
    names = dict.fromkeys(clean(index.name(index.origin_of(s))) for s in statements)
    return listed(list(names), limit=2)


def _changes(index: Index, width: int) -> Iterator[str]:
    """Yield what a retelling changed: whose words or which claim, who has it how."""
    changes = find_changes(index)
    told: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        told.setdefault((_changed_what(index, change), index.short[change.changed.document]), []).append(
            change
        )
    for (what, changer), several in list(told.items())[:_CHANGES]:
        first = several[0]
        yield cut(what, width - _LABEL)
        marks = listed(
            list(dict.fromkeys(m for c in several for m in _marks(index, list(c.earlier)))), limit=6
        )
        agree = f"{marks} agree; " if " and " in marks else ""
        often = f" in {in_words(len(several))} places" if len(several) > 1 else ""
        if first.variants[0].kind == "quotation":
            said = (
                f"{agree or f'{marks} and '}{changer}{' words it differently' if agree else ' differ'}{often}"
            )
            yield from (f"  {part}" for part in wrapped(said, width - _LABEL - 2, lines=2))
            continue
        sides = compare(clean(first.earlier[0].text), clean(first.changed.text))
        only = [
            " … ".join(run.text for run in runs if run.kind == "only") or "(nothing more)" for runs in sides
        ]
        items = [_quoted(only[0], marks, width - _LABEL - 2), _quoted(only[1], changer, width - _LABEL - 2)]
        yield from (f"  {part}" for part in _wrapped_dots(items, width - _LABEL - 2))


def _changed_what(index: Index, change: Change) -> str:
    kind = change.variants[0].kind
    if kind == "quotation":
        return f"{capitalised(clean(index.name(index.origin_of(change.earlier[0]))))}’s words"
    claim = index.claim.get(change.variants[0].claim)
    return stated(claim.text if claim else change.earlier[0].text)


def _moves(index: Index, width: int) -> Iterator[str]:
    told = list(dict.fromkeys(index.readable(update.explanation) for update in index.findings.updates))
    for explanation in told[:_SHOWN]:
        yield from wrapped(explanation, width - _LABEL, lines=2)


def _register(index: Index, width: int) -> Iterator[str]:
    """Yield how many records of each type the case keeps; the register itself is `firsthand register`."""
    kinds = Counter(record.type for record in index.findings.records)
    told = [count(number, kind.replace("-", " ").replace("_", " ")) for kind, number in kinds.items()]
    if told:
        yield from wrapped(" · ".join(told), width - _LABEL, lines=2)


def _failures(index: Index, width: int) -> Iterator[str]:
    failures = index.findings.failures
    for failure in failures[:_SHOWN]:
        named = failure.message.startswith(failure.document)  # read's messages name the document themselves
        told = failure.message if named else f"{failure.document}: {failure.message}"
        yield from wrapped(clean(told), width - _LABEL, lines=3)
    if len(failures) > _SHOWN:
        yield f"… and {count(len(failures) - _SHOWN, 'failure')} more in the report"


def _left(index: Index) -> list[str]:
    """Return what the summary leaves to the report, in the order of its sections."""
    standings = Counter(c.standing for c in index.shared())
    told = {(_changed_what(index, c), c.changed.document) for c in find_changes(index)}
    denials = len(_once(index.denials())) + len(index.denied())
    moves = {index.readable(update.explanation) for update in index.findings.updates}
    left = (
        (sum(max(0, standings[s] - _SHOWN) for s in ("single-origin", "corroborated")), "claim"),
        (len(_once(index.disputes())) - _DOUBTS, "conflict"),
        (denials - _FEW, "denial"),
        (len(told) - _CHANGES, "change"),
        (len(moves) - _SHOWN, "development"),
    )
    more = [f"{number:,} more {noun if number == 1 else noun + 's'}" for number, noun in left if number > 0]
    return [f"{listed(more)} in the report"] if more else []


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
