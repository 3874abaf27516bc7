"""Single words to bearers: a family name after the full name, initials, the short form of a body's name."""

from collections import defaultdict
from collections.abc import Sequence

from firsthand.extract.naming import gazetteer
from firsthand.resolve.people import part_of
from firsthand.resolve.within.entities import Cast, Entity, body_named, is_acronym


def join_short_names(cast: Cast) -> None:
    """Link the names of one word that `gather` left open; else each word is a bearer of its own."""
    left = [i for i, name in enumerate(cast.names) if name.form == "name" and cast.of[i] is None]
    people: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in left:
        parts = cast.words(cast.names[i].text)
        if parts and (cast.names[i].kind == "person" or _is_family_name(cast, parts)):
            people[parts].append(i)
    for parts, indices in people.items():
        _join_family_name(cast, parts, indices)
    for i in left:
        if cast.of[i] is None:
            entity = _body_in_short(cast, i) or body_named(cast, i)
            cast.link(i, entity or cast.create(cast.names[i].kind))


def _is_family_name(cast: Cast, parts: tuple[str, ...]) -> bool:
    return any(
        part_of(parts, cast.words(full)) >= (1 if full[0].islower() else 2)
        for entity in cast.entities
        if entity.kind == "person"
        for full in entity.names
    )


def _join_family_name(cast: Cast, parts: tuple[str, ...], indices: Sequence[int]) -> None:
    """Link all mentions of one family name: those titled as a woman's apart, where both sexes bear it."""
    sexes = {cast.names[i].gender for i in indices} & {"m", "f"}
    women = [i for i in indices if cast.names[i].gender == "f"] if len(sexes) == 2 else []
    for group in (women, [i for i in indices if i not in women]):
        if not group:
            continue
        gender = next((cast.names[i].gender for i in group if cast.names[i].gender in ("m", "f")), None)
        entity = _bearer(cast, parts, group, gender)
        if entity is None:
            entity = body_named(cast, group[0]) or cast.create("person")
        for i in group:
            cast.link(i, entity)


def _bearer(cast: Cast, parts: tuple[str, ...], group: Sequence[int], gender: str | None) -> Entity | None:
    """Return the person named in full whom a bare family name means; None where what is said excludes all."""
    heads = cast.vocabulary.roles
    roles = [cast.names[i].role for i in group]
    held = {word for role in roles if role for word in role.casefold().split() if word in heads}
    best: tuple[tuple[int, int, int, int], Entity] | None = None
    for entity in cast.entities:
        if entity.kind != "person" or not entity.names:
            continue
        match = max(part_of(parts, cast.words(full)) for full in entity.names)
        if match == 1 and not _given_name(parts[0], entity, titled=any(roles)):
            match = 0
        if not match or (gender and entity.gender not in (None, gender)):
            continue
        theirs = {word for word in entity.roles if word in heads}
        # "President Lindgren ... Anna Lindgren": the full name comes late and holds no such office.
        late = len(group) > 1 and entity.mentions[0] > group[1]
        leads = cast.vocabulary.institutions("any_leader")
        if held and not held & theirs and (late or held & leads):
            continue
        rank = (match, len(held & theirs), sum(entity.names.values()), -entity.mentions[0])
        if best is None or rank > best[0]:
            best = (rank, entity)
    return best[1] if best else None


def _given_name(word: str, entity: Entity, *, titled: bool) -> bool:
    """Tell whether the first word of a full name may stand for its bearer.

    "Sarah" may, and "Mr. Kim" for Kim Min-su; where a damaged text writes names small, any may.
    """
    if any(name[0].islower() for name in entity.names):
        return True
    given = gazetteer.first_names().get(word)
    return (given is not None) != titled or (titled and given == "either")


def _body_in_short(cast: Cast, index: int) -> Entity | None:
    best: tuple[tuple[int, int], Entity] | None = None
    for entity in cast.entities:
        match = _short_form(cast, index, entity) if entity.names and entity.kind != "person" else 0
        rank = (match, sum(entity.names.values()))
        if match and (best is None or rank > best[0]):
            best = (rank, entity)
    return best[1] if best else None


def _short_form(cast: Cast, index: int, entity: Entity) -> int:
    """Say whether a word is a body's initials, the words in brackets after it, or its head word."""
    name = cast.names[index]
    for full in entity.names:
        parts = full.split()
        if len(parts) < 2:
            continue
        if is_acronym(name.text, full):
            return 3
        if name.text == parts[-1] and len(name.text) > 3 and entity.kind != "government":
            return 2
        legal = all(
            cast.vocabulary.organisations.get(word.casefold()) == "organisation" for word in parts[1:]
        )
        if name.text == parts[0] and legal and entity.mentions[0] < index:
            return 1
    if index and cast.of[index - 1] == entity.number:
        previous = cast.names[index - 1]
        gap = cast.document.text[previous.end : name.start]
        if gap in (" (", ' ("', " (the ") and name.text.isupper():
            return 3
    return 0
