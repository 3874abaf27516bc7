"""What a source is called: its fullest plain name, without titles."""

from collections import Counter
from collections.abc import Sequence

from firsthand.extract.naming import gazetteer
from firsthand.extract.naming.kinds import lexicon
from firsthand.extract.packs import words
from firsthand.model import SourceKind
from firsthand.resolve.people import misspelled, name_words
from firsthand.resolve.spelling.chinese import is_han
from firsthand.resolve.within.entities import Entity, is_acronym

_KINDS: tuple[SourceKind, ...] = ("person", "outlet", "government", "organisation", "document", "unnamed")
# What somebody is called for whom only a word of hearsay stands: "reportedly".
HEARSAY = "unnamed source"
_SURE: tuple[SourceKind, ...] = ("outlet", "government", "organisation")


def best_name(members: Sequence[Entity], kind: SourceKind) -> str:
    """Return the name a source of a kind is shown by.

    A known institution's own name; a person's full name; of initials and the words they stand for, the
    words; else the most frequent name; else the description, without its article.
    """
    known = sorted({member.known_as for member in members if member.known_as})
    if known:
        return known[0]
    names: Counter[str] = Counter()
    for member in members:
        names.update(member.names)
    if any(not is_han(name) for name in names):
        # Readable for most: 王毅 is shown as "Wang Yi" where a document calls him so.
        names = Counter({name: count for name, count in names.items() if not is_han(name)})
    if names:
        spread: Counter[str] = Counter(name for member in members for name in member.names if name in names)
        if kind == "person":
            return _person_name(names, spread)
        spelled = {full for full in names if any(is_acronym(short, full) for short in names if short != full)}
        return max(spelled or names, key=lambda name: (names[name], len(name.split()), name))
    described: Counter[str] = Counter()
    for member in members:
        described.update(member.described)
    if not described:
        return HEARSAY
    if is_unnamed_word(members):
        return f"{HEARSAY} ({min(described).casefold()})"
    # The words that introduce somebody tell more than those that point back: "an adviser to the mayor".
    told = sorted({member.told_as for member in members if member.told_as})
    text = told[0] if told else next(iter(described))
    return _plain_description(text, members)


def source_kind(members: Sequence[Entity]) -> SourceKind:
    """Return the kind most members are of; a name beats a description."""
    votes: Counter[SourceKind] = Counter()
    for member in members:
        votes[member.kind] += 1 + 10 * (bool(member.key) + (sum(member.names.values()) > 0))
    kind = max(_KINDS, key=lambda kind: (votes[kind], -_KINDS.index(kind)))
    others = sum(count for other, count in votes.items() if other in _SURE)
    if kind == "person" and others and others >= votes["person"]:
        # Many a name of two words looks like a person's; what tells of a body or an outlet is surer.
        kind = max(_SURE, key=lambda other: (votes[other], -_KINDS.index(other)))
    bodies = words("institutions", "words", "any_body")
    told = sum(not bodies.isdisjoint(member.roles | _called(member)) for member in members)
    enough = (
        2 * told > len(members) if kind == "outlet" else told > 0
    )  # "the group" after an outlet is often another
    if kind in ("outlet", "person") and enough and not any(member.key for member in members):
        return "organisation"  # documents tell that it is a group
    return kind


def _called(member: Entity) -> set[str]:
    """Return the last words of an entity's descriptions: "a transnational group" gives group."""
    return {gazetteer.plain(text).split()[-1] for text in member.described if gazetteer.plain(text)}


def is_unnamed_word(members: Sequence[Entity]) -> bool:
    """Tell whether a source is but a word that hides one: "reportedly", "aurait", 据称."""
    return any(member.described for member in members) and all(
        member.hidden or not member.described for member in members
    )


def _person_name(names: Counter[str], spread: Counter[str]) -> str:
    """Return the full name that most documents use, of two the longer.

    Where a damaged copy writes it small, the proper spelling of its words.
    """
    full = [name for name in names if _words(name) > 1] or list(names)
    most = max(full, key=lambda name: _fullness(name, names, spread))
    if most[0].islower():
        proper = [name for name in names if name[0].isupper() and len(name.split()) == 1]
        words = most.split()
        for name in proper:
            if misspelled(gazetteer.plain(name), gazetteer.plain(words[-1])):
                words[-1] = name
        return " ".join(word if word[0].isupper() else word[0].upper() + word[1:] for word in words)
    return most


def _fullness(name: str, names: Counter[str], spread: Counter[str]) -> tuple[int, bool, int, int, int, str]:
    plain = all(len(word) > 1 for word in name_words(name))
    return spread[name], plain, _words(name), names[name], len(name), name


def _words(name: str) -> int:
    return len(name_words(name))


def _plain_description(text: str, members: Sequence[Entity]) -> str:
    bare = text.split()
    while len(bare) > 1 and bare[0].casefold() in words("names", "definite") | {"a", "an"}:
        bare = bare[1:]
    for i, word in enumerate(bare):
        if i and word.casefold().rstrip(",") in words("names", "trailing"):
            bare = bare[:i]
            break
    shown = " ".join(bare).rstrip(",;:")
    first = bare[0].casefold() if bare else ""
    opens = first in lexicon().indefinite or first in lexicon().bare_people
    return shown[0].lower() + shown[1:] if opens and shown[1:2].islower() else shown
