"""An SMS service that does what a test says: it accepts, refuses, hangs up, or says nothing."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ACCEPTED = {
    "details": "Created 1 message(s)",
    "errorCode": 0,
    "messages": [{"status": "Accepted", "messageErrorCode": 0}],
}


class Smsdienst:
    """`answer` is a status and a body; `hang` keeps the line open without a word, `break_off` cuts it."""

    def __init__(self) -> None:
        self.answer: tuple[int, Any] = (200, ACCEPTED)
        self.hang = False
        self.break_off = False
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.let_go = threading.Event()
        self.adres = ""


def _handler(dienst: Smsdienst) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # its name there
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            dienst.asked.append(json.loads(raw))
            dienst.headers.append(dict(self.headers))
            if dienst.hang:
                dienst.let_go.wait()
            if dienst.hang or dienst.break_off:
                self.connection.close()
                return
            status, body = dienst.answer
            text = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *args: Any) -> None:
            """Not on the screen of whoever runs the tests."""

    return Handler


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A line that was cut on purpose is no error."""


@contextmanager
def running() -> Iterator[Smsdienst]:
    dienst = Smsdienst()
    server = _Server(("127.0.0.1", 0), _handler(dienst))
    dienst.adres = f"http://127.0.0.1:{server.server_port}/v1.0/message"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield dienst
    finally:
        dienst.let_go.set()
        server.shutdown()
        thread.join()
        server.server_close()
