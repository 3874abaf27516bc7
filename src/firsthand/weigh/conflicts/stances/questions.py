"""The question that two statements answer, asked in plain words."""

from firsthand.weigh.conflicts.profile import Profile

_LONGEST = 140


def is_it_so(profile: Profile) -> str:
    """Ask whether what a statement says is so."""
    return f"Is it so: “{clause(profile)}”?"


def which(asked: str, left: Profile, right: Profile) -> str:
    """Ask a question by its two answers."""
    return f"{asked}: “{clause(left, 80)}” or “{clause(right, 80)}”?"


def clause(profile: Profile, most: int = _LONGEST) -> str:
    """Return what a statement says, on one line, cut at a word."""
    text = " ".join(profile.statement.text.split()).strip(" .,;:“”\"'")
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
