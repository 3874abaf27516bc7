import pytest

from firsthand.extract.analysis import analyse
from firsthand.extract.description import describe
from firsthand.model import Document


def described(text):
    (analysis,) = analyse([Document(text, "d", text)])
    return describe(analysis, 0, len(text))


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The mayor closed the harbour.", False),
        ("The mayor did not close the harbour.", True),
        ("The mayor never closed the harbour.", True),
        ("Nobody was hurt in the harbour.", True),
        ("The council found no evidence of a leak.", True),
        ("The council failed to close the harbour.", True),
        ("The council did not fail to close the harbour.", False),
        ("The council asked a man who was not there.", False),
        ("The mayor left without a word.", False),
        ("The council ought not to close the harbour.", True),
    ],
)
def test_negation_is_that_of_the_main_verb(text, negated):
    assert described(text).negated is negated


@pytest.mark.parametrize(
    ("text", "modal"),
    [
        ("The mayor will close the harbour.", "will"),
        ("The mayor won't close the harbour.", "will"),
        ("The mayor might close the harbour.", "might"),
        ("The mayor closed a harbour that could flood.", None),
        ("The mayor ought to close the harbour.", "should"),
        ("Mrs. May has repeatedly closed the harbour.", None),
    ],
)
def test_modal_verb(text, modal):
    assert described(text).modal == modal


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("The boat was allegedly sold.", ("allegedly",)),
        ("The suspected smugglers may have fled.", ("suspected", "may")),
        ("The boat is believed to be in Orlesk.", ("believed",)),
        ("The boat appears to have sunk.", ("appears",)),
        ("The paper reported the sinking.", ()),
        ("The boat sank.", ()),
    ],
)
def test_hedges(text, hedges):
    assert described(text).hedges == hedges
