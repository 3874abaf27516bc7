"""One text written from another: copied, edited, cut short, told in other words, translated back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from retold.account import (
    Account,
    Desk,
    Point,
    Sentence,
    bare,
    renamed,
    sentence,
    tell,
    worded,
)
from retold.data import words
from retold.edits import joined, kept_marks, misspelled, reworded, shortened, without_doubt
from retold.reporting import colour, headline, interview
from retold.truth import Change, ChangeKind, How
from retold.wording import capitalised, choose, word

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# How many of the embroidered facts lose it when they are put in other words.
_UNEMBROIDERED = 0.35
_OWN = ("quote", "colour")


@dataclass(frozen=True, slots=True)
class _Habits:
    """How much each way of retelling changes: shares of sentences or of words, 0 to 1."""

    words: float  # that get a synonym, where they have one
    retold: float  # sentences put in quite other words
    left_out: float  # sentences
    moved: float  # chance that two neighbours change places, each pair
    joined: float  # chance that two neighbours become one
    doubts: float  # that are dropped
    cut: float  # quotations that are cut
    new_title: float
    added: float  # chance of something of one's own
    mistake: float  # chance of a mistake
    table: str = "same"


_HABITS: Mapping[How, _Habits] = {
    "copy": _Habits(0, 0, 0, 0, 0, 0, 0, 0.2, 0, 0.1),
    "light": _Habits(0.12, 0, 0.1, 0.04, 0.04, 0.15, 0.1, 0.5, 0.05, 0.3),
    "cut": _Habits(0.05, 0, 0, 0, 0, 0.1, 0.1, 0.5, 0, 0.2),
    "rewrite": _Habits(0.35, 0.7, 0.2, 0.15, 0.12, 0.35, 0.3, 0.95, 0.35, 0.35),
    "translation": _Habits(0.5, 0.15, 0.08, 0.04, 0.03, 0.15, 0.05, 0.9, 0, 0.25, "foreign"),
}
_HOWS: tuple[How, ...] = (
    ("copy",) * 3 + ("light",) * 6 + ("cut",) * 4 + ("rewrite",) * 8 + ("translation",) * 2
)


def way(random: Random, *, wire: bool) -> How:
    """Return how a text is written from another: told in other words most often; a `wire` is never
    printed whole."""
    how = choose(_HOWS, random)
    return "cut" if wire and how == "copy" else how


def retell(
    desk: Desk, parent: Account, how: How, *, id: str, outlet: str, credits: bool, newest: str | None
) -> Account:
    """Write a text from another. `newest` is a later first figure to put in, None for none."""
    random, habits = desk.random, _HABITS[how]
    account = replace(parent, id=id, outlet=outlet, changes=())
    if random.random() < habits.mistake:
        account = _mistaken(desk, account)
    chosen = _chosen(account.sentences, how, habits, random)
    seen: set[str] = set()
    slots = {**account.slots, "outlet": parent.outlet}
    changes = list(account.changes)
    written = []
    for one in chosen:
        one = _written(desk, one, habits, slots, seen)
        if random.random() < habits.doubts and (sure := without_doubt(desk, one)):
            one = sure[0]
            changes.append(Change("hedge", sure[1], sure[2]))
        if (
            one.point.mode in ("quote", "release")
            and random.random() < habits.cut
            and (less := shortened(one))
        ):
            changes.append(Change("quotation", " ".join(one.words), " ".join(less.words)))
            one = less
        written.append(one)
    if newest is not None and random.random() < 0.7:
        written, change = _updated(desk, written, account.slots, newest)
        changes += change
    if random.random() < habits.added:
        own = choose((interview, colour), random)(desk, id, 9)
        origin = f"{desk.story}:{own.by}" if own.by else id
        written.insert(
            random.randint(min(2, len(written)), len(written)),
            tell(desk, own, {**slots, "outlet": outlet}, set(), origin=origin),
        )
    if credits:
        written.insert(random.choice((1, 1, len(written))), _credit(desk, parent.outlet))
    title = headline(desk, account.slots) if random.random() < habits.new_title else account.title
    written = _run_together(desk, written, habits.joined)
    return replace(account, sentences=tuple(written), title=title, changes=tuple(changes))


def _chosen(sentences: Sequence[Sentence], how: How, habits: _Habits, random: Random) -> list[Sentence]:
    """Return the sentences that are kept, in their new order; what only the parent has is kept in part."""
    kept = [one for one in sentences if one.point.mode not in ("credit",) or random.random() < 0.3]
    if how == "cut":
        kept = kept[: max(3, round(len(kept) * random.uniform(0.35, 0.75)))]
    own = [one for one in kept if one.point.mode in _OWN]
    spared = set(map(id, random.sample(own, min(2, len(own)))))
    some = [
        one
        for at, one in enumerate(kept)
        if at == 0 or id(one) in spared or random.random() >= habits.left_out
    ]
    at = 1
    while at < len(some) - 1:
        if random.random() < habits.moved:
            some[at], some[at + 1] = some[at + 1], some[at]
            at += 1
        at += 1
    return some


def _written(
    desk: Desk, one: Sentence, habits: _Habits, slots: Mapping[str, str], seen: set[str]
) -> Sentence:
    random = desk.random
    again = one.point.mode in ("fact", "denial", "quote", "release")
    if again and random.random() < habits.retold:
        point = one.point
        if random.random() < _UNEMBROIDERED:
            point = replace(point, before="", behind="")
        new = sentence(desk, worded(desk, point, slots, seen), point, one.origin)
        return kept_marks(new, one)
    seen.add(one.point.by)
    quoted = one.point.mode in ("quote", "release") and habits.table == "same"
    return reworded(desk, one, 0.0 if quoted else habits.words, table=habits.table)


def _run_together(desk: Desk, written: list[Sentence], chance: float) -> list[Sentence]:
    """Join neighbours into one sentence; it is still told of as two, the first without its full stop."""
    found = list(written)
    for at in range(len(found) - 1):
        if desk.random.random() < chance and found[at].words[-1].endswith("."):
            made = joined(desk, found[at], found[at + 1])
            if made:
                said, marks = made
                cut = len(found[at].words)
                found[at] = replace(found[at], words=said[:cut], marks=marks[:cut])
                found[at + 1] = replace(found[at + 1], words=said[cut:], marks=marks[cut:])
    return found


def _credit(desk: Desk, outlet: str) -> Sentence:
    slots = {
        **desk.slots,
        "outlet": f"the {outlet}",
        "event": desk.matter["event"][0],
        "place": desk.slots["town"],
    }
    text = capitalised(word(choose(words("speech")["credits"], desk.random), slots, desk.random))
    return sentence(desk, text, Point(id="", mode="credit"), "")


def _updated(
    desk: Desk, written: list[Sentence], slots: Mapping[str, str], newest: str
) -> tuple[list[Sentence], list[Change]]:
    """Add what the figure has become since, said by who gives it."""
    at = next((i for i, one in enumerate(written) if one.point.moves), None)
    if at is None or (old := slots[written[at].point.slot]) == newest:
        return written, []
    point = written[at].point
    who = word(point.who[0], slots, desk.random)
    filled = {**slots, "who": who, "Who": capitalised(who), "value": newest, "old": old}
    text = word(choose(words("speech")["updates"], desk.random), filled, desk.random)
    new = sentence(
        desk, text, replace(point, mode="update", text=newest, moves=False), f"{desk.story}:{point.by}"
    )
    return [*written[: at + 1], new, *written[at + 1 :]], [Change("update", old, newest)]


def _mistaken(desk: Desk, account: Account) -> Account:
    """Return an account with one thing got wrong, everywhere in it."""
    random = desk.random
    present = {bare(each) for one in account.sentences for each in one.words}
    found: list[tuple[ChangeKind, str, Callable[[str, Random], str]]] = []
    for slot, kind in desk.matter["slots"].items():
        value = account.slots[slot]
        core = value.rsplit(" ", 1)[-1]
        name = kind.partition(":")[0]
        if name in ("figure", "year") and value in present:
            found.append(("figure", value, _miscounted))
        elif name == "person" and core in present:
            found.append(("name", core, misspelled))
        elif name == "town" and core in present:
            found.append(("place", core, misspelled))
        elif name == "day" and value in present:
            found.append(("day", value, _another_day))
    if not found:
        return account
    kind_of, old, change = choose(found, random)
    new = change(old, random)
    if new == old or new in present:
        return account
    made = Change(kind_of, old, new)
    return replace(renamed(desk, account, old, new), changes=(*account.changes, made))


def _miscounted(value: str, random: Random) -> str:
    """Change two digits about, or one into another."""
    digits = list(value)
    places = [i for i, digit in enumerate(digits) if digit.isdigit()]
    if len(places) > 1 and random.random() < 0.5:
        at = random.randrange(len(places) - 1)
        a, b = places[at], places[at + 1]
        if digits[a] != digits[b] and not (a == 0 and digits[b] == "0"):
            digits[a], digits[b] = digits[b], digits[a]
            return "".join(digits)
    at = random.choice(places)
    digits[at] = random.choice([digit for digit in "123456789" if digit != digits[at]])
    return "".join(digits)


def _another_day(value: str, random: Random) -> str:
    at = _DAYS.index(value)
    return _DAYS[(at + random.choice((-1, 1))) % len(_DAYS)]
