"""What a reviewer decided, and what follows from it."""

from firsthand.review.claims import Judgement, judgements
from firsthand.review.deciding import check_decision, in_force, make_decision
from firsthand.review.persons import Visibility, find_person, is_shown, visibility_of

__all__ = [
    "Judgement", "Visibility", "check_decision", "find_person", "in_force", "is_shown", "judgements",
    "make_decision", "visibility_of",
]  # fmt: skip
