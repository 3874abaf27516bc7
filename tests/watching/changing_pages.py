"""A server on this machine whose pages change; it ends with the test."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

FURNITURE = "<nav><a href='/'>Home</a> <a href='/w'>Weather</a></nav>"


def page(*paragraphs: str, title: str = "Ferry at Varn closed", furniture: str = FURNITURE) -> str:
    told = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<html><head><title>{title}</title></head><body>{furniture}"
        f"<article><h1>{title}</h1>{told}</article></body></html>"
    )


@dataclass
class Pages:
    """What the server answers: a page by its path, a status instead of one, or where it leads."""

    port: int = 0
    pages: dict[str, str | int] = field(default_factory=dict)
    posted: list[bytes] = field(default_factory=list)
    post_status: int = 200

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@contextlib.contextmanager
def serving() -> Iterator[Pages]:
    pages = Pages()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = pages.pages.get(self.path, 404)
            body = found.encode() if isinstance(found, str) and not found.startswith("/") else b""
            if isinstance(found, int):
                self.send_response(found)
            elif found.startswith("/"):
                self.send_response(301)
                self.send_header("Location", found)
            else:
                self.send_response(200)
            media = (
                "application/atom+xml" if found and self.path.endswith(".xml") else "text/html; charset=utf-8"
            )
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            pages.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(pages.post_status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    pages.port = server.server_address[1]
    serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    serving.start()
    try:
        yield pages
    finally:
        server.shutdown()
        server.server_close()
        serving.join(5)
