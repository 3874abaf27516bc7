"""The verb that packs what a case took from the web into one file that standard viewers replay."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

import firsthand
from firsthand.cli.places import CASE_PLACE
from firsthand.model import Capture
from firsthand.model.errors import BrokenCustodyError, FirsthandError, NothingToReadError
from firsthand.store.places import Place

if TYPE_CHECKING:
    from firsthand.collect.archive.packing import Packed
    from firsthand.store import Store


@click.command()
@click.argument("case_path", type=CASE_PLACE, metavar="CASE")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="The file. Default: CASE with .wacz"
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Only what was taken on this day (UTC) or later, and what that refers to.",
)
@click.option("--title", help="What viewers head it with. Default: the name of CASE.")
@click.option("--replace", is_flag=True, help="Replace the file if there is one.")
@click.option("--json", "as_json", is_flag=True, help="Print what was packed as JSON.")
def pack(
    case_path: Place,
    out: Path | None,
    since: datetime | None,
    title: str | None,
    replace: bool,
    as_json: bool,
) -> None:
    """Pack all that CASE took from the web as a WACZ, which standard viewers replay.

    The same captures give the same bytes. It holds the pages as they were: it is no publication.
    """
    from firsthand.store import open_store

    target = out or case_path.with_suffix(".wacz")
    store = open_store(case_path)
    try:
        if target.exists() and not replace:
            raise FirsthandError(
                f"{target} is there already. Name another file with --out, or replace it with --replace."
            )
        packed = _pack_into(store, target, since=since.date() if since else None, title=title, case=case_path)
    finally:
        store.close()
    size = target.stat().st_size
    if as_json:
        told = {"file": str(target), "bytes": size, "captures": packed.captures, "pages": packed.pages}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    counts = f"{_counted(packed.captures, 'capture')}, {_counted(packed.pages, 'page')}"
    click.echo(f"{target}: {counts}, {size / 1e6:.1f} MB.")
    click.echo("It holds the pages as they were, with every name on them. Any viewer of WACZ files opens it.")


def _pack_into(
    store: "Store", target: Path, *, since: date | None, title: str | None, case: Place
) -> "Packed":
    """Write the file beside its place, then put it there in one step: nobody sees half of one."""
    from firsthand.collect.archive.packing import pack as write_package

    chosen = _chosen(store, since)
    if not chosen:
        when = f" since {since}" if since else ""
        raise NothingToReadError(
            f"{case}: nothing was taken from the web{when}, so there is nothing to pack. Collect first: "
            "firsthand collect"
        )
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as file:
            packed = write_package(
                _with_records(store, chosen, case),
                file,
                title=title or case.stem,
                description=f"{_counted(len(chosen), 'capture')}, {_span(chosen)}",
                software=f"firsthand {firsthand.__version__}",
                day=max(one.taken for one in chosen).astimezone(UTC).date(),
            )
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise FirsthandError(
            f"{target} cannot be written ({error.strerror or error}). Free some space or name another place "
            "with --out; what was there before is as it was."
        ) from error
    except ValueError as error:
        raise BrokenCustodyError(
            f"{case}: {error}. Nothing was packed; see what was touched: firsthand verify"
        ) from error
    finally:
        if beside.parent.is_dir():
            beside.unlink(missing_ok=True)
    return packed


def _chosen(store: "Store", since: date | None) -> list[Capture]:
    """Return the captures to pack, in order: with those go the earlier ones that they only refer to."""
    captures = list(store.captures())
    if since is None:
        return captures
    from firsthand.collect.archive import repeated_by

    late = {one.id for one in captures if one.taken.astimezone(UTC).date() >= since}
    repeated = set()
    for name in late:
        # Records that are missing or broken are named when they are packed.
        with suppress(ValueError):
            if earlier := repeated_by(store.record(name) or b""):
                repeated.add((earlier.url, earlier.taken))
    return [one for one in captures if one.id in late or (one.url, one.taken.astimezone(UTC)) in repeated]


def _with_records(store: "Store", captures: list[Capture], case: Place) -> Iterator[tuple[Capture, bytes]]:
    for capture in captures:
        records = store.record(capture.id)
        if records is None or hashlib.sha256(records).hexdigest() != capture.id:
            what = "missing" if records is None else "not what was kept"
            raise BrokenCustodyError(
                f"{case}: the capture of {capture.url} ({capture.taken:%Y-%m-%d %H:%M:%S} UTC) is {what}. "
                "Nothing was packed; see what else was touched: firsthand verify"
            )
        yield capture, records


def _span(captures: list[Capture]) -> str:
    first, last = (f"{take(one.taken for one in captures):%Y-%m-%d}" for take in (min, max))
    return first if first == last else f"{first} to {last}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
