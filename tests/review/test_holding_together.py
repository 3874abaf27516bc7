"""Whatever is decided, one after the other, on whatever is there: what comes of it holds together."""

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from holding_together import faults
from reviewers import Reviewer

from firsthand.model import Findings
from firsthand.model.errors import DecisionError, GoneError
from firsthand.publish.export import as_contract, check
from firsthand.review import apply_decisions

NAMES = ("Mara Quill", "Ole Brandt", "Town Council", "水利部", "Ministry of Water", "Nobody Known", "陈小明")
KINDS = ("person", "organisation", "government", "outlet", "document", "unnamed")
Asked = tuple[str, str, Mapping[str, Any]]


def _on_statements(r: random.Random, now: Findings) -> Asked:
    each, document = r.choice(now.statements), r.choice(now.documents)
    start = r.randint(0, len(document.text) - 2)
    claims = r.sample([claim.id for claim in now.claims], r.randint(0, 1))
    chain = tuple(r.sample((*NAMES, *(source.name for source in now.sources)), r.randint(0, 2)))
    bounds = {"start": each.start + r.randint(-9, 9), "end": each.end + r.randint(-9, 9)}
    added = {"start": start, "end": start + r.randint(5, 150), "chain": chain, "others": tuple(claims)}
    return r.choice(
        (
            ("accept", each.id, {}),
            ("reject", each.id, {}),
            ("set-bounds", each.id, bounds),
            ("set-attribution", each.id, {"chain": chain}),
            ("add-statement", document.id, added),
        )
    )


def _on_claims(r: random.Random, now: Findings) -> Asked:
    claim = r.choice(now.claims)
    others = tuple(each.id for each in r.sample(now.claims, r.randint(1, min(3, len(now.claims)))))
    parts = tuple(r.sample(claim.statements, r.randint(1, len(claim.statements))))
    between = r.choice((*now.conflicts, *now.variants, claim))
    return r.choice(
        (
            (r.choice(("accept", "reject")), claim.id, {}),
            (r.choice(("accept", "reject")), between.id, {}),
            ("merge-claims", claim.id, {"others": others}),
            ("split-claim", claim.id, {"others": parts}),
            ("judge-claim", claim.id, {"value": "well supported"}),
        )
    )


def _on_sources(r: random.Random, now: Findings) -> Asked:
    source = r.choice(now.sources)
    others = tuple(each.id for each in r.sample(now.sources, r.randint(1, 2)))
    said = [each.id for each in now.statements if source.id in each.attribution]
    parts = tuple(r.sample(said, r.randint(1, len(said)))) if said else ()
    return r.choice(
        (
            ("merge-sources", source.id, {"others": others}),
            ("split-source", source.id, {"others": parts, "value": r.choice(NAMES)}),
            ("rename-source", source.id, {"value": r.choice(NAMES)}),
            ("set-source-kind", source.id, {"value": r.choice(KINDS)}),
        )
    )


@pytest.mark.parametrize("seed", range(12))
def test_nothing_dangles_and_sums_are_right_after_every_decision(told: Findings, seed: int) -> None:
    r, reviewer = random.Random(seed), Reviewer()
    now = told
    for _ in range(14):
        turn = r.random()
        if turn < 0.15 and reviewer.made:
            asked: Asked = ("withdraw", r.choice(reviewer.made).id, {})
        elif not now.statements:
            break
        else:
            asked = r.choice((_on_statements, _on_claims, _on_sources))(r, now)
        try:
            reviewer.decide(now, asked[0], asked[1], **asked[2])
        except (DecisionError, GoneError):
            continue
        before = replace(told, decisions=tuple(reviewer.made))
        reviewed = apply_decisions(before, reviewer.made)
        now = reviewed.findings
        assert faults(before, reviewed) == []
    check(as_contract(now))
    assert len(reviewer.made) > 3


def test_sources_of_two_stories_become_one_in_both(told: Findings, reviewer: Reviewer) -> None:
    names = {source.name: source.id for source in told.sources}
    dam, ferry = names["Ministry of Water"], names["Island Ferry Company"]
    part = next(each for each in told.statements if each.attribution == (dam,))
    split = reviewer.decide(told, "split-source", dam, others=(part.id,), value="Dam Inspectorate")
    now = apply_decisions(told, reviewer.made).findings
    new = next(source.id for source in now.sources if source.name == "Dam Inspectorate")
    reviewer.decide(now, "merge-sources", new, others=(ferry,))
    reviewed = apply_decisions(told, reviewer.made)
    assert faults(told, reviewed) == []
    assert not reviewed.misfits
    found = reviewed.findings
    assert ferry not in {source.id for source in found.sources}
    assert new in {s for each in found.statements if "night ferry" in each.text for s in each.attribution}
    reviewer.decide(found, "withdraw", split.id, reason="It was the ministry after all.")
    assert faults(told, apply_decisions(told, reviewer.made)) == []
