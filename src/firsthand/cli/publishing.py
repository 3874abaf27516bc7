"""The verbs of what leaves the house: the register and the published folder."""

import json
import os
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click

import firsthand
from firsthand.cli.places import CASE_PLACE
from firsthand.model import Findings
from firsthand.model.errors import CaseError, FirsthandError
from firsthand.store.places import Place


@click.command()
@click.argument("case_path", type=CASE_PLACE, metavar="CASE")
@click.option("--codebook", "book", metavar="NAME|FILE", help="Derive the records anew with this codebook.")
@click.option("--json", "as_json", is_flag=True, help="Print the records as JSON.")
def register(case_path: Place, book: str | None, as_json: bool) -> None:
    """Show the records that CASE keeps, as its codebook says."""
    from firsthand.publish.register import register_as_data, render_register
    from firsthand.register.codebook import read_codebook

    codebook = read_codebook(book) if book else None
    with firsthand.open_case(case_path) as opened:
        case = opened.with_codebook(codebook) if codebook else opened
        if as_json:
            click.echo(
                json.dumps(register_as_data(case.findings, case.codebook), ensure_ascii=False, indent=1)
            )
        else:
            click.echo(render_register(case.findings, case.codebook), nl=False)


@click.command()
@click.argument("case_path", type=CASE_PLACE, metavar="CASE")
@click.option(
    "--out", type=click.Path(path_type=Path), help="The folder. Default: CASE without its ending, -published"
)
@click.option("--title", help="What to head it with. Default: the codebook's title, or the largest story's.")
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day it bears. Default: that of the newest document or decision.",
)
@click.option(
    "--sign", type=click.Path(path_type=Path), help="A private Ed25519 key to sign the manifest with."
)
@click.option("--dry-run", is_flag=True, help="Write nothing: list the files, who is named and who is not.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def publish(
    case_path: Place,
    out: Path | None,
    title: str | None,
    day: datetime | None,
    sign: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write CASE as a folder to publish: site, data, report, manifest; private persons by pseudonyms.

    Originals are never in it. The same case gives the same bytes.
    """
    from firsthand.publish.publishing import write_publication
    from firsthand.publish.signing import read_signer

    signer = read_signer(sign, passphrase=os.environ.get("FIRSTHAND_PASSPHRASE")) if sign else None
    with firsthand.open_case(case_path) as case:
        files = case.published(title=title, day=day.date() if day else None, signer=signer)
        pseudonyms = case.pseudonyms()
        if dry_run:
            _tell_dry_run(case.findings, pseudonyms, files, as_json=as_json)
            return
        folder = out or case_path.with_name(f"{case_path.stem}-published")
        try:
            write_publication(files, folder)
        except OSError as error:
            raise FirsthandError(
                f"{folder} cannot be written ({error.strerror or error}). Free some space or name another "
                "place with --out; what was published there before is as it was."
            ) from error
        try:
            case.log_published(files, folder.name)
        except CaseError as error:
            click.echo(f"firsthand: published, but not written in the custody log: {error}", err=True)
    if as_json:
        click.echo(json.dumps({"folder": str(folder), "files": sorted(files)}, ensure_ascii=False, indent=1))
    else:
        size = sum(map(len, files.values())) / 1e6
        click.echo(f"{folder}: {len(files)} files, {size:.1f} MB. Open {folder / 'index.html'} in a browser.")
        click.echo(
            f"Private persons stand under pseudonyms: {len(pseudonyms)}. Who is named: firsthand persons"
        )


def _tell_dry_run(
    findings: Findings, pseudonyms: dict[str, str], files: Mapping[str, bytes], *, as_json: bool
) -> None:
    from firsthand.publish.protection import shown_people
    from firsthand.publish.telling.wording import clean

    shown = shown_people(findings)
    if as_json:
        told = {
            "files": {path: len(data) for path, data in sorted(files.items())},
            "named": [{"name": person.name, "because": person.because} for person in shown],
            "pseudonyms": sorted(pseudonyms.values()),
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    click.echo(
        f"Would write {len(files)} files, {sum(map(len, files.values())) / 1e6:.1f} MB. Nothing was written."
    )
    folders = Counter(path.rpartition("/")[0] or "." for path in files)
    click.echo("  " + ", ".join(f"{name}/ {number}" for name, number in sorted(folders.items())))
    click.echo(f"Named, since a passage shows an office or a reviewer decided so ({len(shown)}):")
    for person in shown:
        click.echo(f"  {clean(person.name)}: {clean(person.because) or 'by decision'}")
    click.echo(f"Under a pseudonym ({len(pseudonyms)}): who they are is told by firsthand persons CASE.")
