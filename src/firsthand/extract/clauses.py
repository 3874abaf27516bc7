"""Which clauses of a sentence state something by themselves."""

from spacy.tokens import Token

from firsthand.extract.packs import words
from firsthand.extract.predicates import is_clause

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PARTICIPLES = frozenset({"VBG", "VBN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
CONTENTS = frozenset({"ccomp", "xcomp", "advcl", "pcomp", "acl"})
BREAKS = frozenset({",", "-", "--", "–", "—", "(", ";", ":"})

# Fewest words of a clause that is cut off from another. On the gold of the seeds and stories
# 98 % of the rows have more than three words.
FEWEST_WORDS = 4


def is_cut_off(token: Token, cues: frozenset[int]) -> bool:
    """Tell whether a word heads a clause that leaves its sentence and states something alone.

    `cues` are the indices of words that only attribute ("said"): what they govern is cut off.
    """
    if token.dep_ == "ROOT":
        return True
    if not is_clause(token):
        return False
    if token.i in cues or (token.dep_ in CONTENTS and token.head.i in cues):
        return True
    if not is_long(token):
        return False
    match token.dep_:
        case "conj":
            return _is_coordinated(token, cues)
        case "parataxis" | "ccomp":
            return (
                token.head.dep_ == "ROOT"
                and is_finite(token)
                and has_subject(token)
                and token.i < token.head.i
            )
        case "relcl":
            return is_finite(token) and follows_break(token)
        case "advcl":
            if is_finite(token) and has_subject(token):
                return bool(_markers(token) & words("propositions", "contrasting"))
            return token.tag_ in PARTICIPLES and follows_break(token) and token.i > token.head.i
        case "pcomp" | "acl":
            return _is_absolute(token)
    return False


def is_nested(token: Token, cues: frozenset[int]) -> bool:
    """Tell whether a word heads a clause that states something but also belongs to the clause around it."""
    if token.dep_ == "advcl" and is_clause(token) and is_long(token):
        return (
            is_finite(token)
            and has_subject(token)
            and bool(_markers(token) & words("propositions", "timing"))
        )
    if token.dep_ == "appos":
        return (
            follows_break(token)
            and token.right_edge.i - token.left_edge.i >= 6
            and any(is_clause(word) for word in token.subtree)
        )
    return False


def _is_coordinated(token: Token, cues: frozenset[int]) -> bool:
    """Tell whether a coordinated verb states something apart from the ones it is joined to."""
    first = token.head
    while first.dep_ == "conj":
        first = first.head
    if not is_clause(first):
        return False
    if has_subject(token) and is_finite(token):
        return True
    if not is_cut_off(first, cues) and not is_nested(first, cues):
        return False
    return is_finite(token) or (not _is_infinitive(first) and (token.tag_ != "VB" or _has_modal(first)))


def _is_absolute(token: Token) -> bool:
    """Tell whether a verb with its own subject hangs on a comma and "with": ", with many being planned"."""
    opener = token.head if token.dep_ == "pcomp" else token.head.head
    return (
        opener.lower_ in words("propositions", "absolute")
        and opener.pos_ in {"ADP", "SCONJ"}
        and opener.i > opener.sent.start
        and token.doc[opener.i - 1].text in BREAKS
        and (has_subject(token) or (token.dep_ == "acl" and token.head.dep_ == "pobj"))
    )


def is_finite(token: Token) -> bool:
    """Tell whether a verb is in a tense, by itself or by its auxiliary."""
    return token.tag_ in FINITE or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ in FINITE for child in token.children
    )


def has_subject(token: Token) -> bool:
    """Tell whether a verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in token.children)


def is_long(token: Token) -> bool:
    """Tell whether a clause has enough words to be cut off."""
    return token.right_edge.i - token.left_edge.i + 1 >= FEWEST_WORDS


def follows_break(token: Token) -> bool:
    """Tell whether a comma, dash or bracket stands before all that hangs on a word."""
    left = token.left_edge.i
    return left > token.sent.start and token.doc[left - 1].text in BREAKS


def _markers(token: Token) -> set[str]:
    return {child.lower_ for child in token.children if child.dep_ in {"mark", "advmod", "cc"}}


def _is_infinitive(token: Token) -> bool:
    return any(child.tag_ == "TO" for child in token.children)


def _has_modal(token: Token) -> bool:
    return any(child.tag_ == "MD" or child.lemma_ == "do" for child in token.children if child.dep_ == "aux")
