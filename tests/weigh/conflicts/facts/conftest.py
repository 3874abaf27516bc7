"""Makes `differences`: what accounts, given as plain texts about invented places, tell differently."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from firsthand.extract import extract_documents
from firsthand.read import read_bytes
from firsthand.resolve import resolve
from firsthand.trace.sense import encode
from firsthand.weigh.conflicts.facts import find_fact_conflicts
from firsthand.weigh.conflicts.finding import Finding


def _differences(*texts: str, days: tuple[date, ...] = ()) -> tuple[Finding, ...]:
    read = [read_bytes(text.encode(), name=f"{at}.txt") for at, text in enumerate(texts)]
    read = [replace(each, published=day) for each, day in zip(read, days, strict=True)] if days else read
    resolution = resolve(read, list(extract_documents(read)), encoder=encode)
    told = sorted(resolution.statements, key=lambda s: (s.document, s.start, s.end, s.id))
    return find_fact_conflicts(
        told,
        claim_of={each.id: each.id for each in told},
        sources={source.id: source for source in resolution.sources},
        documents={document.id: document for document in read},
        senses=encode([each.text for each in told]),
    )


@pytest.fixture
def differences() -> Callable[..., tuple[Finding, ...]]:
    """Return a function from texts to what they tell differently, the surest first.

    `days` are those on which the texts were published."""
    return _differences
