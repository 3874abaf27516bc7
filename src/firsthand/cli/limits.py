"""The verb that says how much is read and collected."""

import json

import click

from firsthand.model.limit import described


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the limits as JSON.")
def limits(as_json: bool) -> None:
    """Show how much firsthand reads and collects at most.

    Change one for a run with --limit NAME=NUMBER, with firsthand build or firsthand collect. What a limit
    cuts is always said, in the document's notes or in the list of what could not be read.
    """
    from firsthand.collect.limits import CollectLimits
    from firsthand.read import Limits

    groups = {"build": described(Limits()), "collect": described(CollectLimits())}
    if as_json:
        found = {verb: {name: number for name, number, _ in group} for verb, group in groups.items()}
        click.echo(json.dumps(found, indent=1))
        return
    for verb, group in groups.items():
        click.echo(f"firsthand {verb} --limit NAME=NUMBER")
        for name, number, about in group:
            click.echo(f"  {f'{name}={number:,}':24} {about}")
