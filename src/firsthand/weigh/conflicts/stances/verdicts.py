"""What one calls false and another has checked: "the letters are forged", "the letters are genuine"."""

from collections.abc import Iterator
from itertools import zip_longest

from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Told
from firsthand.weigh.conflicts.stances.questions import is_it_so

_ALIKE = 0.38


def find_verdicts(told: Told) -> Iterator[Finding]:
    """Yield pairs of different speakers of whom one calls genuine what the other calls false."""
    for pair in told.pairs:
        if not pair.two_voices or pair.sense < _ALIKE:
            continue
        for false, true in pair.both:
            if _calls(false, "untrue") and _calls(true, "proven"):
                yield Finding(
                    kind="denial",
                    left=true.statement,
                    right=false.statement,
                    question=is_it_so(true),
                    because="One calls it genuine, the other false.",
                    confidence=0.7 + 0.1 * (pair.objects is True or pair.subjects is True),
                )


def _calls(profile: Profile, key: str) -> bool:
    """Tell whether a statement affirms one of the words, of what it speaks of and not of a noun beside it."""
    language = profile.language
    wanted, allegations = listed(key, language), listed("allegations", language)
    no = profile.turned
    words = profile.statement.words
    for word, following in zip_longest(words, words[1:]):
        if word.lemma not in wanted or no.get(word.lemma, False):
            continue
        beside = following is not None and following.pos == "NOUN" and following.start - word.end <= 1
        if word.pos != "ADJ" or not beside or (following and following.lemma in allegations):
            return True
    return False
