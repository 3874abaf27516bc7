"""The verb that opens the review desk."""

import getpass
import os
import signal
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from firsthand.cli.called import next_command
from firsthand.cli.places import CASE_PLACE
from firsthand.model.errors import AccountError
from firsthand.store.places import Place

if TYPE_CHECKING:  # what serves pages is loaded only where they are served
    from firsthand.web.door import AccountsFile

_LARGE_BYTES = 10_000_000  # opens within two seconds
_STORIES_TOLD = 100  # of so many each a line


@click.command()
@click.argument("case_path", type=CASE_PLACE, metavar="CASE")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port. Default: a free one.")
@click.option("--open", "opened", is_flag=True, help="Open the desk in your browser.")
@click.option(
    "--reviewer",
    help="The name that your decisions carry, on your own machine. Default: $FIRSTHAND_BY or your user name.",
)
@click.option(
    "--accounts", is_flag=True, help="Let people in by name and password only: see firsthand accounts."
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen at; others need accounts."
)
@click.option(
    "--public-url", metavar="URL", default="", help="The address that visitors type: https://desk.example.org"
)
@click.option(
    "--proxy",
    "proxies",
    metavar="ADDRESS",
    multiple=True,
    help="Believe this proxy who asks it, and from where.",
)
@click.option(
    "--plain-http", is_flag=True, help="Serve others without https: on a network that you trust wholly."
)
@click.option("--log", is_flag=True, help="Say every request on standard error.")
def serve(
    case_path: Place,
    port: int,
    opened: bool,
    reviewer: str | None,
    accounts: bool,
    host: str,
    public_url: str,
    proxies: tuple[str, ...],
    plain_http: bool,
    log: bool,
) -> None:
    """Open the review desk of CASE: pages on which people read, decide and publish.

    On your own machine it prints a link that opens the desk in one browser, once; who uses it is the owner of
    the desk. Nobody else on the network can reach it. Ctrl-C closes the desk, and the case is sealed.

    For a team, put it on a server behind a proxy that does https (Caddy, nginx), which asks it at
    127.0.0.1; people come in with name and password:

    \b
      firsthand accounts CASE add NAME --role owner
      firsthand serve CASE --port 8400 --public-url https://desk.example.org --proxy 127.0.0.1
      # Caddyfile:  desk.example.org { reverse_proxy 127.0.0.1:8400 }

    What the proxy must do and what is not protected: docs/serving.md.
    """
    from firsthand.desk.open_desk import OpenDesk
    from firsthand.web.app import make_app
    from firsthand.web.door import AccountsFile, Door, accounts_path, place
    from firsthand.web.door.keeping.accounts import checked_name
    from firsthand.web.serving import listen, server
    from firsthand.web.warming import warming

    _require_case(case_path)
    with_accounts = _with_accounts(
        host, public_url, proxies, accounts=accounts, plain_http=plain_http, reviewer=reviewer
    )
    beside = accounts_path(case_path)
    name = (
        "" if with_accounts else checked_name(reviewer or os.environ.get("FIRSTHAND_BY") or getpass.getuser())
    )
    file = AccountsFile(beside, hold=True) if beside.exists() else AccountsFile(None)
    try:
        if with_accounts:
            _require_owner(file, case_path)
        with listen(host, port) as listening:
            stands = place(host=host, port=listening.getsockname()[1], public=public_url, proxies=proxies)
            door = Door(stands, file, with_accounts=with_accounts, reviewer=name, say=click.echo)
            door.sessions.end_all(None)  # a link opens the desk that printed it, not the next one
            file.keep_setting("origin", stands.origin if with_accounts else file.setting("origin"))
            with OpenDesk(case_path, progress=_telling(case_path)) as desk, warming(desk):
                _say_where(case_path, door, opened=opened)
                if file.held:
                    click.echo(
                        f"{beside} can only be read: who comes in and what they do is logged until the desk "
                        "is closed, and then forgotten.",
                        err=True,
                    )
                serving = server(make_app(desk, door), log=log)
                signal.signal(signal.SIGTERM, _stop)
                try:
                    serving.run([listening])
                except KeyboardInterrupt:
                    click.echo("\nThe desk is closed; what was decided is kept.", err=True)
    finally:
        file.close()


def _telling(case_path: Place) -> Callable[[str, int, int], None] | None:
    """Return what says how far the opening of a large case is; None for one that opens at once."""
    if isinstance(case_path, Path) and case_path.stat().st_size < _LARGE_BYTES:
        return None

    def tell(step: str, done: int, total: int) -> None:
        if step == "read" and not done:
            click.echo(f"Opening {case_path.name}: it is large, and is read first.", err=True)
        elif step == "stories" and (done == total or done % _STORIES_TOLD == 0):
            click.echo(f"  {done:,} of {total:,} stories are ready.", err=True)

    return tell


def _stop(number: int, frame: Any) -> NoReturn:
    """Close the desk where another program asks for it, as with Ctrl-C: the case is closed and sealed."""
    raise KeyboardInterrupt


def _require_case(case_path: Place) -> None:
    if not case_path.is_file():
        raise AccountError(
            f"{case_path}: there is no such case. Make it: firsthand build FOLDER --case {case_path}"
        )


def _with_accounts(
    host: str,
    public: str,
    proxies: tuple[str, ...],
    *,
    accounts: bool,
    plain_http: bool,
    reviewer: str | None,
) -> bool:
    """Return whether people come in with accounts; raises AccountError for an unsafe way to serve."""
    from firsthand.web.door import is_loopback, is_wildcard, place

    others = not is_loopback(host) or bool(public) or bool(proxies)
    if not (accounts or others):
        return False
    if reviewer is not None:
        raise AccountError("With accounts everybody decides under their own name: leave --reviewer out.")
    if is_wildcard(host) and not public:
        raise AccountError(
            f"--host {host} stands for every address of this machine. Name the one that visitors type: "
            "--public-url https://desk.example.org"
        )
    stands = place(host=host, port=0, public=public, proxies=proxies)
    if others and not stands.secure and not is_loopback(stands.public_host) and not plain_http:
        raise AccountError(
            "Without https, passwords and documents would cross the network for all on it to read. Put a "
            "proxy with https in front and name its address: --public-url https://desk.example.org "
            "(docs/serving.md says how). On a network that you trust wholly: --plain-http"
        )
    return True


def _require_owner(file: "AccountsFile", case_path: Place) -> None:
    from firsthand.web.door.keeping.accounts import Accounts

    if not any(not one.disabled for one in Accounts(file).all()):
        raise AccountError(
            "Others can reach this desk, so it opens with accounts only, and there is none. Make one: "
            f"firsthand accounts {case_path} add NAME --role owner"
        )


def _say_where(case_path: Place, door: Any, *, opened: bool) -> None:
    from firsthand.web.door import is_loopback

    if door.with_accounts:
        address = door.place.origin
        click.echo(f"The desk of {case_path.name}: {address}")
        click.echo("People come in with name and password. Ctrl-C closes the desk.")
        click.echo(f"Who they are, and to invite others: {next_command('accounts', case_path, '--help')}")
        if not door.place.secure and not is_loopback(door.place.public_host):
            click.echo("Without https: whoever is on the network can read along.", err=True)
    else:
        address = door.new_link()
        click.echo(f"The desk of {case_path.name}: {address}")
        click.echo("The link works once, within 15 minutes. Ctrl-C closes the desk.")
    if opened:
        webbrowser.open(address)
