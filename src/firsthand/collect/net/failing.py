"""Why a server gave no answer, said so that a reporter can act on it."""


class UnansweredError(Exception):
    """One address gave no answer that could be kept; its text says why and what to do.

    `again` is true where asking once more may help: a connection that broke, a server that was slow.
    """

    def __init__(self, why: str, *, again: bool = False) -> None:
        super().__init__(why)
        self.again = again
