"""The verbs that encrypt a case for who travels with it, and what opens one for all other verbs."""

import os
import sys
from pathlib import Path

import click

from firsthand.model.errors import InputError
from firsthand.store.locked_keys import Key, key_in_use, new_key, passphrase, read_key, using

_KEY_HELP = "The key file of an encrypted case. Default: $FIRSTHAND_KEY; else its passphrase is asked for."


@click.command()
@click.argument("case_path", type=click.Path(path_type=Path), metavar="CASE", required=False)
@click.option("--key", type=click.Path(path_type=Path), help="Encrypt it for this key file.")
@click.option("--passphrase", "typed", is_flag=True, help="Encrypt it with a passphrase; it is asked for.")
@click.option("--new-key", "made", type=click.Path(path_type=Path), help="Make a key file, and use it.")
def lock(case_path: Path | None, key: Path | None, typed: bool, made: Path | None) -> None:
    """Encrypt CASE: write it as CASE.age, see that it opens, and remove the plain one.

    It is opened with the passphrase, asked for or in $FIRSTHAND_PASSPHRASE, or with the key file. Who loses
    it loses the case: nobody can open it without.
    """
    from firsthand.store.locked_turning import lock_case

    if sum((key is not None, typed, made is not None)) > 1:
        raise InputError("Give one of --key, --passphrase and --new-key.")
    if made is not None:
        chosen: Key | None = new_key(made)
        click.echo(f"{made}: a new key. Keep a copy of it apart from the case, which nothing else opens.")
        if case_path is None:
            return
    elif key is not None:
        chosen = read_key(key)
    else:
        chosen = None
    if case_path is None:
        raise InputError("Name the case to encrypt: firsthand lock CASE")
    with using(ask=ask_passphrase):
        # Where nobody can be asked, the passphrase in the environment is the one that is meant.
        if typed and (sys.stdin.isatty() or not os.environ.get("FIRSTHAND_PASSPHRASE")):
            chosen = passphrase(ask_passphrase(case_path, True), new=True)
        target = lock_case(case_path, key=chosen)
    click.echo(f"{target}: encrypted. {case_path} was written over and removed.")
    click.echo(
        "On solid-state disks and file systems that keep copies, traces of the plain file may stay. A case "
        "for travel is best encrypted from the start: firsthand build FOLDER --case NAME.case.age"
    )


@click.command()
@click.argument("case_path", type=click.Path(path_type=Path), metavar="CASE.age")
@click.option("--key", type=click.Path(path_type=Path), help="The key file it was encrypted for.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to. Default: CASE, without .age")
@click.option("--keep", is_flag=True, help="Keep the encrypted case, too.")
def unlock(case_path: Path, key: Path | None, out: Path | None, keep: bool) -> None:
    """Write the encrypted CASE.age out as a plain case, and remove the encrypted one.

    Not needed to work with it: every verb that takes a case takes an encrypted one.
    """
    from firsthand.store.locked_turning import unlock_case

    with using(read_key(key) if key else None, ask=ask_passphrase):
        target = unlock_case(case_path, out=out, keep=keep)
    click.echo(f"{target}: a plain case; whoever has the file can read it.")


def takes_key(command: click.Command) -> click.Command:
    """Give a verb that takes a case the option --key, what opens it; --case-key where it has a --key."""
    taken = {name for param in command.params for name in param.opts}
    name = "--case-key" if "--key" in taken else "--key"
    command.params.append(
        click.Option(
            [name, "case_key"],
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_use,
            help=_KEY_HELP,
        )
    )
    return command


def ask_passphrase(case: Path, new: bool) -> str:
    """Ask on the terminal for the passphrase of a case, unseen; twice for a new one."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise InputError(
            f"{case}: its passphrase cannot be asked for, since this is no terminal. Set "
            "$FIRSTHAND_PASSPHRASE, or use a key file: --key FILE"
        )
    words = f"A passphrase for {case.name}" if new else f"The passphrase of {case.name}"
    return str(click.prompt(words, hide_input=True, confirmation_prompt=new, err=True))


def _use(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    context.with_resource(using(read_key(value) if value else key_in_use(), ask=ask_passphrase))
