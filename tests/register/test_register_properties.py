"""What must hold of every register, whatever the documents."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from stations import BOOK, TEXTS, read, told

from firsthand.model import Findings
from firsthand.register import derive_register

PILE = tuple((f"{language}.txt", TEXTS[language]) for language in ("en", "fr"))


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_what_was_found_changes_nothing(random: object) -> None:
    findings = read(PILE)

    def shuffled(items: tuple[object, ...]) -> tuple[object, ...]:
        mixed = list(items)
        random.shuffle(mixed)  # type: ignore[attr-defined]
        return tuple(mixed)

    names = ("documents", "sources", "statements", "claims", "conflicts", "stories")
    mixed = replace(findings, **{name: shuffled(getattr(findings, name)) for name in names})
    assert derive_register(mixed, BOOK) == derive_register(findings, BOOK)


def test_a_copy_adds_no_record_and_no_origin() -> None:
    once = told(TEXTS["en"])
    twice = read((("account.txt", TEXTS["en"]), ("copy.txt", TEXTS["en"] + "\n ")))
    one = {r.title: r for r in derive_register(once, BOOK).records}
    two = {r.title: r for r in derive_register(twice, BOOK).records}
    assert one.keys() == two.keys()
    for title, record in two.items():
        assert record.independent_origins <= one[title].independent_origins
        assert record.documents == 2 * one[title].documents


def test_documents_of_another_matter_change_no_record() -> None:
    text = "Elections\n\nVoters in Vienna chose a new mayor on Sunday. The turnout was 64 percent.\n"
    alone = derive_register(told(TEXTS["en"]), BOOK)
    beside = derive_register(read((("account.txt", TEXTS["en"]), ("other.txt", text))), BOOK)

    def rows(register: object) -> set[tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]]]:
        return {
            (r.id, r.title, tuple((f.name, tuple(v.text for v in f.values)) for f in r.fields))
            for r in register.records  # type: ignore[attr-defined]
        }

    assert rows(alone) == rows(beside)


def test_no_documents_no_records() -> None:
    assert derive_register(Findings(), BOOK).records == ()
