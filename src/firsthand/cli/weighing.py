"""The verb that weighs a table of claims by itself: who says what of which object."""

import csv
import io
import json
from dataclasses import asdict
from pathlib import Path

import click

from firsthand.model.errors import InputError


@click.command()
@click.argument("table", type=click.Path(path_type=Path), metavar="TABLE")
@click.option(
    "--names",
    multiple=True,
    metavar="ATTRIBUTE",
    help="The values of this attribute are lists of people, to be judged name by name.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Write the answers to this CSV file.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print all values, the sources' records and the copies."
)
def weigh(table: Path, names: tuple[str, ...], out: Path | None, as_json: bool) -> None:
    """Weigh what sources say against one another: TABLE is a CSV file of source, object, attribute, value.

    Or of source, object, and a column for each attribute. Prints the likeliest value of each with its
    probability and reason, by the track record of the sources, copies counted once.
    """
    from firsthand.publish import replace_text
    from firsthand.weigh.credibility import read_table, weigh_rows

    try:
        text = table.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{table} cannot be read ({error.strerror}). Name a CSV file.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{table} is not UTF-8 text. Save it as CSV in UTF-8 and try again.") from error
    weighed = weigh_rows(read_table(text, name=str(table)), kinds=dict.fromkeys(names, "names"))
    if as_json:
        told = json.dumps(asdict(weighed), ensure_ascii=False, indent=1) + "\n"
    else:
        written = io.StringIO()
        rows = csv.writer(written, lineterminator="\n")
        rows.writerow(["object", "attribute", "value", "probability", "because"])
        for one in weighed.answers:
            rows.writerow([one.object, one.attribute, one.value, f"{one.probability:.3f}", one.because])
        told = written.getvalue()
    if out is None:
        click.echo(told, nl=False)
    else:
        try:
            replace_text(out, told)
        except OSError as error:
            raise InputError(f"{out} cannot be written ({error.strerror}). Name another place.") from error
        click.echo(f"{out}: {len(weighed.answers)} answers, {len(weighed.copies)} pairs of copies")
