"""Several people decide on one case: nobody's decision is lost, and everybody sees the others'."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from firsthand.building import build
from firsthand.desk import OpenDesk, walk
from firsthand.model import Draft
from firsthand.model.errors import DecisionError, FirsthandError
from firsthand.store.checking import check_case

REASON = "Seen in the register of the port."


def test_two_who_decide_at_once_lose_nothing(large: OpenDesk) -> None:
    claims = [row.id for row in walk(large.claims)][:20]

    def decide(reviewer: str) -> list[str]:
        made = []
        for number in range(100):
            verdict = f"Verdict {number} of {reviewer}"
            draft = Draft("judge-claim", claims[number % 20], reason=REASON, value=verdict)
            made.append(large.decide(draft, reviewer=reviewer).decision.id)
            large.claim(claims[number % 20])
            large.claims(limit=5)
        return made

    with ThreadPoolExecutor(2) as pool:
        made = [one for each in pool.map(decide, ["Ada Lund", "Ina Roe"]) for one in each]
    assert len(set(made)) == 200
    assert {decision.id for decision in walk(large.decisions)} == set(made)
    assert large.revision.startswith("200-")
    path = large.path
    assert path is not None
    with OpenDesk(path) as other:
        assert [d.id for d in walk(other.decisions)] == [d.id for d in walk(large.decisions)]
        assert other.revision == large.revision


def test_who_decides_unseen_is_told_of(large: OpenDesk) -> None:
    claim = large.claims().items[0].id
    first = large.decide(Draft("accept", claim), reviewer="Ada Lund")
    second = large.decide(Draft("reject", claim, reason=REASON), reviewer="Ina Roe")
    assert first.meanwhile == ()
    assert second.meanwhile == (first.decision,)
    back = Draft("withdraw", second.decision.id, reason="Taken back by the reviewer who made it.")
    large.decide(back, reviewer="Ina Roe")
    seen = large.decide(Draft("accept", claim, seen=first.decision.id), reviewer="Ina Roe")
    assert seen.meanwhile == ()


def test_news_are_what_was_decided_since(large: OpenDesk) -> None:
    rows = large.claims().items
    before = large.revision
    made = [large.decide(Draft("accept", row.id), reviewer="Ada Lund").decision for row in rows[:3]]
    news = large.news(before)
    assert (news.decisions, news.rebuilt) == (tuple(made), False)
    assert large.news(news.revision).decisions == ()
    assert large.news("0-of-another-build").rebuilt
    assert large.news("").rebuilt


def test_what_is_read_within_one_moment_is_of_that_moment(large: OpenDesk) -> None:
    claim = large.claims().items[0].id
    with large.one_moment():
        before = large.revision
        with ThreadPoolExecutor(1) as pool:
            pool.submit(large.decide, Draft("reject", claim, reason=REASON), reviewer="Ada Lund").result()
        assert large.claim(claim).state == "open"
        assert large.revision == before
    assert large.revision != before
    assert claim not in {row.id for row in walk(large.claims)}


def test_several_decisions_are_kept_or_none(large: OpenDesk) -> None:
    rows = large.claims().items
    drafts = [
        Draft("accept", rows[0].id),
        Draft("reject", rows[1].id, reason="no"),
        Draft("accept", rows[2].id),
    ]
    with pytest.raises(DecisionError):
        large.decide_all(drafts, reviewer="Ada Lund")
    assert large.decisions().total == 0
    assert {large.claim(row.id).state for row in rows[:3]} == {"open"}
    drafts[1] = Draft("reject", rows[1].id, reason=REASON)
    made = large.decide_all(drafts, reviewer="Ada Lund")
    assert [one.decision.target for one in made] == [row.id for row in rows[:3]]
    assert large.decisions().total == 3
    assert large.claim(rows[0].id).state == "accepted"
    with pytest.raises(FirsthandError):
        large.claim(rows[1].id)


def test_a_decision_of_another_process_is_taken_in(large: OpenDesk) -> None:
    claim = large.claims().items[0]
    script = (
        "import sys; from firsthand.desk import OpenDesk; from firsthand.model import Draft\n"
        "with OpenDesk(sys.argv[1]) as desk:\n"
        "    desk.decide(Draft('accept', sys.argv[2]), reviewer='Mira Dorn')"
    )
    before = large.revision
    subprocess.run([sys.executable, "-c", script, str(large.path), claim.id], check=True, timeout=120)
    assert large.claim(claim.id).state == "accepted"
    assert [decision.reviewer for decision in large.news(before).decisions] == ["Mira Dorn"]
    assert large.claims().items[0].state == "accepted"


def test_a_build_of_somebody_else_is_taken_in_and_decisions_stay(tarn_path: Path, tmp_path: Path) -> None:
    with OpenDesk(tarn_path) as desk:
        claim = next(row for row in walk(desk.claims) if "damaged" in row.text)
        desk.decide(Draft("accept", claim.id), reviewer="Ada Lund")
        before, documents = desk.revision, desk.documents().total
        folder = tmp_path / "more"
        folder.mkdir()
        text = "The Quay Post, 9 May 2031.\n\nThe bakery of Quay has a second shop, said Jon Fenwyn.\n"
        (folder / "post.txt").write_text(text)
        build(folder, case=tarn_path, processes=1).close()
        assert desk.documents().total != documents
        assert desk.news(before).rebuilt
        assert [decision.reviewer for decision in desk.decisions().items] == ["Ada Lund"]


def test_a_case_that_was_decided_on_is_whole(many_path: Path) -> None:
    with OpenDesk(many_path) as desk:
        for row in desk.claims().items[:3]:
            desk.decide(Draft("accept", row.id), reviewer="Ada Lund")
    assert check_case(many_path).verdict == "whole"
    assert [one.name for one in many_path.parent.iterdir()] == [many_path.name]
