"""Statements that reviewers bound, attribute, add and take out."""

import pytest
from reviewers import Reviewer, claim_saying, document_called, source_called, statement_saying

from firsthand.model import Findings, Statement
from firsthand.review import apply_decisions


def _after(told: Findings, reviewer: Reviewer, name: str) -> Statement:
    found = apply_decisions(told, reviewer.made)
    assert not found.misfits
    return next(each for each in found.findings.statements if each.id == name)


def test_a_statement_that_is_none_leaves_and_its_claim_counts_without_it(
    told: Findings, reviewer: Reviewer
) -> None:
    claim = claim_saying(told, "eastern wall")
    gone = statement_saying(told, "eastern wall", document="lantern")
    reviewer.decide(told, "reject", gone.id)
    found = apply_decisions(told, reviewer.made).findings
    left = next(each for each in found.claims if each.id == claim.id)
    assert gone.id not in left.statements
    assert left.documents == claim.documents - 1
    assert gone.id not in {each.id for each in found.statements}


def test_a_claim_that_is_none_takes_its_statements_with_it(told: Findings, reviewer: Reviewer) -> None:
    claim = claim_saying(told, "heard nothing")
    reviewer.decide(told, "reject", claim.id)
    found = apply_decisions(told, reviewer.made).findings
    assert claim.id not in {each.id for each in found.claims}
    assert not set(claim.statements) & {each.id for each in found.statements}


def test_other_bounds_are_read_anew_and_keep_id_speaker_and_stance(
    told: Findings, reviewer: Reviewer
) -> None:
    old = statement_saying(told, "Nineteen workers were inside")
    reviewer.decide(told, "set-bounds", old.id, start=old.start, end=old.start + len("Nineteen workers"))
    new = _after(told, reviewer, old.id)
    assert new.text == "Nineteen workers"
    assert [(q.low, q.high) for q in new.quantities] == [(19, 19)]
    assert (new.attribution, new.stance, new.sentence) == (old.attribution, old.stance, old.sentence)
    assert new.words and all(new.start <= word.start for word in new.words)


@pytest.mark.parametrize(
    ("document", "words", "figure"),
    [
        ("kurier.txt", "Dreizehn Arbeiter waren im Stollen, sagte die Ingenieurin Mara Quill", 13),
        ("wanbao.txt", "当时有十三名工人在廊道内。市长", 13),
        ("courier.txt", "Thirteen workers were inside the gallery,", 13),
    ],
)
def test_a_passage_is_read_in_its_own_language(
    told: Findings, reviewer: Reviewer, document: str, words: str, figure: int
) -> None:
    name = document_called(told, document)
    text = next(each.text for each in told.documents if each.id == name)
    start = text.index(words)
    made = reviewer.decide(
        told, "add-statement", name, start=start, end=start + len(words), chain=("Mara Quill",)
    )
    found = apply_decisions(told, reviewer.made).findings
    new = next(s for s in found.statements if s.passage == made.passage)
    assert new.text == words
    assert figure in [q.low for q in new.quantities]
    assert new.attribution == (source_called(told, "Mara Quill"),)
    assert new.words


def test_a_passage_in_a_language_without_a_pack_is_a_bare_statement() -> None:
    from firsthand.model import Block, Claim, Document, Story

    text = "Múrurinn sprakk á mánudagskvöld, sagði ráðuneytið."
    document = Document("d" * 64, "is.txt", text, (Block(0, len(text), "paragraph"),), language="is")
    findings = Findings(documents=(document,), stories=(Story("story-1", "x", (document.id,)),))
    reviewer = Reviewer()
    reviewer.decide(findings, "add-statement", document.id, start=0, end=31, chain=("Ráðuneytið",))
    found = apply_decisions(findings, reviewer.made).findings
    (statement,) = found.statements
    (claim,) = found.claims
    assert statement.text == text[:31]
    assert statement.attribution == (found.sources[0].id,)
    assert isinstance(claim, Claim)
    assert (claim.text, claim.documents, claim.independent_origins) == (statement.text, 1, 1)


def test_an_added_statement_stands_in_the_claim_that_is_named(told: Findings, reviewer: Reviewer) -> None:
    claim = claim_saying(told, "heard nothing")
    echo = document_called(told, "echo.txt")
    text = next(each.text for each in told.documents if each.id == echo)
    start = text.index("Ferry service")
    reviewer.decide(told, "add-statement", echo, start=start, end=start + 13, others=(claim.id,))
    found = apply_decisions(told, reviewer.made).findings
    assert len(next(each for each in found.claims if each.id == claim.id).statements) == 2


def test_adding_what_one_origin_says_adds_no_origin(told: Findings, reviewer: Reviewer) -> None:
    claim = claim_saying(told, "forty passengers")
    echo = document_called(told, "echo.txt")
    text = next(each.text for each in told.documents if each.id == echo)
    for words in ("forty passengers a day", "ferry carried forty passengers"):
        start = text.index(words)
        reviewer.decide(
            told,
            "add-statement",
            echo,
            start=start,
            end=start + len(words),
            others=(claim.id,),
            chain=("Island Ferry Company",),
        )
    found = apply_decisions(told, reviewer.made).findings
    now = next(each for each in found.claims if each.id == claim.id)
    assert len(now.statements) == 3
    assert (now.independent_origins, now.documents) == (claim.independent_origins, claim.documents)


def test_another_speaker_changes_the_origin_of_the_claim(told: Findings, reviewer: Reviewer) -> None:
    claim = claim_saying(told, "heard nothing")
    name = statement_saying(told, "heard nothing").id
    reviewer.decide(told, "set-attribution", name, chain=("Harbour Union of Lund",))
    reviewed = apply_decisions(told, reviewer.made).findings
    new = source_called(reviewed, "Harbour Union of Lund")
    assert next(each for each in reviewed.statements if each.id == name).attribution == (new,)
    assert next(each for each in reviewed.claims if each.id == claim.id).origins == (new,)


def test_a_person_whom_only_a_reviewer_names_is_private(told: Findings, reviewer: Reviewer) -> None:
    name = statement_saying(told, "heard nothing").id
    reviewer.decide(told, "set-attribution", name, chain=("Anna Lindqvist",))
    found = apply_decisions(told, reviewer.made).findings
    person = next(each for each in found.people if each.name == "Anna Lindqvist")
    assert not person.public
    assert person.source == source_called(found, "Anna Lindqvist")


def test_the_words_that_show_a_speaker_stay_while_the_speaker_does(
    told: Findings, reviewer: Reviewer
) -> None:
    old = statement_saying(told, "eastern wall", document="courier")
    assert old.attribution and old.evidence
    kept = reviewer.decide(told, "set-attribution", old.id, chain=(*old.attribution, "Harbour Courier"))
    assert kept.chain[-1] == "Harbour Courier"
    assert _after(told, reviewer, old.id).evidence == old.evidence
    reviewer.decide(told, "set-attribution", old.id, chain=("Ole Brandt",))
    assert _after(told, reviewer, old.id).evidence == ()
