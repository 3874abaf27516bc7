"""What stands right before or behind a name: titles in six languages, articles."""

import functools
import re

from firsthand.extract.packs import load, words
from firsthand.publish.protection.names.folding import has_han
from firsthand.publish.protection.names.forms import LANGUAGES

BEFORE = 40  # characters before a name in which titles and initials are looked for


def is_titled(text: str, start: int, end: int) -> bool:
    """Tell whether a title or an initial stands beside the word [start, end): "Mr May", "梅先生"."""
    before, after = text[max(0, start - BEFORE) : start], text[end : end + 8]
    if has_han(text[start:end]):
        return bool(han_title().match(after)) or bool(han_before().search(before[-1:]))
    return bool(title_before().search(before)) or bool(re.search(r"(?:^|[\s(“\"„«])[A-ZÀ-Þ]\.\s?$", before))


@functools.cache
def title_before() -> re.Pattern[str]:
    """Return a pattern for titles before a name; short, English and German ones have a capital."""
    capital: set[str] = set()
    any_case: set[str] = set()
    for language in LANGUAGES:
        if language == "zh":
            continue
        for title in load("protection", language)["titles"]["before"]:
            small = language in ("fr", "es", "it") and len(title) > 2
            (any_case if small else capital).add(title)
    either = "|".join(map(re.escape, sorted(any_case, key=len, reverse=True)))
    big = "|".join(
        f"{re.escape(t[0].upper())}(?i:{re.escape(t[1:])})" for t in sorted(capital, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:(?:(?i:{either})|{big})\.?\s+)+$")


@functools.cache
def han_title() -> re.Pattern[str]:
    """Return a pattern for what stands behind a Chinese name as a title."""
    after = load("protection", "zh")["titles"]["after"]
    return re.compile("|".join(sorted(after, key=lambda title: (-len(title), title))))


@functools.cache
def han_before() -> re.Pattern[str]:
    """Return a pattern for the character before a Chinese family name that makes it a form of address."""
    return re.compile(f"[{''.join(load('protection', 'zh')['titles']['before'])}]$")


def after_article(text: str, start: int) -> bool:
    """Tell whether a German article stands before: "der Richter" is an office, not Mr Richter."""
    before = re.findall(r"\w+", text[max(0, start - 20) : start])
    return bool(before) and before[-1].lower() in words("offices", "articles", language="de")
