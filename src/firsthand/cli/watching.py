"""The verb that looks again at what a case was made from, and tells what changed."""

import json
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from firsthand.cli.places import CASE_PLACE
from firsthand.model.errors import FirsthandError, InputError
from firsthand.model.limit import changed
from firsthand.store.places import Place

if TYPE_CHECKING:  # what asks the web is loaded only where it is asked
    from firsthand.collect import Settings

_FAILED = 3


@click.command()
@click.argument("case_path", type=CASE_PLACE, metavar="CASE")
@click.option("--once", is_flag=True, help="Look once and end: for cron and systemd timers.")
@click.option("--every", default="6h", show_default=True, metavar="TIME", help="How often: 30m, 6h, 1d.")
@click.option("--add", multiple=True, metavar="URL", help="Watch this page, too.")
@click.option("--feed", "feeds", multiple=True, metavar="URL", help="Watch this feed, and what it lists.")
@click.option("--drop", multiple=True, metavar="URL", help="Watch this no more; what was kept stays.")
@click.option("--list", "listing", is_flag=True, help="Show what is watched, and look at nothing.")
@click.option(
    "--report",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Tell changes in a file: .md, .txt, .html, .jsonl",
)
@click.option(
    "--atom", type=click.Path(path_type=Path), metavar="FILE", help="Tell changes in an Atom feed, a file."
)
@click.option("--webhook", multiple=True, metavar="URL", help="Post changes to this address as JSON.")
@click.option("--mail", multiple=True, metavar="ADDRESS", help="Send changes by e-mail; needs --smtp.")
@click.option("--smtp", metavar="HOST:PORT", help="The mail server. Its password: $FIRSTHAND_SMTP_PASSWORD")
@click.option("--mail-from", metavar="ADDRESS", help="Who the mail is from. Default: the first recipient.")
@click.option("--smtp-user", metavar="NAME", help="The user at the mail server, if it wants one.")
@click.option(
    "--delay", type=click.FloatRange(0), default=1.0, metavar="SECONDS", help="See firsthand collect."
)
@click.option("--contact", metavar="TEXT", help="Told to every server that is asked. Default: none.")
@click.option("--ignore-robots", metavar="REASON", help="Do not follow robots.txt; the reason is logged.")
@click.option("--allow-private", is_flag=True, help="Also ask this machine and private networks.")
@click.option("--allow", "servers", multiple=True, metavar="HOST:PORT", help="Also ask this one server.")
@click.option("--limit", "limits", multiple=True, metavar="NAME=NUMBER", help="Change a limit of collecting.")
@click.option("--json", "as_json", is_flag=True, help="Print each look as a line of JSON.")
def watch(
    case_path: Place,
    once: bool,
    every: str,
    add: tuple[str, ...],
    feeds: tuple[str, ...],
    drop: tuple[str, ...],
    listing: bool,
    delay: float,
    allow_private: bool,
    servers: tuple[str, ...],
    limits: tuple[str, ...],
    contact: str | None,
    ignore_robots: str | None,
    as_json: bool,
    **ways: Any,
) -> None:
    """Look again at the pages and feeds of CASE, keep each version, and tell what changed.

    Watched are the addresses that the case collected, and those you add. It watches pages, never persons:
    there is no alert on a name. What leaves (file, feed, mail, webhook) names private persons by pseudonym.
    """
    from firsthand.collect import CollectLimits, Settings, server_named
    from firsthand.store import open_store
    from firsthand.watching.schedule import repeat, seconds_of
    from firsthand.watching.watched import change_watched, watched

    every_s = seconds_of(every)
    channels = _channels(case_path, **ways)
    if add or feeds or drop or listing:
        store = open_store(case_path, create=bool(add or feeds))
        try:
            found = (
                change_watched(store, pages=add, feeds=feeds, drop=drop)
                if add or feeds or drop
                else watched(store)
            )
        finally:
            store.close()
        if listing:
            _print_watched(found, as_json=as_json)
            return
    settings = Settings(
        limits=changed(CollectLimits(), limits),
        delay_s=delay,
        contact=contact,
        ignore_robots=ignore_robots,
        private=allow_private,
        servers=frozenset(server_named(one) for one in servers),
    )

    def look() -> list[str]:
        return _look(case_path, settings, channels, as_json=as_json)

    if once:
        if look():
            sys.exit(_FAILED)
        return
    signal.signal(signal.SIGTERM, _stop)
    looked = False

    def look_on() -> None:
        nonlocal looked
        try:
            look()
        except FirsthandError as error:
            if not looked:
                raise
            click.echo(f"firsthand: {error}", err=True)  # the next look may go better
        looked = True
        click.echo(f"The next look: in {every}, or a little later. Ctrl-C ends it.", err=True)

    repeat(look_on, every_s, sleep=time.sleep)


def _look(case_path: Place, settings: "Settings", channels: list[Any], *, as_json: bool) -> list[str]:
    """Look once, tell what changed, and return what went wrong."""
    from firsthand.store import open_store
    from firsthand.watching.begun import end_look
    from firsthand.watching.looking import look_again
    from firsthand.watching.outbox import deliver, queue, report_of
    from firsthand.watching.telling import as_data, as_text

    found = look_again(case_path, settings=settings)
    if as_json:
        click.echo(json.dumps(as_data(found, found.changes), ensure_ascii=False))
    else:
        click.echo(as_text(found, found.changes), nl=False)
    wrong = [failure.message for failure in found.failures]
    store = open_store(case_path)
    try:
        if found.changes.told and channels:
            report = report_of(found, found.protected) if found.protected is not None else None
            if report is None:
                wrong.append(f"Nothing was sent: {found.held_back}")
            elif found.leaks(json.dumps(report.data, ensure_ascii=False)):
                wrong.append(
                    "Nothing was sent: the report would name a private person, in an address or a title. "
                    f"Read it here, and decide who may be named: firsthand persons {case_path}"
                )
            else:
                queue(store, report, channels)
        end_look(store)
        wrong += deliver(store, channels)
    finally:
        store.close()
    for one in wrong:
        click.echo(f"firsthand: {one}", err=True)
    return wrong


def _channels(
    case_path: Place,
    *,
    files: tuple[Path, ...],
    atom: Path | None,
    webhook: tuple[str, ...],
    mail: tuple[str, ...],
    smtp: str | None,
    mail_from: str | None,
    smtp_user: str | None,
) -> list[Any]:
    from firsthand.watching.channels import Feed, Mail, ReportFile, Webhook, server_of

    found: list[Any] = [ReportFile(path) for path in files]
    if atom is not None:
        title = case_path.name.removesuffix(".age").removesuffix(".case")
        found.append(Feed(atom, title, f"What changed: {title}"))
    for url in webhook:
        if not url.lower().startswith(("https://", "http://")):
            raise InputError(f"{url}: no address to post to. Write https://…")
        found.append(Webhook(url))
    if mail:
        if smtp is None:
            raise InputError("To send mail, name a mail server: --smtp HOST:PORT")
        server_of(smtp)
        found.append(Mail(smtp, mail_from or mail[0], mail, smtp_user))
    return found


def _print_watched(found: Any, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"pages": found.pages, "feeds": found.feeds}, ensure_ascii=False, indent=1))
        return
    for kind, addresses in (("page", found.pages), ("feed", found.feeds)):
        for address in addresses:
            click.echo(f"{kind}  {address}")
    if not (found.pages or found.feeds):
        click.echo("Nothing is watched yet. Add an address: --add URL, or a feed: --feed URL")


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
