"""Piles of retold stories with the truth about them, from 10 to 100,000 documents."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from random import Random

from retold.account import Account, Desk, points_of
from retold.data import matters
from retold.naming import filled
from retold.page import Outlet, outlet, page
from retold.reporting import release_of, report
from retold.retelling import retell, way
from retold.truth import Carried, How, Latent, Marked, RetoldStory, Told
from retold.wording import choose

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST_DAY = date(2016, 1, 1)
_LAST_DAY = 2900  # days later
_MEAN_SIZE = 9.0
_LARGEST = 60
_OWN_ACCOUNTS = 0.33
# One word that only the parent has may have been changed by the child itself, as the parent changed it. Three
# of them, or one mistake, show the parent.
_TELLING = 3
_LATER = (0,) * 7 + (1,) * 8 + (2,) * 3 + (4, 9)  # days between a text and what is written from it


def generate(*, seed: int, documents: int, largest: int = _LARGEST) -> Iterator[RetoldStory]:
    """Yield stories until they have so many documents together; the same seed gives the same bytes.

    Each story is made and can be forgotten by itself. `largest` is the most documents of one story.
    """
    random = Random(f"retold {seed}")
    outlets = _outlets(random, max(largest + 2, min(400, documents // 8)))
    agencies = _outlets(random, 9, agency=True)
    made = number = 0
    while made < documents:
        size = min(1 + int(random.expovariate(1 / (_MEAN_SIZE - 1))), largest, documents - made)
        story = _story(f"s{number:05d}", size, Random(f"retold {seed} {number}"), outlets, agencies, seed)
        yield story
        made += size
        number += 1


def one_story(*, seed: int, documents: int) -> RetoldStory:
    """Return one story of so many documents; the same seed gives the same bytes."""
    random = Random(f"one {seed}")
    outlets, agencies = _outlets(random, documents + 5), _outlets(random, 9, agency=True)
    return _story("s0", documents, random, outlets, agencies, seed)


@dataclass(slots=True)
class _Text:
    """A text of a story while the others are made."""

    account: Account
    outlet: Outlet
    published: date
    parent: int | None
    how: How
    credits: bool
    latent: bool


def _story(
    id: str, size: int, random: Random, outlets: Sequence[Outlet], agencies: Sequence[Outlet], seed: int
) -> RetoldStory:
    matter = choose(matters(), random)
    day = _FIRST_DAY + timedelta(days=random.randrange(_LAST_DAY))
    slots = {**filled(matter["slots"], random), "day": _DAYS[day.weekday()]}
    desk = Desk(id, matter, slots, points_of(matter), random)
    moving = next(point.slot for point in desk.points if point.moves)
    newest = _grown(slots[moving], random)
    release = release_of(desk)
    printing = random.sample(outlets, size)
    wires = random.sample(agencies, min(len(agencies), _latents(size, random)))
    texts: list[_Text] = []
    for wire in wires:
        published = day + timedelta(days=random.choice((0, 0, 1)))
        account = report(desk, id=f"{id}.wire{len(texts)}", outlet=wire.name, release=release, slots=slots)
        texts.append(_Text(account, wire, published, None, "own", False, True))
    for place, paper in zip(_plan(len(wires), size, random), printing, strict=True):
        name = _name(seed, id, len(texts))
        parent = place if place is not None and place >= 0 else None
        if place == -1:
            printed = [at for at, text in enumerate(texts) if not text.latent]
            parent = random.choice(printed) if printed else None
        if parent is None:
            published = day + timedelta(days=random.choice((0, 0, 1, 1, 2, 3)))
            later = (published - day).days >= 2
            own = {**slots, moving: newest} if later and random.random() < 0.5 else slots
            account = report(desk, id=name, outlet=paper.name, release=release, slots=own)
            texts.append(_Text(account, paper, published, None, "own", False, False))
            continue
        source = texts[parent]
        how = way(random, wire=source.latent)
        published = source.published + timedelta(days=random.choice(_LATER))
        credits = random.random() < 0.45
        update = newest if (published - day).days >= 2 and random.random() < 0.4 else None
        account = retell(
            desk, source.account, how, id=name, outlet=paper.name, credits=credits, newest=update
        )
        texts.append(_Text(account, paper, published, parent, how, credits, False))
    return _assembled(id, desk, texts)


def _outlets(random: Random, count: int, *, agency: bool = False) -> list[Outlet]:
    found: dict[str, Outlet] = {}
    while len(found) < count:
        one = outlet(random, agency=agency)
        found[one.name] = one
    return list(found.values())


def _latents(size: int, random: Random) -> int:
    return min(6, int(size / 10 + random.random())) if size >= 3 else 0


def _plan(wires: int, size: int, random: Random) -> list[int | None]:
    """Return for each document what it is written from: a wire (its number), a document (-1), nothing."""
    plan: list[int | None] = [wire for wire in range(wires) for _ in range(2)]
    plan = plan[:size]
    while len(plan) < size:
        chance = random.random()
        if chance < _OWN_ACCOUNTS:
            plan.append(None)
        else:
            plan.append(random.randrange(wires) if wires and chance < 0.45 else -1)
    random.shuffle(plan)
    return plan


def _grown(value: str, random: Random) -> str:
    """Return what a figure becomes: more, or of money another sum."""
    head, _, rest = value.partition(" ")
    number = float(head.replace(",", ""))
    more = number * random.uniform(1.1, 1.6) + 1
    text = f"{more:.1f}" if "." in head else f"{round(more):,}"
    return f"{text} {rest}".strip()


def _name(seed: int, story: str, number: int) -> str:
    return blake2b(f"{seed} {story} {number}".encode(), digest_size=6).hexdigest() + ".txt"


def _assembled(id: str, desk: Desk, texts: Sequence[_Text]) -> RetoldStory:
    names = [text.account.id for text in texts]
    marks = [frozenset(mark for one in text.account.sentences for mark in one.marks) for text in texts]
    told_facts = [frozenset(one.point.id for one in text.account.sentences) for text in texts]
    alike = [_alike(at, texts, marks, told_facts, desk.mistaken) for at in range(len(texts))]
    documents = []
    for at, text in enumerate(texts):
        if text.latent:
            continue
        body, spans = page(
            text.outlet, text.published, text.account.title, text.account.sentences, desk.random
        )
        documents.append(
            Told(
                name=names[at],
                text=body,
                title=text.account.title,
                publisher=text.outlet.name,
                published=text.published,
                parent=None if text.parent is None else names[text.parent],
                alike=frozenset(names[other] for other in alike[at]),
                how=text.how,
                credits=text.credits,
                carries=tuple(_carried(text.account, spans, body)),
                changes=text.account.changes,
                sentences=tuple(
                    Marked(start, end, one.marks)
                    for (start, end), one in zip(spans, text.account.sentences, strict=True)
                ),
            )
        )
    return RetoldStory(
        id=id,
        facts={point.id: desk.slots[point.slot] for point in desk.points},
        documents=tuple(documents),
        latents=tuple(_latent(at, texts, alike) for at, text in enumerate(texts) if text.latent),
    )


def _carried(account: Account, spans: Sequence[tuple[int, int]], body: str) -> Iterator[Carried]:
    for one, (start, end) in zip(account.sentences, spans, strict=True):
        point = one.point
        if not point.id or point.mode == "credit":
            continue
        value = point.text if point.mode != "fact" and point.mode != "denial" else account.slots[point.slot]
        if point.mode in ("fact", "denial") and value not in body[start:end]:
            value = ""
        yield Carried(point.id, value, start, end, one.origin)


def _alike(
    at: int,
    texts: Sequence[_Text],
    marks: Sequence[frozenset[int]],
    facts: Sequence[frozenset[str]],
    mistaken: Container[int],
) -> list[int]:
    """Return the documents that a reader could not tell from the parent of one."""
    text = texts[at]
    if text.latent:
        return []
    if text.parent is None:
        return [
            other
            for other, one in enumerate(texts)
            if one.parent == at
            and one.published == text.published
            and not one.credits
            and marks[at] <= marks[other]
        ]
    if text.credits:
        return []
    had = marks[at] & marks[text.parent]
    known = facts[at] & facts[text.parent]
    return [
        other
        for other, one in enumerate(texts)
        if other not in (at, text.parent)
        and not one.latent
        and one.published <= text.published
        and known <= facts[other]
        and sum(_TELLING if mark in mistaken else 1 for mark in had - marks[other]) < _TELLING
    ]


def _latent(at: int, texts: Sequence[_Text], alike: Sequence[Sequence[int]]) -> Latent:
    children = [child for child, text in enumerate(texts) if text.parent == at]
    every = any(all(child == one or one in alike[child] for child in children) for one in children)
    return Latent(
        id=texts[at].account.id,
        outlet=texts[at].outlet.name,
        children=tuple(texts[child].account.id for child in children),
        tellable=len(children) > 1 and (not every or sum(texts[child].credits for child in children) > 1),
    )
