"""The verbs of the command line.

Exit codes: 0 all was done; 1 an error, said on standard error; 2 the command's words are off;
3 built, but some documents could not be read (they are named); 130 stopped by Ctrl-C, kept so far.
"""

import json
import os
import sys
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NoReturn

import click

import firsthand
from firsthand.cli.accounts import accounts
from firsthand.cli.building import add, build, exit_for, print_counts, print_summary
from firsthand.cli.called import next_command
from firsthand.cli.codebooks import codebook
from firsthand.cli.collecting import collecting
from firsthand.cli.comparing import compare
from firsthand.cli.copying import copy
from firsthand.cli.custody import custody, stamp, verify
from firsthand.cli.deciding import decide, decisions
from firsthand.cli.limits import limits
from firsthand.cli.locking import lock, takes_key, unlock
from firsthand.cli.packing import pack
from firsthand.cli.persons import persons
from firsthand.cli.places import CASE_PLACE
from firsthand.cli.publishing import publish, register
from firsthand.cli.serving import serve
from firsthand.cli.watching import watch
from firsthand.cli.weighing import weigh
from firsthand.model import Findings
from firsthand.model.errors import FirsthandError
from firsthand.store.places import Place

STOPPED = 130

_DEMO_CODEBOOK = "unreported-leaks"


class _Verbs(click.Group):
    """Turns errors raised on purpose into one line, and Ctrl-C into what was kept."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FirsthandError as error:
            click.echo(f"firsthand: {error}", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo(
                "\nfirsthand: stopped. What was done is kept: the same command goes on from there.", err=True
            )
            ctx.exit(STOPPED)
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - the reader went away; nothing to say
            ctx.exit(0)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(firsthand.__version__, prog_name="firsthand")
def main() -> None:
    """Find out who said it first: from a folder of documents to a weighed, cited record."""


for verb in (accounts, codebook, compare, limits, lock, unlock, weigh):
    main.add_command(verb)
# Verbs that take a case, which may be encrypted.
for verb in (
    add, build, collecting, copy, custody, decide, decisions, pack, persons, publish, register, serve, stamp,
    verify, watch,
):  # fmt: skip
    main.add_command(takes_key(verb))


@takes_key
@main.command()
@click.argument("case_path", type=CASE_PLACE, metavar="CASE")
@click.option(
    "--claim", "wanted", help="One claim from end to end, by its number in the report or by words in it."
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def show(case_path: Place, wanted: str | None, as_json: bool) -> None:
    """Show the summary of CASE, or all that it holds on one claim."""
    with firsthand.open_case(case_path) as case:
        if wanted is not None:
            _print_claim(case.findings, wanted, as_json=as_json)
        elif as_json:
            print_counts(case.findings)
        else:
            print_summary(case.findings)


@takes_key
@main.command()
@click.argument("case_path", type=CASE_PLACE, metavar="CASE")
@click.option("--out", type=click.Path(path_type=Path), help="Where to. Default: CASE with .html")
@click.option("--names", is_flag=True, help="Keep the names of private persons: for your own eyes only.")
def report(case_path: Place, out: Path | None, names: bool) -> None:
    """Write CASE as one HTML page that opens offline; private persons stand as Person A, Person B, …"""
    from firsthand.publish import replace_text

    target = out or case_path.with_suffix(".html")
    with firsthand.open_case(case_path) as case:
        text = case.report(names=names)
    _written(target, lambda: replace_text(target, text))
    click.echo(f"{target}: open it in a browser; it needs no network.")


@takes_key
@main.command()
@click.argument("case_path", type=CASE_PLACE, metavar="CASE")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv"]),
    default="json",
    show_default=True,
    help="One JSON object by the published schema, or a folder of CSV tables.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="File (json) or folder (csv). Default: standard output for json.",
)
@click.option("--pseudonymous", is_flag=True, help="Private persons stand as Person A, Person B, …")
def export(case_path: Place, form: str, out: Path | None, pseudonymous: bool) -> None:
    """Write CASE as data: JSON by the published schema, or CSV tables.

    This is your own working copy: it holds whole texts and every name, unless --pseudonymous. For others:
    firsthand publish.
    """
    from firsthand.publish import export_csv, export_json, replace_text

    with firsthand.open_case(case_path) as case:
        findings = case.protected() if pseudonymous else case.findings
        if form == "csv":
            folder = out or case_path.with_suffix("")
            _written(folder, lambda: export_csv(findings, folder))
            click.echo(f"{folder}: the tables")
            return
        text = export_json(findings, protected=pseudonymous)
    if out is None or str(out) == "-":
        click.echo(text)
    else:
        _written(out, lambda: replace_text(out, text))
        click.echo(f"{out}: the case as JSON")


@main.command()
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path(), help="Folder for the demo's case and report."
)
def demo(out: Path) -> None:
    """Build the bundled story, write its report and publish it: the whole of firsthand in one command."""
    from firsthand.building import build as build_case
    from firsthand.cli.progress import shown_progress
    from firsthand.publish import replace_text
    from firsthand.publish.publishing import write_publication

    if not out.is_dir():
        _written(out, lambda: out.mkdir(parents=True))
    target, page, folder = out / "demo.case", out / "demo.html", out / "demo-published"
    with as_file(files("firsthand") / "demo") as texts, shown_progress(show=sys.stderr.isatty()) as progress:
        case = build_case(texts, case=target, codebook=_DEMO_CODEBOOK, progress=progress)
    with case:
        text = case.report()
        _written(page, lambda: replace_text(page, text))
        _written(folder, lambda: write_publication(case.published(), folder))
        print_summary(case.findings)
        click.echo(f"\nThe report: open {page} in a browser. The case: {target}")
        click.echo(f"As it would be published, with its register: {folder / 'index.html'}")
        click.echo(f"Check it and decide, at the desk: {next_command('serve', target, '--open')}")
        exit_for(case.findings.failures)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
def doctor(as_json: bool) -> None:
    """Check that everything firsthand needs is here and works, offline."""
    from firsthand.cli.checks import examine

    checks = examine()
    if as_json:
        click.echo(json.dumps([check.as_dict() for check in checks], ensure_ascii=False, indent=1))
    else:
        for check in checks:
            click.echo(f"{'ok   ' if check.passed else 'FAILS'} {check.name:24} {check.detail}")
    if not all(check.passed for check in checks):
        sys.exit(1)


def _print_claim(findings: Findings, wanted: str, *, as_json: bool) -> None:
    from firsthand.publish import claim_as_data, find_claim, render_claim

    claim, meant = find_claim(findings, wanted)
    if claim is None:
        choices = "".join(f"\n  {number:>5}  {text}" for number, text in meant)
        _give_up(
            f"Several claims hold these words; name one by its number with --claim:{choices}"
            if meant
            else f"No claim answers to “{wanted}”. Use other words of it, or its number in the report."
        )
    if as_json:
        click.echo(json.dumps(claim_as_data(findings, claim), ensure_ascii=False, indent=1))
    else:
        click.echo(render_claim(findings, claim), nl=False)


def _written(target: Path, write: Callable[[], object]) -> None:
    try:
        write()
    except OSError as error:
        _give_up(
            f"{target} cannot be written ({error.strerror or error}). Free some space or name another "
            "place with --out; the case itself is safe."
        )


def _give_up(message: str) -> NoReturn:
    raise FirsthandError(message)
