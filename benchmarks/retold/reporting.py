"""An account of one's own: what a reporter knows, asks, sees and is told like everybody else."""

from collections.abc import Mapping
from dataclasses import replace

from retold.account import Account, Desk, Point, tell, unworn
from retold.data import words
from retold.edits import modified, reworded
from retold.naming import person, surname
from retold.wording import capitalised, choose, word

# How many of its facts a reporter embroiders, told as known or as said by others; how many of the words
# that have a synonym they put in their own way, how many nouns get an adjective; and how many headlines are
# the kind of event's own.
_TAILED_OWN, _TAILED_REPORTED = 0.65, 0.15
_STYLE = 0.4
_MODIFIED = 0.5
_PLAIN_HEADLINES = 0.4


def report(desk: Desk, *, id: str, outlet: str, release: Point, slots: Mapping[str, str]) -> Account:
    """Write an account of one's own: facts, own interviews, what was seen, what all were told."""
    random = desk.random
    slots = {**slots, "outlet": outlet}
    leads = [point for point in desk.points if point.lead]
    others = [point for point in desk.points if not point.lead]
    random.shuffle(others)
    told = others[: max(2, round(len(others) * random.uniform(0.25, 0.75)))]
    own = [interview(desk, id, n) for n in range(random.choice((1, 1, 2, 2, 3)))]
    own += [colour(desk, id, n) for n in range(random.choice((0, 1, 1, 2, 3)))]
    if random.random() < 0.5:
        own.append(release)
    for point in own:
        told.insert(random.randint(min(1, len(told)), len(told)), point)
    if random.random() < 0.5:
        text = choose(words("speech")["stock"]["sentences"], random)
        told.append(Point(id="", mode="stock", text=text))
    random.shuffle(leads)
    order = leads[: 1 if random.random() < 0.2 else 2] + told
    seen: set[str] = set()
    sentences = []
    for point in order:
        fact = point.mode in ("fact", "denial")
        point = _embroidered(desk, point) if fact else point
        one = tell(desk, point, slots, seen, origin=_origin(desk, point, id))
        sentences.append(modified(desk, reworded(desk, one, _STYLE), _MODIFIED) if fact else one)
    return Account(id, outlet, slots, tuple(sentences), headline(desk, slots))


def headline(desk: Desk, slots: Mapping[str, str]) -> str:
    """Return one of the headlines of a story."""
    random, more = desk.random, words("speech")["headlines"]
    filled = {**slots, **tables(desk), "town": slots["town"], "what": choose(desk.matter["event"], random)}
    template = choose(desk.matter["headlines"] if random.random() < _PLAIN_HEADLINES else more["any"], random)
    return capitalised(word(template + choose(more["after"], random), filled, random))


def interview(desk: Desk, account: str, number: int) -> Point:
    """Return what somebody told one reporter and nobody else."""
    speech, random = words("speech"), desk.random
    said = speech["interview"]
    slots = tables(desk)
    first = word(unworn(desk, said["openings"]), slots, random)
    last = word(unworn(desk, said["endings"]), slots, random)
    name = person(random)
    people = word(choose(said["people"], random), slots, random)
    return Point(
        id=f"{account}.said{number}",
        mode="quote",
        by=name,
        who=(f"{name}, {people} from {desk.slots['town']},", name.rsplit(" ", 1)[-1]),
        text=capitalised(f"{first}, {last}" if last else first),
    )


def colour(desk: Desk, account: str, number: int) -> Point:
    """Return what one reporter saw and nobody else."""
    random = desk.random
    template = unworn(desk, words("speech")["colour"]["sentences"])
    text = capitalised(word(template, tables(desk), random))
    return Point(id=f"{account}.saw{number}", mode="colour", text=text)


def release_of(desk: Desk) -> Point:
    """Return the official statement that everybody was sent: the same words for all."""
    random = desk.random
    spokesmen = [
        (by, who) for by, who in desk.matter["sources"].items() if any(":last}" in form for form in who)
    ] or list(desk.matter["sources"].items())
    by, who = choose(spokesmen, random)
    template = choose(words("speech")["official"]["quotes"], random)
    text = word(template, {**desk.slots, **tables(desk)}, random)
    return Point(id="release", mode="release", by=by, who=tuple(who), text=capitalised(text))


def tables(desk: Desk) -> dict[str, str]:
    """Return a choice of things, people and sounds for one sentence."""
    random = desk.random
    said = words("speech")["interview"]
    names = (
        "kin",
        "animal",
        "trade",
        "sound",
        "surface",
        "colour",
        "state",
        "thing",
        "spot",
        "stuff",
        "clock",
        "number",
    )
    chosen = {name: choose(said[name], random) for name in names}
    return {
        **chosen,
        "stuff2": choose(said["stuff"], random),
        "thing2": choose(said["thing"], random),
        "quarter": surname(random),
        "place": desk.slots["town"],
        "day": desk.slots["day"],
        "event": desk.matter["event"][0],
    }


def _embroidered(desk: Desk, point: Point) -> Point:
    """Return a fact with what this reporter adds to it, some of the time."""
    random = desk.random
    if random.random() >= (_TAILED_REPORTED if point.by else _TAILED_OWN):
        return point
    where = choose(("before", "behind", "behind"), random) if not point.by else "behind"
    text = word(unworn(desk, words("speech")["tails"][where]), tables(desk), random)
    return replace(point, behind=text) if where == "behind" else replace(point, before=text)


def _origin(desk: Desk, point: Point, account: str) -> str:
    return f"{desk.story}:{point.by}" if point.by else account
