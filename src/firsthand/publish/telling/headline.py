"""The one sentence that says it all, and the path a story came: for the terminal and the report alike."""

from collections import Counter
from dataclasses import dataclass

from firsthand.model import Claim, Story
from firsthand.publish.telling.changes import find_changes
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import capitalised, clean, count, day, in_words, listed


@dataclass(frozen=True, slots=True)
class Path:
    """How a story reached its documents: the commonest origin, the commonest relay, who printed it.

    `relay` is None where the documents name nobody in between. `documents` are ids, in order.
    `claims` of the story's shared claims begin with `origin`, out of `shared`.
    """

    origin: str
    relay: str | None
    documents: tuple[str, ...]
    claims: int
    shared: int


def headline(index: Index) -> str:
    """Return the sentence: how many accounts, whether one origin is behind them, what is in doubt."""
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
    accounts = f"{capitalised(in_words(documents))} accounts"
    shared = index.shared()
    if not shared:
        return f"{accounts}, nothing in common: no claim is told by more than one of them."
    main = path_of(index, shared)
    say = in_words if len(shared) <= 12 else lambda number: f"{number:,}"
    of_claims = f"of the {say(len(shared))} claims that several of them tell"
    if len(shared) == 1:
        of_claims = "of the one claim that several of them tell"
    if main and 2 * main.claims >= len(shared):
        behind = f"{clean(index.name(main.origin))} is behind {say(main.claims)} {of_claims}"
        return f"{accounts}, one main origin: {behind}{_doubts(index)}."
    alone = sum(claim.independent_origins <= 1 for claim in shared)
    rest = f"{say(alone)} {'rests' if alone == 1 else 'rest'} on one origin"
    more = f"{say(len(shared) - alone)} on more"
    return f"{accounts}, several origins: {of_claims}, {rest} and {more}{_doubts(index)}."


def path_of(index: Index, claims: list[Claim]) -> Path | None:
    """Return the commonest way these claims came, or None if they have no origin in common."""
    behind: Counter[str] = Counter(o for claim in claims for o in dict.fromkeys(index.origins_of(claim)))
    if not behind:
        return None
    origin, claims_begun = min(behind.items(), key=lambda item: (-item[1], index.name(item[0])))
    relays: Counter[str] = Counter()
    told: set[str] = set()
    for claim in claims:
        for s in index.statements_of(claim):
            if index.origin_of(s) == origin:
                told.add(s.document)
                relays.update(sorted(set(s.attribution[1:])))
    for node_id, edges in index.edges_of.items():
        node, source = index.node.get(node_id), index.source.get(node_id)
        account = node is not None and (source is None or source.kind in ("outlet", "document"))
        if node and account and not node.in_collection and node_id != origin:
            relays[node_id] += sum(e.parent == node_id and e.child in told for e in edges)
    relay = min(relays, key=lambda r: (-relays[r], index.name(r)), default=None)
    if relay is not None and (relays[relay] < 2 or index.name(relay) == index.name(origin)):
        relay = None
    return Path(
        origin, relay, tuple(d.id for d in index.documents if d.id in told), claims_begun, len(claims)
    )


def story_path(index: Index, story: Story) -> str:
    """Return how one story came: its path if one origin is behind much of it, or else its main origins."""
    inside = set(story.documents)
    claims = [c for c in index.shared() if any(d.id in inside for d in index.documents_of(c))]
    path = path_of(index, claims)
    if path is None:
        return ""
    if 3 * path.claims >= path.shared and len(path.documents) > 1:
        return path_line(index, path)
    begun = Counter(o for claim in claims for o in dict.fromkeys(index.origins_of(claim)))
    first = sorted(begun, key=lambda o: (-begun[o], index.name(o)))
    most = [f"{clean(index.name(o))} ({begun[o]} of {path.shared} claims)" for o in first[:2] if begun[o] > 1]
    rest = f"{in_words(len(first) - len(most))} more"
    return (
        f"no single origin: {', '.join(most)} and {rest}"
        if most
        else f"{in_words(len(first))}, none behind two claims"
    )


def path_line(index: Index, path: Path) -> str:
    """Return the path as one line: "Tidewatch → Northern Wire (not in the collection) → all five"."""
    ends = [d for d in path.documents if index.outlet.get(d) not in (path.origin, path.relay)]
    everyone = len(ends) == len(index.documents)
    end = f"all {in_words(len(ends))}" if everyone else listed([index.short[d] for d in ends], limit=6)
    steps = [_step(index, node) for node in (path.origin, path.relay) if node is not None]
    return " → ".join([*steps, *([end] if ends else [])])


def _step(index: Index, source_id: str) -> str:
    """Return a node of the path by name, with its date if it is a document, or that it is missing."""
    name = clean(index.name(source_id))
    source = index.source.get(source_id)
    document = index.document.get(source.document if source and source.document else source_id)
    if document is not None:
        return f"{name}, {day(document.published)}" if document.published else name
    spoken = source is not None and source.kind in ("person", "organisation", "government", "unnamed")
    return name if spoken or index.in_collection(source_id) else f"{name} (not in the collection)"


def _doubts(index: Index) -> str:
    contested, changed = len(index.disputes()), len(find_changes(index))
    said = [f"{in_words(contested)} contested"] if contested else []
    said += [f"{in_words(changed)} changed in retelling"] if changed else []
    return f"; {' and '.join(said)}" if said else ""
