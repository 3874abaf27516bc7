"""What languages are called on a page."""

from collections.abc import Iterable

from firsthand.publish.telling.wording import listed


def language_called(code: str) -> str:
    """Return what a language is called: "Spanish" for es; the code itself where it is not known."""
    from firsthand.extract.languages import language_name  # late: it loads the grammar with it

    return language_name(code)


def languages_told(codes: Iterable[str]) -> str:
    """Return languages in a row: "English and Spanish"."""
    return listed([language_called(code) for code in codes], limit=4)
