"""How much speaks for each claim of a conflict."""

from firsthand.model import Claim, Conflict, Source, Statement
from firsthand.weigh.credibility import with_credibility

SOURCES = [Source(name.lower(), name, "organisation") for name in ("Alder", "Birch", "Cedar", "Dogwood")]


def claim(id: str, *origins: str) -> Claim:
    return Claim(id, id, (), origins=origins, independent_origins=max(len(origins), 1))


def conflict(*claims: str) -> Conflict:
    return Conflict("x" + "".join(claims), "value", "How many?", claims, (), "")


def weighed(claims: list[Claim], conflicts: list[Conflict]) -> dict[str, Claim]:
    return {each.id: each for each in with_credibility(claims, conflicts, SOURCES)}


def test_origins_are_counted_for_and_against() -> None:
    found = weighed(
        [claim("a", "alder", "birch"), claim("b", "cedar"), claim("c")], [conflict("a", "b", "c")]
    )
    assert (found["a"].credibility, found["b"].credibility) == (0.6, 0.4)
    assert found["a"].credibility_because == "2 independent origins (Alder, Birch) against 1 (Cedar)"
    assert found["c"].credibility is None and found["c"].credibility_because == ""


def test_it_is_never_certain() -> None:
    many = claim("a", *(f"origin {n}" for n in range(50)))
    found = weighed([many, claim("b", "cedar")], [conflict("a", "b")])
    assert 0.9 < (found["a"].credibility or 0) < 1
    assert 0 < (found["b"].credibility or 0) < 0.1


def test_who_often_stood_alone_counts_less() -> None:
    claims = [claim("here", "alder"), claim("there", "birch")]
    conflicts = [conflict("here", "there")]
    for n in range(4):
        claims += [claim(f"own {n}", "alder"), claim(f"theirs {n}", "cedar", "dogwood")]
        conflicts.append(conflict(f"own {n}", f"theirs {n}"))
    found = weighed(claims, conflicts)
    assert (found["here"].credibility or 1) < 0.5 < (found["there"].credibility or 0)
    assert "Alder stood alone in 4 of 4 other disputes" in found["here"].credibility_because


def test_an_origin_named_for_both_sides_counts_for_neither() -> None:
    found = weighed([claim("a", "alder", "birch"), claim("b", "alder")], [conflict("a", "b")])
    assert found["a"].credibility_because.startswith(
        "1 independent origin (Birch) against none; both answers"
    )
    assert (found["a"].credibility or 0) > 0.5


def test_what_an_origin_says_in_its_own_text_outweighs_what_is_told_of_it() -> None:
    sources = [Source("alder", "Alder", "organisation", document="report")]
    own, told = Claim("a", "31 leaks", ("s1",), ("alder",)), Claim("b", "300 leaks", ("s2",), ("alder",))
    statements = [
        Statement("s1", "report", 0, 8, "31 leaks", 0),
        Statement("s2", "paper", 0, 9, "300 leaks", 0, attribution=("alder",)),
    ]
    for held in ([own, told], [told, own]):
        found = {c.id: c for c in with_credibility(held, [conflict("a", "b")], sources, tuple(statements))}
        assert (found["a"].credibility or 0) > 0.6 > 0.4 > (found["b"].credibility or 1)
        assert "whose own text has this one" in found["a"].credibility_because
        assert "whose own text has the other" in found["b"].credibility_because
        assert "none" not in found["a"].credibility_because


def test_the_order_changes_nothing() -> None:
    claims = [claim("a", "alder"), claim("b", "birch"), claim("c", "cedar"), claim("d", "alder", "dogwood")]
    conflicts = [conflict("a", "b"), conflict("c", "b"), conflict("c", "d")]
    assert weighed(claims[::-1], conflicts[::-1]) == weighed(claims, conflicts)


def test_origins_nobody_names_are_counted() -> None:
    unnamed = Claim("a", "a", (), origins=("alder",), independent_origins=3)
    found = weighed([unnamed, Claim("b", "b", (), independent_origins=1)], [conflict("a", "b")])
    assert found["a"].credibility_because == "3 independent origins (Alder and 2 more) against 1"
