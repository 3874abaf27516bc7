"""Answers to what others say: called an excuse, denied by the accused, not known to be so, nothing new."""

from firsthand.weigh.conflicts.stances.replies.accusations import find_defences, find_denied_things
from firsthand.weigh.conflicts.stances.replies.dismissals import find_dismissals
from firsthand.weigh.conflicts.stances.replies.doubts import find_doubts
from firsthand.weigh.conflicts.stances.replies.novelty import find_novelty

__all__ = ["find_defences", "find_denied_things", "find_dismissals", "find_doubts", "find_novelty"]
