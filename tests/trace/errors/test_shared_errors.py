from dataclasses import replace
from datetime import date
from itertools import combinations

from orrery import document

from firsthand.trace.errors.shared import shared_errors

# Five accounts of a matter that never was: a ferry quay at Ostrel.
SOUND = [
    "The quay at Ostrel lost 314 oak planks in the storm, harbour master Runa Veldkamp told the council.",
    "Harbour master Runa Veldkamp counted it twice: 314 oak planks of the Ostrel quay went in the storm.",
    "In the storm 314 oak planks of the quay at Ostrel were torn off. So says Runa Veldkamp, harbour master.",
]
WRONG = [
    "Storm strips Ostrel quay of 341 oak planks; Runa Veldkmap, its harbour master, wants them back.",
    "That 341 oak planks left the quay of Ostrel with the storm is news to nobody but Runa Veldkmap.",
]


def told(texts, **fields):
    found = [replace(document(f"{at}", text, **fields), title=None) for at, text in enumerate(texts)]
    return {one.id: one for one in found}


def found(accounts, together=()):
    return shared_errors(accounts, together)


def test_two_with_the_same_wrong_figure_and_the_same_wrong_letter_share_both():
    accounts = told([*SOUND, *WRONG])
    wrong = tuple(sorted(one for one, each in accounts.items() if "341" in each.text))
    (pair,) = (signs := found(accounts))
    assert pair == wrong
    assert sorted(sign.told for sign in signs[pair]) == [
        "both have the figure 341 where others have 314",
        "both write “Veldkmap” where others have “Veldkamp”",
    ]
    for sign in signs[pair]:
        assert sign.log_odds > 2
        for document_id, passage in zip(pair, sign.passages, strict=True):
            assert passage.document == document_id
            assert accounts[document_id].text[passage.start : passage.end] in ("341", "Veldkmap")


def test_what_everybody_has_is_no_error():
    assert found(told(SOUND)) == {}


def test_one_who_errs_alone_shares_nothing():
    assert found(told([*SOUND, WRONG[0]])) == {}


def test_a_later_figure_is_an_update():
    early, late = told(SOUND, published=date(2031, 3, 1)), told(WRONG, published=date(2031, 3, 4))
    kinds = {sign.told for signs in found(early | late).values() for sign in signs}
    assert kinds == {"both write “Veldkmap” where others have “Veldkamp”"}


def test_a_figure_that_is_quite_another_is_another_count():
    assert not any(
        "figure" in sign.told
        for signs in found(told([*SOUND, *(text.replace("341", "528") for text in WRONG)])).values()
        for sign in signs
    )


def test_copies_of_the_sound_account_are_one_vote_against_two_who_err_apart():
    accounts = told([*SOUND, *WRONG])
    sound = frozenset(one for one, each in accounts.items() if "314" in each.text)
    wrong = tuple(sorted(accounts.keys() - sound))
    assert wrong in found(accounts)
    assert wrong not in found(accounts, [sound])


def test_the_order_of_documents_changes_nothing():
    accounts = told([*SOUND, *WRONG])
    for one, other in combinations((accounts, dict(reversed(accounts.items()))), 2):
        assert found(one) == found(other)
