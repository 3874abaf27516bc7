"""How a statement reads by itself: pronouns and descriptions replaced by whom they stand for.

Only where the replacement is safe. What is left as it was costs a reader a look at the passage; what is
replaced wrongly would put a false sentence on the page.
"""

import re

from firsthand.extract.countries import country_name
from firsthand.model import Name, Statement
from firsthand.resolve.across.sources import Directory
from firsthand.resolve.vocabulary import ENGLISH, vocabulary
from firsthand.resolve.within.entities import Cast, Entity

# "It is outrageous to think", "it seems that": nobody is meant.
_EXPLETIVE = re.compile(
    r"\s*(?:[’']s|is|was|were|be|would be|will be|has been|seems?|seemed|appears?|appeared|takes?|comes?)\b"
    r"(?:\s+\w+){0,3}?\s+(?:to|that|when|whether|how|why|for)\b",
    re.IGNORECASE,
)
_SINGULAR = frozenset({"he", "she", "it"})
_POSSESSIVE = frozenset({"his", "her", "its"})


def reading_of(
    cast: Cast, directory: Directory, statement: Statement, inside: list[int], shown: dict[str, str]
) -> str:
    """Return a statement's text made readable alone; `inside` are the names that lie in it."""
    text, at = [], statement.start
    document = cast.document.text
    named = {cast.of[i] for i in inside if cast.names[i].form == "name"}
    for i in inside:
        name, number = cast.names[i], cast.of[i]
        if name.start < at or number is None or number in named:
            continue
        entity = cast.entities[number]
        if not _replaceable(cast, statement, name, entity):
            continue
        text += [
            document[at : name.start],
            _shown(name, entity, shown[directory.of[cast.document.id][number]]),
        ]
        at = name.end
        named.add(number)
    text.append(document[at : statement.end])
    return "".join(text)


def _replaceable(cast: Cast, statement: Statement, name: Name, entity: Entity) -> bool:
    """Tell whether a name may be replaced: a subject, or a possessive that opens the statement."""
    if name.form == "name" or (not entity.names and not entity.key):
        return False
    if cast.language != ENGLISH:
        # Elsewhere words bend to their neighbours: only a person's office that is the subject is safe.
        office = name.form == "description" and name.definite and name.subject and not name.plural
        return office and entity.kind == "person" and bool(entity.names)
    if name.form == "description":
        return name.definite and not name.plural and entity.kind != "document"
    opens = name.start == statement.start
    if name.head in _POSSESSIVE:
        return opens and not statement.quoted
    if name.head not in _SINGULAR or not name.subject:
        return False
    if name.head == "it":
        after = cast.document.text[name.end : statement.end]
        if statement.quoted or entity.kind == "document" or (entity.kind == "government" and not opens):
            return False
        if _EXPLETIVE.match(after):
            return False
        speaks = any(cast.of[cast.ranks[k]] == entity.number for k in statement.speakers)
        return speaks or not _another_fits(cast, name, entity)
    return True


def _another_fits(cast: Cast, name: Name, entity: Entity) -> bool:
    """Tell whether "it" may mean another body just as well: one named since the last sentence began."""
    bodies = ("organisation", "government", "outlet")
    return any(
        other.number != entity.number
        and other.kind in bodies
        and (other.names or other.key)
        and any(
            cast.names[k].end <= name.start
            and 0 <= name.sentence - cast.names[k].sentence <= 1
            and cast.names[k].form != "pronoun"
            and cast.names[k].kind == other.kind != "outlet"
            and not _after_place_word(cast, cast.names[k])
            for k in other.mentions
        )
        for other in cast.entities
    )


def _after_place_word(cast: Cast, name: Name) -> bool:
    before = cast.document.text[max(0, name.start - 20) : name.start].casefold().split()
    return bool(before) and before[-1] in cast.vocabulary.names("locative")


def _shown(name: Name, entity: Entity, source: str) -> str:
    """Return the words that take the place of a name."""
    if entity.key[:1] == ("government",) and name.head in vocabulary(ENGLISH).institutions("country"):
        return country_name(entity.key[1])
    of_something = source.split()[1:2] == ["of"]  # "the Inspectorate of Mines"
    article = of_something or entity.key[:1] in (("government",), ("ministry",))
    text = f"{'The' if name.text[0].isupper() else 'the'} {source}" if article else source
    if name.head in _POSSESSIVE and name.form == "pronoun":
        return f"{text}’" if text.endswith("s") else f"{text}’s"
    return text
