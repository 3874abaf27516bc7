"""The one sentence that says it all, and the path a story came: for the terminal and the report alike."""

from collections.abc import Mapping

from firsthand.model import Story
from firsthand.publish.telling.descent import Descent, find_descent
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import capitalised, clean, count, cut, day, in_words, listed

_VOICES = 3  # origins named where no account was seen to derive from another
_TITLE = 60  # letters of a story's title inside a sentence


def headline(index: Index) -> str:
    """Return the sentence: how many accounts, what they go back to, through whom."""
    documents = len(index.documents)
    if not documents:
        return "Nothing could be read." if index.findings.failures else "There is no document in this case."
    if not index.findings.statements:
        them = "it" if documents == 1 else "them"
        read = f"{capitalised(in_words(documents))} document{'s' * (documents > 1)} read"
        return f"{read}, and no statement found in {them}."
    if documents == 1:
        voices = len({index.origin_of(s) for s in index.findings.statements})
        speak = count(voices, "voice speaks", "voices speak")
        return f"One account: {speak} in it; there is nothing to compare it with yet."
    stories = matters(index)
    among = stories[0].documents if stories else tuple(index.document)
    if len(among) == documents:
        return capitalised(_said(index, among)) + "."
    accounts = f"{capitalised(in_words(documents))} accounts of {in_words(len(stories))} stories"
    if len(among) < 2:
        return f"{accounts}: no two of them are about one matter."
    if len(stories) == 2:
        return f"{accounts}; the larger one: {_said(index, among, short=True)}."
    about = cut(clean(stories[0].title), _TITLE).rstrip(".")
    return f"{accounts}; the largest, “{about}”: {_said(index, among, short=True)}."


def matters(index: Index) -> list[Story]:
    """Return the stories, the largest first; those that one account derives across are one matter."""
    stories = sorted(index.findings.stories, key=lambda s: (-len(s.documents), s.title, s.id))
    group = {d: i for i, s in enumerate(stories) for d in s.documents}
    for e in find_descent(index).edges:
        one, other = group.get(e.parent), group.get(e.child)
        if one is not None and other is not None and one != other:
            group = {d: min(one, other) if i in (one, other) else i for d, i in group.items()}
    joined: list[Story] = []
    for i, s in enumerate(stories):
        inside = tuple(d.id for d in index.documents if group.get(d.id) == i)
        if inside:
            joined.append(Story(s.id, s.title, inside))
    return sorted(joined, key=lambda s: (-len(s.documents), s.title, s.id))


def _said(index: Index, among: tuple[str, ...], *, short: bool = False) -> str:
    """Return what is to say of the accounts of one story, as the rest of a sentence.

    `short` leaves out what their claims rest on.
    """
    accounts = f"{in_words(len(among))} accounts"
    descent = find_descent(index, among)
    roots = _roots(index, descent)
    if not roots:
        if descent.edges:
            alike = {n for e in descent.edges for n in (e.parent, e.child)}
            they = "all" if len(alike) == len(among) else in_words(len(alike))
            return f"{accounts}, {they} with words in common; which came first is not known"
        shared = [c for c in index.shared() if any(d.id in among for d in index.documents_of(c))]
        if not shared:
            return f"{accounts}, nothing in common: no claim is told by more than one of them"
        one = sum(c.independent_origins <= 1 for c in shared)
        if len(shared) == 1:
            rest = f"the one claim they share rests on {'one origin' if one else 'several origins'}"
        else:
            rests = (
                "all rest on more than one origin" if not one else f"{in_words(one)} rest on a single origin"
            )
            rests = "all rest on a single origin" if one == len(shared) else rests
            rest = f"of the {in_words(len(shared))} claims they share, {rests}"
        apart = f"{accounts}, none seen to derive from another"
        return apart if short else f"{apart}: {rest}"
    root = roots[0]
    after = [d for d in among if d in descent.after(root)]
    others = len(among) - (root in among)
    everyone = len(after) == others
    go = f"go back to {clean(index.name(root))}"
    how = _through(index, descent, root, after, everyone=everyone)
    missing = "" if how or not _missing(index, root) else ", which is not in the collection"
    if everyone and others > 1:
        they = "all" if root not in among else f"the other {in_words(others)}"
        return f"{accounts}, one origin: {they} {go}{how}{missing}"
    if len(after) == 1:
        return (
            f"{accounts}: {clean(index.name(after[0]))} goes back to {clean(index.name(root))}{how}{missing}"
        )
    return f"{accounts}: {in_words(len(after))} {go}{how}{missing}"


def _through(index: Index, descent: Descent, root: str, after: list[str], *, everyone: bool) -> str:
    """Return through whom they came: ", four of them through Northern Wire, which is not ..."."""
    relays = [n for n in descent.after(root) if _missing(index, n)]
    if not relays:
        return ""
    passed = {r: [d for d in after if d in descent.after(r)] for r in relays}
    relay = min(relays, key=lambda r: (-len(passed[r]), index.name(r), r))
    if len(passed[relay]) == len(after):
        some = "" if everyone or len(after) < 2 else ", all of them"
        some = "," if everyone else some
    else:
        some = f", {in_words(len(passed[relay]))} of them"
    return f"{some} through {clean(index.name(relay))}, which is not in the collection"


def _roots(index: Index, descent: Descent) -> list[str]:
    """Return what the accounts go back to, the most first."""
    inside = set(index.document)
    first = descent.origins()
    if not first:  # words in common with an account of which nobody knows whether it came before
        late = {e.child for e in descent.edges if e.directed}
        first = [n for n in descent.nodes if n not in late and descent.children(n)]
    behind = {r: len(descent.after(r) & inside) for r in first}
    return sorted(behind, key=lambda r: (-behind[r], index.name(r), r))


def voices(index: Index, among: tuple[str, ...]) -> list[tuple[str, int]]:
    """Return who is quoted in how many of the documents, the most first; only who is in two or more."""
    inside = set(among)
    told: dict[str, set[str]] = {}
    for s in index.findings.statements:
        if s.document in inside and s.attribution:
            told.setdefault(s.attribution[0], set()).add(s.document)
    known = [
        (clean(index.name(o)), len(found), o)
        for o, found in told.items()
        if len(found) > 1 and not index.name(o)[:1].islower() and o not in index.document
    ]
    return [(name, number) for name, number, _ in sorted(known, key=lambda v: (-v[1], v[0], v[2]))]


def story_paths(
    index: Index, story: Story, *, most: int | None = None, called: Mapping[str, str] | None = None
) -> list[str]:
    """Return the ways one story came, a line each: "Tidewatch → Northern Wire → courier and quay".

    Of more than `most` the last line counts the rest; None gives all. `called` says how the documents at
    the end of a way are called, by id; None gives their short marks.
    """
    names = index.short if called is None else called
    descent = find_descent(index, story.documents)
    roots = _roots(index, descent)
    lines: list[str] = []
    for root in roots:
        lines += _lines(index, descent, [root], len(story.documents), names)
    if lines:
        more = 0 if most is None else len(lines) - most
        return [*lines[:most], *([f"and {in_words(more)} more in the report"] if more > 0 else [])]
    if len(story.documents) < 2:
        return []
    apart = (
        "words in common; which came first is not known"
        if descent.edges
        else "none seen to derive from another"
    )
    quoted = voices(index, story.documents)[:_VOICES]
    if not quoted:
        return [apart]
    named = listed([f"{name} (in {number})" for name, number in quoted])
    return [f"{apart}; most quoted: {named}"]


def _lines(
    index: Index, descent: Descent, way: list[str], documents: int, names: Mapping[str, str]
) -> list[str]:
    """Return the ways on from where a way has led: through each child that others come from, and the rest."""
    children = descent.children(way[-1])
    passing = sorted(
        (c for c in children if descent.children(c) and c not in way),
        key=lambda c: (-len(descent.after(c)), index.name(c), c),
    )
    lines = [line for c in passing for line in _lines(index, descent, [*way, c], documents, names)]
    ends = [d.id for d in index.documents if d.id in children and d.id not in passing]
    if ends:
        short = [names[d] for d in ends]
        end = f"all {in_words(len(ends))}" if len(ends) == documents else listed(short, limit=8)
        lines.append(" → ".join([*(_step(index, n) for n in way), end]))
    return lines


def _step(index: Index, node: str) -> str:
    """Return a node of the path by name, with its date if it is a document, or that it is missing."""
    name = clean(index.name(node))
    document = index.document.get(node)
    if document is not None:
        return f"{name}, {day(document.published)}" if document.published else name
    return f"{name} (not in the collection)" if _missing(index, node) else name


def _missing(index: Index, node: str) -> bool:
    """Tell whether a node is an account nobody collected: bodies that speak are no accounts."""
    if node in index.document or index.in_collection(node):
        return False
    source = index.source.get(node)
    return source is None or source.kind in ("outlet", "document")
