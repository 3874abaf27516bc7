"""What is asked for again after decisions is what a desk answers that begins from nothing."""

from pathlib import Path
from random import Random
from typing import get_args

import pytest

from firsthand.desk import OpenDesk
from firsthand.desk.holding import snapshot as holding
from firsthand.desk.holding.snapshot import Snapshot, snapshot_of
from firsthand.desk.listing import over_all
from firsthand.desk.listing.claims import asked_claims
from firsthand.desk.listing.facets import facets_of
from firsthand.desk.listing.queues import open_in, queue_of
from firsthand.desk.listing.sources import asked_sources
from firsthand.desk.shapes import Asked, Queue, Sort
from firsthand.model import Draft
from firsthand.model.errors import FirsthandError

REASON = "Read against both papers, by hand."


@pytest.mark.parametrize("seed", [1, 5])
def test_lists_and_counts_gone_on_from_are_those_made_from_nothing(many_path: Path, seed: int) -> None:
    random = Random(seed)
    with OpenDesk(many_path) as desk:
        questions = every_question(desk, random)
        for asked in questions:
            ask(desk._kept.now(), asked)
        made = 0
        for _ in range(24):
            try:
                made += bool(desk.decide(any_draft(desk, random), reviewer="Ada Lund"))
            except FirsthandError:
                continue  # it cannot be made any more, as something before it left
            if random.random() < 0.5:
                continue  # several decisions lie between two looks at a list
            now = desk._kept.now()
            anew = snapshot_of(now.base, now.decisions)
            for asked in random.sample(questions, 8):
                assert ask(now, asked) == ask(anew, asked), asked
            for kind in get_args(Queue):
                assert queue_of(now, kind, "").items == queue_of(anew, kind, "").items
                assert kind == "misfits" or open_in(now, kind) == open_in(anew, kind)
            assert asked_sources(now, "").items == asked_sources(anew, "").items
            assert now.records() == anew.records()
        assert made > 9
        with OpenDesk(many_path) as other:
            assert desk.persons(limit=500).items == other.persons(limit=500).items
            mine, others = desk.overview(), other.overview()  # records may be derived anew meanwhile
            assert (mine.waiting, mine.stories, mine.alone) == (others.waiting, others.stories, others.alone)


def test_a_desk_remembers_the_last_questions_alone(many_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "_LATELY", 10)
    with OpenDesk(many_path) as desk:
        rows = desk.claims(limit=40).items
        for number, row in enumerate(rows):
            desk.claims(Asked(text=row.text.split()[0]))
            desk.facets(Asked(origin=row.id))
            desk.decide(Draft("judge-claim", row.id, value="plausible", reason=REASON), reviewer="Ada Lund")
            assert len(desk._kept.now().before) < 30, number
            assert len(desk._kept.now().asked) <= 10


def test_a_list_of_which_very_much_changed_is_made_anew(
    many_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(over_all, "_FEW", 1)
    with OpenDesk(many_path) as desk:
        contested = Asked(standing="contested", sort="newest")
        desk.claims(contested)
        for row in desk.claims(limit=5).items:
            desk.decide(Draft("reject", row.id, reason=REASON), reviewer="Ada Lund")
        now = desk._kept.now()
        assert ask(now, contested) == ask(snapshot_of(now.base, now.decisions), contested)


def every_question(desk: OpenDesk, random: Random) -> list[Asked]:
    """Return questions of every kind, alone and together, about what the case has."""
    facets = desk.facets()
    values = {kind: [facet.value for facet in found] for kind, found in facets.items() if found}
    word = desk.claims().items[0].text.split()[0]
    story = desk.stories().items[0].id
    found = [Asked(sort=sort) for sort in get_args(Sort)]
    found += [Asked(state=state) for state in ("open", "judged", "accepted", "decided")]
    found += [Asked(text=word), Asked(denied=True), Asked(changed=True), Asked(story=story)]
    found += [Asked(story=story, state="open"), Asked(document=desk.documents().items[0].id)]
    found += [Asked(story="no-such-story", state="open"), Asked(story=story, document="no-such-document")]
    for _ in range(14):
        kinds = random.sample(sorted(values.keys() - {"denied", "changed"}), 2)
        some = {kind: random.choice(values[kind]) for kind in kinds}
        found.append(Asked(**some, sort=random.choice(get_args(Sort))))  # type: ignore[arg-type]
    return found


def ask(snapshot: Snapshot, asked: Asked) -> tuple[object, ...]:
    """Return what is answered: the lines in their order, and the counts beside them."""
    return tuple(asked_claims(snapshot, asked).items), facets_of(snapshot, asked)


def any_draft(desk: OpenDesk, random: Random) -> Draft:
    """Return a draft of any kind on anything in the case."""
    one, other = random.sample(desk.claims(limit=500).items, 2)
    said = random.choice(desk.claim(one.id, limit=500).statements.items)
    holding = desk.in_force()
    held = [made for made in desk.decisions(limit=500).items if made.id in holding]
    conflicts, variants = desk.queue("conflicts").items, desk.queue("variants").items
    drafts = [
        Draft("accept", one.id),
        Draft("accept", said.id),
        Draft("accept", random.choice(conflicts).id),
        Draft("accept", random.choice(variants).id),
        Draft("judge-claim", one.id, value=random.choice(["plausible", "shown"]), reason=REASON),
        Draft("judge-claim", other.id, value="plausible", reason=REASON),
        Draft("reject", one.id, reason=REASON),
        Draft("reject", said.id, reason=REASON),
        Draft("reject", random.choice(conflicts).id, reason=REASON),
        Draft("merge-claims", one.id, others=(other.id,), reason=REASON),
        Draft("split-claim", one.id, others=(said.id,), reason=REASON),
        Draft("rename-source", random.choice(desk.sources().items).source.id, value="Sorve", reason=REASON),
        Draft("show-person", random.choice(desk.persons().items).person.id, reason=REASON),
    ]
    if held:
        drafts += 2 * [Draft("withdraw", random.choice(held).id, reason=REASON)]
    return random.choice(drafts)
