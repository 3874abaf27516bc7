"""What a reviewer decided, and what follows from it."""

from firsthand.review.apply import apply_decisions, changed_claims
from firsthand.review.claims import Judgement, judgements
from firsthand.review.deciding import check_decision, in_force, make_decision
from firsthand.review.drafting import draft_to_decision
from firsthand.review.history import Disagreement, History, State, disagreements, history_of, state_of
from firsthand.review.persons import Visibility, find_person, is_shown, visibility_of
from firsthand.review.reviewed import Misfit, Reviewed
from firsthand.review.routing import Routes, is_structural

__all__ = [
    "Disagreement", "History", "Judgement", "Misfit", "Reviewed", "Routes", "State", "Visibility",
    "apply_decisions", "changed_claims", "check_decision", "disagreements", "draft_to_decision",
    "find_person", "history_of", "in_force", "is_shown", "is_structural", "judgements", "make_decision",
    "state_of", "visibility_of",
]  # fmt: skip
