"""What went wrong, counted by kind and by cue, with where to look."""

from collections import defaultdict
from collections.abc import Sequence

from attribution_sets.gold import Report, Text, shared
from attribution_sets.scoring import Match, kind_in_text, overlap, source_is_right

_MOST_NEXT_TO = 90  # characters shown on each side of an example

Errors = dict[tuple[str, str], list[str]]


def errors_of(found: Sequence[tuple[Text, Sequence[Report], Sequence[Match]]]) -> Errors:
    """Return the errors by kind and cue, each with its examples, in the order of the texts."""
    errors: Errors = defaultdict(list)
    for text, ours, matches in found:
        hit_gold = {id(match.gold) for match in matches}
        hit_ours = {id(match.ours) for match in matches}
        free = [report for report in ours if id(report) not in hit_ours]
        blamed: set[int] = set()
        for gold in text.reports:
            if id(gold) in hit_gold:
                continue
            nearest = max(free, key=lambda report: overlap(gold, report), default=None)
            kind, other = _missed(gold, nearest)
            if other is not None:
                blamed.add(id(other))
            errors[kind, _cue(gold, text)].append(_shown(text, gold, other))
        for report in free:
            if id(report) not in blamed:
                again = any(overlap(match.gold, report) > 0 for match in matches)
                kind = "spurious inside a found one" if again else "spurious"
                errors[kind, report.cue or "(no cue)"].append(_shown(text, None, report))
        for match in matches:
            known = match.gold.chain and match.gold.chain[0]
            if known and not source_is_right(match.gold, match.ours):
                form = "wrong source" if match.ours.chain else "no source"
                errors[form, _cue(match.gold, text)].append(_shown(text, match.gold, match.ours))
    return dict(errors)


def _missed(gold: Report, nearest: Report | None) -> tuple[str, Report | None]:
    if nearest is None or not overlap(gold, nearest):
        return "missed", None
    both = shared(gold.content, nearest.content)
    if both >= 0.8 * nearest.size:
        return "content cut short", nearest
    if both >= 0.8 * gold.size:
        return "content too long", nearest
    return "content cut elsewhere", nearest


def _cue(report: Report, text: Text) -> str:
    return report.cue or f"(no cue, {kind_in_text(text.text, report)})"


def _shown(text: Text, gold: Report | None, ours: Report | None) -> str:
    lines = []
    for who, report in (("gold", gold), ("ours", ours)):
        if report is not None:
            source = _words(text, (report.own or report.chain)[0]) if report.chain else "–"
            lines.append(f"    {who}: [{source}] {_words(text, report.content)}")
    at = gold or ours
    assert at is not None
    start, end = at.content[0][0], at.content[-1][1]
    around = text.text[max(0, start - _MOST_NEXT_TO) : start] + "⟦…⟧" + text.text[end : end + _MOST_NEXT_TO]
    where = f"  {text.name} {','.join(f'{a}-{b}' for a, b in at.content)}"
    return "\n".join([where, *lines, f"    in: {' '.join(around.split())}"])


def _words(text: Text, stretches: Sequence[tuple[int, int]]) -> str:
    return " … ".join(" ".join(text.text[a:b].split()) for a, b in stretches)[:300]


def table(errors: Errors, *, most: int = 25) -> str:
    """Return the commonest kinds of error, and in each the commonest cues."""
    kinds: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (kind, cue), shown in errors.items():
        kinds[kind].append((len(shown), cue))
    lines = ["| error | count | commonest cues |", "| --- | --- | --- |"]
    for kind, cues in sorted(kinds.items(), key=lambda item: -sum(n for n, _ in item[1])):
        common = ", ".join(f"{cue} {n}" for n, cue in sorted(cues, key=lambda c: (-c[0], c[1]))[:most])
        lines.append(f"| {kind} | {sum(n for n, _ in cues)} | {common} |")
    return "\n".join(lines)


def examples(errors: Errors, count: int, *, only: str = "") -> str:
    """Return up to `count` examples of each error, the commonest first; `only`: whose kind or cue has it."""
    lines = []
    for (kind, cue), shown in sorted(errors.items(), key=lambda item: (-len(item[1]), item[0])):
        if only and only not in f"{kind}: {cue}":
            continue
        lines += [f"\n{kind}: {cue} ({len(shown)})", *shown[:count]]
    return "\n".join(lines)
