"""What a codebook holds: its types, their fields, how many phrases in which language, and where some lack."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from firsthand.extract import LANGUAGES, language_name
from firsthand.register.codebook.codebook import Codebook, Phrases, RecordType


def holdings_as_data(codebook: Codebook) -> dict[str, Any]:
    """Return what a codebook holds, as data: types with fields and phrases, and what languages lack."""
    return {
        "name": codebook.name,
        "title": codebook.title,
        "digest": codebook.digest,
        "types": [
            {
                "name": kind.name,
                "label": kind.label,
                "fields": [
                    {"name": rule.name, "kind": rule.kind, "label": rule.label} for rule in kind.fields
                ],
                "signals": {language: len(phrases) for language, phrases in sorted(kind.signals.items())},
            }
            for kind in codebook.types
        ],
        "phrases": dict(sorted(_counted(codebook).items())),
        "lacking": {
            language: lacking for language in sorted(LANGUAGES) if (lacking := _lacking(codebook, language))
        },
    }


def told_holdings(codebook: Codebook) -> str:
    """Return what a codebook holds, as lines for a terminal of 80 columns."""
    lines = [f"{codebook.name}: {codebook.title}", ""]
    for kind in codebook.types:
        lines.append(f"  {kind.name} ({kind.label}), the same where {_joined(kind.same)} {_agree(kind.same)}")
        widest = max((len(rule.name) for rule in kind.fields), default=0)
        lines += [f"    {rule.name:<{widest}}  {rule.kind:<8}  {rule.label}" for rule in kind.fields]
    lines += ["", "Phrases"]
    counted = _counted(codebook)
    for language in sorted(LANGUAGES, key=lambda code: (-counted[code], code)):
        lines.append(f"  {language_name(language):<8} {counted[language]:>5}{_missing(codebook, language)}")
    if codebook.places:
        lines.append(f"Places   {len(codebook.places):>7}")
    return "\n".join([*lines, "", "No problems."]) + "\n"


def _agree(names: tuple[str, ...]) -> str:
    return "agrees" if len(names) == 1 else "agree"


def _joined(names: tuple[str, ...]) -> str:
    return " and ".join(names)


def _missing(codebook: Codebook, language: str) -> str:
    lacking = _lacking(codebook, language)
    if not lacking:
        return ""
    shown = ", ".join(lacking[:4]) + (f" and {len(lacking) - 4} more" if len(lacking) > 4 else "")
    return f"  none for {shown}"


def _counted(codebook: Codebook) -> Counter[str]:
    return Counter(
        language
        for kind in codebook.types
        for _, phrases in _all_phrases(kind)
        for language, said in phrases.items()
        for _ in said
    )


def _lacking(codebook: Codebook, language: str) -> list[str]:
    """Return what other languages have phrases for and this one has none: "station.weak"."""
    found: dict[str, None] = {}
    for kind in codebook.types:
        lists: dict[str, bool] = {}
        for name, phrases in _all_phrases(kind):
            if phrases:
                lists[name] = lists.get(name, False) or language in phrases
        found |= dict.fromkeys(f"{kind.name}.{name}" for name, there in lists.items() if not there)
    return list(found)


def _all_phrases(kind: RecordType) -> Iterator[tuple[str, Phrases]]:
    yield "signals", kind.signals
    yield "weak", kind.weak
    yield "never", kind.never
    for rule in kind.fields:
        yield rule.name, rule.signals
        yield f"{rule.name}.units", rule.units
        for step in rule.scale:
            if not step.states:  # states are known in every language
                yield f"{rule.name}.{step.name}", step.words
        for choice in rule.choices:
            yield f"{rule.name}.{choice.name}", choice.words
