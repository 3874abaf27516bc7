"""The ways by which a report leaves: a file, a feed, an e-mail, a webhook. Each is one the user named."""

import html
import ipaddress
import json
import os
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import httpx

from firsthand.model.errors import InputError
from firsthand.publish import replace_text
from firsthand.watching.outbox import DeliveryError, Report

_SECONDS = 30
_TLS_PORT = 465
PASSWORD = "FIRSTHAND_SMTP_PASSWORD"
_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    "<title>What changed</title><style>body{{font:1rem/1.5 system-ui;max-width:45rem;margin:2rem auto;"
    "padding:0 1rem}}del{{background:#f3d9d2}}ins{{background:#d8e6f3;text-decoration:none}}</style></head>"
    "<body>{body}</body></html>\n"
)


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file: Markdown or text that grows, JSON a line each, or HTML of the latest."""

    path: Path

    @property
    def name(self) -> str:
        """The path of the file."""
        return str(self.path)

    def deliver(self, report: Report, told: Sequence[Report]) -> None:
        """Write a report to the file; raises DeliveryError."""
        try:
            match self.path.suffix.lower():
                case ".html" | ".htm":
                    replace_text(self.path, _PAGE.format(body="<hr>".join(one.fragment for one in told)))
                case ".json" | ".jsonl":
                    self._append(json.dumps(report.data, ensure_ascii=False) + "\n")
                case ".md":
                    self._append(report.markdown + "\n")
                case _:
                    self._append(f"{report.time}\n{report.text}\n")
        except OSError as error:
            raise DeliveryError(f"the report cannot be written ({error.strerror or error}).") from error

    def _append(self, text: str) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(text)


@dataclass(frozen=True, slots=True)
class Feed:
    """An Atom feed (RFC 4287) in a file, of the latest reports. `case` tells it from those of other cases."""

    path: Path
    case: str
    title: str

    @property
    def name(self) -> str:
        """The path of the file."""
        return f"feed {self.path}"

    def deliver(self, report: Report, told: Sequence[Report]) -> None:
        """Write the feed anew; raises DeliveryError."""
        entries = "".join(
            f"<entry><id>urn:firsthand:{one.id}</id><title>{_escaped(one.headline)}</title>"
            f'<updated>{one.time}</updated><content type="html">{_escaped(one.fragment)}</content></entry>'
            for one in told
        )
        text = (
            '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
            f"<id>urn:firsthand:{self.case}</id><title>{_escaped(self.title)}</title>"
            f"<updated>{told[0].time if told else report.time}</updated>"
            f"<author><name>firsthand</name></author>{entries}</feed>\n"
        )
        try:
            replace_text(self.path, text)
        except OSError as error:
            raise DeliveryError(f"the feed cannot be written ({error.strerror or error}).") from error


@dataclass(frozen=True, slots=True)
class Mail:
    """E-mail through a server that the user names ("host:port"), encrypted unless it is this machine.

    The password of `user` is in $FIRSTHAND_SMTP_PASSWORD, and nowhere else.
    """

    server: str
    sender: str
    to: tuple[str, ...]
    user: str | None = None
    context: Callable[[], ssl.SSLContext] = ssl.create_default_context

    @property
    def name(self) -> str:
        """To whom it goes."""
        return f"mail to {', '.join(self.to)}"

    def deliver(self, report: Report, told: Sequence[Report]) -> None:
        """Send a report; raises DeliveryError."""
        message = EmailMessage()
        host, port = server_of(self.server)
        try:
            message["Subject"] = f"firsthand: {report.headline}"
            message["From"], message["To"] = self.sender, ", ".join(self.to)
            message["Message-ID"] = f"<{report.id}@firsthand.invalid>"
            message.set_content(report.text)
            with self._connected(host, port) as server:
                if self.user:
                    server.login(self.user, os.environ.get(PASSWORD, ""))
                refused = server.send_message(message)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise DeliveryError(f"the mail could not be sent by {self.server} ({error}).") from error
        if refused:
            raise DeliveryError(f"{self.server} refused to send it to {', '.join(refused)}.")

    def _connected(self, host: str, port: int) -> smtplib.SMTP:
        if port == _TLS_PORT:
            return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=self.context())
        server = smtplib.SMTP(host, port, timeout=_SECONDS)
        try:
            if not _is_here(host):
                server.starttls(context=self.context())
        except BaseException:
            server.close()
            raise
        return server


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that each report is posted to as JSON; where it leads elsewhere is not followed."""

    url: str

    @property
    def name(self) -> str:
        """The address."""
        return f"webhook {self.url}"

    def deliver(self, report: Report, told: Sequence[Report]) -> None:
        """Post a report; raises DeliveryError."""
        try:
            answer = httpx.post(
                self.url, json={"id": report.id, **report.data}, timeout=_SECONDS, follow_redirects=False
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise DeliveryError(f"it did not answer ({error or type(error).__name__}).") from error
        if not answer.is_success:
            raise DeliveryError(f"it answered {answer.status_code}.")


def server_of(text: str) -> tuple[str, int]:
    """Return the host and port of a mail server; raises InputError."""
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65_536:
        raise InputError(f"{text}: no mail server like this. Write HOST:PORT, as mail.example.org:465")
    return host.strip("[]"), int(port)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _escaped(text: str) -> str:
    return html.escape("".join(mark if mark.isprintable() or mark in "\n\t" else " " for mark in text))
