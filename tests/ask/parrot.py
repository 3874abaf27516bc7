"""A server on this machine that answers questions as a test tells it to, well or badly."""

import contextlib
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from firsthand.ask import Asking

Manner = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


def answering(words: Any, *, finish: str = "stop", usage: Any = None) -> Manner:
    """Answer 200 with these words of the model (anything but a string is made JSON)."""
    content = words if isinstance(words, str) else json.dumps(words, ensure_ascii=False)
    counted = {"prompt_tokens": 100, "completion_tokens": 10} if usage is None else usage
    reply = {"choices": [{"message": {"content": content}, "finish_reason": finish}], "usage": counted}
    return sending(200, json.dumps(reply))


def sending(status: int, body: str | bytes = "", **headers: str) -> Manner:
    """Answer with this status, body and headers."""
    data = body.encode() if isinstance(body, str) else body

    def manner(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return manner


def told(*attributions: tuple[str | list[str], str, str], **more: Any) -> dict[str, Any]:
    """Shape attributions (content, source, cue) as a model would."""
    return {
        "attributions": [
            {
                "content": [content] if isinstance(content, str) else content,
                "source": source,
                "cue": cue,
                "kind": "person",
                "stance": "asserts",
                "relays": [],
            }
            | more
            for content, source, cue in attributions
        ]
    }


class Server:
    """What a server does with each question in turn (the last manner goes on), and what it was asked."""

    def __init__(self) -> None:
        self.manners: list[Manner] = []
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.stopping = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                turn = min(len(outer.asked), len(outer.manners) - 1)
                outer.asked.append(body)
                outer.headers.append(dict(self.headers.items()))
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    outer.manners[turn](self, body)

            def log_message(self, *_: Any) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def asking(self, **limits: Any) -> Asking:
        return Asking(self.address, "parrot", **({"timeout_s": 5.0, "at_once": 1} | limits))

    def stop(self) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()
