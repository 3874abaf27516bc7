"""The verb on persons: who would be named, and why."""

import json
from typing import TYPE_CHECKING

import click

import firsthand
from firsthand.cli.places import CASE_PLACE
from firsthand.cli.targets import one_line
from firsthand.store.places import Place

if TYPE_CHECKING:  # what a case is made with is loaded only where one is opened
    from firsthand.publish.protection.dry_run import Named

_COUNTED = ("passage", "document")


@click.command()
@click.argument("case_path", type=CASE_PLACE, metavar="CASE")
@click.option("--json", "as_json", is_flag=True, help="Print the persons as JSON.")
def persons(case_path: Place, as_json: bool) -> None:
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
            click.echo(f"  {one_line(person.shown_as)}{_behind(person)}")
            click.echo(f"      {one_line(person.because)}")
            if person.passage:
                click.echo(f"      {one_line(person.where)}: “{one_line(person.passage)}”")
    click.echo(
        "To change it: firsthand decide CASE show-person|hide-person WHO --reviewer NAME --reason TEXT"
        if people
        else "No document names a person."
    )


def _behind(person: "Named") -> str:
    """Return what stands behind a listed name: whom a pseudonym hides, how often, where."""
    counts = (person.mentions, person.documents)
    often = " in ".join(f"{n} {w}{'s' * (n != 1)}" for n, w in zip(counts, _COUNTED, strict=True))
    return f" = {one_line(person.name)}; {often}" if person.name != person.shown_as else f"; {often}"
