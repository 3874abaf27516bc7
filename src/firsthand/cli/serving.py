"""The verb that opens the review desk."""

import getpass
import os
import webbrowser
from pathlib import Path

import click

from firsthand.model.errors import AccountError


@click.command()
@click.argument("case_path", type=click.Path(path_type=Path), metavar="CASE")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port. Default: a free one.")
@click.option("--open", "opened", is_flag=True, help="Open the desk in your browser.")
@click.option(
    "--reviewer", help="The name that your decisions carry. Default: $FIRSTHAND_BY, else your user name."
)
@click.option("--log", is_flag=True, help="Say every request on standard error.")
def serve(case_path: Path, host: str, port: int, opened: bool, reviewer: str | None, log: bool) -> None:
    """Open the review desk of CASE in your browser.

    It prints a link that works once; who has it is the owner of the desk. Ctrl-C closes it.
    """
    from firsthand.desk.open_desk import open_desk
    from firsthand.web.app import make_app
    from firsthand.web.door import AccountsFile, Door, is_loopback, place
    from firsthand.web.serving import listen, server

    if not is_loopback(host):
        raise AccountError("Beyond this machine a desk is served with accounts only.")
    with listen(host, port) as listening:
        stands = place(host=host, port=listening.getsockname()[1])
        door = Door(stands, AccountsFile(None), reviewer=reviewer or _who(), say=click.echo)
        with open_desk(case_path) as desk:
            link = door.new_link()
            click.echo(f"The desk of {case_path}: {link}")
            click.echo("The link works once, within 15 minutes. Ctrl-C closes the desk.")
            if opened:
                webbrowser.open(link)
            server(make_app(desk, door), log=log).run([listening])
        door.close()


def _who() -> str:
    return os.environ.get("FIRSTHAND_BY", "").strip() or getpass.getuser()
