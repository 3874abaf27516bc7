"""The verbs that build a case, and how far they are: `firsthand build`, `firsthand add`."""

import json
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from firsthand.cli.asking import asking_from, asking_options
from firsthand.cli.called import next_command
from firsthand.cli.deciding import fits_no_more
from firsthand.cli.places import CASE_PLACE
from firsthand.model import Failure, Findings
from firsthand.model.limit import changed
from firsthand.store.places import Place

if TYPE_CHECKING:
    from firsthand.case import Case, Size

PARTLY_BUILT = 3

_CASE_HELP = (
    "The case: a file, or postgresql://USER@HOST/DATABASE?case=NAME. Default: the first folder's name with "
    ".case, in the current folder."
)
_PROCESSES = click.option(
    "--processes", type=click.IntRange(1), help="How many processes to use. Default: one a core."
)
_LIMITS = click.option(
    "--limit", "limits", multiple=True, metavar="NAME=NUMBER", help="Read more or less: see firsthand limits."
)
_JSON = click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print counts, failures and the case's path as JSON; how far it is as JSON lines on standard error.",
)
_QUIET = click.option("--quiet", is_flag=True, help="Print no summary and show no progress.")


@click.command()
@click.argument("paths", nargs=-1, metavar="FOLDER…")
@click.option("--case", "case_path", type=CASE_PLACE, help=_CASE_HELP)
@click.option(
    "--codebook", "book", metavar="NAME|FILE", help="Which records to keep: see firsthand codebook list."
)
@_PROCESSES
@click.option(
    "--engine",
    default="local",
    metavar="ENGINE",
    help="Where the work is done: local (default), ray, daft, or ray://HOST:PORT. See docs/scaling.md.",
)
@click.option("--work", metavar="FOLDER", help="A cluster's work folder, or s3://BUCKET/PREFIX.")
@_LIMITS
@_JSON
@_QUIET
@asking_options
def build(
    paths: tuple[str, ...],
    case_path: Place | None,
    book: str | None,
    processes: int | None,
    engine: str,
    work: str | None,
    limits: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    **ask: Any,
) -> None:
    """Read FOLDER… (or files, or - for standard input) and build the case.

    With --case and no folder, the case is built again from what it keeps, with what was collected since.
    A second build does only what changed; a build that was stopped goes on.
    """
    asking = asking_from(**ask)
    if not paths and case_path is None:
        raise click.UsageError("Name a folder or files to read, or with --case a case to build again.")
    from firsthand.building import build as build_case
    from firsthand.building import build_from
    from firsthand.deriving.working import engine_named
    from firsthand.read import Limits, Original

    target = case_path or _default_case(paths[0])
    with (
        engine_named(engine, processes=processes, work=work) as running,
        _told(as_json=as_json, quiet=quiet) as progress,
    ):
        kept: dict[str, Any] = {
            "case": target,
            "codebook": book,
            "processes": processes,
            "engine": running,
            "progress": progress,
            "asking": asking,
            "limits": changed(Limits(), limits),
        }
        if paths == ("-",):
            case = build_from([Original("standard-input.txt", sys.stdin.buffer.read())], **kept)
        else:
            case = build_case(list(paths), **kept)
    asked = {"asked": case.usage.as_dict(asking)} if case.usage else {}
    with case:
        _tell(case, target, as_json=as_json, quiet=quiet, more=asked)
        if case.usage and not as_json and not quiet:
            click.echo(f"\n{case.usage.told(asking)}")
        failures = case.size.failures
    exit_for(failures)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FOLDER…")
@click.option("--case", "case_path", type=CASE_PLACE, required=True, help="The case to add them to.")
@_PROCESSES
@_LIMITS
@_JSON
@_QUIET
def add(
    paths: tuple[str, ...],
    case_path: Place,
    processes: int | None,
    limits: tuple[str, ...],
    as_json: bool,
    quiet: bool,
) -> None:
    """Add FOLDER… (or files) to a case; what it holds already is not read again.

    What comes of it is what building all of them would make. In a large case only the stories that the added
    documents belong to are derived again.
    """
    from firsthand.building import add as add_to_case
    from firsthand.read import Limits

    read = changed(Limits(), limits)
    with _told(as_json=as_json, quiet=quiet) as progress:
        case = add_to_case(list(paths), case=case_path, processes=processes, progress=progress, limits=read)
    with case:
        _tell(case, case_path, as_json=as_json, quiet=quiet)
        failures = case.size.failures
    exit_for(failures)


def print_summary(findings: Findings) -> None:
    """Print what a case comes to."""
    from firsthand.publish import render_summary

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    click.echo(render_summary(findings, colour=colour), color=colour)


def print_counts(findings: Findings) -> None:
    """Print how much there is in a case, and what failed, as JSON."""
    click.echo(json.dumps(_counts(findings), ensure_ascii=False, indent=1))


def exit_for(failures: tuple[Failure, ...]) -> None:
    """End with the code that says that some documents could not be read, where that is so."""
    if failures:
        sys.exit(PARTLY_BUILT)


def _tell(
    case: "Case", target: Place, *, as_json: bool, quiet: bool, more: dict[str, Any] | None = None
) -> None:
    """Say what came of a build; of a large case only how much, which takes no memory."""
    large = case.size.units > 0
    if as_json:
        counts = _size(case.size) if large else _counts(case.findings)
        click.echo(json.dumps(counts | {"case": str(target)} | (more or {}), ensure_ascii=False, indent=1))
        return
    if quiet:
        return
    if large:
        _print_size(case.size)
    else:
        print_summary(case.findings)
        if case.chosen_codebook and case.codebook:
            click.echo(
                f"\nThe codebook {case.codebook.name} fits these documents, so its records were kept. "
                "Another: --codebook NAME|FILE; none: --codebook none."
            )
        if case.misfits:
            click.echo(f"\n{fits_no_more(len(case.misfits))}: {next_command('decisions', target)}")
    click.echo(f"\nKept in {target}. The report: {next_command('report', target)}")
    click.echo(f"Check it and decide: {next_command('serve', target, '--open')}")


def _told(*, as_json: bool, quiet: bool) -> AbstractContextManager[Callable[[str, int, int], None]]:
    from firsthand.cli.progress import progress_as_json, shown_progress

    if as_json and not quiet:
        return progress_as_json(sys.stderr)
    return shown_progress(show=not quiet and not as_json and sys.stderr.isatty())


def _default_case(first: str) -> Path:
    name = "standard-input" if first == "-" else Path(first).resolve().name
    return Path(f"{name.removesuffix(Path(name).suffix) if Path(first).is_file() else name}.case")


def _counts(findings: Findings) -> dict[str, Any]:
    counted = ("documents", "stories", "statements", "sources", "claims", "conflicts", "variants", "updates")
    counts: dict[str, Any] = {name: len(getattr(findings, name)) for name in counted}
    return counts | {"failures": _failures(findings.failures)}


def _size(size: "Size") -> dict[str, Any]:
    counted = ("documents", "stories", "statements", "claims")
    counts: dict[str, Any] = {name: getattr(size, name) for name in counted}
    return counts | {"failures": _failures(size.failures)}


def _failures(failures: tuple[Failure, ...]) -> list[dict[str, str]]:
    return [{"document": f.document, "step": f.step, "message": f.message} for f in failures]


def _print_size(size: "Size") -> None:
    click.echo(
        f"{size.documents:,} documents, {size.stories:,} stories, {size.statements:,} statements, "
        f"{size.claims:,} claims"
    )
    for failure in size.failures[:_TOLD]:
        click.echo(f"Failed    {failure.message}")
    if len(size.failures) > _TOLD:
        click.echo(f"          and {len(size.failures) - _TOLD:,} more: --json names them all")


_TOLD = 10  # failures
