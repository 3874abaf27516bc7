"""What is said of a defect of firsthand's own: the rest is built all the same."""

from firsthand.model.errors import FirsthandError

RETRIED = frozenset({"ask", "extract", "weigh", "people", "register"})
"""The steps whose failure is no property of a document: the next build tries them again."""


def unexpected(name: str, error: BaseException) -> str:
    """Return what to tell of an error that came up while something was worked on."""
    if isinstance(error, FirsthandError):
        return str(error)
    return (
        f"{name}: firsthand stumbled over this ({type(error).__name__}: {error}). The rest was built. "
        "Please report it with the documents, if you may share them."
    )
