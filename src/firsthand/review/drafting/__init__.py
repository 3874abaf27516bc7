"""What a reviewer asks for, checked against the case before it becomes a decision."""

from firsthand.review.drafting.drafting import CHECKED, TAKEN_BACK, draft_to_decision

__all__ = ["CHECKED", "TAKEN_BACK", "draft_to_decision"]
