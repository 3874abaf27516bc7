"""The question that two statements answer, asked in plain words."""

import re

from firsthand.weigh.conflicts.lexicon import listed, wording
from firsthand.weigh.conflicts.profile import Profile

# How many characters of an answer a question repeats, and how many words of a subject it turns round.
_LONGEST, _SHORT, _SUBJECT = 140, 80, 9
_QUOTES = re.compile(r"[“”„\"]")
_INITIALS = re.compile(r"\b(?:[A-Z]\.)+$")


def is_it_so(profile: Profile) -> str:
    """Ask whether what a statement says is so: “Did the mill close?”, else “Is it so: “...”?”."""
    asked = asking(profile)
    return f"{asked[0].upper()}{asked[1:]}?" if asked else f"Is it so: “{clause(profile)}”?"


def which(asked: str, left: Profile, right: Profile) -> str:
    """Ask a question by its two answers."""
    return f"{asked}: “{clause(left, _SHORT)}” or “{clause(right, _SHORT)}”?"


def why(word: str, left: Profile, right: Profile, grounds: tuple[int, int]) -> str | None:
    """Ask for the ground of what two statements say, by theirs, which begin so many characters in.

    `word` opens the question ("why", "on what condition"). None where the clause cannot be turned round.
    """
    for each, start in zip((left, right), grounds, strict=True):
        asked = asking(each, end=start)
        if asked:
            one, other = (
                _short(_bare(each.statement.text[start:]), _SHORT)
                for each, start in zip((left, right), grounds, strict=True)
            )
            return f"{word[0].upper()}{word[1:]} {asked}: “{one}” or “{other}”?"
    return None


def said_of(left: Profile, right: Profile) -> str | None:
    """Ask what is to be said of the subject that two statements share; None where it cannot be cut out."""
    one, other = _predicate_start(left), _predicate_start(right)
    if not one or not other:
        return None
    subject = _lowered(_bare(left.statement.text[:one]), left)
    answers = [_short(_bare(each.statement.text[at:]), _SHORT) for each, at in ((left, one), (right, other))]
    return f"What is to be said of {subject}: “{answers[0]}” or “{answers[1]}”?"


def clause(profile: Profile, most: int = _LONGEST) -> str:
    """Return what a statement says, on one line, cut at a word; "as did ..." with what it stands for."""
    text = _short(" ".join(profile.statement.text.split()).strip(" .,;:“”\"'"), most)
    stands_for = [word for word in sorted(profile.core) if "_" in word]
    return f"{text} ({stands_for[0].replace('_', ' ')})" if profile.elliptic and stands_for else text


def asking(profile: Profile, end: int | None = None) -> str | None:
    """Turn a clause, up to a character, into a question: "did the mill close".

    None where the language asks in another way, in titles, and where the subject does not open the clause.
    """
    statement = profile.statement
    start = _predicate_start(profile)
    if statement.title or not start:
        return None
    text = statement.text[:end].rstrip(" ,;:—–-")
    subject, rest = text[:start], text[start:]
    verb = next((word for word in statement.words if word.start - statement.start == start), None)
    helper = wording("helpers", profile.language).match(rest.lower())
    whole = verb is not None and verb.lemma in statement.main[:1]
    if helper and (not whole or (verb and verb.lemma in listed("copulas", profile.language))):
        first, rest = helper.group(), rest[helper.end() :]
    elif verb is not None:
        said = verb.text.lower()
        first = "do" if said == verb.lemma else "does" if said.endswith("s") else "did"
        rest = verb.lemma + rest[len(verb.text) :]
    else:
        return None
    asked = f"{first} {_lowered(_bare(subject), profile)} {_bare(rest)}"
    return asked if len(asked) <= _LONGEST else None


def _predicate_start(profile: Profile) -> int | None:
    """Return where the predicate begins, behind a subject that opens the clause; None where none does."""
    statement, language = profile.statement, profile.language
    if not statement.main or not listed("helpers", language):
        return None
    named = (*statement.subject[:1], *statement.object[:1])  # of passives, the object opens the clause
    heads = [word for word in statement.words if word.lemma in named]
    if not heads or _acts_before(profile, heads[0].start):
        return None
    behind = heads[0].end - statement.start
    verbs = [word.start - statement.start for word in statement.words if word.pos in {"VERB", "AUX"}]
    helper = wording("helpers", language).search(profile.text, behind)
    starts = [at for at in (*verbs, *([helper.start()] if helper else [])) if at >= behind]
    if not starts:
        return None
    subject = statement.text[: min(starts)].strip()
    opening = subject.split(" ", 1)[0].lower()
    if len(subject.split()) > _SUBJECT or "," in subject or opening in listed("joining", language):
        return None
    return min(starts)


def _acts_before(profile: Profile, start: int) -> bool:
    """Tell whether the verb stands before what is taken for its subject: that is its object then."""
    main = set(profile.statement.main[:1]) - listed("copulas", profile.language)
    return any(word.lemma in main and word.start < start for word in profile.statement.words)


def _lowered(text: str, profile: Profile) -> str:
    """Return a text with a small first letter, unless its first word is a name."""
    first = text.split(" ", 1)[0]
    named = {word.text for word in profile.statement.words if word.pos == "PROPN"}
    if any(first.startswith(name) or name.startswith(first) for name in named) or first.isupper():
        return text
    return text[:1].lower() + text[1:]


def _bare(text: str) -> str:
    plain = " ".join(_QUOTES.sub("", text).split()).strip(" ,;:")
    return plain if _INITIALS.search(plain) else plain.rstrip(".")


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
