"""One connection to a PostgreSQL server: statements in, rows out, and told apart whether it broke."""

import socket
import ssl
import struct
from contextlib import suppress
from typing import Any

from pg8000.exceptions import DatabaseError, InterfaceError  # type: ignore[import-untyped]
from pg8000.native import Connection, PreparedStatement  # type: ignore[import-untyped]

from firsthand.store.postgres.address import Address

_CONNECT_SECONDS = 10.0
_MOST_PREPARED = 100
# A connection whose other end is gone is noticed within a minute: seconds until it is asked, between
# questions, and how often.
_KEEP_ALIVE = (("TCP_KEEPIDLE", 30), ("TCP_KEEPINTVL", 10), ("TCP_KEEPCNT", 3))
# Classes and codes of PostgreSQL's that say that the server ends, begins, or ended the connection.
_LOST = ("08", "57P01", "57P02", "57P03", "57P05", "25P03")

__all__ = ["DatabaseError", "Link", "LostError", "code_of"]


class LostError(Exception):
    """The connection broke, or none could be made; what was under way may have happened or not."""


class Link:
    """One connection; for one thread at a time. `?` stands for a value in a statement.

    Raises LostError, and DatabaseError for what the server refuses.
    """

    def __init__(self, address: Address, *, settings: str = "") -> None:
        self._prepared: dict[str, Any] = {}
        self.broken = False
        try:
            self._connection = _connect(address)
        except DatabaseError as error:
            if code_of(error).startswith(_LOST):
                raise LostError(words_of(error)) from error
            raise
        except (InterfaceError, OSError, struct.error) as error:
            said = error.__context__
            if isinstance(said, DatabaseError) and not code_of(said).startswith(_LOST):
                raise said from None  # the server refused and closed the connection
            raise LostError(words_of(said) if isinstance(said, DatabaseError) else _told(error)) from error
        if settings:
            self.script(settings)

    def run(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Do a statement, which is prepared once, and return its rows."""
        return self._guarded(lambda: self._run(statement, values))

    def once(self, statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Do a statement that will not come again like this, and return its rows."""
        marked, named = _marked(statement, values)
        return self._guarded(lambda: self._connection.run(marked, **named) or [])

    def script(self, words: str) -> None:
        """Do several statements without values in one go."""
        self._guarded(lambda: self._connection.run(words))

    def close(self) -> None:
        """Close it, however it is."""
        self.broken = True
        with suppress(InterfaceError, OSError, AttributeError, ValueError):  # it was gone
            self._connection.close()

    def _run(self, statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        marked, named = _marked(statement, values)
        prepared = self._prepared.get(marked)
        if prepared is None:
            if len(self._prepared) >= _MOST_PREPARED:
                self._prepared.pop(next(iter(self._prepared))).close()
            prepared = self._prepared[marked] = PreparedStatement(self._connection, marked)
        return prepared.run(**named) or []

    def _guarded(self, work: Any) -> list[tuple[Any, ...]]:
        if self.broken:
            raise LostError("the connection was closed")
        try:
            return [tuple(row) for row in work() or ()]
        except DatabaseError as error:
            if code_of(error).startswith(_LOST):
                self.close()
                raise LostError(words_of(error)) from error
            raise
        except (InterfaceError, OSError, struct.error, AttributeError) as error:
            self.close()
            raise LostError(_told(error)) from error
        except BaseException:  # Ctrl-C in the middle of an answer: what comes next would be its rest
            self.close()
            raise


def code_of(error: Exception) -> str:
    """Return PostgreSQL's code of an error: five characters, "" for none."""
    told = error.args[0] if error.args else None
    return str(told.get("C", "")) if isinstance(told, dict) else ""


def words_of(error: Exception) -> str:
    """Return what the server said."""
    told = error.args[0] if error.args else None
    return str(told.get("M", "")) if isinstance(told, dict) else str(error)


def _marked(statement: str, values: tuple[object, ...]) -> tuple[str, dict[str, object]]:
    if not values:
        return statement, {}
    pieces = statement.split("?")
    marked = "".join(f"{piece}:v{number}" for number, piece in enumerate(pieces[:-1])) + pieces[-1]
    return marked, {f"v{number}": value for number, value in enumerate(values)}


def _connect(address: Address) -> Connection:
    made = _socket(address)
    try:
        made.settimeout(_CONNECT_SECONDS)
        connection = Connection(
            address.user,
            host=address.host,
            database=address.database,
            password=address.password,
            sock=made,
            ssl_context=_encryption(address),
            application_name="firsthand",
        )
        connection._usock.settimeout(None)
        return connection
    except BaseException as error:
        made.close()
        if (refused := _refusal(error)) is not None:
            raise refused from None
        raise


def _refusal(error: BaseException) -> DatabaseError | None:
    """Return why the server refused: it says so and hangs up, and our farewell finds nobody."""
    told: BaseException | None = error
    while told is not None and not isinstance(told, DatabaseError):
        told = told.__context__
    return told


def _socket(address: Address) -> socket.socket:
    if address.host.startswith("/"):
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            made.settimeout(_CONNECT_SECONDS)
            made.connect(f"{address.host}/.s.PGSQL.{address.port}")
        except BaseException:
            made.close()
            raise
        return made
    made = socket.create_connection((address.host, address.port), _CONNECT_SECONDS)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _KEEP_ALIVE:
        if hasattr(socket, name):
            made.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    return made


def _encryption(address: Address) -> ssl.SSLContext | bool:
    """Return how the connection is encrypted; False on this machine, or where that was asked."""
    mode = address.sslmode or ("disable" if address.is_local else "verify-full")
    if mode == "disable":
        return False
    context = ssl.create_default_context(cafile=address.sslrootcert or None)
    if mode != "verify-full":
        context.check_hostname = False
    if mode == "require":
        context.verify_mode = ssl.CERT_NONE
    return context


def _told(error: BaseException) -> str:
    cause = error.__cause__ if isinstance(error, InterfaceError) and error.__cause__ else error
    return getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
