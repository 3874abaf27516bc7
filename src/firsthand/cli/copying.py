"""The verb that copies a case from one place to another."""

import json
import sys

import click

from firsthand.cli.places import CASE_PLACE
from firsthand.store.places import Place


@click.command("copy")
@click.argument("source", type=CASE_PLACE, metavar="FROM")
@click.argument("target", type=CASE_PLACE, metavar="TO")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def copy(source: Place, target: Place, as_json: bool, quiet: bool) -> None:
    """Copy a case FROM a file or PostgreSQL TO another file or to PostgreSQL, with all that it keeps.

    The copy has the same custody log, entry by entry, so what was true of the case is true of it. A copy that
    is stopped leaves nothing; where another case is already, nothing is written. A file called .age is
    encrypted.
    """
    from firsthand.cli.progress import shown_progress
    from firsthand.store.checking import check_place
    from firsthand.store.copying import copy_case

    with shown_progress(show=not quiet and not as_json and sys.stderr.isatty()) as told:
        number = copy_case(source, target, progress=told)
    check = check_place(target)
    if as_json:
        done = {"from": str(source), "to": str(target), "entries": number, "verdict": check.verdict}
        click.echo(json.dumps(done, ensure_ascii=False, indent=1))
    else:
        click.echo(
            f"{target}: a copy of {source}, with all {number:,} entries of its log; it is {check.verdict}."
        )
