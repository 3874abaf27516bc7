"""What asking has cost."""

from dataclasses import dataclass, fields
from typing import Any

from firsthand.ask.asking import Asking


@dataclass(frozen=True, slots=True)
class Usage:
    """What was asked, what it took, and what came of it.

    `questions` were put to the server, failed ones and repeated ones included; `reused` were answered
    from the case. `tokens_in` and `tokens_out` are as the server counts them; `uncounted` answers came
    without a count. `kept` attributions quote the document exactly, `dropped` ones do not.
    """

    questions: int = 0
    reused: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    uncounted: int = 0
    kept: int = 0
    dropped: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Usage)))

    def money(self, asking: Asking) -> float | None:
        """Return what the tokens cost at the prices named; None where no price was named."""
        if asking.price_in is None and asking.price_out is None:
            return None
        cost = self.tokens_in * (asking.price_in or 0) + self.tokens_out * (asking.price_out or 0)
        return cost / 1_000_000

    def as_dict(self, asking: Asking) -> dict[str, Any]:
        """Return the figures for machines, with the server and the model they are of."""
        counts = {field.name: getattr(self, field.name) for field in fields(Usage)}
        return {"server": asking.server, "model": asking.model, **counts, "cost": self.money(asking)}

    def told(self, asking: Asking) -> str:
        """Return the figures in a sentence or two."""
        money = self.money(asking)
        cost = "" if money is None else f", {money:.4f} at the prices named"
        uncounted = f" ({self.uncounted} answers without a count)" if self.uncounted else ""
        return (
            f"Asked {asking.model} at {asking.server}: {self.questions} questions, {self.reused} answered "
            f"from the case; {self.tokens_in:,} tokens in, {self.tokens_out:,} out{uncounted}{cost}. "
            f"{self.kept} attributions quote their document exactly, {self.dropped} did not and were dropped."
        )
