"""firsthand: who said it first, and where is the sentence that proves it.

import firsthand
with firsthand.build("folder", case="folder.case") as case:
    for claim in case.findings.claims:
        print(claim.independent_origins, claim.documents, claim.text)

A desk is a case as reviewers work on it: `firsthand.open_desk("folder.case")` here, and
`firsthand.connect("https://desk.example.org", token)` where one is served; both take the same calls.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from firsthand.building import add, build
    from firsthand.case import Case, open_case
    from firsthand.client import Client, connect
    from firsthand.comparison import compare
    from firsthand.desk import walk
    from firsthand.desk.open_desk import OpenDesk, open_desk
    from firsthand.trace.comparing import Comparison

__all__ = [
    "Case", "Client", "Comparison", "OpenDesk", "add", "build", "compare", "connect", "open_case",
    "open_desk", "walk",
]  # fmt: skip
__version__ = "0.1.0"

_FROM = {
    "add": "building", "build": "building", "Client": "client", "connect": "client",
    "OpenDesk": "desk.open_desk", "open_desk": "desk.open_desk", "walk": "desk",
    "Comparison": "comparison", "compare": "comparison",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    # Loaded on first use: the language pipeline takes seconds, and `--help` needs none of it.
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(f"firsthand.{_FROM.get(name, 'case')}"), name)
    raise AttributeError(f"module 'firsthand' has no attribute {name!r}")
