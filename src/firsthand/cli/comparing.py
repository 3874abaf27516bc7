"""The verb that lays two documents side by side."""

import json
import os
import shutil
import sys

import click

from firsthand.cli.places import CASE_PLACE
from firsthand.store.places import Place

_WIDEST = 120  # columns; longer lines are hard to read


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option(
    "--case",
    "case_path",
    type=CASE_PLACE,
    help="A and B are documents of this case, by name or a part of it.",
)
@click.option("--all", "everything", is_flag=True, help="Show every shared passage, and each of them whole.")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON, with offsets.")
def compare(a: str, b: str, case_path: Place | None, everything: bool, as_json: bool) -> None:
    """Tell whether A and B depend on one another, and show what they share side by side.

    A and B are files (.txt, .md, .html), in one language or in two. The exit code is 0 whatever the
    answer is; 1 where a document cannot be read.
    """
    import firsthand
    from firsthand.comparison import compare_in
    from firsthand.publish import case_sentences, comparison_as_data, render_comparison

    in_case: dict[str, object] = {}
    sentences: list[str] = []
    if case_path is None:
        found = firsthand.compare(a, b)
    else:
        with firsthand.open_case(case_path) as case:
            found, known = compare_in(case, a, b)
        in_case = {"in_case": {"dependent": known.dependent, "parents": list(known.parents)}}
        sentences = case_sentences(found, dependent=known.dependent, parents=known.parents, lines=known.lines)
    if as_json:
        click.echo(json.dumps(comparison_as_data(found) | in_case, ensure_ascii=False, indent=1))
        return
    terminal = sys.stdout.isatty()
    colour = terminal and "NO_COLOR" not in os.environ
    width = min(_WIDEST, shutil.get_terminal_size().columns) if terminal else 80
    text = render_comparison(found, width=width, colour=colour, everything=everything, in_case=sentences)
    click.echo(text, nl=False, color=colour)
