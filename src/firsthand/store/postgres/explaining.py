"""What a PostgreSQL server says about a case, in words that say what to do."""

from firsthand.model.errors import BusyCaseError, CaseError, CaseFullError, FirsthandError, NotACaseError
from firsthand.store.explaining import busy, only_readable
from firsthand.store.postgres.address import Address
from firsthand.store.postgres.link import DatabaseError, LostError, code_of, words_of

_GONE = ("42P01", "3F000")  # no such table, no such schema
_FULL = ("53", "54", "58")


def explained(address: Address, error: Exception) -> FirsthandError:
    """Return the error that says what to do about one of the server's."""
    if isinstance(error, LostError):
        return unreachable(address, error)
    assert isinstance(error, DatabaseError)
    code, words = code_of(error), words_of(error)
    if code in _GONE:
        return NotACaseError(
            f"{address}: the case is not there any more, or a part of it ({words}). Nothing was written. "
            "Take it back from a backup, or name another case."
        )
    if code == "55P03":
        return busy(address)
    if code == "25006":
        return only_readable(address, "the server takes no writes")
    if code == "42501":
        return only_readable(address, words)
    if code in ("28P01", "28000"):
        return CaseError(
            f"{address}: the server does not let {address.user} in ({words}). Give the password in "
            "PGPASSWORD or in the file .pgpass, or another user: postgresql://USER@HOST/DATABASE"
        )
    if code == "3D000":
        return NotACaseError(
            f"{address}: {words}. Make it on the server: createdb -O {address.user} {address.database}"
        )
    if code == "53300":
        return BusyCaseError(f"{address}: {words}. Wait until others are done, and try again.")
    if code.startswith(_FULL):
        return CaseFullError(
            f"{address} cannot be written ({words}). Give the server's disk space; what was kept so far is "
            "safe, and the same command goes on from there."
        )
    return CaseError(f"{address}: the server refused ({words}). Nothing of this was kept.")


def unreachable(address: Address, error: Exception) -> CaseError:
    """Return the error for a server that did not answer for as long as one waits."""
    if "CERTIFICATE" in str(error).upper() and not address.is_local:
        return CaseError(
            f"{address}: the server's certificate is not one this machine trusts ({error}). Name the one "
            "that signed it, &sslrootcert=FILE, or take any, &sslmode=require; nothing was sent."
        )
    if "refuses SSL" in str(error):
        return CaseError(
            f"{address}: the server does not encrypt, so nothing was sent. Let it, or say that the way to it "
            "is safe: &sslmode=disable"
        )
    return CaseError(
        f"{address}: the server does not answer ({error}). What was kept is safe there; when it is back, the "
        "same command goes on."
    )


def interrupted(address: Address) -> CaseError:
    """Return the error for a write that was broken off, and that cannot be made again as it was."""
    return CaseError(
        f"{address}: the connection broke in the middle of a write, and somebody else wrote before it was "
        "back. Nothing of this one was kept; what was kept before is safe, and the same command goes on from "
        "there."
    )
