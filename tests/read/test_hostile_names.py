"""Whatever names, titles and labels originals give themselves: shown, none of them runs or fetches."""

import html
import json
import re
import shutil
from email.message import EmailMessage
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from archives.web_archives import Archive
from made import tarred, zipped
from mail.messages import BODY, SENDER, SUBJECT, attachment, message
from office.office_files import core, docx, odt, paragraph
from paged.made_pdf import made

from firsthand.building import build_from
from firsthand.case import Case
from firsthand.read import Original

EVIL = (
    "'\"></title></style></textarea></script><script>alert(1)</script>"
    "<img src=//evil.example/x onerror=alert(2)>"
    '<svg onload=alert(3)><a href="javascript:alert(4)">x</a></svg>{{7*7}}${7*7}<!--'
)
SAID = "The ferry Osprey ran aground twice in March, the Harbour Watch said on Monday."
MORE = "The Ministry of Ports denied on Tuesday that the ferry Osprey had run aground in March."
_LOADS = ("src", "srcset", "data", "action", "formaction", "poster", "background", "srcdoc", "xlink:href")
_OWN = re.compile(r"script src=(\.\./)*[\w/-]+\.js")
_RUNS = ("javascript:", "vbscript:", "data:text/html")


def _page() -> bytes:
    told = html.escape(EVIL, quote=True)
    data = json.dumps({"@type": "NewsArticle", "headline": EVIL, "author": {"name": EVIL}})
    data = data.replace("<", "\\u003c")
    return (
        f'<html><head><title>{told}</title><meta property="og:site_name" content="{told}">'
        f'<link rel="canonical" href="javascript:alert(5)"><script type="application/ld+json">{data}</script>'
        f'<base href="//evil.example/">'
        '<meta http-equiv="refresh" content="0;url=//evil.example/"></head><body>'
        f"<h1>{told}</h1><p>{SAID} {told}</p><img alt=\"{told}\" src=//evil.example/a>"
        f"<figcaption>{told}</figcaption>"
        "<svg><script>alert(6)</script><text>x</text></svg>"
        "<iframe srcdoc='<script>alert(7)</script>'></iframe>"
        f"<math><mtext><script>alert(8)</script></mtext></math><p>{MORE}</p></body></html>"
    ).encode()  # fmt: skip


def _letter() -> bytes:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "x <x@x.example>", EVIL
    letter.set_content(f"{SAID}\n\n{EVIL}\n")
    letter.add_attachment(_page(), maintype="text", subtype="html", filename=f"{EVIL}.html")
    return letter.as_bytes()


def _book() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "<img src=x onerror=a()>"
    sheet.append(["Day", EVIL])
    sheet.append([f"{EVIL} {SAID}", MORE])
    book.properties.title = book.properties.creator = EVIL
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    told = json.dumps(EVIL)
    return made(f"#set document(title: {told}, author: {told})\n#text({told})\n\n{SAID}\n\n{MORE}")


def _archive() -> bytes:
    archive = Archive()
    archive.answer("https://a.example/x?'\"><script>alert(9)</script>", _page())
    return archive.data


def _originals() -> list[Original]:
    escaped = html.escape(EVIL)
    titled: dict[str, str | bytes] = {"docProps/core.xml": core(title=escaped, creator=escaped)}
    files = {
        "a.html": _page(),
        "b.eml": _letter(),
        "c.msg": message(
            {SUBJECT: EVIL, SENDER: EVIL, BODY: f"{SAID}\r\n{EVIL}"},
            attached=[attachment(f"{EVIL}.html", _page())],
        ),
        "d.docx": docx(paragraph(escaped, '<w:pStyle w:val="Title"/>') + paragraph(SAID), titled),
        "e.odt": odt(f"<text:h>{escaped}</text:h><text:p>{SAID}</text:p>"),
        "f.xlsx": _book(),
        "g.pdf": _pdf(),
        "h.zip": zipped(
            [
                (f"{EVIL}.txt", f"{EVIL}\n\n{SAID}".encode()),
                (f"{EVIL}.exe", b"x"),
                (f"../{EVIL}.md", MORE.encode()),
            ]
        ),
        "i.tar": tarred([(f"{EVIL}/a.txt", f"{EVIL}\n\n{MORE}".encode())]),
        "j.warc.gz": _archive(),
        "k.md": f"# {EVIL}\n\n![{EVIL}](javascript:alert(1))\n\n{SAID} [x](javascript:alert(1))\n".encode(),
        "l.csv": f'Day,"{EVIL}"\n1,"{SAID}"\n'.replace("'\"", "'").encode(),
        f"{EVIL}.txt": f"{MORE}\n".encode(),
        f"{EVIL}.bin": b"\0\1\2",
        f"{EVIL}.pdf": b"%PDF-1.4 broken",
    }  # fmt: skip
    return [Original(name, data) for name, data in files.items()]


@pytest.fixture(scope="module")
def case() -> Any:
    with build_from(_originals(), processes=1) as built:
        yield built


class _Shown(HTMLParser):
    """Collects all in a page that would run or fetch something, but its own script."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.scripts = 0
        self.policy = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").strip().lower() for name, value in attrs}
        self.scripts += tag == "script"
        if tag == "meta" and given.get("http-equiv") == "content-security-policy":
            self.policy = given["content"]
        elif tag in ("iframe", "object", "embed", "base", "frame", "applet") or "refresh" in given.get(
            "http-equiv", ""
        ):
            self.found.append(tag)
        for name, value in given.items():
            if name.startswith("on") or value.startswith(_RUNS):
                self.found.append(f"{tag} {name}={value}")
            if name in _LOADS and not value.startswith(("data:image/", "#")):
                self.found.append(f"{tag} {name}={value}")


def test_the_originals_were_read(case: Case) -> None:
    read = {one.format for one in case.findings.documents}
    assert read >= {"html", "eml", "msg", "docx", "odt", "workbook", "pdf", "text", "markdown", "csv"}
    told = [text for one in case.findings.documents for text in (one.title, one.name, one.author) if text]
    assert sum("<script>" in text for text in told) > 5  # or this proves nothing
    assert any("<script>" in failure.message for failure in case.findings.failures)
    assert any("<img" in (sheet.label or "") for one in case.findings.documents for sheet in one.sheets)


@pytest.mark.parametrize("names", [True, False])
def test_nothing_in_the_report_runs_or_fetches(case: Case, names: bool) -> None:
    shown = _Shown(case.report(names=names))
    assert shown.found == []
    assert shown.scripts == 1
    assert "default-src 'none'" in shown.policy


def test_nothing_in_what_is_published_runs_or_fetches(case: Case) -> None:
    pages = 0
    for path, data in case.published(title=EVIL).items():
        assert ".." not in path and "<" not in path and "\0" not in path
        if path.endswith((".html", ".svg")):
            shown = _Shown(data.decode())
            pages += 1
            assert [one for one in shown.found if not _OWN.fullmatch(one)] == [], path
            assert "default-src 'none'" in shown.policy or path.endswith(".svg")
    assert pages > 3


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: the report was not opened")
def test_a_browser_that_shows_the_report_runs_and_fetches_nothing(case: Case, tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    report = tmp_path / "report.html"
    report.write_text(case.report(names=True))
    asked: list[str] = []
    said: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.goto(report.as_uri())
        for at in range(page.locator("details").count()):
            page.evaluate("at => document.querySelectorAll('details')[at].open = true", at)
        page.wait_for_timeout(300)
        browser.close()
    assert said == []
    assert {one for one in asked if not one.startswith("data:")} == {report.as_uri()}
