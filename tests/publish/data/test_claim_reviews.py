import json
from dataclasses import replace
from typing import Any

from jsonschema import Draft202012Validator

from firsthand.model import Decision
from firsthand.publish.data.claim_reviews import claim_reviews
from firsthand.publish.publication import Files, Publication

# From https://schema.org/ClaimReview and what Google's ClaimReview guide requires.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": [
            "@context", "@type", "claimReviewed", "author", "datePublished", "reviewRating", "itemReviewed",
            "url",
        ],
        "properties": {
            "@context": {"const": "https://schema.org"},
            "@type": {"const": "ClaimReview"},
            "claimReviewed": {"type": "string", "minLength": 1},
            "datePublished": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
            "author": {"type": "object", "required": ["@type", "name"]},
            "reviewRating": {
                "type": "object",
                "required": ["@type", "alternateName"],
                "properties": {
                    "@type": {"const": "Rating"},
                    "alternateName": {"type": "string", "minLength": 1},
                },
            },
            "itemReviewed": {
                "type": "object",
                "required": ["@type"],
                "properties": {
                    "@type": {"const": "Claim"},
                    "appearance": {"type": "array", "items": {"required": ["@type", "name"]}},
                },
            },
        },
    },
}  # fmt: skip


def read(data: bytes) -> list[dict[str, Any]]:
    found = json.loads(data)
    Draft202012Validator(SCHEMA).validate(found)
    return found  # type: ignore[no-any-return]


def decided(publication: Publication, *decisions: Decision) -> list[dict[str, Any]]:
    findings = replace(publication.findings, decisions=decisions)
    return read(claim_reviews(replace(publication, findings=findings)))


def verdict(number: int, claim: str, value: str) -> Decision:
    return Decision(f"d-{number}", day(number), "R", "judge-claim", claim, "why", value)


def withdrawal(number: int, target: str) -> Decision:
    return Decision(f"d-{number}", day(number), "R", "withdraw", target, "why")


def day(number: int) -> str:
    return f"2031-03-{number:02}T09:00:00+01:00"


def test_a_reviewers_verdict_is_a_review(files: Files) -> None:
    (review,) = read(files["data/claimreview.json"])
    assert review["reviewRating"]["alternateName"] == "false"
    assert review["author"]["name"] == "R. Eviewer" and review["datePublished"] == "2031-03-08"
    names = [work["name"] for work in review["itemReviewed"]["appearance"]]
    assert names == ["Forty and four barrels in the sea of Ansel"]  # who denies it does not make the claim


def test_there_is_no_verdict_without_a_reviewer(publication: Publication) -> None:
    assert decided(publication) == []
    shown = Decision("d-1", "2031-03-08T00:00:00Z", "R", "show-person", "p-1", "why")
    assert decided(publication, shown) == []


def test_the_last_verdict_counts_and_a_withdrawn_one_does_not(publication: Publication) -> None:
    claim = publication.findings.claims[0].id
    first, second = verdict(1, claim, "true"), verdict(2, claim, "false")

    def told(*decisions: Decision) -> list[str]:
        return [r["reviewRating"]["alternateName"] for r in decided(publication, *decisions)]

    assert told(first, second) == ["false"]
    assert told(first, second, withdrawal(3, "d-2")) == ["true"]
    assert told(first, withdrawal(3, "d-1")) == []
    assert told(first, withdrawal(3, "d-1"), withdrawal(4, "d-3")) == ["true"]
    assert told(verdict(1, "c-gone", "true")) == []
