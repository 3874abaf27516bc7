"""What reviewers judged, as ClaimReview of schema.org, the form that fact-checks are exchanged in.

Only a person's recorded verdict becomes one: firsthand says where a claim comes from, never whether it
is so. Fields: https://schema.org/ClaimReview. `url` is left for whoever puts the pages online.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from firsthand.model import Claim, Decision, Findings
from firsthand.publish.publication import Publication
from firsthand.publish.rows.accounts import names_of


def claim_reviews(publication: Publication) -> bytes:
    """Return a list of reviews, one a claim that has a standing verdict; often an empty list."""
    return (
        json.dumps(list(_reviews(publication.findings)), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    ).encode()


def judgements(findings: Findings) -> dict[str, Decision]:
    """Return, by claim, the last verdict that was not withdrawn.

    A withdrawal can be withdrawn itself: then what it took back stands again.
    """
    void: set[str] = set()
    found: dict[str, Decision] = {}
    for decision in reversed(findings.decisions):
        if decision.id in void:
            continue
        if decision.action == "withdraw":
            void.add(decision.target)
        elif decision.action == "judge-claim" and decision.value.strip():
            found.setdefault(decision.target, decision)
    return found


def _reviews(findings: Findings) -> Iterator[dict[str, Any]]:
    verdicts = judgements(findings)
    names = names_of(findings)
    said = {s.id: s for s in findings.statements}
    documents = {d.id: d for d in findings.documents}
    for claim in findings.claims:
        decision = verdicts.get(claim.id)
        if decision is None:
            continue
        told = dict.fromkeys(
            said[i].document for i in claim.statements if i in said and said[i].stance != "denies"
        )
        works = [
            {
                "@type": "CreativeWork",
                "name": d.title or d.name,
                **({"url": d.url} if d.url else {}),
                **({"datePublished": d.published.isoformat()} if d.published else {}),
                **({"publisher": {"@type": "Organization", "name": d.publisher}} if d.publisher else {}),
            }
            for d in sorted(
                (documents[i] for i in told if i in documents),
                key=lambda d: (d.published or date.max, d.name, d.id),
            )
        ]
        yield _review(claim, decision, works, [names.get(i, i) for i in claim.origins])


def _review(
    claim: Claim, decision: Decision, works: list[dict[str, Any]], origins: list[str]
) -> dict[str, Any]:
    authors = [{"@type": "Thing", "name": name} for name in origins]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": claim.id,
        "datePublished": decision.at[:10],
        "author": {"@type": "Person", "name": decision.reviewer},
        "claimReviewed": claim.text,
        "reviewBody": decision.reason,
        "itemReviewed": {
            "@type": "Claim",
            "text": claim.text,
            **({"author": authors} if authors else {}),
            **({"appearance": works} if works else {}),
            **({"datePublished": works[0]["datePublished"]} if works and "datePublished" in works[0] else {}),
        },
        "reviewRating": {"@type": "Rating", "alternateName": decision.value},
    }
