"""Sources by name: how a decision finds whom it is about when ids changed, and whom reviewers name anew."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from firsthand.model import Source, content_id
from firsthand.review.persons import plain_name


class Names:
    """Sources by their names and by the other ways the documents name them, capitals and accents aside."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        """Take in the sources of a case; they are looked through when a name is first asked for."""
        self._sources = sources
        self._added: list[Source] = []

    def add(self, source: Source) -> None:
        """Take in one source more."""
        self._added.append(source)

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids of the sources of this name; where none is called so, of those also named so."""
        plain = plain_name(name)
        called, also = _by_name(self._sources)
        found = [*called.get(plain, ()), *(s.id for s in self._added if plain_name(s.name) == plain)]
        found = found or [
            *also.get(plain, ()),
            *(s.id for s in self._added if plain in map(plain_name, s.aliases)),
        ]
        return tuple(dict.fromkeys(found))


_Table = Mapping[str, Sequence[str]]
# The sources of a case are the same for every decision on it: the latest are kept ready.
_latest: list[tuple[tuple[Source, ...], tuple[_Table, _Table]]] = []
_KEPT = 4


def _by_name(sources: tuple[Source, ...]) -> tuple[_Table, _Table]:
    """Return the ids of sources by their plain names, and by their other plain names."""
    for known, tables in tuple(_latest):
        if known is sources:
            return tables
    called: dict[str, list[str]] = defaultdict(list)
    also: dict[str, list[str]] = defaultdict(list)
    for source in sorted(sources, key=lambda source: source.id):
        called[plain_name(source.name)].append(source.id)
        for alias in source.aliases:
            also[plain_name(alias)].append(source.id)
    _latest.insert(0, (sources, (called, also)))
    del _latest[_KEPT:]
    return called, also


def named_source(name: str, kind: str = "") -> Source:
    """Return the source that a reviewer names and no document does: its id is made of its name.

    `kind` is one of `SourceKind`; without one it is guessed from the name, as a person where a given or a
    family name is in it, for a person is protected and a body is not.
    """
    told = " ".join(name.split())
    guessed = "person" if _may_be_person(told) else "organisation"
    # As resolution makes ids, so that a document that names it later speaks of the same source.
    return Source(content_id("src", plain_name(told)), told, kind or guessed)  # type: ignore[arg-type]


def _may_be_person(name: str) -> bool:
    from firsthand.resolve.people.lexicon import family_names, given_names  # tables, loaded when needed

    words = plain_name(name).split()
    if not 1 <= len(words) <= 4:
        return False
    if all("\u3400" <= letter <= "\u9fff" for letter in name if letter.isalpha()):
        return len(name) <= 4
    if words[0] in {"mr", "mrs", "ms", "dr", "prof"}:
        return True
    return words[0] in given_names() or (len(words) > 1 and words[-1] in family_names())
