"""Conflicts of stances: denials, yes against no, reasons, purposes, judgements, conditions."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from firsthand.model import Document, Source
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.begun import find_begun
from firsthand.weigh.conflicts.stances.contrasts import find_contrasts
from firsthand.weigh.conflicts.stances.corrections import find_corrections
from firsthand.weigh.conflicts.stances.denials import find_denials
from firsthand.weigh.conflicts.stances.grounds import find_grounds
from firsthand.weigh.conflicts.stances.judgements import find_judgements
from firsthand.weigh.conflicts.stances.opposed import find_opposed
from firsthand.weigh.conflicts.stances.pairs import Told, told_of
from firsthand.weigh.conflicts.stances.replies import (
    find_defences,
    find_denied_things,
    find_dismissals,
    find_doubts,
    find_novelty,
)
from firsthand.weigh.conflicts.stances.states import find_states
from firsthand.weigh.conflicts.stances.terms import find_terms
from firsthand.weigh.conflicts.stances.verdicts import find_verdicts

__all__ = ["find_stance_conflicts"]

_DETECTORS: tuple[Callable[[Told], Iterator[Finding]], ...] = (
    find_begun,
    find_contrasts,
    find_corrections,
    find_defences,
    find_denials,
    find_denied_things,
    find_dismissals,
    find_doubts,
    find_grounds,
    find_judgements,
    find_novelty,
    find_opposed,
    find_states,
    find_terms,
    find_verdicts,
)


def find_stance_conflicts(
    profiles: Sequence[Profile],
    senses: npt.NDArray[np.float32],
    *,
    claim_of: Mapping[str, str],
    sources: Mapping[str, Source],
    documents: Mapping[str, Document],
) -> tuple[Finding, ...]:
    """Find statements of one story that take opposite stands on one question.

    `profiles` are in the order of documents and passages; `senses` has a row for each.
    """
    told = told_of(profiles, senses, claim_of=claim_of, sources=sources, documents=documents)
    return tuple(finding for detect in _DETECTORS for finding in detect(told))
