"""Whether a retelling says that somebody else did it, or turns round who did it to whom."""

from firsthand.model import Statement
from firsthand.weigh.variants.limits import listed

# What stands beside the doer has to be nearly the same: else they tell of two acts. Chosen by hand.
_NEARLY_ALIKE = 0.6


def find_actor_change(earlier: Statement, later: Statement, language: str = "en") -> tuple[str, str] | None:
    """Return the words for who does it in two tellings of one act, None if it is the same one.

    A longer name, an office for a name and a description for either are no change: two names of which
    resolution knows that they are one source's, or of which only one is a name, are left alone.
    """
    if not earlier.main or not later.main or earlier.main[-1] != later.main[-1]:
        return None
    if _turned_round(earlier, later):
        mutual = listed("mutual", language) & set(earlier.main)
        return None if mutual else (_act(earlier), _act(later))
    before, after = _doers(earlier), _doers(later)
    if not before or not after or set(before) & set(after):
        return None
    mentioned = set(earlier.about) & set(later.about)
    if (earlier.about or later.about) and not (
        set(earlier.about) - mentioned and set(later.about) - mentioned
    ):
        return None
    one, other = (
        {word.lemma for word in each.words if word.lemma not in before and word.lemma not in after}
        for each in (earlier, later)
    )
    if len(one & other) < _NEARLY_ALIKE * len(one | other):
        return None
    return _named(earlier, before), _named(later, after)


def _turned_round(earlier: Statement, later: Statement) -> bool:
    """Tell whether the doer of each telling is the one it is done to in the other."""
    if not (earlier.subject and earlier.object and later.subject and later.object):
        return False
    doer, target = earlier.subject[0], earlier.object[0]
    return (
        doer != target
        and (doer, target) == (later.object[0], later.subject[0])
        and {doer, target} <= {word.lemma for word in earlier.words if word.pos == "PROPN"}
    )


def _doers(statement: Statement) -> tuple[str, ...]:
    """Return the lemmas of a doer with a name of its own; () of others."""
    names = {word.lemma for word in statement.words if word.pos == "PROPN"}
    if statement.subject:
        return statement.subject if names & set(statement.subject) else ()
    before: list[str] = []
    for word in statement.words:
        if word.lemma == statement.main[0]:
            return tuple(before)
        if word.pos == "PROPN":
            before.append(word.lemma)
    return ()


def _act(statement: Statement) -> str:
    doer, target = statement.subject[0], statement.object[0]
    return f"{_named(statement, (doer,))} to {_named(statement, (target,))}"


def _named(statement: Statement, lemmas: tuple[str, ...]) -> str:
    """Return the words of a statement that have these lemmas, as written and in order."""
    found = [word.text for word in statement.words if word.lemma in lemmas]
    return " ".join(dict.fromkeys(found))
