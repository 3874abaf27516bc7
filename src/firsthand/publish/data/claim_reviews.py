"""What reviewers judged, as ClaimReview of schema.org, the form that fact-checks are exchanged in.

Only a person's recorded verdict becomes one: firsthand says where a claim comes from, never whether it
is so. Fields: https://schema.org/ClaimReview. `url` leads to the claim's page beside the data folder.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

from firsthand.model import Claim, Findings
from firsthand.publish.publication import Publication
from firsthand.publish.report.addresses import anchor
from firsthand.publish.rows.accounts import names_of
from firsthand.review import Judgement, judgements


def claim_reviews(publication: Publication) -> bytes:
    """Return a list of reviews, one a claim that has a standing verdict; often an empty list."""
    return (
        json.dumps(list(_reviews(publication.findings)), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    ).encode()


def _reviews(findings: Findings) -> Iterator[dict[str, Any]]:
    verdicts = judgements(findings.decisions)
    names = names_of(findings)
    said = {s.id: s for s in findings.statements}
    documents = {d.id: d for d in findings.documents}
    for claim in findings.claims:
        judgement = verdicts.get(claim.id)
        if judgement is None or not judgement.verdict.strip():
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
        yield _review(claim, judgement, works, [names.get(i, i) for i in claim.origins])


def _review(
    claim: Claim, judgement: Judgement, works: list[dict[str, Any]], origins: list[str]
) -> dict[str, Any]:
    authors = [{"@type": "Thing", "name": name} for name in origins]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": claim.id,
        "url": f"../claims.html#{quote(anchor('c', claim.id))}",
        "datePublished": judgement.at[:10],
        "author": {"@type": "Person", "name": judgement.reviewer},
        "claimReviewed": claim.text,
        "reviewBody": judgement.reason,
        "itemReviewed": {
            "@type": "Claim",
            "text": claim.text,
            **({"author": authors} if authors else {}),
            **({"appearance": works} if works else {}),
            **({"datePublished": works[0]["datePublished"]} if works and "datePublished" in works[0] else {}),
        },
        "reviewRating": {"@type": "Rating", "alternateName": judgement.verdict},
    }
