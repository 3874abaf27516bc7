"""A look in words: for the terminal and files, as data, and as a page."""

import html
import json
from collections.abc import Iterator
from typing import Any

from firsthand.publish.telling.differences import Run, compare
from firsthand.publish.telling.wording import clean, count, interval, listed
from firsthand.watching.changes import Changes, ClaimChange, PageChange, Reworded
from firsthand.watching.looking import Look

_STATES = {
    "new": "seen for the first time",
    "changed": "changed",
    "wording": "changed in its wording, in nothing that a statement was taken from",
    "furniture": "changed beside the account only: nothing in the account",
    "same": "the same as before",
}
_REACHES = {
    "gone": "gone",
    "unreachable": "could not be reached",
    "back": "there again",
    "elsewhere": "leads elsewhere now",
}
_STANDINGS = {
    "single-origin": "one origin",
    "corroborated": "several origins",
    "contested": "contested",
    "superseded": "superseded",
}


def headline(look: Look, changes: Changes) -> str:
    """Return a look in one line."""
    if not changes.told:
        return f"{count(look.looked, 'address', 'addresses')} looked at: nothing changed"
    told = [page for page in changes.pages if page.told]
    kinds = [
        (sum(page.state == "changed" for page in told), "changed"),
        (sum(page.state == "new" for page in told), "new"),
        (sum(page.reach == "gone" for page in told), "gone"),
        (sum(page.reach == "unreachable" for page in told), "out of reach"),
    ]
    parts = [f"{number} {word}" for number, word in kinds if number]
    if changes.conflicts:
        parts.append(count(len(changes.conflicts), "new conflict"))
    return f"{count(look.looked, 'address', 'addresses')} looked at: {', '.join(parts) or 'small changes'}"


def as_text(
    look: Look, changes: Changes, *, marks: tuple[str, str, str, str] = ("[-", "-]", "{+", "+}")
) -> str:
    """Return a look as plain text; `marks` stand about words that went and words that came."""
    return "\n".join(_lines(look, changes, marks)) + "\n"


def as_markdown(look: Look, changes: Changes) -> str:
    """Return a look as Markdown."""
    lines = [f"## {look.time:%Y-%m-%d %H:%M} UTC", "", _escaped(headline(look, changes)), ""]
    for page in changes.pages:
        lines += [f"### {_escaped(_title(page))}", "", _escaped(_state(page)), ""]
        lines += [f"- {kind}: {_escaped(text)}" for kind, text in _items(page, ("~~", "~~", "**", "**"))]
        lines.append("")
    lines += [f"- {_escaped(line)}" for line in _record(changes)]
    return "\n".join(lines).rstrip() + "\n"


def as_fragment(look: Look, changes: Changes) -> str:
    """Return a look as HTML to be set into a page or a feed."""
    parts = [f"<h1>{html.escape(headline(look, changes))}</h1><p>{look.time:%Y-%m-%d %H:%M} UTC</p>"]
    for page in changes.pages:
        parts.append(f"<h2>{html.escape(_title(page))}</h2><p>{html.escape(_state(page))}</p>")
        items = "".join(
            f"<li>{kind}: {_marked(text)}</li>" for kind, text in _items(page, ("\0", "\1", "\2", "\3"))
        )
        parts.append(f"<ul>{items}</ul>" if items else "")
    record = "".join(f"<li>{html.escape(line)}</li>" for line in _record(changes))
    parts.append(f"<h2>The record</h2><ul>{record}</ul>" if record else "")
    return "".join(parts)


def as_data(look: Look, changes: Changes) -> dict[str, Any]:
    """Return a look as data, ready for JSON."""
    return {
        "time": look.time.isoformat(),
        "looked": look.looked,
        "headline": headline(look, changes),
        "pages": [_page_data(page) for page in changes.pages],
        "claims": [_claim_data(change) for change in changes.claims],
        "conflicts": [{"question": one.question, "because": one.explanation} for one in changes.conflicts],
        "settled": [{"question": one.question, "because": one.explanation} for one in changes.settled],
    }


def as_json(look: Look, changes: Changes) -> str:
    """Return a look as JSON."""
    return json.dumps(as_data(look, changes), ensure_ascii=False, indent=1) + "\n"


def _lines(look: Look, changes: Changes, marks: tuple[str, str, str, str]) -> Iterator[str]:
    yield headline(look, changes)
    for page in changes.pages:
        yield ""
        yield _title(page)
        yield f"  {_state(page)}"
        for kind, text in _items(page, marks):
            yield f"  {kind:9} {text}"
    if record := _record(changes):
        yield ""
        yield from record


def _title(page: PageChange) -> str:
    return f"{clean(page.title)} ({page.address})" if page.title else clean(page.address)


def _state(page: PageChange) -> str:
    parts = []
    if page.reach != "there":
        parts.append(_REACHES[page.reach] + (f": {clean(page.reason)}" if page.reason else ""))
    if page.state != "same" or page.reach in ("back", "elsewhere"):
        parts.append(_STATES[page.state])
    return "; ".join(parts)


def _items(page: PageChange, marks: tuple[str, str, str, str]) -> Iterator[tuple[str, str]]:
    for figure in page.moved:
        was, now = (
            interval(
                one.low, one.high, approximate=one.approximate, open_low=one.open_low, open_high=one.open_high
            )
            for one in (figure.was, figure.now)
        )
        unit = f" {figure.now.unit}" if figure.now.unit else ""
        yield "moved", f"{was} → {now}{unit}: {_plain(figure.after.text)}"
    for one in page.reworded:
        yield "reworded", _reworded(one, marks)
    for statement in page.lost:
        yield "lost", _plain(statement.text)
    for statement in page.gained:
        yield "gained", _plain(statement.text)


def _reworded(one: Reworded, marks: tuple[str, str, str, str]) -> str:
    """Return both wordings in one line, the words that went and those that came marked."""
    was, now = compare(one.before.text, one.after.text)
    told = f"{_runs(was, marks[:2])} → {_runs(now, marks[2:])}"
    if one.before.text == one.after.text:
        told = _plain(one.after.text)
    if one.said_by_before != one.said_by_after:
        told += f" (said by {_chain(one.said_by_before)}; now by {_chain(one.said_by_after)})"
    return told


def _runs(runs: tuple[Run, ...], marks: tuple[str, ...]) -> str:
    told = [(run.kind == "only", _plain(run.text)) for run in runs]
    return "".join(f"{marks[0]}{text}{marks[1]}" if only else text for only, text in told)


def _plain(text: str) -> str:
    """Return text of others without what could steer a terminal or pass for a mark of ours."""
    return "".join(mark if mark.isprintable() else " " for mark in text)


def _chain(names: tuple[str, ...]) -> str:
    return " through ".join(map(clean, names)) or "the page itself"


def _record(changes: Changes) -> list[str]:
    lines = [f"claim: {clean(one.after.text)}: {_weight(one)}" for one in changes.claims]
    lines += [f"new conflict: {clean(one.question)} {clean(one.explanation)}" for one in changes.conflicts]
    lines += [f"no more in conflict: {clean(one.question)}" for one in changes.settled]
    return lines


def _weight(one: ClaimChange) -> str:
    parts = []
    if one.before.independent_origins != one.after.independent_origins:
        parts.append(
            f"{count(one.before.independent_origins, 'independent origin')} → {one.after.independent_origins}"
        )
    if one.before.standing != one.after.standing:
        parts.append(f"{_STANDINGS[one.before.standing]} → {_STANDINGS[one.after.standing]}")
    if one.origins_before != one.origins_after:
        parts.append(f"begins with {listed(one.origins_after)}, before with {listed(one.origins_before)}")
    return "; ".join(parts)


def _page_data(page: PageChange) -> dict[str, Any]:
    return {
        "address": page.address,
        "title": page.title,
        "state": page.state,
        "reach": page.reach,
        "reason": page.reason,
        "gained": [one.text for one in page.gained],
        "lost": [one.text for one in page.lost],
        "reworded": [
            {
                "before": one.before.text,
                "after": one.after.text,
                "said_by_before": list(one.said_by_before),
                "said_by_after": list(one.said_by_after),
            }
            for one in page.reworded
        ],
        "moved": [
            {
                "before": [one.was.low, one.was.high],
                "after": [one.now.low, one.now.high],
                "unit": one.now.unit,
                "words": list(one.words),
                "statement": one.after.text,
            }
            for one in page.moved
        ],
    }


def _claim_data(one: ClaimChange) -> dict[str, Any]:
    return {
        "claim": one.after.text,
        "independent_origins": [one.before.independent_origins, one.after.independent_origins],
        "standing": [one.before.standing, one.after.standing],
        "origins": [list(one.origins_before), list(one.origins_after)],
    }


def _escaped(text: str) -> str:
    """Return text of others so that it is no markup in Markdown, but for the marks of what changed."""
    for mark in "\\`[]<>|#!":
        text = text.replace(mark, f"\\{mark}")
    return clean(text)


def _marked(text: str) -> str:
    plain = html.escape(text)
    for mark, tag in (("\0", "<del>"), ("\1", "</del>"), ("\2", "<ins>"), ("\3", "</ins>")):
        plain = plain.replace(mark, tag)
    return plain
