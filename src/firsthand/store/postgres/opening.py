"""Opening a case in PostgreSQL: is it there, is it one, who may do what, and making it where it is not."""

from dataclasses import dataclass

from firsthand.model.errors import CaseError, NewerCaseError, NotACaseError
from firsthand.store.postgres.address import Address
from firsthand.store.postgres.link import DatabaseError, Link
from firsthand.store.postgres.schema import APPLICATION, script
from firsthand.store.schema import SCHEMA_VERSION

WRITING, BUILDING = 0x46485354, 0x46485342  # "FHST", "FHSB": the classes of the locks of a case
_SETTINGS = """
SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; SET lock_timeout = {patience_ms};
SET search_path = "{schema}"; SET idle_in_transaction_session_timeout = '10min';
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
"""
_ABOUT = """
SELECT n.oid::bigint, has_schema_privilege(n.oid, 'USAGE'),
  (SELECT count(*) FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind <> 'i'),
  EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'about'),
  pg_is_in_recovery(), current_setting('transaction_read_only') = 'on'
FROM pg_namespace n WHERE n.nspname = ?
"""
_MAY_WRITE = """
SELECT bool_and(has_table_privilege(c.oid, 'INSERT')) FROM pg_class c
WHERE c.relnamespace = ? AND c.relkind = 'r' AND c.relname <> 'about'
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that is there: PostgreSQL's number of its schema, its version, why it can only be read or ""."""

    schema: int
    version: int
    read_only: str


def settings(address: Address, *, patience_ms: int) -> str:
    """Return what a connection to a case begins with."""
    return _SETTINGS.format(schema=address.case, patience_ms=patience_ms)


def is_there(link: Link, address: Address) -> bool:
    """Tell whether there is anything at an address but an empty schema."""
    found = link.run(_ABOUT, (address.case,))
    return bool(found) and int(found[0][2]) > 0


def make(link: Link, address: Address) -> None:
    """Make a case without anything in it; somebody else may have made it a moment before."""
    try:
        make_tables(link, address)
        link.script("COMMIT")
    except DatabaseError:
        link.script("ROLLBACK")
        raise


def make_tables(link: Link, address: Address) -> bool:
    """Make the schema with its tables, in a transaction that is begun here; false where there are some."""
    link.script(f"BEGIN; SELECT pg_advisory_xact_lock({WRITING}, hashtext('{address.case}'))")
    found = link.run(_ABOUT, (address.case,))
    if found and int(found[0][2]) > 0:
        return False
    if not found:
        link.script(f'CREATE SCHEMA "{address.case}"')
    link.script(script(SCHEMA_VERSION))
    return True


def look_at(link: Link, address: Address) -> Opened:
    """Return what there is to know of a case; raises NotACaseError, NewerCaseError, CaseError."""
    found = link.run(_ABOUT, (address.case,))
    if not found or int(found[0][2]) == 0:
        raise NotACaseError(
            f"{address}: no such case. Make it with: firsthand build FOLDER --case '{address}'"
        )
    number, may_use, _, has_about, standby, only_reads = found[0]
    if not may_use:
        raise CaseError(
            f"{address}: {address.user} may not use the schema {address.case}. Whoever made it grants that: "
            f'GRANT USAGE ON SCHEMA "{address.case}" TO "{address.user}"'
        )
    marked = link.run("SELECT application, version FROM about") if has_about else []
    if not marked or marked[0][0] != APPLICATION:
        raise NotACaseError(
            f"{address}: the schema {address.case} holds other things than a case. Name another."
        )
    version = int(marked[0][1])
    require_known(address, version)
    read_only = ""
    if standby or only_reads:
        read_only = "the server takes no writes"
    elif not link.run(_MAY_WRITE, (number,))[0][0]:
        read_only = f"{address.user} may only read it"
    return Opened(int(number), version, read_only)


def require_known(address: Address, version: int) -> None:
    """Raise NewerCaseError for a version that this firsthand does not know."""
    if version > SCHEMA_VERSION:
        raise NewerCaseError(
            f"{address} was written by a newer firsthand (case version {version}; this one knows "
            f"{SCHEMA_VERSION}). Update firsthand, or build a new case from the documents."
        )
