from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.trace.descent.branching import best_branching

NODES = "abcd"
SUPPORT = st.dictionaries(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1]),
    st.integers(-2, 9).map(float),
)


def has_circle(parents):
    for child in parents:
        at, seen = child, set()
        while at in parents and at not in seen:
            seen.add(at)
            at = parents[at]
        if at in seen:
            return True
    return False


def worth(parents, support):
    return sum(support[parent, child] for child, parent in parents.items())


@settings(max_examples=200, deadline=None)
@given(SUPPORT)
def test_no_other_choice_is_better_supported(support):
    found = best_branching(support)
    assert not has_circle(found)
    choices = [[None, *(parent for parent in NODES if (parent, child) in support)] for child in NODES]
    every = (
        {child: parent for child, parent in zip(NODES, chosen, strict=True) if parent}
        for chosen in product(*choices)
    )
    assert worth(found, support) == max(
        worth(parents, support) for parents in every if not has_circle(parents)
    )


def test_what_is_not_supported_is_not_chosen():
    assert best_branching({("a", "b"): -1.0, ("b", "c"): 0.0}) == {}


def test_of_two_alike_the_first_is_taken_whatever_the_order():
    support = {("b", "c"): 1.0, ("a", "c"): 1.0}
    assert best_branching(support) == best_branching(dict(reversed(support.items()))) == {"c": "a"}
