"""The verbs on decisions: what a reviewer decides, and what was decided."""

import json
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, get_args

import click

import firsthand
from firsthand.cli.places import CASE_PLACE
from firsthand.cli.targets import JUDGED, Targets, one_line
from firsthand.model import Action, Decision, Draft
from firsthand.model.decision import Reviewed as Kind
from firsthand.model.errors import DecisionError
from firsthand.store.places import Place

if TYPE_CHECKING:  # what a case is made with is loaded only where one is opened
    from firsthand.case import Case

_TOLD: dict[str, str] = {
    "accept": "Accepted: {what}.",
    "reject": "Rejected, and in the record no more: {what}.",
    "set-bounds": "Now these words: “{passage}”.",
    "set-attribution": "Attributed to {chain}: {what}.",
    "add-statement": "Added from {what}: “{passage}”.",
    "merge-claims": "One claim with {count} other{s}: {what}.",
    "split-claim": "A claim of their own now: {count} statement{s} of {what}.",
    "judge-claim": "Judged: {what}.",
    "merge-sources": "One source with {count} other{s}: {what}.",
    "split-source": "Another source in {count} statement{s}, {value}: not {what}.",
    "rename-source": "Called {value} from now on: {what}.",
    "set-source-kind": "A source of the kind {value}: {what}.",
    "show-person": "{name} will be named in what leaves the case.",
    "hide-person": "{name} will not be named in what leaves the case.",
    "withdraw": "Withdrawn: {taken}.",
}
_ACTIONS = get_args(Action)
_SHOWN = 120  # characters of what a decision is about


@click.command()
@click.argument("case_path", type=CASE_PLACE, metavar="CASE")
@click.argument("action", type=click.Choice(_ACTIONS), metavar="ACTION")
@click.argument("target", metavar="TARGET")
@click.argument("others", nargs=-1, metavar="[OTHERS…]")
@click.option("--reviewer", required=True, help="Who decides: the name stays with the decision.")
@click.option("--reason", default="", help="Why, in a sentence: it stays with the decision.")
@click.option(
    "--value",
    "--verdict",
    default="",
    help="The verdict in your words (false, mostly true, ...), the name or the kind of a source.",
)
@click.option("--kind", type=click.Choice(JUDGED), help="What is accepted or rejected. Default: a claim.")
@click.option("--text", default="", help="The words of a statement, as the document has them.")
@click.option("--start", type=click.IntRange(0), help="Instead of --text: where it begins, in characters.")
@click.option("--end", type=click.IntRange(1), help="Where it ends: the first character behind it.")
@click.option(
    "--chain", multiple=True, metavar="NAME", help="Who says it, the origin first, then who relayed it; each."
)
def decide(
    case_path: Place,
    action: Action,
    target: str,
    others: tuple[str, ...],
    reviewer: str,
    reason: str,
    value: str,
    kind: Kind | None,
    text: str,
    start: int | None,
    end: int | None,
    chain: tuple[str, ...],
) -> None:
    """Record a decision in CASE; it is dated, and never changed or removed. What it touches is derived again.

    TARGET is an id, or words that only one thing has; a claim also by its number in the report, a person by
    "Person A". Where several are meant they are listed, all of them where you give "".

    \b
    accept|reject TARGET [--kind ...]          a claim, statement, conflict, variant or record
    set-bounds STATEMENT --text WORDS          it is these words of its document
    set-attribution STATEMENT --chain NAME     who says it; without --chain the document itself
    add-statement DOCUMENT [CLAIM] --text WORDS [--chain NAME]
    merge-claims CLAIM CLAIM…                  they say the same
    split-claim CLAIM STATEMENT…               these say something else
    judge-claim CLAIM --value VERDICT
    merge-sources SOURCE SOURCE…               they are one
    split-source SOURCE STATEMENT… --value NAME   in these, another one speaks
    rename-source SOURCE --value NAME
    set-source-kind SOURCE --value KIND
    show-person|hide-person PERSON             in what leaves the case
    withdraw DECISION                          take it back
    """
    from firsthand.review import History

    if action != "accept" and not reason.strip():
        raise DecisionError("Say why, in a sentence, with --reason: it stays with the decision.")
    with firsthand.open_case(case_path) as case:
        targets = Targets(case)
        wanted = targets.target(action, target, kind)
        if text:
            start, end = targets.bounds(action, wanted, text)
        told = targets.told(wanted)
        draft = Draft(
            action=action,
            target=wanted,
            reason=reason,
            value=value,
            others=targets.others(action, others),
            start=start,
            end=end,
            chain=chain,
            seen=History(case.findings.decisions, case.reviewed.moved).last(wanted),
        )
        decision = case.draft(draft, reviewer=reviewer)
        case.decide(decision)
        told = _told(case, decision, told)
    click.echo(
        f"{told} Decision {decision.id}; to take it back: firsthand decide {case_path} withdraw {decision.id}"
    )


@click.command()
@click.argument("case_path", type=CASE_PLACE, metavar="CASE")
@click.option("--json", "as_json", is_flag=True, help="Print the decisions as JSON.")
def decisions(case_path: Place, as_json: bool) -> None:
    """List what was decided in CASE, the latest first: what holds, and what fits nothing any more.

    A decision outlives every build. Where documents came or went, so that what it was about is not found, it
    waits: it holds again when that comes back, and can be withdrawn.
    """
    with firsthand.open_case(case_path) as case:
        rows = _rows(case)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not rows:
        click.echo("Nothing was decided yet. To decide: firsthand decide --help")
        return
    lost = [row for row in rows if row["why"]]
    withdrawn = sum(not row["holds"] and row["action"] != "withdraw" for row in rows)
    counts = [f"{len(rows)} decision{'s' * (len(rows) != 1)}"]
    counts += [f"{withdrawn} withdrawn"] if withdrawn else []
    counts += [fits_no_more(len(lost))] if lost else []
    click.echo("; ".join(counts))
    for row in rows:
        state = " (fits nothing any more)" if row["why"] else _state(row)
        at, value = row["at"][:16].replace("T", " "), row["value"] and f" “{one_line(row['value'])}”"
        click.echo(f"\n{at}  {one_line(row['reviewer'])}: {row['action']}{value}{state}")
        for line in filter(None, (row["what"], row["reason"], row["why"])):
            click.echo(f"    {one_line(line)}")
        click.echo(f"    {row['id']}")


def fits_no_more(count: int) -> str:
    """Say that so many decisions find no more what they were about."""
    return f"{count} decision{'s fit' if count != 1 else ' fits'} nothing any more"


def _rows(case: "Case") -> list[dict[str, Any]]:
    from firsthand.review import in_force

    made = case.store.decisions()
    holding = {decision.id for decision in in_force(made)}
    why = {misfit.decision.id: misfit.why for misfit in case.misfits}
    moved, targets = case.reviewed.moved, Targets(case)
    return [
        asdict(decision)
        | {
            "holds": decision.id in holding,
            "fits": decision.id in holding and decision.id not in why,
            "why": why.get(decision.id, ""),
            "now": moved.get(decision.target, decision.target),
            "what": _what(targets, decision, moved.get(decision.target, decision.target)),
        }
        for decision in reversed(made)
    ]


def _what(targets: Targets, decision: Decision, now: str) -> str:
    """Return in words what a decision is about: as it stands now, else as it was called then."""
    told = textwrap.shorten(one_line(targets.told(now)), _SHOWN, placeholder=" …")
    gone = f"a {decision.kind}, {decision.names[0]}" if decision.kind and decision.names else ""
    return told or gone or ", ".join(decision.names) or decision.target


def _state(row: dict[str, Any]) -> str:
    return "" if row["holds"] or row["action"] == "withdraw" else " (withdrawn)"


def _told(case: "Case", decision: Decision, what: str) -> str:
    """Say in a sentence what follows from a decision."""
    made = {each.id: each for each in case.findings.decisions}
    taken = made.get(decision.target)
    documents = {document.id: document for document in case.findings.documents}
    at = decision.passage
    short = textwrap.shorten(one_line(what), _SHOWN, placeholder=" …").rstrip(".")
    text = documents[at.document].text[at.start : at.end] if at and at.document in documents else ""
    count = len(decision.others)
    return _TOLD[decision.action].format(
        what=f"“{short}”" if what else decision.target,
        chain=", through ".join(decision.chain) or "the document itself",
        passage=one_line(text),
        count=count,
        s="s" * (count != 1),
        value=decision.value,
        name=decision.names[0] if decision.names else what,
        taken=f"{taken.action} of {taken.at[:10]}" if taken else "",
    )
