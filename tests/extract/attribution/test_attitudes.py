"""What somebody wants, backs or talks about: attributed, but no statement rests on it."""

import pytest
from attributing import chain, read

from firsthand.extract.analysis import analyse
from firsthand.extract.attribution import find_attributions
from firsthand.extract.names import find_names
from firsthand.extract.propositions import find_propositions
from firsthand.model import Block, Document

HELD = [
    ("Ines Molnar plans to leave Orlesk in May.", "leave Orlesk in May", ["Ines Molnar"]),
    ("Emil Varga endorsed the mayor of Orlesk.", "the mayor of Orlesk", ["Emil Varga"]),
    ("The mayor talked about the ferry.", "the ferry", ["The mayor"]),
    ("The dam was criticized by Ines Molnar for its cost.", None, []),
    ("Emil Varga is wary of the new dam.", "the new dam", ["Emil Varga"]),
    ("The mayor's plan to sell the mill was printed.", "sell the mill", ["The mayor"]),
    ("It refused to open.", None, []),
]


@pytest.mark.parametrize(("text", "passage", "names"), HELD)
def test_who_holds_an_attitude(text, passage, names):
    found = read(text)
    if passage is None:
        assert not found.attributions
    else:
        assert chain(text, passage) == names
        assert all(a.attitude for a in found.attributions)


def test_what_one_said_holds_no_attitude_of_its_own():
    found = read("Ines Molnar said Emil Varga plans to leave Orlesk in May.")
    assert not any(a.attitude for a in found.attributions)


def test_no_statement_rests_on_an_attitude():
    text = "Ines Molnar plans to leave Orlesk in May. Emil Varga said the dam was unsafe."
    (analysis,) = analyse([Document("d", "d.txt", text, (Block(0, len(text), "paragraph"),))])
    found = find_attributions(analysis, find_names(analysis))
    attitudes = [n for n, a in enumerate(found.attributions) if a.attitude]
    said = [n for n, a in enumerate(found.attributions) if not a.attitude]
    assert attitudes and said and max(said) < min(attitudes)
    stated = find_propositions(analysis, found.attributions)
    assert not {p.attribution for p in stated} & set(attitudes)
    assert any(p.attribution is None and "plans to leave" in text[p.start : p.end] for p in stated)
