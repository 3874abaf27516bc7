"""How a look is told, and how it leaves: nothing is lost, nobody private is named."""

import json
import socket
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from changing_pages import Pages

from firsthand.model import Quantity, Statement
from firsthand.model.errors import InputError
from firsthand.store import Store, open_store
from firsthand.watching import Changes, Look, Moved, PageChange, Reworded
from firsthand.watching.channels import Feed, Mail, ReportFile, Webhook, server_of
from firsthand.watching.outbox import DeliveryError, Report, deliver, queue, report_of, waiting
from firsthand.watching.schedule import repeat, seconds_of
from firsthand.watching.telling import as_fragment, as_markdown, as_text

WICKED = "<script>alert(1)</script> \x1b[31m [link](javascript:x) \x00"


def said(text: str) -> Statement:
    return Statement(text, "d", 0, len(text), text, 0)


TOOK, ACCEPTED = said("The harbour master took it"), said("The harbour master accepted it")
CHANGED = PageChange(
    "https://varn.example/ferry",
    "changed",
    gained=(said(f"A bridge is planned {WICKED}"),),
    lost=(said("The ferry was closed"),),
    reworded=(Reworded(TOOK, ACCEPTED),),
    moved=(
        Moved(
            said("13 left"), said("17 left"), Quantity(0, 2, 13, 13, "inspector"),
            Quantity(0, 2, 17, None, "inspector"), ("13", "17"),
        ),
    ),
    title="Ferry",
)  # fmt: skip
GONE = PageChange("https://varn.example/old", "same", reach="gone", reason="the server says 410")
CHANGES = Changes((CHANGED, GONE))
LOOK = Look(datetime(2026, 3, 1, 12, tzinfo=UTC), 2, CHANGES, CHANGES)


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(None, create=True)
    yield opened
    opened.close()


@pytest.fixture
def report() -> Report:
    return report_of(LOOK, CHANGES)


def test_in_words() -> None:
    told = as_text(LOOK, CHANGES)
    assert told.splitlines()[0] == "2 addresses looked at: 1 changed, 1 gone"
    assert "moved     13 → 17 or more inspector: 17 left" in told
    assert "[-took-]" in told
    assert "{+accepted+}" in told
    assert "gone: the server says 410" in told
    assert "\x1b" not in told
    assert as_text(replace(LOOK, changes=Changes()), Changes()) == "2 addresses looked at: nothing changed\n"


def test_pages_run_nothing_and_markdown_links_nothing() -> None:
    page = as_fragment(LOOK, CHANGES)
    assert "<script" not in page
    assert "<del>took</del>" in page
    assert "<ins>accepted</ins>" in page
    written = as_markdown(LOOK, CHANGES)
    assert "\\<script\\>" in written
    assert "\\[link\\]" in written
    assert "~~took~~" in written


@pytest.mark.parametrize("name", ["report.md", "report.txt", "report.html", "report.jsonl"])
def test_files(tmp_path: Path, store: Store, report: Report, name: str) -> None:
    channel = ReportFile(tmp_path / name)
    for one in (report, replace(report, id="second")):
        queue(store, one, [channel])
        assert deliver(store, [channel]) == []
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.count("bridge") == 2
    if name.endswith("jsonl"):
        assert [json.loads(line)["looked"] for line in text.splitlines()] == [2, 2]


def test_an_atom_feed_is_one(tmp_path: Path, store: Store, report: Report) -> None:
    channel = Feed(tmp_path / "changes.atom", "ferry", "What changed: ferry & more")
    for one in (report, replace(report, id="second")):
        queue(store, one, [channel])
        assert deliver(store, [channel]) == []
    found = ET.parse(tmp_path / "changes.atom").getroot()
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert [one.text for one in found.findall("a:entry/a:id", names)] == [
        "urn:firsthand:second", f"urn:firsthand:{report.id}"
    ]  # fmt: skip
    assert found.findtext("a:updated", namespaces=names) == "2026-03-01T12:00:00+00:00"


@dataclass
class Fake:
    """A channel that works, or does not."""

    name: str
    works: bool = True
    got: list[str] = field(default_factory=list)

    def deliver(self, report: Report, told: Sequence[Report]) -> None:
        if not self.works:
            raise DeliveryError("it is down.")
        self.got.append(report.id)


def test_what_does_not_arrive_is_kept_and_tried_again_in_order(store: Store, report: Report) -> None:
    good, bad = Fake("good"), Fake("bad", works=False)
    queue(store, report, [good, bad])
    assert deliver(store, [good, bad]) == ["bad: it is down. It is kept and tried again."]
    queue(store, replace(report, id="second"), [good, bad])
    deliver(store, [good, bad])
    assert good.got == [report.id, "second"]
    assert waiting(store) == ["bad", "bad"]
    deliver(store, [good])
    assert waiting(store) == ["bad", "bad"], "what waits for a channel that is not there goes on waiting"
    bad.works = True
    assert deliver(store, [good, bad]) == []
    assert bad.got == [report.id, "second"]
    assert waiting(store) == []


def test_a_webhook_is_posted_to(pages: Pages, report: Report) -> None:
    hook = Webhook(pages.url("/hook"))
    hook.deliver(report, [report])
    assert json.loads(pages.posted[0])["id"] == report.id
    pages.post_status = 500
    with pytest.raises(DeliveryError, match="answered 500"):
        hook.deliver(report, [report])
    pages.post_status = 302
    with pytest.raises(DeliveryError, match="answered 302"):
        hook.deliver(report, [report])
    with pytest.raises(DeliveryError):
        Webhook("http://127.0.0.1:1/hook").deliver(report, [report])


@pytest.fixture
def postman() -> Iterator[tuple[str, list[str]]]:
    """A mail server on this machine that takes one letter."""
    got: list[str] = []
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(10)

    def serve() -> None:
        try:
            connection = listening.accept()[0]
        except OSError:
            return
        with connection, connection.makefile("rwb") as lines:
            lines.write(b"220 here\r\n")
            lines.flush()
            letter = False
            while line := lines.readline():
                got.append(line.decode())
                if letter and line != b".\r\n":
                    continue
                answer = b"250 fine"
                if line.startswith(b"data") or line.startswith(b"DATA"):
                    letter, answer = True, b"354 go on"
                elif letter:
                    letter = False
                elif line.lower().startswith(b"quit"):
                    answer = b"221 bye"
                lines.write(answer + b"\r\n")
                lines.flush()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"127.0.0.1:{listening.getsockname()[1]}", got
    listening.close()
    thread.join(5)


def test_a_letter_is_sent(postman: tuple[str, list[str]], report: Report) -> None:
    server, got = postman
    Mail(server, "desk@varn.example", ("a@varn.example", "b@varn.example")).deliver(report, [report])
    letter = "".join(got)
    assert "Subject: firsthand: 2 addresses looked at: 1 changed, 1 gone" in letter
    assert "To: a@varn.example, b@varn.example" in letter
    assert "rcpt TO:<b@varn.example>" in letter


def test_a_letter_that_cannot_be_sent_is_told(report: Report) -> None:
    with pytest.raises(DeliveryError, match="could not be sent"):
        Mail("127.0.0.1:1", "a@varn.example", ("a@varn.example",)).deliver(report, [report])
    with pytest.raises(DeliveryError, match="could not be sent"):
        Mail("127.0.0.1:1", "a@varn.example", ("a@varn.example\nBcc: x",)).deliver(report, [report])
    with pytest.raises(InputError, match="HOST:PORT"):
        server_of("mail.varn.example")


def test_every_so_often() -> None:
    assert [seconds_of(one) for one in ("5m", "6h", "1d", "1.5h")] == [300, 21_600, 86_400, 5_400]
    for wrong in ("1m", "6", "h", "-5m", ""):
        with pytest.raises(InputError):
            seconds_of(wrong)
    looks: list[int] = []
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        repeat(lambda: looks.append(1), 300, sleep=sleep, draw=lambda: 0.5)
    assert len(looks) == 3
    assert slept == [315.0, 315.0, 315.0]
