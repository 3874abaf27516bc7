"""A server's reply, read with distrust: anything may be missing, cut off or made up."""

import json
import re
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from firsthand.model import SourceKind
from firsthand.model.statement import Stance

# Attributions in one answer beyond which the model runs in a circle.
_MOST = 400
_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)


class UnusableError(Exception):
    """A reply that cannot be used; its text says why. Asking again may help."""


class CutOffError(UnusableError):
    """The answer was too long for the model: ask about less at once."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Relay(_Strict):
    """Somebody who passed it on, in the words of the document."""

    source: str = Field(min_length=1)
    kind: SourceKind = "unnamed"
    cue: str = ""


class Told(_Strict):
    """One attribution as the model tells it, in words it says are the document's."""

    content: tuple[str, ...] = Field(min_length=1, max_length=20)
    source: str = Field(min_length=1)
    kind: SourceKind = "unnamed"
    cue: str = ""
    stance: Stance = "asserts"
    relays: tuple[Relay, ...] = Field(default=(), max_length=6)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server sent: the model's words, and the tokens it counts (None: it does not say)."""

    words: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    is_cut_off: bool = False


def read_reply(body: bytes) -> Reply:
    """Read the body of a chat completion; raises UnusableError."""
    try:
        reply = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnusableError("what it sent is no JSON") from error
    if not isinstance(reply, dict):
        raise UnusableError("what it sent is no chat completion")
    choices = reply.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    words = message.get("content") if isinstance(message, dict) else None
    if not isinstance(words, str) or not words.strip():
        raise UnusableError("it sent no answer")
    usage = reply.get("usage")
    counted = usage if isinstance(usage, dict) else {}
    assert isinstance(first, dict)
    return Reply(
        words,
        _count(counted.get("prompt_tokens")),
        _count(counted.get("completion_tokens")),
        is_cut_off=first.get("finish_reason") == "length",
    )


def read_answer(words: str) -> tuple[tuple[Told, ...], int]:
    """Return the attributions in a model's words, and how many were not of the shape asked for.

    Raises UnusableError where there is no list of attributions in them.
    """
    found = _object(words)
    listed = found.get("attributions") if isinstance(found, dict) else found
    if not isinstance(listed, list):
        raise UnusableError('its answer has no list "attributions"')
    if len(listed) > _MOST:
        raise UnusableError(f"its answer has {len(listed)} attributions in one piece")
    told, misshapen = [], 0
    for item in listed:
        try:
            told.append(Told.model_validate(_listed(item)))
        except (ValidationError, RecursionError):
            misshapen += 1
    if listed and not told:
        raise UnusableError("nothing in its answer has the shape asked for")
    return tuple(told), misshapen


def _object(words: str) -> Any:
    """Return the JSON in a model's words: models fence it, or think aloud before it."""
    words = _THOUGHT.sub("", words).strip()
    fenced = _FENCED.search(words)
    first, last = words.find("{"), words.rfind("}")
    for candidate in (words, fenced[1] if fenced else "", words[first : last + 1] if first >= 0 else ""):
        try:
            return json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    raise UnusableError("its answer is no JSON")


def _listed(item: Any) -> Any:
    """Return an item with a lone content or missing relays put right."""
    if not isinstance(item, dict):
        return item
    mended = dict(item)
    if isinstance(mended.get("content"), str):
        mended["content"] = [mended["content"]]
    for optional in ("relays", "cue", "kind", "stance"):
        if mended.get(optional) is None:
            mended.pop(optional, None)
    return mended


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
