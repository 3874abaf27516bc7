"""One speaker under two names: a surname alone, a slip of the pen, two words for one service."""

import functools
from collections.abc import Iterable, Sequence

from firsthand.extract.languages import LANGUAGES
from firsthand.extract.packs import has, load, words
from firsthand.model import Source
from firsthand.resolve.across.naming import HEARSAY
from firsthand.trace.errors.readings import slipped

# A slip in a shorter word makes another word of it as often as not: "Lane" and "Lake".
_LETTERS_OF_A_SLIP = 5


def same_name(one: Source, other: Source) -> bool:
    """Tell whether two sources are called the same, capitals aside."""
    return one.name.casefold() == other.name.casefold()


def is_surname(one: Source, other: Source, people: Iterable[Source]) -> bool:
    """Tell whether a source is a bare surname that one person alone has among `people`: "Lorn", "Ada Lorn".

    Who is told by a surname where the full name is missing is often taken for a body.
    """
    if other.kind != "person" or one.kind not in ("person", "organisation", "unnamed"):
        return False
    if " " in one.name or not one.name[:1].isupper() or not _ends_with(other, one.name):
        return False
    return len({person.id for person in people if _ends_with(person, one.name)}) == 1


def is_slip(one: Source, other: Source) -> bool:
    """Tell whether the names of two sources differ by slips of the pen: "Ferrel police", "Ferel police".

    That alone makes no two sources one, "Astrel" and "Estrel" may be two towns; see where it is asked.
    """
    first, second = one.name.casefold().split(), other.name.casefold().split()
    if one.kind != other.kind or len(first) != len(second) or first == second:
        return False
    return all(
        a == b or (min(len(a), len(b)) >= _LETTERS_OF_A_SLIP and slipped(a, b))
        for a, b in zip(first, second, strict=True)
    )


def is_called(source: Source, words: Sequence[str]) -> bool:
    """Tell whether words, in small letters, name a source: all are words of one of its names."""
    names = [name for name in (source.name, *source.aliases) if not name.islower()]
    return bool(words) and any(set(words) <= set(name.casefold().split()) for name in names)


def is_nobody(source: Source) -> bool:
    """Tell whether a source is a writing without an author, or nobody in particular.

    "a report", "researchers", "reportedly": words that stand for whoever was named elsewhere.
    """
    if source.document is not None:
        return False
    if source.kind == "document":
        return True
    named = source.name.casefold().split()
    if source.kind == "unnamed" and (
        source.name.startswith(HEARSAY) or (named and named[-1] in listed("names", "reports"))
    ):
        return True
    small = source.name.islower() or (source.kind == "unnamed" and source.name[1:].islower())
    return len(named) == 1 and small and source.kind != "person"


def service_of(source: Source) -> str | None:
    """Return the public service that an unnamed source is, the same for all its words and languages.

    "the fire brigade" and "los bomberos" of one story are the same service till somebody names two.
    """
    if source.kind != "unnamed":
        return None
    return _services().get(source.name.casefold())


def _ends_with(source: Source, surname: str) -> bool:
    words = source.name.split()
    return source.kind == "person" and len(words) > 1 and words[-1].casefold() == surname.casefold()


@functools.cache
def _services() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in sorted(LANGUAGES):
        if has("claims", language):
            for service, names in load("claims", language).get("services", {}).items():
                found |= dict.fromkeys(names, service)
    return found


@functools.cache
def listed(subject: str, key: str) -> frozenset[str]:
    """Return a list of all languages together: a source is named in whatever language tells of it."""
    found: set[str] = set()
    for language in LANGUAGES:
        if has(subject, language) and key in load(subject, language):
            found |= words(subject, key, language=language)
    return frozenset(found)
