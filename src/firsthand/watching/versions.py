"""Two versions of a page held against each other, statement by statement."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from firsthand.model import Document, Quantity, Statement
from firsthand.publish.telling.differences import rows
from firsthand.watching.changes import Moved, PageChange, PageState, Reworded

# How alike (of 100, by letters) a statement and one of the other version must be to be the same one reworded.
# Of the statements of one text, one in a hundred has another that is so much like it (335 of the demo and
# the seeds), so what is less alike is told as lost and gained.
_ALIKE = 70.0
# Quoted, a passage is aligned with at most so many; a page of thousands of new statements is a new page.
_MOST = 400
_BREAKS = {"title", "heading", "paragraph", "caption", "byline", "dateline", "cell"}


def compare_versions(
    before: Document | None,
    after: Document | None,
    statements_before: Sequence[Statement] = (),
    statements_after: Sequence[Statement] = (),
    *,
    names: Mapping[str, str] | None = None,
    names_before: Mapping[str, str] | None = None,
) -> PageChange:
    """Return what changed from one version of a page to the next; None is a version that there is not.

    `names` are the sources' by their ids, after and (where they differ) before: without them, who is said to
    have said a statement is not compared.
    """
    one = after or before
    assert one is not None, "a page of which there is no version at all"
    if before is None or after is None:
        gained, lost = (tuple(statements_after), ()) if before is None else ((), tuple(statements_before))
        state: PageState = "new" if before is None else "changed"
        return PageChange(one.name, state, gained, lost, title=one.title)
    who, who_before = names or {}, names_before if names_before is not None else names or {}
    same, left, right = _same(statements_before, statements_after)
    pairs = _alike(left, right)
    taken_left, taken_right = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    reworded: list[Reworded] = []
    moved: list[Moved] = []
    kept: list[tuple[str, str]] = []
    for was, now in same:
        chains = _chain(was, who_before), _chain(now, who)
        if chains[0] != chains[1]:
            reworded.append(Reworded(was, now, *chains))
        kept.append((was.id, now.id))
    for was, now in pairs:
        figures = _moved(was, now, before, after)
        moved += figures
        if not figures or _without_figures(was) != _without_figures(now):
            reworded.append(Reworded(was, now, _chain(was, who_before), _chain(now, who)))
    gained = tuple(one for one in right if id(one) not in taken_right)
    lost = tuple(one for one in left if id(one) not in taken_left)
    kept += [(was.id, now.id) for was, now in pairs]
    moved, reworded = _figures_once(moved), _words_once(reworded)
    if gained or lost or reworded or moved:
        state = "changed"
    elif _account(before) != _account(after):
        state = "wording"
    elif before.id != after.id:
        state = "furniture"
    else:
        state = "same"
    return PageChange(
        after.name, state, gained, lost, tuple(reworded), tuple(moved), tuple(kept), title=after.title
    )


def _same(
    before: Iterable[Statement], after: Iterable[Statement]
) -> tuple[list[tuple[Statement, Statement]], list[Statement], list[Statement]]:
    """Return the pairs that say the same word by word, in order, and what is left of both sides."""
    waiting: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in before:
        waiting[_key(one)].append(one)
    pairs: list[tuple[Statement, Statement]] = []
    right: list[Statement] = []
    for one in after:
        alike = waiting[_key(one)]
        if alike:
            pairs.append((alike.pop(0), one))
        else:
            right.append(one)
    left = sorted((one for rest in waiting.values() for one in rest), key=lambda one: (one.start, one.end))
    return pairs, left, right


def _alike(left: Sequence[Statement], right: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Pair statements that are reworded, the most alike first, each once; of equals those in step."""
    if len(left) > _MOST or len(right) > _MOST:
        return []
    scored = [
        (-score, abs(i - j), i, j)
        for i, was in enumerate(left)
        for j, now in enumerate(right)
        if (score := fuzz.ratio(_plain(was.text), _plain(now.text), score_cutoff=_ALIKE))
    ]
    pairs: list[tuple[int, int]] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((i, j))
    return [(left[i], right[j]) for i, j in sorted(pairs, key=lambda pair: pair[1])]


def _moved(was: Statement, now: Statement, before: Document, after: Document) -> list[Moved]:
    """Return the figures that are another interval now, of the same thing, in their order."""
    found: list[Moved] = []
    by_unit: dict[str | None, list[Quantity]] = defaultdict(list)
    for one in was.quantities:
        by_unit[one.unit].append(one)
    for one in now.quantities:
        rest = by_unit[one.unit]
        if rest and (old := rest.pop(0)) and _interval(old) != _interval(one):
            words = before.text[old.start : old.end], after.text[one.start : one.end]
            found.append(Moved(was, now, old, one, words))
    return found


def _figures_once(moved: list[Moved]) -> list[Moved]:
    """Tell each figure once: statements lie within one another, and the shortest says what it is about."""
    told: dict[tuple[int, int], Moved] = {}
    for one in sorted(moved, key=lambda one: len(one.after.text)):
        told.setdefault((one.now.start, one.now.end), one)
    return [told[place] for place in sorted(told)]


def _words_once(reworded: list[Reworded]) -> list[Reworded]:
    """Tell changed words once: of statements within one another that changed alike, the shortest."""
    told: list[Reworded] = []
    for one in sorted(reworded, key=lambda one: len(one.after.text)):
        if not any(
            one.after.start <= other.after.start
            and other.after.end <= one.after.end
            and _changed_words(one) == _changed_words(other)
            for other in told
        ):
            told.append(one)
    return sorted(told, key=lambda one: (one.after.start, one.after.end))


def _changed_words(one: Reworded) -> list[tuple[str, str]]:
    chains = [(" ".join(one.said_by_before), " ".join(one.said_by_after))]
    return [(a, b) for a, b, same in rows(one.before.text, one.after.text) if not same] or chains


def _interval(quantity: Quantity) -> tuple[float, float, bool, bool, bool]:
    return (
        -math.inf if quantity.low is None else quantity.low,
        math.inf if quantity.high is None else quantity.high,
        quantity.open_low,
        quantity.open_high,
        quantity.approximate,
    )


def _without_figures(statement: Statement) -> str:
    """Return the words of a statement but for its figures."""
    text = statement.text
    inside = [one for one in statement.quantities if statement.start <= one.start < one.end <= statement.end]
    if len(text) == statement.end - statement.start:
        for one in sorted(inside, key=lambda one: -one.start):
            text = f"{text[: one.start - statement.start]}#{text[one.end - statement.start :]}"
    return _plain(text)


def _account(document: Document) -> str:
    """Return the account of a page: all of its text but what is furniture, however it is spaced."""
    return _plain(
        "\n".join(
            document.text[block.start : block.end] for block in document.blocks if block.kind in _BREAKS
        )
    )


def _key(statement: Statement) -> tuple[str, str]:
    return _plain(statement.text), statement.stance


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _chain(statement: Statement, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[source] for source in statement.attribution if source in names)
