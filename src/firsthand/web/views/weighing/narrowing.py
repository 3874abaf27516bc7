"""Which claims a page of the list was asked for, and how it can be narrowed further."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, get_args
from urllib.parse import urlencode

from firsthand.desk.shapes import Asked, Facet, Sort, State
from firsthand.model import Standing
from firsthand.publish.report.views import STANDINGS
from firsthand.publish.telling.wording import capitalised, day
from firsthand.web.views.weighing.languages import language_called

SORTS = {
    "documents": "most documents", "origins": "most origins", "newest": "newest first",
    "contested": "contested first", "text": "by text",
}  # fmt: skip
STATES = {
    "open": "not decided", "decided": "decided", "accepted": "accepted", "rejected": "rejected",
    "judged": "judged",
}  # fmt: skip
LABELS = {
    "standing": "Standing", "state": "Decision", "story": "Story", "origin": "Origin",
    "source": "Anybody in the chain", "place": "Place", "language": "Language", "document": "Document",
}  # fmt: skip
_CHOICES = 80  # of one filter; longer lists are found by searching


@dataclass(frozen=True, slots=True)
class Choice:
    """A value one can choose, in words, with the claims it would leave (None: not counted)."""

    value: str
    words: str
    claims: int | None


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice among values."""

    name: str
    label: str
    value: str
    choices: tuple[Choice, ...]
    more: int  # values that are not listed


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition in force, in words, and the address of the list without it."""

    words: str
    without: str


def asked_of(query: Mapping[str, str]) -> tuple[Asked, tuple[str, ...]]:
    """Return what the fields of the form ask for, and what of it cannot be understood, in sentences."""
    wrong: list[str] = []

    def among(name: str, known: tuple[str, ...]) -> str:
        value = query.get(name, "").strip()
        if value and value not in known:
            wrong.append(f"“{value}” is no {name}; it was left away. Choose one of: {', '.join(known)}.")
            return ""
        return value

    def on(name: str, words: str) -> date | None:
        value = query.get(name, "").strip()
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            wrong.append(f"“{value}” is no day for “{words}”; it was left away. Write it like 2031-03-08.")
            return None

    asked = Asked(
        text=query.get("q", "").strip()[:500],
        standing=among("standing", get_args(Standing)),  # type: ignore[arg-type]
        origin=query.get("origin", ""),
        source=query.get("source", ""),
        place=query.get("place", "").strip(),
        document=query.get("document", ""),
        story=query.get("story", ""),
        language=query.get("language", ""),
        since=on("since", "from"),
        until=on("until", "to"),
        state=among("state", get_args(State)),  # type: ignore[arg-type]
        denied=query.get("denied", "") in ("1", "true", "on"),
        changed=query.get("changed", "") in ("1", "true", "on"),
        sort=among("sort", get_args(Sort)) or "documents",  # type: ignore[arg-type]
    )
    return asked, tuple(wrong)


def address_of(asked: Asked, **more: str) -> str:
    """Return the address of the list that was asked for."""
    query = {("q" if f.name == "text" else f.name): getattr(asked, f.name) for f in fields(asked)}
    said = {name: _written(value) for name, value in query.items() if value}
    if said.get("sort") == "documents":
        del said["sort"]
    said |= {name: value for name, value in more.items() if value}
    return f"/claims?{urlencode(said)}" if said else "/claims"


def filters_of(
    asked: Asked, facets: Mapping[str, tuple[Facet, ...]], called: Callable[[str, str], str]
) -> tuple[Filter, ...]:
    """Return by what the claims can be narrowed, with how many each value would leave."""
    return tuple(_filter(asked, name, facets.get(name, ()), called) for name in LABELS)


def chips_of(
    asked: Asked, facets: Mapping[str, tuple[Facet, ...]], called: Callable[[str, str], str]
) -> tuple[Chip, ...]:
    """Return the conditions in force, each with the way to be rid of it.

    `called` says what a value is called that no facet names, by the filter's name and the value.
    """
    found: list[Chip] = []
    if asked.text:
        found.append(Chip(f"“{asked.text}”", address_of(replace(asked, text=""))))
    for name, label in LABELS.items():
        value = getattr(asked, name)
        if value:
            words = next((f.label for f in facets.get(name, ()) if f.value == value), "")
            words = _words(name, value, words or called(name, value))
            found.append(Chip(f"{label}: {words}", address_of(_without(asked, name))))
    if asked.since:
        found.append(Chip(f"from {day(asked.since)}", address_of(replace(asked, since=None))))
    if asked.until:
        found.append(Chip(f"until {day(asked.until)}", address_of(replace(asked, until=None))))
    if asked.denied:
        found.append(Chip("denied", address_of(replace(asked, denied=False))))
    if asked.changed:
        found.append(Chip("changed in retelling", address_of(replace(asked, changed=False))))
    return tuple(found)


def _without(asked: Asked, name: str) -> Asked:
    none: dict[str, Any] = {name: ""}
    return replace(asked, **none)


def _filter(asked: Asked, name: str, facets: tuple[Facet, ...], called: Callable[[str, str], str]) -> Filter:
    value = getattr(asked, name)
    shown = [facet for n, facet in enumerate(facets) if n < _CHOICES or facet.value == value]
    choices = [Choice(f.value, _words(name, f.value, f.label), f.claims) for f in shown]
    if value and all(choice.value != value for choice in choices):
        choices.append(Choice(value, _words(name, value, called(name, value)), None))
    return Filter(name, LABELS[name], value, tuple(choices), len(facets) - len(shown))


def _words(name: str, value: str, label: str) -> str:
    if name == "standing":
        return STANDINGS.get(value, label)
    if name == "state":
        return STATES.get(value, label)
    if name == "language":
        return language_called(value)
    return label or capitalised(value)


def _written(value: object) -> str:
    return "1" if value is True else str(value)
