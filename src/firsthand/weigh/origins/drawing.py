"""On whose word a whole account rests, also where it does not name them again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from firsthand.model import Lineage, Source, Statement

# An outlet's or a report's account is what those who cite it retell. An official is asked for one fact:
# what else a document tells it may have seen for itself.
_ACCOUNTS = frozenset({"outlet", "document"})

# A document rests on a speaker who is named for at least half of all that it puts on somebody's word, and
# more than once. Generated stories (development seeds 1 and 2): any speaker at all .899 of counts right,
# half .931, nobody but outlets .934; the stories with gold do not tell the three apart.
_MOST = 0.5
_MORE_THAN_ONCE = 2


def drawn_on(
    lineage: Lineage, sources: Mapping[str, Source], statements: Iterable[Statement]
) -> dict[str, set[str]]:
    """Return for each document whose accounts it draws on by its own telling, for all that it tells.

    Those are the outlets, reports and documents it cites, and the one speaker who is named for most of it:
    a text that has nearly everything from a ministry has the rest from there too. Who is merely quoted
    beside others is none: two papers that both asked the police saw the fire themselves.
    """
    cited = {(edge.child, edge.parent) for edge in lineage.edges if edge.kind == "cites"}
    said: Counter[tuple[str, str]] = Counter()
    attributed: Counter[str] = Counter()
    for statement in statements:
        if statement.attribution:
            attributed[statement.document] += 1
            for source in set(statement.attribution):
                if (statement.document, source) in cited:
                    said[statement.document, source] += 1
    found: dict[str, set[str]] = defaultdict(set)
    for edge in lineage.edges:
        if edge.kind != "cites":
            continue
        parent, times = sources.get(edge.parent), said[edge.child, edge.parent]
        an_account = parent is None or parent.kind in _ACCOUNTS
        if an_account or times >= max(_MORE_THAN_ONCE, _MOST * attributed[edge.child]):
            found[edge.child].add(edge.parent)
    return dict(found)
