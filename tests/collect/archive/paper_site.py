"""A paper's site, invented, as captures: pages, a style, a script, a picture, in the codings servers use."""

import gzip
import hashlib
from datetime import UTC, datetime, timedelta
from io import BytesIO

from PIL import Image

from firsthand.collect.archive import Earlier, Exchange, payload_of, read_answer, write_records
from firsthand.model import Capture

TAKEN = datetime(2031, 3, 4, 5, 6, 7, 123456, tzinfo=UTC)
HOME = "https://www.harbour-gazette.invalid/ferry"
STORY = """<!doctype html><html><head><meta charset="utf-8"><title>The  ferry &amp; the pier</title>
<link rel="stylesheet" href="/look.css"></head><body><h1>The ferry</h1><p id="told">not yet</p>
<img id="boat" src="/boat.png" alt="A boat"><script src="/run.js"></script></body></html>"""


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30), (200, 20, 20)).save(made, "PNG")
    return made.getvalue()


def exchange(
    url: str = HOME,
    body: bytes = STORY.encode(),
    *,
    media: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    packed: bool = False,
    chunked: bool = False,
    minutes: int = 0,
    asked: str | None = None,
    headers: str = "",
    revisit_of: Earlier | None = None,
) -> Exchange:
    """Return an exchange as it would go over the wire."""
    lines = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}"
    if packed:
        body = gzip.compress(body, mtime=0)
        lines += "Content-Encoding: gzip\r\n"
    if chunked:
        lines += "Transfer-Encoding: chunked\r\n"
        pieces = [body[at : at + 100] for at in range(0, len(body), 100)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    else:
        lines += f"Content-Length: {len(body)}\r\n"
    path = "/" + url.split("/", 3)[3]
    return Exchange(
        url=url,
        asked=asked or url,
        taken=TAKEN + timedelta(minutes=minutes),
        request=f"GET {path} HTTP/1.1\r\nHost: {url.split('/')[2]}\r\n\r\n".encode(),
        response=lines.encode() + b"\r\n" + body,
        ip="192.0.2.7",
        revisit_of=revisit_of,
    )


def captured(made: Exchange, *, purpose: str = "page") -> tuple[Capture, bytes]:
    """Return an exchange as a case keeps it: with the digest of its body, also where that was kept before."""
    body = read_answer(made.response).body
    records = write_records(made)
    answer = payload_of(records)
    capture = Capture(
        id=hashlib.sha256(records).hexdigest(),
        url=made.url,
        asked=made.asked,
        address=made.asked,
        taken=made.taken,
        status=answer.status,
        media=answer.media,
        payload=hashlib.sha256(body).hexdigest() if body else None,
        purpose=purpose,
    )
    return capture, records


def site() -> list[tuple[Capture, bytes]]:
    """Return the story, all that it needs to look right, and where it was redirected from."""
    root = HOME.rpartition("/")[0]
    return [
        captured(
            exchange(
                "http://harbour-gazette.invalid/ferry",
                b"",
                status="301 Moved Permanently",
                headers=f"Location: {HOME}\r\n",
            )
        ),
        captured(exchange(asked="http://harbour-gazette.invalid/ferry", packed=True, chunked=True)),
        captured(
            exchange(f"{root}/look.css", b"#told { color: rgb(1, 2, 3) }", media="text/css", packed=True),
            purpose="resource",
        ),
        captured(
            exchange(
                f"{root}/run.js",
                b"document.getElementById('told').textContent = 'The script ran.'",
                media="text/javascript",
                chunked=True,
            ),
            purpose="resource",
        ),
        captured(exchange(f"{root}/boat.png", picture(), media="image/png"), purpose="resource"),
    ]
