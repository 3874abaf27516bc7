"""Public statements: what two accounts report of the same speaker in nearly the same words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from firsthand.model import Document, Passage, Source, Statement
from firsthand.trace.outlets import plain_name
from firsthand.trace.wording.alignment import Aligned
from firsthand.trace.wording.reuse import Reuse, as_quotations

# A copy shares sentence after sentence, with what stands around what was said. Only a weak link is looked
# at again: no account has more than a quarter of its words from the other, and nothing longer than a
# sentence is shared.
_MOST_SHARED = 0.25
_MOST_WORDS = 40
_LEAST_COVERED = 0.6
_SPEAKERS = frozenset({"person", "organisation", "government"})
_BODIES = frozenset({"organisation", "government"})


def without_public_statements(
    reuses: Iterable[Reuse],
    told: Mapping[str, Document],
    statements: Iterable[Statement],
    sources: Mapping[str, Source],
    credits: set[tuple[str, str]],
) -> tuple[Reuse, ...]:
    """Take what the same speaker told two accounts for a quotation where they share little else.

    A ministry's denial is said to everybody; that two accounts report it in the same words does not
    make one the parent of the other. Pairs in which one credits the other stay as they are.
    """
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        said[statement.document].append(statement)
    voices = _Voices(sources)
    found = []
    for reuse in reuses:
        weak = max(reuse.share_a, reuse.share_b) <= _MOST_SHARED
        credited = (reuse.a, reuse.b) in credits or (reuse.b, reuse.a) in credits
        if reuse.counts and weak and not credited:
            public = [passage for passage in reuse.passages if _is_public(passage, told, said, voices)]
            reuse = as_quotations(reuse, public) if public else reuse
        found.append(reuse)
    return tuple(found)


def _is_public(
    shared: Aligned,
    told: Mapping[str, Document],
    said: Mapping[str, Sequence[Statement]],
    voices: "_Voices",
) -> bool:
    sides = (shared.a, shared.b)
    if shared.matched > _MOST_WORDS:
        return False
    one, other = (_speakers(side, told[side.document], said[side.document], voices) for side in sides)
    officials = [{who for who in side if voices.sources[who].kind == "government"} for side in (one, other)]
    return bool(one & other) or all(officials)


def _speakers(
    side: Passage, document: Document, said: Sequence[Statement], voices: "_Voices"
) -> frozenset[str]:
    """Return who says, in a document, most of a passage; a body's own notice says what it publishes."""
    found = voices.of(document)
    covered: dict[str, int] = defaultdict(int)
    for statement in said:
        both = min(side.end, statement.end) - max(side.start, statement.start)
        speaker = voices.sources.get(statement.attribution[0]) if statement.attribution else None
        if both > 0 and speaker and speaker.kind in _SPEAKERS:
            covered[speaker.id] += both
    return found | {who for who, size in covered.items() if size >= _LEAST_COVERED * (side.end - side.start)}


class _Voices:
    """The sources of a case, and by its publisher whose own voice a document is."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self._named: dict[str, set[str]] = {}

    def of(self, document: Document) -> frozenset[str]:
        """Return the bodies that published a document: it says what they say."""
        if not document.publisher:
            return frozenset()
        if not self._named:
            for source in self.sources.values():
                if source.kind in _BODIES:
                    for name in (source.name, *source.aliases):
                        self._named.setdefault(plain_name(name), set()).add(source.id)
        return frozenset(self._named.get(plain_name(document.publisher), ()))
