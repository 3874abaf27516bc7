"""The verb on accounts: who may come in at a desk that others can reach, and what they did there."""

import getpass
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from firsthand.cli.places import CASE_PLACE
from firsthand.model.errors import AccountError, InputError
from firsthand.store.places import Place

if TYPE_CHECKING:  # what keeps accounts is loaded only where they are
    from firsthand.web.door.keeping.file import AccountsFile
    from firsthand.web.door.visitor import Role

_ROLES = click.Choice(["reader", "reviewer", "owner"])
_ROLE = click.option(
    "--role",
    type=_ROLES,
    default="reader",
    show_default=True,
    help="reader: sees everything; reviewer: decides, too; owner: builds and publishes, too.",
)
_STDIN = click.option("--password-stdin", is_flag=True, help="Take the password from standard input.")
_INVITE = click.option(
    "--invite",
    is_flag=True,
    help="Print a link with which they choose a password themselves, once, within 3 days.",
)


@click.group()
@click.argument("case_path", type=CASE_PLACE, metavar="CASE")
@click.pass_context
def accounts(context: click.Context, case_path: Place) -> None:
    """Say who may come in at the desk of CASE, in which role; for people and for programs.

    Accounts lie in CASE.accounts beside the case, for your eyes only: they are no part of the case, and do
    not go with it. Passwords and tokens cannot be read from there.
    """
    if not case_path.is_file():
        raise AccountError(f"{case_path}: there is no such case.")
    context.obj = case_path


@accounts.command()
@click.argument("name")
@_ROLE
@_STDIN
@_INVITE
@click.pass_obj
def add(case_path: Place, name: str, role: "Role", password_stdin: bool, invite: bool) -> None:
    """Make an account for NAME; the password is asked for, at least 12 characters.

    NAME is what their decisions carry.
    """
    from firsthand.web.door.keeping.accounts import Accounts, checked_name

    shown = checked_name(name)
    with _file(case_path, create=True) as file:
        kept = Accounts(file)
        password = None if invite else _password(shown, from_stdin=password_stdin)
        account = kept.add(shown, role, password=password, now=time.time())
        _note(file, "made an account", f"{account.name}, {role}")
        click.echo(f"{account.name} is {role} now.")
        if invite:
            _say_invitation(file, kept.invite(account.name, now=time.time()))


@accounts.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_obj
def list_accounts(case_path: Place, as_json: bool) -> None:
    """List accounts and tokens."""
    from firsthand.web.door.keeping.accounts import Accounts
    from firsthand.web.door.keeping.tokens import Tokens

    with _file(case_path) as file:
        people, tokens = Accounts(file).all(), Tokens(file).all()
    now = time.time()
    if as_json:
        told = {
            "accounts": [
                {"name": one.name, "role": one.role, "disabled": one.disabled, "password": one.has_password,
                 "made": _instant(one.made), "seen": _instant(one.seen) if one.seen else None}
                for one in people
            ],
            "tokens": [
                {"id": one.id, "name": one.name, "role": one.role, "holds": one.holds(now),
                 "made": _instant(one.made), "expires": _instant(one.expires),
                 "used": _instant(one.used) if one.used else None}
                for one in tokens
            ],
        }  # fmt: skip
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for account in people:
        state = "closed" if account.disabled else "" if account.has_password else "no password yet"
        seen = f"last in {_instant(account.seen)}" if account.seen else "never in"
        click.echo("  ".join(filter(None, (f"{account.name:24}", f"{account.role:8}", seen, state))))
    if not people:
        click.echo(f"No accounts. Make one: firsthand accounts {case_path} add NAME --role owner")
    for token in tokens:
        state = f"until {_instant(token.expires)[:10]}" if token.holds(now) else "ended"
        click.echo(f"token {token.id}  {token.name:16}  {token.role:8}  {state}")


@accounts.command()
@click.argument("name")
@click.argument("role", type=_ROLES, metavar="reader|reviewer|owner")
@click.pass_obj
def role(case_path: Place, name: str, role: "Role") -> None:
    """Give the account of NAME another role, from their next page on."""
    from firsthand.web.door.keeping.accounts import Accounts

    with _file(case_path) as file:
        account = Accounts(file).set_role(name, role)
        _note(file, "changed a role", f"{account.name}, {role}")
    click.echo(f"{account.name} is {account.role} now.")


@accounts.command()
@click.argument("name")
@_STDIN
@_INVITE
@click.pass_obj
def password(case_path: Place, name: str, password_stdin: bool, invite: bool) -> None:
    """Give the account of NAME another password; all their sessions end."""
    from firsthand.web.door.keeping.accounts import Accounts
    from firsthand.web.door.keeping.attempts import Attempts

    with _file(case_path) as file:
        kept = Accounts(file)
        account = kept.get(name)
        if invite:
            secret = kept.invite(account.name, now=time.time())
            _note(file, "invited", account.name)
            _say_invitation(file, secret)
            return
        kept.set_password(account.name, _password(account.name, from_stdin=password_stdin))
        Attempts(file).forget(account.key)
        _note(file, "set a password", account.name)
    click.echo(f"{account.name} has another password; their sessions have ended.")


@accounts.command()
@click.argument("name")
@click.pass_obj
def disable(case_path: Place, name: str) -> None:
    """Close the account of NAME, and end their sessions; what they decided stays."""
    _close(case_path, name, closed=True)


@accounts.command()
@click.argument("name")
@click.pass_obj
def enable(case_path: Place, name: str) -> None:
    """Open the account of NAME again."""
    _close(case_path, name, closed=False)


@accounts.command()
@click.argument("name")
@click.pass_obj
def remove(case_path: Place, name: str) -> None:
    """Remove the account of NAME, and end their sessions; what they decided stays in the case."""
    from firsthand.web.door.keeping.accounts import Accounts

    with _file(case_path) as file:
        account = Accounts(file).get(name)
        Accounts(file).remove(name)
        _note(file, "removed an account", account.name)
    click.echo(f"{account.name} has no account any more.")


@accounts.command()
@click.argument("name")
@click.option("--end", is_flag=True, help="End them all.")
@click.pass_obj
def sessions(case_path: Place, name: str, end: bool) -> None:
    """List in which browsers NAME is in, or end these sessions."""
    from firsthand.web.door.keeping.accounts import Accounts
    from firsthand.web.door.keeping.sessions import Sessions

    with _file(case_path) as file:
        account = Accounts(file).get(name)
        live = Sessions(file).of(account.key, now=time.time())
        if end:
            ended = Sessions(file).end_all(account.key)
            _note(file, "ended sessions", f"{account.name}, {ended}")
            click.echo(f"{ended} sessions of {account.name} have ended.")
            return
    for session in live:
        click.echo(
            f"since {_instant(session.began)}  last seen {_instant(session.seen)}  from {session.address}"
        )
    if not live:
        click.echo(f"{account.name} is in nowhere.")


@accounts.command()
@click.argument("name")
@_ROLE
@click.option("--days", type=int, default=90, show_default=True, help="For how long it holds, at most 366.")
@click.pass_obj
def token(case_path: Place, name: str, role: "Role", days: int) -> None:
    """Make a token for a program called NAME; its decisions are kept under that name.

    It is shown once, and only its digest is kept. End it: firsthand accounts CASE end-token ID
    """
    from firsthand.web.door.keeping.tokens import Tokens

    with _file(case_path, create=True) as file:
        made, secret = Tokens(file).make(name, role, days=days, now=time.time())
        _note(file, "made a token", f"{made.id}, {made.name}, {role}")
    click.echo(f"Token {made.id} for {made.name}, {role}, until {_instant(made.expires)[:10]}:", err=True)
    click.echo(secret)
    click.echo("It is not shown again. It is sent as: Authorization: Bearer TOKEN", err=True)


@accounts.command("end-token")
@click.argument("token_id", metavar="ID")
@click.pass_obj
def end_token(case_path: Place, token_id: str) -> None:
    """Let the token ID open nothing any more."""
    from firsthand.web.door.keeping.tokens import Tokens

    with _file(case_path) as file:
        ended = Tokens(file).end(token_id)
        _note(file, "ended a token", f"{ended.id}, {ended.name}")
    click.echo(f"Token {ended.id} of {ended.name} opens nothing any more.")


@accounts.command()
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="How many lines.")
@click.option("--json", "as_json", is_flag=True, help="Print the lines as JSON.")
@click.pass_obj
def audit(case_path: Place, limit: int, as_json: bool) -> None:
    """Show who came in, who did not, who decided and took what away; the latest last."""
    from firsthand.web.door.keeping.audit import Audit

    with _file(case_path) as file:
        lines = tuple(reversed(Audit(file).lines(limit=limit)))
    for line in lines:
        if as_json:
            told = {
                "at": line.at,
                "who": line.who,
                "what": line.what,
                "subject": line.subject,
                "from": line.address,
            }
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            where = f"from {line.address}" if line.address else ""
            click.echo(
                "  ".join(
                    filter(None, (line.at[:19], line.who or "nobody known", line.what, line.subject, where))
                )
            )


def _close(case_path: Place, name: str, *, closed: bool) -> None:
    from firsthand.web.door.keeping.accounts import Accounts

    with _file(case_path) as file:
        account = Accounts(file).set_disabled(name, closed)
        _note(file, "closed an account" if closed else "opened an account", account.name)
    click.echo(f"The account of {account.name} is {'closed' if closed else 'open'}.")


@contextmanager
def _file(case_path: Place, *, create: bool = False) -> Iterator["AccountsFile"]:
    from firsthand.web.door.keeping.file import AccountsFile, accounts_path

    file = AccountsFile(accounts_path(case_path), create=create)
    try:
        yield file
    finally:
        file.close()


def _note(file: "AccountsFile", what: str, subject: str) -> None:
    from firsthand.web.door.keeping.audit import Audit

    who = os.environ.get("FIRSTHAND_BY", "").strip() or getpass.getuser()
    Audit(file).note(what, who=who, subject=subject, address="the command line", now=time.time())


def _password(name: str, *, from_stdin: bool) -> str:
    from firsthand.web.door.keeping.passwords import check_password

    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise InputError(
            "The password cannot be asked for, since this is no terminal. Give it with --password-stdin, or "
            "let them choose it: --invite"
        )
    typed = str(click.prompt(f"A password for {name}", hide_input=True, err=True))
    check_password(typed, name=name)
    if typed != click.prompt("The same again", hide_input=True, err=True):
        raise AccountError("The password was not typed the same twice. Nothing was changed.")
    return typed


def _say_invitation(file: "AccountsFile", secret: str) -> None:
    origin = file.setting("origin")
    click.echo(f"{origin}/invite/{secret}")
    if not origin:
        click.echo("Put the address of your desk in front of it: https://desk.example.org/invite/…", err=True)
    click.echo("It works once, within 3 days. Send it by a way that only they read.", err=True)


def _instant(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
