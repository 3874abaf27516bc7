"""What the detectors of stances find in texts about invented people and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from firsthand.extract import extract_documents
from firsthand.model import Document, Source, Statement
from firsthand.read import read_bytes
from firsthand.resolve import resolve
from firsthand.trace.sense import encode
from firsthand.trace.wording.words import language_of
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.profile import profiles_of
from firsthand.weigh.conflicts.stances import find_stance_conflicts


def found_in(*texts: str, days: Sequence[str] = ()) -> list[Finding]:
    """Read texts as documents, published on `days`, and return what takes opposite stands.

    Each statement is a claim of its own.
    """
    documents = [read_bytes(text.encode(), name=f"account-{at}.txt") for at, text in enumerate(texts)]
    if days:
        dated = zip(documents, days, strict=True)
        documents = [replace(document, published=date.fromisoformat(day)) for document, day in dated]
    resolved = resolve(documents, list(extract_documents(documents)), encoder=encode)
    told = sorted(resolved.statements, key=lambda each: (each.document, each.start, each.end, each.id))
    return findings(told, resolved.sources, documents)


def findings(told: list[Statement], sources: tuple[Source, ...], documents: list[Document]) -> list[Finding]:
    senses = encode([each.text for each in told])
    languages = {each.id: language_of(each) for each in documents}
    profiles = profiles_of(told, {each.id: each.text for each in documents}, list(senses), languages)
    found = find_stance_conflicts(
        profiles,
        np.asarray(senses),
        claim_of={each.id: each.id for each in told},
        sources={each.id: each for each in sources},
        documents={each.id: each for each in documents},
    )
    return sorted(found, key=lambda each: -each.confidence)


def held(found: list[Finding], one: str, other: str) -> Finding | None:
    """Return the finding that holds two wordings against each other, if there is one."""
    return next(
        (
            each
            for each in found
            if (one in each.left.text and other in each.right.text)
            or (other in each.left.text and one in each.right.text)
        ),
        None,
    )
