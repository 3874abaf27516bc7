"""The question: instructions, the shape of the answer, and one piece of a document."""

import functools
import hashlib
import json
from importlib.resources import files
from typing import Any, Literal

Shape = Literal["schema", "object", "plain"]
"""How a server is told the shape of the answer: by a JSON schema, as any JSON object, or in words alone."""


@functools.cache
def instructions() -> str:
    """Return what the model is told to do."""
    return (files("firsthand.ask.question") / "prompt.txt").read_text(encoding="utf-8")


@functools.cache
def schema() -> dict[str, Any]:
    """Return the shape the answer must have."""
    found: dict[str, Any] = json.loads(
        (files("firsthand.ask.question") / "answer.schema.json").read_text(encoding="utf-8")
    )
    return found


@functools.cache
def version() -> str:
    """Return a digest of the question's wording: answers to another wording are not reused."""
    worded = instructions() + json.dumps(schema(), sort_keys=True)
    return hashlib.sha256(worded.encode()).hexdigest()[:16]


def question(piece: str, *, model: str, shape: Shape, temperature: bool = True) -> dict[str, Any]:
    """Return the body of one request about one piece."""
    told = instructions()
    if shape == "plain":
        told += f"\nThe answer has this JSON schema:\n{json.dumps(schema())}\n"
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": "system", "content": told}, {"role": "user", "content": piece}],
        "stream": False,
    }
    if temperature:
        body["temperature"] = 0
    if shape == "schema":
        described = {"name": "attributions", "strict": True, "schema": schema()}
        body["response_format"] = {"type": "json_schema", "json_schema": described}
    elif shape == "object":
        body["response_format"] = {"type": "json_object"}
    return body
