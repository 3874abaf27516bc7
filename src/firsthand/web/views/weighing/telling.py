"""The statements of a claim, side by side: each as a line of chain with its passage, decided on or not."""

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.desk.shapes import State
from firsthand.model import Decision, Statement
from firsthand.publish.report.views import Said, said_beside
from firsthand.publish.telling.index import Index
from firsthand.review import History
from firsthand.web.views.weighing.links import to_passage
from firsthand.web.views.whole.of_story import OfStory

_SAID = OfStory(200)  # parts of claims, of up to a hundred statements each


@dataclass(frozen=True, slots=True)
class Told:
    """A statement ready to be set. `place` leads straight to it in its document."""

    id: str
    said: Said
    document: str
    place: str
    state: State
    seen: str
    history: tuple[Decision, ...]


def told_views(
    index: Index, statements: Sequence[Statement], among: Sequence[Statement], history: History
) -> tuple[tuple[Told, ...], bool]:
    """Return statements with the words marked that the fullest wording lacks.

    `among` are all statements of their claim. Also tells whether some are worded too differently for marks to
    help.
    """
    shown = tuple(statement.id for statement in statements)
    said, unlike = _SAID.of(index, shown, lambda: said_beside(index, statements, among))
    told = tuple(
        Told(
            id=statement.id,
            said=one,
            document=statement.document,
            place=to_passage(statement),
            state=history.state(statement.id),
            seen=history.last(statement.id),
            history=history.of(statement.id),
        )
        for statement, one in zip(statements, said, strict=True)
    )
    return told, unlike
