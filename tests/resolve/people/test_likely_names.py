"""Names are compared with few others, and none that is the same person's is missed for it."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from firsthand.resolve.people.joining import _likely, _openings, _same
from firsthand.resolve.people.known import Addresses, known
from firsthand.resolve.people.same import likely_same, misspelled, same_full_name
from firsthand.resolve.spelling.languages import spelled_alike
from firsthand.resolve.spelling.sounds import same_sound

WORDS = st.text(alphabet="adlnuph-", min_size=2, max_size=8).filter(lambda word: word.strip("-"))
NAMES = st.sets(st.tuples(WORDS, WORDS) | st.tuples(WORDS, WORDS, WORDS), max_size=12)


@given(NAMES)
def test_whoever_may_be_one_person_is_compared(names: set[tuple[str, ...]]) -> None:
    every = set(combinations(sorted(names), 2))
    assert {pair for pair in every if same_full_name(*pair)} <= likely_same(names)


@given(NAMES)
def test_private_persons_of_like_names_are_compared(names: set[tuple[str, ...]]) -> None:
    listed = sorted(names)
    counted: dict[tuple[str, ...], dict[str, int]] = {name: {} for name in listed}
    compared = {tuple(sorted(pair)) for pair in _likely(listed)}
    for one, other in combinations(listed, 2):
        if _same(one, other, counted) and not _openings(one).isdisjoint(_openings(other)):
            assert (one, other) in compared


@given(NAMES, st.data())
def test_names_of_one_sound_are_found_among_many(names: set[tuple[str, ...]], data: st.DataObject) -> None:
    spoken = {name: {data.draw(st.sampled_from(("en", "fr")))} for name in sorted(names)}
    latin = sorted(names)
    wanted = [
        (one, other)
        for one, other in combinations(latin, 2)
        if spoken[one].isdisjoint(spoken[other]) and same_sound(one, other)
    ]
    assert [pair[:2] for pair in spelled_alike(spoken)] == wanted


@given(st.sets(WORDS.filter(lambda word: "-" not in word), min_size=1, max_size=12), WORDS)
def test_a_slip_is_found_among_many_family_names(families: set[str], word: str) -> None:
    people = known([{("zoe", family)} for family in sorted(families)], {})
    near = {sorted(families)[number] for number in people.misspelt(word)}
    for family in families:
        if len(family) >= 5 and family[:2] == word[:2] and family.isalpha() and _one_letter(family, word):
            assert family in near
    assert all(name[0] == word[0] and abs(len(name) - len(word)) <= 1 for name in near)


def _one_letter(one: str, other: str) -> bool:
    """Tell whether one letter differs, is missing or too many."""
    return one == other or any(
        one[:at] + one[at + 1 :] in (other, other[:at] + other[at + 1 :]) for at in range(len(one))
    )


def test_the_longest_name_is_read_in_glued_words() -> None:
    names = Addresses([(("ada", "lund"), 0), (("ada", "lundberg"), 1), (("quill", "mara"), 2)])
    text = "Write to ada.lundberg@post.example, Ada%20Lund or xMARAxQuill-Mara9, not to Ada Lund."
    found = [(text[start:end], number) for start, end, number in names.find(text)]
    assert found == [("ada.lundberg", 1), ("Ada%20Lund", 0), ("Quill-Mara", 2)]


def test_misspelled_names_begin_alike() -> None:
    assert misspelled("rudolph", "rudolf")
    assert likely_same([("ada", "rudolph"), ("ada", "rudolf")])
