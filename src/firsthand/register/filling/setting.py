"""The places of a statement in their surroundings, and which states act in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from firsthand.extract.countries import country_of_capital
from firsthand.extract.packs import words
from firsthand.model import Place
from firsthand.register.filling.placed import Placed
from firsthand.register.filling.roles import roles_of
from firsthand.register.filling.surroundings import Piece, country_place, with_signals
from firsthand.register.finding import Speaking
from firsthand.register.reading import Telling

# Between "as did" and the state no more than an article, or the other members of a list.
_ARTICLES = 4


@dataclass(frozen=True, slots=True)
class Setting:
    """The places of a statement in their surroundings, read once for all its fields.

    `acting` are the states that act in it, `focus` the state that acted last in the document before it.
    """

    pieces: tuple[Piece, ...]
    placed: tuple[Placed, ...]
    acting: tuple[Place, ...]
    focus: Place | None = None


def setting_of(
    speaking: Speaking, pieces: Sequence[Piece], *, focus: Callable[[], Place | None] = lambda: None
) -> Setting:
    """Return the places of a statement with what they do; `focus` is asked only where it is needed."""
    telling = speaking.telling
    marked = with_signals(pieces, [(hit.start, hit.end) for hit in speaking.signals])
    placed = tuple(roles_of(marked))
    acting = acting_states(speaking, marked, placed)
    before = None
    if not acting and (telling.found("placing", "own") or _speaks_of_focus(speaking, marked)):
        before = focus()
        if before is not None and _speaks_of_focus(speaking, marked):
            acting = (before,)
    return Setting(marked, placed, acting, before)


def acting_states(speaking: Speaking, pieces: Sequence[Piece], placed: Sequence[Placed]) -> tuple[Place, ...]:
    """Return the states that act in a statement: by name, by capital, by their people or their bodies."""
    telling = speaking.telling
    verb = telling.verb
    subject = set(telling.statement.subject)
    found: dict[str, Place] = {}
    for each in placed:
        code = state_of(each, telling.language)
        if not code:
            continue
        inside = telling.statement.start <= each.place.start < telling.statement.end
        # "As did X" turns doer and verb round.
        ahead = verb is None or each.place.start < verb or speaking.lender is not None
        named = bool(subject & set(pieces[each.at].text.split()))
        if each.role == "by" and (each.power or each.place.precision == "country"):
            acts = True
        elif each.role == "agent":
            acts = each.power and (ahead or bool(subject & {pieces[each.head].lemma, pieces[each.head].text}))
        else:
            acts = each.role == "bare" and (named or ahead or _as_before(telling, each))
        if acts and inside:
            place = each.place if each.place.precision == "country" else country_place(code)
            found.setdefault(code, replace(place, start=each.place.start, end=each.place.end))
    return tuple(found.values())


def _as_before(telling: Telling, each: Placed) -> bool:
    """Tell whether a place stands right behind "as did", so that it does what the clause says."""
    hits = telling.found("placing", "as_before")
    for hit in hits:
        between = [t for t in telling.tokens if hit.end <= t.start < each.place.start]
        if each.place.start >= hit.end and len(between) <= _ARTICLES:
            return True
        if 0 <= hit.start - each.place.end <= 1:
            return True  # "X likewise"
    return False


def state_of(each: Placed, language: str) -> str:
    """Return the country whose state a place or people may stand for; "" for a town that is no capital."""
    place = each.place
    if place.precision == "country" or (each.power and each.role == "agent"):
        return place.country or "" if place.precision == "country" else ""
    for name in (place.name,):
        code = country_of_capital(name, language=language) or country_of_capital(name)
        if code and code == place.country:
            return code
    return ""


def _speaks_of_focus(speaking: Speaking, pieces: Sequence[Piece]) -> bool:
    """Tell whether the doer is "the country" or one of its bodies, without saying whose."""
    telling = speaking.telling
    statement = telling.statement
    language = telling.language
    powers = words("placing", "powers", language=language)
    organs = words("placing", "organs", language=language) | words("placing", "between", language=language)
    if statement.subject:
        rest = set(statement.subject) - organs
        named = {word for power in powers for word in power.split()}
        return bool(rest) and rest <= powers | named and not any(piece.people for piece in pieces)
    if language != "zh":
        return False
    # A clause that begins with the body itself: "外交部召见了大使".
    first = next((p for p in pieces if p.start >= statement.start and not p.mark), None)
    return first is not None and "powers" in first.kinds
