from dataclasses import replace

from firsthand.model import Findings, Lineage, Variant
from firsthand.publish.telling.changes import find_changes
from firsthand.publish.telling.index import index_of


def _also_against_the_courier(harbour: Findings) -> Findings:
    first = harbour.variants[0]
    courier = next(d.id for d in harbour.documents if d.name == "courier.html")
    claim = next(c for c in harbour.claims if c.id == first.claim)
    same = next(s for s in harbour.statements if s.id in claim.statements and s.document == courier)
    again = Variant("v-again", first.kind, first.claim, (same.id, first.statements[1]), first.explanation)
    return replace(harbour, variants=(first, again))


def test_one_change_against_all_who_agree(harbour: Findings) -> None:
    both = _also_against_the_courier(harbour)
    (change,) = find_changes(index_of(both))
    assert [v.id for v in change.variants] == [harbour.variants[0].id, "v-again"]
    assert len(change.earlier) == 2


def test_different_departures_stay_apart(harbour: Findings) -> None:
    both = _also_against_the_courier(harbour)
    at = next(i for i, s in enumerate(both.statements) if s.id == both.variants[1].statements[0])
    other = replace(both.statements[at], text="What we see is a harbour that was made to look away")
    statements = (*both.statements[:at], other, *both.statements[at + 1 :])
    assert len(find_changes(index_of(replace(both, statements=statements)))) == 2


def test_a_change_whose_statements_are_gone_is_left_out(harbour: Findings) -> None:
    lost = replace(harbour.variants[0], statements=("s-gone", "s-lost"))
    assert find_changes(index_of(replace(harbour, variants=(lost,)))) == ()


def test_who_changed_it_is_known_only_from_dates_lineage_or_those_who_agree(harbour: Findings) -> None:
    assert find_changes(index_of(harbour))[0].known
    undated = replace(
        harbour, documents=tuple(replace(d, published=None) for d in harbour.documents), lineage=Lineage()
    )
    assert not find_changes(index_of(undated))[0].known
    assert find_changes(index_of(_also_against_the_courier(undated)))[0].known
    assert find_changes(index_of(replace(undated, lineage=harbour.lineage)))[0].known
