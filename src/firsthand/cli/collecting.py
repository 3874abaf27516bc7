"""The verb that takes pages from the web into a case."""

import json
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies_environment

import click

from firsthand.cli.places import CASE_PLACE
from firsthand.model.errors import CollectError
from firsthand.model.limit import changed
from firsthand.store.places import Place

if TYPE_CHECKING:  # what asks the web is loaded only where it is asked
    from firsthand.collect import Collected, Missed, Taken

_SOME_MISSED = 3


@click.command("collect")
@click.argument("addresses", nargs=-1, metavar="[URL…]")
@click.option(
    "--case",
    "case_path",
    type=CASE_PLACE,
    help="The case file; made if missing. Default: the first site's name with .case, in the current folder.",
)
@click.option(
    "--list",
    "lists",
    multiple=True,
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="A file with one address a line (- for standard input).",
)
@click.option(
    "--feed", "feeds", multiple=True, metavar="URL", help="A feed (RSS, Atom, JSON): take what it lists."
)
@click.option("--sitemap", "sitemaps", multiple=True, metavar="URL", help="A sitemap: take what it lists.")
@click.option(
    "--most", type=click.IntRange(1), metavar="N", help="Take at most N addresses of each feed or sitemap."
)
@click.option("--other-sites", is_flag=True, help="Also take what a feed or sitemap lists of other sites.")
@click.option(
    "--browser", is_flag=True, help="Also have Chromium draw each page: its HTML as shown, a picture, a PDF."
)
@click.option(
    "--delay",
    type=click.FloatRange(0),
    default=1.0,
    metavar="SECONDS",
    help="The pause between two questions to one server. Default: 1, or longer where robots.txt asks for it.",
)
@click.option(
    "--contact",
    metavar="TEXT",
    help="An address or e-mail, told to every server that is asked. Default: none.",
)
@click.option(
    "--ignore-robots",
    metavar="REASON",
    help="Do not follow robots.txt. The reason goes into the custody log.",
)
@click.option(
    "--ignore-certificates",
    metavar="REASON",
    help="Take pages over connections that cannot be trusted. The reason goes into the custody log.",
)
@click.option("--allow-private", is_flag=True, help="Also ask this machine and private networks.")
@click.option(
    "--allow",
    "servers",
    multiple=True,
    metavar="HOST:PORT",
    help="Also ask this one server, wherever it leads.",
)
@click.option(
    "--limit", "limits", multiple=True, metavar="NAME=NUMBER", help="Change a limit, as --limit seconds=60."
)
@click.option(
    "--direct", is_flag=True, help="Ask directly although a proxy is set: servers see this machine's address."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was kept and missed as JSON.")
@click.option("--quiet", is_flag=True, help="Print only what was missed.")
def collecting(
    addresses: tuple[str, ...],
    case_path: Place | None,
    lists: tuple[Path, ...],
    feeds: tuple[str, ...],
    sitemaps: tuple[str, ...],
    limits: tuple[str, ...],
    servers: tuple[str, ...],
    allow_private: bool,
    direct: bool,
    delay: float,
    as_json: bool,
    quiet: bool,
    **given: Any,
) -> None:
    """Take pages from the web into a case, as they are served, with proof of what came when and from where.

    Only the addresses you name are asked (with their robots.txt, and where they redirect to), and those that
    a feed or a sitemap you name lists, on its own site. With --browser, also what a page is made of, from
    whatever servers it names.

    Every answer is kept byte for byte before it is reported, with an entry in the custody log. A page taken
    before is asked for again only if it changed. Stopped with Ctrl-C, or killed: the same command goes on.

    The server sees your IP address and the name "firsthand". robots.txt is followed.
    """
    from firsthand.collect import CollectLimits, Settings, collect, server_named
    from firsthand.store import open_store

    if not direct:
        _check_no_proxy()
    settings = Settings(
        limits=changed(CollectLimits(), limits),
        delay_s=delay,
        private=allow_private,
        servers=frozenset(server_named(one) for one in servers),
        **given,
    )
    named, wrong = _read_lists(lists)
    wanted = [*addresses, *named]
    if not (wanted or feeds or sitemaps or wrong):
        raise click.UsageError("Name an address, or a --list, a --feed or a --sitemap.")
    target = case_path or _default_case([*wanted, *feeds, *sitemaps])
    store = open_store(target, create=True)
    try:
        told = _Told(lines=not as_json, quiet=quiet)
        for missed in wrong:
            told(missed, 0, 0)
        found = collect(wanted, feeds=feeds, sitemaps=sitemaps, store=store, settings=settings, progress=told)
    finally:
        store.close()
    missed_all = (*wrong, *found.missed)
    if as_json:
        click.echo(json.dumps(_as_data(found, missed_all, target), ensure_ascii=False, indent=1))
    elif not quiet:
        _print_summary(found, len(missed_all), target)
    if missed_all:
        sys.exit(_SOME_MISSED)


class _Told:
    """Prints a line for every address, once what came of it is in the case."""

    def __init__(self, *, lines: bool, quiet: bool) -> None:
        self._lines = lines
        self._quiet = quiet

    def __call__(self, one: "Taken | Missed", done: int, total: int) -> None:
        """Print what came of one address."""
        from firsthand.collect import Missed

        if isinstance(one, Missed):
            click.echo(f"missed     {_plain(one.address)}: {_plain(one.reason)}", err=True)
        elif self._lines and not self._quiet:
            kind = "unchanged" if one.unchanged else "kept"
            led = f" → {_plain(one.capture.url)}" if one.capture.url != one.capture.asked else ""
            size = (
                ""
                if one.unchanged
                else f"  {one.bytes:,} bytes, {_plain(one.capture.media or 'no type given')}"
            )
            count = f"  [{done}/{total}]" if total > 1 else ""
            click.echo(f"{kind:10} {_plain(one.address)}{led}{size}{count}")
        sys.stdout.flush()


def _default_case(addresses: list[str]) -> Path:
    """Return the case file that an address names: its site's, as varn.example.case."""
    from firsthand.collect.addresses import fit, place_of

    for address in addresses:
        with suppress(CollectError):
            if name := re.sub(r"[^\w.-]", "_", place_of(fit(address)).host.removeprefix("www.")).strip("."):
                return Path(f"{name}.case")
    raise click.UsageError("Name the case to collect into: --case FILE")


def _check_no_proxy() -> None:
    """Raise CollectError where the user has a proxy, for who hides behind one must not be seen without it."""
    if proxies := {"http", "https", "all", "socks"} & getproxies_environment().keys():
        named = ", ".join(f"{name}_proxy" for name in sorted(proxies))
        raise CollectError(
            f"A proxy is set in the environment ({named}), and firsthand collect uses none: servers would "
            "see this machine's own address. If they may: --direct"
        )


def _read_lists(lists: tuple[Path, ...]) -> "tuple[list[str], list[Missed]]":
    from firsthand.collect.listed import read_lines

    named: list[str] = []
    wrong: list[Missed] = []
    for path in lists:
        try:
            data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        except OSError as error:
            raise CollectError(
                f"{path}: the list cannot be read ({error.strerror or error}). Check its name."
            ) from error
        name = "standard input" if str(path) == "-" else str(path)
        found, bad = read_lines(data.decode("utf-8", "replace"), name=name)
        if not found and not bad:
            raise CollectError(f"{name}: there is no address in this list. Write one a line.")
        named += found
        wrong += bad
    return named, wrong


def _as_data(found: "Collected", missed: "tuple[Missed, ...]", case_path: Place) -> dict[str, Any]:
    def taken(one: "Taken") -> dict[str, Any]:
        capture = one.capture
        return {
            "address": one.address,
            "url": capture.url,
            "capture": capture.id,
            "payload": capture.payload,
            "status": capture.status,
            "media": capture.media,
            "taken": capture.taken.isoformat(),
            "bytes": one.bytes,
        }

    return {
        "case": str(case_path),
        "kept": [taken(one) for one in found.kept],
        "unchanged": [taken(one) for one in found.unchanged],
        "missed": [{"address": one.address, "reason": one.reason} for one in missed],
        "notes": list(found.notes),
        "before": found.before,
    }


def _print_summary(found: "Collected", missed: int, case_path: Place) -> None:
    for note in found.notes:
        click.echo(f"note       {_plain(note)}")
    parts = [f"{len(found.kept)} kept"]
    if found.before:
        parts.append(f"{found.before} kept before the last run was stopped")
    if found.unchanged:
        parts.append(f"{len(found.unchanged)} unchanged")
    if missed:
        parts.append(f"{missed} missed")
    told = f"\n{', '.join(parts)}, in {case_path}."
    click.echo(
        f"{told} Build the record: firsthand build --case {case_path}" if found.kept or found.before else told
    )


def _plain(text: str) -> str:
    """Return a text of others without what could steer a terminal."""
    return "".join(mark if mark.isprintable() else "�" for mark in text)
