from dataclasses import replace

import pytest
from harbour import harbour as build_harbour
from harbour import large, unsaid

from firsthand.model import Failure, Findings, Lineage
from firsthand.publish.summary import render_summary
from firsthand.publish.telling.wording import columns


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(harbour: Findings, width: int) -> None:
    assert max(columns(line) for line in render_summary(harbour, width).splitlines()) <= width


def test_it_says_all_that_matters(harbour: Findings) -> None:
    text = render_summary(harbour)
    assert text.startswith("Six accounts")
    for label in ("Origin", "Alone", "Corroborated", "Contested", "Denied", "Changed", "Moved", "Not read"):
        assert f"\n{label}" in text
    assert "Is the quay open or closed?" in text
    assert "said by " in text
    assert "denied by Port Authority of Ansel" in text
    assert "quay words it differently" in text or "quay differ" in text
    assert "31 (Jan 2031) → 44" in text
    assert "scan.txt" in text and "Save its" in text


def test_a_strip_shows_origins_relays_and_a_square_a_document(harbour: Findings) -> None:
    assert " ─ ■■■■■" in render_summary(harbour)


def test_no_colour_unless_asked(harbour: Findings) -> None:
    assert "\x1b" not in render_summary(harbour)
    assert "\x1b[" in render_summary(harbour, colour=True)


def test_no_document_can_steer_the_terminal(harbour: Findings) -> None:
    evil = "\x1b]0;owned\x07\u202e"
    claims = tuple(replace(c, text=c.text + evil) for c in harbour.claims)
    sources = tuple(replace(s, name=s.name + evil) for s in harbour.sources)
    failures = (Failure("bad" + evil, "read", "no" + evil),)
    text = render_summary(replace(harbour, claims=claims, sources=sources, failures=failures))
    assert not set("\x1b\x07\u202e") & set(text)


def test_an_empty_case_says_so() -> None:
    assert render_summary(Findings()).startswith("There is no document")
    assert "no statement found" in render_summary(unsaid())
    failed = render_summary(Findings(failures=(Failure("a.txt", "read", "Not text. Convert it."),)))
    assert failed.startswith("Nothing could be read.") and "Convert it." in failed


def test_accounts_that_share_nothing_are_said_to_share_nothing(harbour: Findings) -> None:
    claims = tuple(replace(c, documents=1) for c in harbour.claims)
    apart = replace(harbour, claims=claims, lineage=Lineage())
    assert "nothing in common" in render_summary(apart)


def test_a_large_case_is_cut_and_says_how_much(harbour: Findings) -> None:
    text = render_summary(large(60, 600))
    assert len(text.splitlines()) < 60
    assert "more claims in the report" in " ".join(text.split())


def test_the_same_findings_give_the_same_text() -> None:
    assert render_summary(build_harbour()) == render_summary(build_harbour())


def test_a_question_is_one_line_and_its_answers_name_their_documents(harbour: Findings) -> None:
    lines = render_summary(harbour).splitlines()
    at = next(i for i, line in enumerate(lines) if "Is the quay open or closed?" in line)
    assert lines[at].startswith("Contested")
    assert "“" in lines[at + 1] and lines[at + 1].rstrip().endswith(("quay", "authority"))
    assert len(lines) <= 45


def test_the_register_is_counted_by_type(registered: Findings) -> None:
    assert "Register     1 dump · 1 inquiry · 2 sightings" in render_summary(registered)
    assert "Register" not in render_summary(replace(registered, records=()))
