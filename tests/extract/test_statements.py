from firsthand.extract import extract_documents, statements
from firsthand.model import Block, Document

TEXT = (
    "Orlesk Closes Its Harbour\n\n"
    "Marla Fenwick, the mayor of Orlesk, said on Monday that the harbour had been closed. "
    "The council has denied these claims. "
    "“We never closed a harbour,” the council said. "
    "The town plans to sell 12 boats."
)
TITLE = TEXT.index("\n")
DOCUMENT = Document("d", "d.txt", TEXT, (Block(0, TITLE, "title"), Block(TITLE + 2, len(TEXT), "paragraph")))


def extraction():
    (found,) = extract_documents([DOCUMENT])
    return found


def statement(words):
    (found,) = [s for s in extraction().statements if words in s.text]
    return found


def test_a_statement_has_its_speaker_and_the_words_that_prove_it():
    found = statement("had been closed")
    names = extraction().names
    assert [names[i].text for i in found.speakers] == ["Marla Fenwick"]
    assert [TEXT[p.start : p.end] for p in found.evidence] == ["Marla Fenwick", "said"]
    assert found.text == "the harbour had been closed"


def test_an_act_of_speaking_is_a_statement_about_it():
    assert statement("denied these claims").reports_speech


def test_quotations_are_quoted_and_negated():
    found = statement("never closed")
    assert found.quoted and found.negated
    assert not statement("had been closed").quoted


def test_what_is_meant_to_be_done_is_a_plan():
    found = statement("12 boats")
    assert found.stance == "plans"
    assert found.speakers == ()
    assert [q.low for q in found.quantities] == [12]


def test_the_headline_is_marked():
    assert statement("Orlesk Closes").title
    assert not statement("12 boats").title


def test_ids_are_stable_and_distinct():
    ids = [s.id for s in extraction().statements]
    assert ids == [s.id for s in extraction().statements]
    assert len(ids) == len(set(ids))


def test_an_empty_document_states_nothing():
    (found,) = extract_documents([Document("e", "e.txt", "")])
    assert found.statements == ()


def test_what_was_not_read_is_noted(monkeypatch):
    assert extraction().notes == ()
    monkeypatch.setattr(statements, "LONGEST_READ", 20)
    assert "first 20 characters" in extraction().notes[0]
