"""A desk that goes on from the last moment shows what one shows that begins from nothing."""

from pathlib import Path
from random import Random

import pytest

from firsthand.desk import OpenDesk
from firsthand.desk import open_desk as opened
from firsthand.desk.holding.snapshot import snapshot_of
from firsthand.model import Draft
from firsthand.model.errors import FirsthandError, PublishError

REASON = "Read against both papers, by hand."


@pytest.mark.parametrize("seed", [3, 8, 21])
def test_decisions_one_by_one_come_to_what_all_at_once_come_to(tarn_path: Path, seed: int) -> None:
    random = Random(seed)
    with OpenDesk(tarn_path) as desk:
        made = 0
        for _ in range(24):
            try:
                made += bool(desk.decide(_any_draft(desk, random), reviewer="Ada Lund"))
            except FirsthandError:
                continue  # it cannot be made any more, as something before it left
            now = desk._kept.now()
            anew = snapshot_of(now.base, now.decisions)
            assert {name: told.lines for name, told in now.stories.items()} == {
                name: told.lines for name, told in anew.stories.items()
            }
            assert {n: t.parts for n, t in now.stories.items()} == {
                n: t.parts for n, t in anew.stories.items()
            }
            assert now.moved == anew.moved
        assert made > 5


def test_a_report_that_no_browser_opens_is_refused_with_the_way_that_is_left(
    tarn_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "_MOST_REPORTED", 2)
    with OpenDesk(tarn_path) as desk, pytest.raises(PublishError, match="as a folder"):
        desk.report()


def _any_draft(desk: OpenDesk, random: Random) -> Draft:
    claims = desk.claims(limit=500).items
    one, other = random.sample(claims, 2)
    said = random.choice(desk.claim(one.id, limit=500).statements.items)
    held = tuple(d for d in desk.decisions(limit=500).items if d.id in desk.in_force())
    drafts = [
        Draft("accept", one.id),
        Draft("judge-claim", one.id, value="plausible", reason=REASON),
        Draft("reject", said.id, reason=REASON),
        Draft("merge-claims", one.id, others=(other.id,), reason=REASON),
        Draft("split-claim", one.id, others=(said.id,), reason=REASON),
        Draft(
            "rename-source", random.choice(desk.sources().items).source.id, value="Tarn Desk", reason=REASON
        ),
    ]
    if held:
        drafts.append(Draft("withdraw", random.choice(held).id, reason=REASON))
    return random.choice(drafts)
