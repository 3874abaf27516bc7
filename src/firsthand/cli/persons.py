"""The verbs on persons and decisions: who would be named, and what a reviewer decides about it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

import firsthand
from firsthand.model import Action, Findings
from firsthand.model.errors import DecisionError

if TYPE_CHECKING:  # what a case is made with is loaded only where one is opened
    from firsthand.case import Case
    from firsthand.publish.protection.dry_run import Named

_ACTIONS = ("show-person", "hide-person", "judge-claim", "withdraw")
_COUNTED = ("passage", "document")


@click.command()
@click.argument("case_path", type=click.Path(path_type=Path), metavar="CASE")
@click.option("--json", "as_json", is_flag=True, help="Print the persons as JSON.")
def persons(case_path: Path, as_json: bool) -> None:
    """List everybody whom CASE names, and what would be shown of them if it were published.

    It shows the real names: it is for the owner of the case, not for publication.
    """
    from firsthand.publish.protection.dry_run import dry_run

    with firsthand.open_case(case_path) as case:
        people = dry_run(case.findings, case.pseudonyms())
    if as_json:
        click.echo(json.dumps([person.as_data() for person in people], ensure_ascii=False, indent=1))
        return
    shown = [person for person in people if person.shown_as == person.name]
    hidden = [person for person in people if person.shown_as != person.name]

    for heading, group in (("Shown by name", shown), ("Not named", hidden)):
        click.echo(f"{heading}: {len(group)}")
        for person in group:
            click.echo(f"  {_one_line(person.shown_as)}{_behind(person)}")
            click.echo(f"      {_one_line(person.because)}")
            if person.passage:
                click.echo(f"      {_one_line(person.where)}: “{_one_line(person.passage)}”")
    click.echo(
        "To change it: firsthand decide CASE show-person|hide-person WHO --reviewer NAME --reason TEXT"
        if people
        else "No document names a person."
    )


@click.command()
@click.argument("case_path", type=click.Path(path_type=Path), metavar="CASE")
@click.argument("action", type=click.Choice(_ACTIONS), metavar="|".join(_ACTIONS))
@click.argument("target", metavar="TARGET")
@click.option("--reviewer", required=True, help="Who decides: the name stays with the decision.")
@click.option("--reason", required=True, help="Why, in a sentence: it stays with the decision.")
@click.option(
    "--verdict", default="", help="Of judge-claim: the verdict in your words (false, mostly true, ...)."
)
def decide(case_path: Path, action: Action, target: str, reviewer: str, reason: str, verdict: str) -> None:
    """Record a decision in CASE; it is dated, and never changed or removed.

    TARGET is a person ("Person A", a name, an id), a claim (its number in the report, or words of it), or
    the id of a decision to withdraw.
    """
    from firsthand.review import check_decision, make_decision

    with firsthand.open_case(case_path) as case:
        target_id, names, told = _target(case, action, target)
        decision = make_decision(
            action=action,
            target=target_id,
            reviewer=reviewer,
            reason=reason,
            value=verdict,
            names=names,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        check_decision(decision, case.findings)
        case.decide(decision)
    click.echo(
        f"{told} Decision {decision.id}; to take it back: firsthand decide {case_path} withdraw {decision.id}"
    )


def _target(case: "Case", action: Action, wanted: str) -> tuple[str, tuple[str, ...], str]:
    """Return the id of what a decision is about, the names of a person, and what follows in a sentence."""
    findings = case.findings
    if action == "withdraw":
        known = {d.id: d for d in findings.decisions}
        if wanted not in known:
            listed = "".join(
                f"\n  {d.id}  {d.action} by {d.reviewer}, {d.at[:10]}" for d in findings.decisions
            )
            raise DecisionError(f"“{wanted}” is no decision of this case. Its decisions:{listed or ' none'}")
        return wanted, (), f"Withdrawn: {known[wanted].action} of {known[wanted].at[:10]}."
    if action == "judge-claim":
        return _claim(findings, wanted)
    person_id, names = _person(case, wanted)
    shown = "will be named" if action == "show-person" else "will not be named"
    return person_id, names, f"{names[0]} {shown} in what leaves the case."


def _claim(findings: Findings, wanted: str) -> tuple[str, tuple[str, ...], str]:
    from firsthand.publish import find_claim

    by_id = next((claim for claim in findings.claims if claim.id == wanted), None)
    claim, meant = (by_id, ()) if by_id else find_claim(findings, wanted)
    if claim is None:
        choices = "".join(f"\n  {number:>5}  {text}" for number, text in meant)
        raise DecisionError(
            f"Several claims hold these words; give the number of one:{choices}"
            if meant
            else f"No claim answers to “{wanted}”. Give its number in the report, or other words of it."
        )
    return claim.id, (), f"Judged: “{claim.text}”."


def _person(case: "Case", wanted: str) -> tuple[str, tuple[str, ...]]:
    from firsthand.review import find_person

    pseudonyms = {name.casefold(): person for person, name in case.pseudonyms().items()}
    plain = wanted.casefold().replace("-", " ")
    by_letter = pseudonyms.get(plain) or pseudonyms.get(f"person {plain}")
    people = tuple(p for p in case.findings.people if p.id == by_letter) or find_person(case.findings, wanted)
    if not people:
        raise DecisionError(
            f"Nobody in this case answers to “{wanted}”. firsthand persons CASE lists everybody."
        )
    if len(people) > 1:
        choices = "".join(f"\n  {person.id}  {person.name}" for person in people)
        raise DecisionError(f"“{wanted}” may be several persons; give the id of one:{choices}")
    return people[0].id, (people[0].name, *people[0].aliases)


def _behind(person: "Named") -> str:
    """Return what stands behind a listed name: whom a pseudonym hides, how often, where."""
    counts = (person.mentions, person.documents)
    often = " in ".join(f"{n} {w}{'s' * (n != 1)}" for n, w in zip(counts, _COUNTED, strict=True))
    return f" = {_one_line(person.name)}; {often}" if person.name != person.shown_as else f"; {often}"


def _one_line(text: str) -> str:
    """Return a text on one line, without characters that would act on a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
