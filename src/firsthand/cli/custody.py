"""The verbs of custody: is it whole, what was done to it, and a time-stamp authority's word on it."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import click

from firsthand.cli.places import CASE_PLACE
from firsthand.custody.faults import CaseCheck
from firsthand.model import Entry
from firsthand.model.errors import BrokenCustodyError, CaseError, FirsthandError, InputError, TamperedError
from firsthand.store.places import Place

NOT_SEALED = 3
_DIGEST = re.compile(r"[0-9a-f]{64}")
_EXITS = {"whole": 0, "whole but not sealed": NOT_SEALED, "broken": 1}
_TSA_HELP = "The time-stamp authority's certificates (PEM): stamps are held against them."
_CASE = click.argument("case_path", type=CASE_PLACE, metavar="CASE")


@click.command()
@click.argument("target", type=CASE_PLACE, metavar="CASE|FOLDER")
@click.option("--head", metavar="DIGEST", help="A digest of the log that you wrote down: it must be there.")
@click.option("--tsa-cert", type=click.Path(path_type=Path), help=_TSA_HELP)
@click.option(
    "--accept", metavar="REASON", help="Go on from a file whose seal does not fit; the log says so."
)
@click.option(
    "--key", type=click.Path(path_type=Path), help="The public key a published folder must be signed with."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def verify(
    target: Place,
    head: str | None,
    tsa_cert: Path | None,
    accept: str | None,
    key: Path | None,
    as_json: bool,
) -> None:
    """Check that a CASE is what its custody log says, or a published FOLDER what its manifest says.

    Every byte of the case's file is looked at, every original, record, entry, decision; what was changed, is
    missing or was put in is named. Exit codes: 0 whole; 1 not whole; 3 whole, and not sealed, since a run was
    stopped while it wrote.
    """
    if isinstance(target, Path) and target.is_dir():
        _verify_folder(target, key, as_json=as_json)
        return
    if head is not None and not _DIGEST.fullmatch(head := head.strip().lower()):
        raise InputError("That is no digest of a log: it has 64 signs, 0 to 9 and a to f. Copy it whole.")
    check = _checked(target, head, tsa_cert)
    if accept is not None:
        _accept(target, accept, check)
        return
    if as_json:
        click.echo(json.dumps(_as_data(check), ensure_ascii=False, indent=1))
        sys.exit(_EXITS[check.verdict])
    for fault in check.faults:
        click.echo(_clean(f"{fault.kind}: {fault.told}"))
    for remark in check.remarks:
        click.echo(_clean(remark))
    if check.faults:
        raise BrokenCustodyError(
            f"{target} is not as firsthand left it ({_count(len(check.faults), 'fault')}, above). Do not "
            "rely on it; go back to a copy that is whole."
        )
    click.echo(f"{target}: {check.verdict}. {_counted(check)}")
    if check.head is not None:
        click.echo(f"The log's last entry: {check.head.number}, {check.head.digest}")
        click.echo(
            "Write that down, or give it to somebody: who can write to the file can write another log, and "
            "only a digest kept elsewhere, or a time stamp, tells the two apart."
        )
    sys.exit(_EXITS[check.verdict])


@click.command()
@_CASE
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write a report: .html, .md, .json; or .jsonl: the log."
)
@click.option("--names", is_flag=True, help="Say who collected by name, else Collector 1, 2, …")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def custody(case_path: Place, out: Path | None, names: bool, as_json: bool) -> None:
    """Show what was done to CASE: what was kept, when, from where, by whom, with which version.

    Who collected stands as Collector 1, 2, …, and paths are cut to the file's name, unless --names.
    """
    from firsthand.custody.report import render, report_on
    from firsthand.publish import replace_text
    from firsthand.store import open_store

    check = _checked(case_path, None, None)
    store = open_store(case_path)
    try:
        report = report_on(
            case_path.name, list(store.entries()), list(store.captures()), store.record, check, names=names
        )
    finally:
        store.close()
    if out is None:
        click.echo(render(report, ".json" if as_json else ".txt"), nl=False)
        return
    text = render(report, out.suffix.lower())
    try:
        replace_text(out, text)
    except OSError as error:
        raise FirsthandError(
            f"{out} cannot be written ({error.strerror or error}). Free some space or name another place "
            "with --out."
        ) from error
    click.echo(f"{out}: the custody of {case_path.name}, {_count(check.entries, 'entry', 'entries')}.")


@click.command()
@_CASE
@click.option("--tsa", "url", required=True, metavar="URL", help="The address of a time-stamp authority.")
@click.option("--tsa-cert", type=click.Path(path_type=Path), help=_TSA_HELP)
def stamp(case_path: Place, url: str, tsa_cert: Path | None) -> None:
    """Have a time-stamp authority sign when the log of CASE was as it is (RFC 3161).

    Only the digest of the log's last entry is sent, and only to this address. The answer is kept in the log;
    firsthand verify CASE --tsa-cert FILE checks it without a network.
    """
    from firsthand.custody.authority import ask_authority
    from firsthand.custody.stamping import read_roots, read_stamp, stamp_request
    from firsthand.store import open_store

    roots = read_roots(tsa_cert) if tsa_cert else ()
    store = open_store(case_path)
    try:
        last = _last(list(store.entries()), case_path)
        request = stamp_request(last)
        answer = ask_authority(url, request.data)
        try:
            made = read_stamp(answer, request.digest, nonce=request.nonce, roots=roots)
        except FirsthandError as error:
            raise type(error)(f"{url}: {error}. The case is as it was.") from error
        store.log("stamped", subject=last.digest, name=made.authority, details=made.as_details(url))
    finally:
        store.close()
    click.echo(
        f"Entry {last.number} is stamped: {made.time:%Y-%m-%d %H:%M:%S} UTC, by {_clean(made.authority)}."
    )
    if not roots:
        click.echo(
            "Its signature was not held against a certificate: get the authority's, and check with firsthand "
            f"verify {case_path} --tsa-cert FILE"
        )


def _checked(path: Place, head: str | None, tsa_cert: Path | None) -> CaseCheck:
    from firsthand.custody.stamping import read_roots
    from firsthand.store.checking import check_place

    return check_place(path, head=head, roots=read_roots(tsa_cert) if tsa_cert else ())


def _accept(path: Place, reason: str, check: CaseCheck) -> None:
    from firsthand.store import CaseStore, open_database

    if not check.faults:
        raise FirsthandError(f"{path} is {check.verdict}: there is nothing to accept.")
    if not reason.strip():
        raise FirsthandError("Say why the file is gone on from: --accept REASON")
    store = CaseStore(open_database(path, create=False))
    try:
        store.accept(reason.strip(), [fault.told for fault in check.faults])
    except CaseError as error:
        raise BrokenCustodyError(f"{path} is too damaged to go on from: {error}") from error
    finally:
        store.close()
    again = _checked(path, None, None)
    click.echo(
        f"{path} is sealed again, and its log says why. What was derived is derived again by firsthand build."
    )
    if again.faults:
        click.echo(
            f"{_count(len(again.faults), 'fault')} cannot be mended, and firsthand verify keeps naming them."
        )


def _verify_folder(folder: Path, key: Path | None, *, as_json: bool) -> None:
    from firsthand.publish.manifest import check_folder
    from firsthand.publish.signing import read_public_key

    check = check_folder(folder, trusted=read_public_key(key) if key else None)
    if as_json:
        found = {"files": check.files, "faults": list(check.faults), "signer": check.signer or None}
        click.echo(json.dumps(found | {"known": check.known}, ensure_ascii=False, indent=1))
        sys.exit(1 if check.faults else 0)
    for fault in check.faults:
        click.echo(fault)
    if check.faults:
        raise TamperedError(
            f"{folder} is not as it was published ({len(check.faults)} faults, above). Do not rely on it; "
            "get it again from who published it."
        )
    click.echo(f"{folder}: all {check.files} files are as they were published ({check.title}, {check.day}).")
    if check.known:
        click.echo(f"Signed with the key you gave: {check.signer}")
    elif check.signer:
        click.echo(
            f"Signed by {check.signer}. Whose key that is, the folder cannot prove: compare it with what its "
            "publisher told you, or give the key with --key."
        )
    else:
        click.echo("It is not signed: whoever can change the files can change the manifest, too.")


def _last(entries: list[Entry], path: Place) -> Entry:
    if not entries:
        raise CaseError(f"{path} has no log yet. It is begun by the next firsthand build.")
    return entries[-1]


def _as_data(check: CaseCheck) -> dict[str, Any]:
    return {
        "verdict": check.verdict,
        "faults": [
            {"kind": one.kind, "part": one.part, "what": one.what, "told": one.told} for one in check.faults
        ],
        "remarks": list(check.remarks),
        "entries": check.entries,
        "originals": check.originals,
        "captures": check.captures,
        "decisions": check.decisions,
        "head": {"number": check.head.number, "digest": check.head.digest} if check.head else None,
    }


def _counted(check: CaseCheck) -> str:
    return ", ".join(
        [
            _count(check.entries, "entry of the log", "entries of the log"),
            _count(check.originals, "original"),
            _count(check.captures, "capture"),
            _count(check.decisions, "decision") + " checked.",
        ]
    )


def _count(number: int, noun: str, plural: str | None = None) -> str:
    from firsthand.publish.telling.wording import count

    return count(number, noun, plural)


def _clean(text: str) -> str:
    from firsthand.publish.telling.wording import clean

    return clean(text)
