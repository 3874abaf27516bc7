"""firsthand: who said it first, and where is the sentence that proves it.

import firsthand
with firsthand.build("folder", case="folder.case") as case:
    for claim in case.findings.claims:
        print(claim.independent_origins, claim.documents, claim.text)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from firsthand.case import Case, build, open_case
    from firsthand.comparison import compare
    from firsthand.trace.comparing import Comparison

__all__ = ["Case", "Comparison", "build", "compare", "open_case"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Loaded on first use: the language pipeline takes seconds, and `--help` needs none of it.
    if name in __all__:
        from importlib import import_module

        in_comparison = name in ("Comparison", "compare")
        return getattr(import_module(f"firsthand.{'comparison' if in_comparison else 'case'}"), name)
    raise AttributeError(f"module 'firsthand' has no attribute {name!r}")
