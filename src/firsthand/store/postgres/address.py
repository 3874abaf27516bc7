"""The address of a case in PostgreSQL: postgresql://ina@db.example.org/newsroom?case=harbour.

The database holds any number of cases, each in a schema that has its name. What an address leaves out is
taken from where PostgreSQL's own programs take it: PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, PGSSLMODE,
PGSSLROOTCERT and the file of passwords (PGPASSFILE, else ~/.pgpass).
"""

import getpass
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from firsthand.model.errors import NotACaseError

SCHEMES = ("postgresql", "postgres")
DEFAULT_CASE = "firsthand"
_PORT = 5432
_CASE = re.compile(r"[a-z][a-z0-9_-]{0,62}")
_NOT_OURS = ("pg_", "information_schema", "public")
_MODES = ("disable", "require", "verify-ca", "verify-full")
_LOOSE = ("allow", "prefer")  # encrypted or not, as it comes: ours is stricter, and left as it is
_TAKEN = ("case", "host", "port", "user", "password", "sslmode", "sslrootcert")
_FOLDERS = ("/run/postgresql", "/var/run/postgresql", "/tmp")  # where servers keep their sockets
_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a case is: the server, the database, and the schema that is named like the case.

    `host` is a name, or the folder of a Unix socket. Written out, it never shows the password. It answers to
    what a path answers to where files beside a case are named: those are in the current folder.
    """

    user: str
    host: str
    port: int
    database: str
    case: str = DEFAULT_CASE
    password: str | None = field(default=None, repr=False, compare=False)
    sslmode: str = ""
    sslrootcert: str = ""

    def __str__(self) -> str:
        at = "" if self.host.startswith("/") else self._authority()
        asked = {"case": self.case} if self.case != DEFAULT_CASE else {}
        if not at:
            asked |= {"host": self.host} | ({"port": str(self.port)} if self.port != _PORT else {})
        asked |= {name: getattr(self, name) for name in ("sslmode", "sslrootcert") if getattr(self, name)}
        query = "&".join(f"{name}={quote(value, safe='/')}" for name, value in asked.items())
        who = quote(self.user, safe="")
        return f"postgresql://{who}@{at}/{quote(self.database, safe='')}{'?' if query else ''}{query}"

    def _authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORT else f"{host}:{self.port}"

    def in_full(self) -> str:
        """Return the address with its password, for a process that is told it where nobody else reads."""
        if self.password is None:
            return str(self)
        return str(self).replace("@", f":{quote(self.password, safe='')}@", 1)

    @property
    def is_local(self) -> bool:
        """Whether the server is on this machine, so that nobody listens on the way."""
        return self.host.startswith("/") or self.host in _HERE

    @property
    def name(self) -> str:
        """The name of the case."""
        return self.case

    @property
    def stem(self) -> str:
        """The name of the case, as a file's without its ending."""
        return self.case

    def with_name(self, name: str) -> Path:
        """Return the path of a file that belongs to the case: in the current folder."""
        return Path(name)

    def with_suffix(self, suffix: str) -> Path:
        """Return the path of a file named like the case: in the current folder."""
        return Path(f"{self.case}{suffix}")

    def absolute(self) -> "Address":
        """Return the address itself: it is the same from everywhere."""
        return self

    def resolve(self) -> "Address":
        """Return the address itself."""
        return self

    def is_file(self) -> bool:
        """Whether there may be a case; only the server can tell."""
        return True


def is_address(text: str) -> bool:
    """Tell whether what names a case is an address of PostgreSQL."""
    return text.partition("://")[0] in SCHEMES and "://" in text


def read_address(text: str) -> Address:
    """Return the address that a text is; raises NotACaseError where it names no case."""
    try:
        parts = urlsplit(text)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        port = parts.port or int(asked.get("port") or os.environ.get("PGPORT") or _PORT)
    except ValueError as error:
        raise _wrong(text, f"it cannot be read ({error})") from error
    if parts.fragment or (strange := sorted(asked.keys() - set(_TAKEN))):
        raise _wrong(text, f"it may ask for {', '.join(_TAKEN)}, not for {parts.fragment or strange[0]}")
    user = unquote(parts.username or "") or asked.get("user") or os.environ.get("PGUSER") or _system_user()
    database = unquote(parts.path.lstrip("/")) or os.environ.get("PGDATABASE") or user
    case = asked.get("case") or DEFAULT_CASE
    if "/" in database:
        raise _wrong(text, f"the case is named after the database: /{database.partition('/')[0]}?case=NAME")
    if not _CASE.fullmatch(case) or case.startswith(_NOT_OURS):
        raise _wrong(
            text, f"no case can be named {case!r}: small letters, digits, - and _, a letter first, at most 63"
        )
    mode = asked.get("sslmode") or os.environ.get("PGSSLMODE") or ""
    mode = "" if mode in _LOOSE else mode
    if mode and mode not in _MODES:
        raise _wrong(text, f"sslmode is one of {', '.join(_MODES)}, not {mode}")
    password = unquote(parts.password) if parts.password else asked.get("password")
    host = asked.get("host") or unquote(parts.hostname or "") or os.environ.get("PGHOST") or _nearest(port)
    return Address(
        user=user,
        host=host,
        port=port,
        database=database,
        case=case,
        password=password or os.environ.get("PGPASSWORD") or _kept_password(host, port, database, user),
        sslmode=mode,
        sslrootcert=asked.get("sslrootcert") or os.environ.get("PGSSLROOTCERT") or "",
    )


def _wrong(text: str, why: str) -> NotACaseError:
    shown = re.sub(r"(://[^:/@]*):[^@]*@", r"\1:…@", text)
    shown = re.sub(r"(password=)[^&]*", r"\1…", shown)
    return NotACaseError(
        f"{shown} is no address of a case: {why}. It is to be like "
        "postgresql://USER@HOST/DATABASE?case=NAME (see docs/stores.md)."
    )


def _nearest(port: int) -> str:
    """Return the folder of the socket of a server on this machine, else its name."""
    for folder in _FOLDERS:
        if (Path(folder) / f".s.PGSQL.{port}").exists():
            return folder
    return "localhost"


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "postgres"


def _kept_password(host: str, port: int, database: str, user: str) -> str | None:
    """Return the password that the file of passwords has for this, unless others may read it."""
    path = Path(os.environ.get("PGPASSFILE") or Path.home() / ".pgpass")
    try:
        if path.stat().st_mode & 0o077:
            return None
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    asked = ("localhost" if host.startswith("/") else host, str(port), database, user)
    for line in lines:
        if line.startswith("#"):
            continue
        fields = [re.sub(r"\\(.)", r"\1", one) for one in re.findall(r"((?:\\.|[^:\\])*)(?::|$)", line)][:5]
        if len(fields) == 5 and all(one in ("*", wanted) for one, wanted in zip(fields, asked, strict=False)):
            return fields[4]
    return None
