"""From a document to what its statements say of records: one candidate for each thing and statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.model import Place, Quantity
from firsthand.register.answers import Answer, Candidate, place_key
from firsthand.register.codebook import FieldRule, RecordType
from firsthand.register.codebook.codebook import Where
from firsthand.register.filling.belonging import belonging
from firsthand.register.filling.clauses import clauses_of
from firsthand.register.filling.dates import fill_dates
from firsthand.register.filling.known import PlacesOf
from firsthand.register.filling.parties import Bodies, fill_parties
from firsthand.register.filling.places import fill_places, place_answer
from firsthand.register.filling.quantities import fill_quantities, is_increment, place_counted
from firsthand.register.filling.setting import Setting, setting_of
from firsthand.register.filling.statuses import fill_statuses
from firsthand.register.filling.surroundings import Piece, pieces_of
from firsthand.register.filling.texts import fill_texts
from firsthand.register.finding import Speaking, find_speaking
from firsthand.register.reading import Telling

# A state that acted so many sentences before is still "the government".
_IN_FOCUS = 2


@dataclass(frozen=True, slots=True)
class Count:
    """A figure that counts records of one kind: of which, in what place (None: in all), as told where."""

    counts: str
    answer: Answer
    place: Place | None


class Reader:
    """One document's statements, their words cut once for all kinds of records."""

    def __init__(self, tellings: Sequence[Telling], *, places_of: PlacesOf) -> None:
        """Take in the statements of one document, in their order."""
        self.tellings = tellings
        self._places_of = places_of
        self._numbers = {telling.statement.id: n for n, telling in enumerate(tellings)}
        self._pieces: dict[str, tuple[Piece, ...]] = {}
        self._acting: dict[str, tuple[Place, ...]] = {}

    def setting(self, speaking: Speaking) -> Setting:
        """Return the places of a statement with what they do in it."""
        telling = speaking.telling
        return setting_of(speaking, self._cut(telling), focus=lambda: self._focus(telling))

    def _cut(self, telling: Telling) -> tuple[Piece, ...]:
        name = telling.statement.id
        if name not in self._pieces:
            self._pieces[name] = pieces_of(telling, self._places_of(telling))
        return self._pieces[name]

    def _focus(self, telling: Telling) -> Place | None:
        """Return the state that acted last in the few sentences before; None where none or several did."""
        sentence = telling.statement.sentence
        for other in reversed(self.tellings[: self._numbers[telling.statement.id]]):
            if sentence - other.statement.sentence > _IN_FOCUS:
                return None
            name = other.statement.id
            if name not in self._acting:
                self._acting[name] = setting_of(Speaking(other, ()), self._cut(other)).acting
            if len(self._acting[name]) == 1:
                return self._acting[name][0]
            if self._acting[name]:
                return None
        return None


def fill_document(kind: RecordType, reader: Reader, *, bodies: Bodies) -> tuple[list[Candidate], list[Count]]:
    """Return what the statements of one document say of records of one kind, and what they count."""
    candidates: list[Candidate] = []
    counts: list[Count] = []
    identity = _identity(kind)
    found = find_speaking(kind, reader.tellings)
    for speaking, setting in (
        part for each in found for part in clauses_of(kind, each, reader.setting(each))
    ):
        answers = {
            rule.name: _fill(kind, rule, speaking, setting, bodies)
            for rule in kind.fields
            if rule.kind != "quantity"
        }
        told, counted = _figures(kind, speaking, setting)
        counts += counted
        if identity is not None:
            candidates += _by_figure(kind, speaking, answers, told.get(identity, ()), identity)
        else:
            candidates += _split(kind, speaking, setting, answers, told)
    return candidates, counts


def _identity(kind: RecordType) -> str | None:
    """Return the name of the figure that records of a kind keep; None where they keep something else."""
    if kind.figure is not None:
        return kind.figure.name
    return next(
        (rule.name for rule in kind.fields if rule.kind == "quantity" and rule.name in kind.same), None
    )


def _fill(
    kind: RecordType, rule: FieldRule, speaking: Speaking, setting: Setting, bodies: Bodies
) -> list[Answer]:
    if rule.kind == "place":
        return fill_places(kind, rule, speaking, setting)
    if rule.kind == "date":
        return fill_dates(kind, rule, speaking)
    if rule.kind == "party":
        return fill_parties(kind, rule, speaking, setting, bodies)
    if rule.kind == "status":
        return fill_statuses(kind, rule, speaking)
    if rule.kind == "source":
        return _source(speaking, bodies)
    return fill_texts(kind, rule, speaking)


def _source(speaking: Speaking, bodies: Bodies) -> list[Answer]:
    """Return who says it: the body at the beginning of the chain, never a person."""
    attribution = speaking.telling.statement.attribution
    source = bodies.by_id.get(attribution[0]) if attribution else None
    if source is None:
        return []
    return [Answer(("party", source.id), source.name, speaking.telling, party=source.id)]


def _figures(
    kind: RecordType, speaking: Speaking, setting: Setting
) -> tuple[dict[str, list[tuple[Answer, Place | None]]], list[Count]]:
    """Return the figures by field, each with its place, and those that count records."""
    lying = any(each.role == "at" for each in setting.placed)
    told: dict[str, list[tuple[Answer, Place | None]]] = {}
    counts = []
    for rule in kind.fields:
        if rule.kind != "quantity":
            continue
        for answer in fill_quantities(kind, rule, speaking):
            place = place_counted(answer, setting)
            if place is None and rule.counts and _is_of_some(answer, setting, lying=lying):
                continue
            answer = replace(answer, hint=False)
            told.setdefault(rule.name, []).append((answer, place))
            if rule.counts and (place is not None or not lying):
                counts.append(Count(rule.counts, answer, place))
    return told, counts


def _is_of_some(answer: Answer, setting: Setting, *, lying: bool) -> bool:
    """Tell whether a figure without a place of its own counts only some: "three others, two in X"."""
    rest = answer.telling.found("placing", "rest")
    goes_on = any(hit.start - answer.telling.statement.start <= 1 for hit in rest)
    return answer.hint or goes_on or (lying and is_increment(answer))


def _split(
    kind: RecordType,
    speaking: Speaking,
    setting: Setting,
    answers: Mapping[str, list[Answer]],
    figures: Mapping[str, list[tuple[Answer, Place | None]]],
) -> list[Candidate]:
    """Return a candidate for each place that tells records of this kind apart, else one for all."""
    apart = next(
        (
            rule.name
            for rule in kind.fields
            if rule.kind == "place" and rule.name in kind.same and answers[rule.name]
        ),
        None,
    )
    telling = speaking.telling
    rest = {name: tuple(each) for name, each in answers.items() if each and name != apart}
    if apart is None:
        every = {name: tuple(answer for answer, _ in each) for name, each in figures.items()}
        return [Candidate(kind, telling, {**rest, **every})]
    found = []
    # What states agree on they all agree on.
    places = () if "with" in _where(kind, apart) else answers[apart]
    shares = {
        rule.name: belonging(answers[rule.name], places, shared=rule.kind == "text")
        for rule in kind.fields
        if places and rule.kind in ("date", "text") and rule.name in rest
    }
    for n, answer in enumerate(answers[apart]):
        own = {
            name: tuple(figure for figure, place in each if _counted_here(answer, place, answers[apart]))
            for name, each in figures.items()
        }
        own |= {name: each[n] for name, each in shares.items()}
        if len(answers[apart]) > 1:
            own |= _one_each(kind, speaking, setting, answer)
        fields = {**rest, apart: (answer,), **own}
        found.append(Candidate(kind, telling, {name: each for name, each in fields.items() if each}))
    return found


def _where(kind: RecordType, name: str) -> tuple[Where, ...]:
    rule = kind.field(name)
    return rule.where if rule is not None else ()


def _one_each(
    kind: RecordType, speaking: Speaking, setting: Setting, answer: Answer
) -> dict[str, tuple[Answer, ...]]:
    """Return how many are in a place that is told with one of them: "one in X and the other in Y"."""
    start = answer.place.start if answer.place else -1
    placed = next((each for each in setting.placed if each.place.start == start), None)
    if placed is None or placed.head < 1 or placed.head == placed.at:
        return {}
    word = setting.pieces[placed.head - 1]
    if "single" not in word.kinds:
        return {}
    one = Quantity(word.start, word.end, low=1.0, high=1.0)
    figure = Answer(("quantity", 1.0, 1.0, False, False, False), "1", speaking.telling, quantity=one)
    return {
        rule.name: (figure,)
        for rule in kind.fields
        if rule.kind == "quantity" and not rule.counts and not rule.signals and rule.name not in kind.updates
    }


def _by_figure(
    kind: RecordType,
    speaking: Speaking,
    answers: Mapping[str, list[Answer]],
    figures: Sequence[tuple[Answer, Place | None]],
    name: str,
) -> list[Candidate]:
    """Return a candidate for each figure where figures tell records apart, with the place it is said of."""
    places = [rule.name for rule in kind.fields if rule.kind == "place" and rule.name in kind.same]
    rest = {field: tuple(each) for field, each in answers.items() if each and field not in places}
    found = []
    for figure, place in figures:
        where = {field: (place_answer(place, speaking),) for field in places[:1] if place is not None}
        found.append(Candidate(kind, speaking.telling, {**rest, **where, name: (figure,)}))
    return found


def _counted_here(answer: Answer, place: Place | None, places: Sequence[Answer]) -> bool:
    """Tell whether a figure is said of one of the places of a statement."""
    if place is None:
        return len(places) == 1
    return place_key(place) == answer.key
