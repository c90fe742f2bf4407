"""The review on this machine alone, with corrections: an HTTP server for one person and one browser.

Who asks must know the token in the address, which is drawn anew at every start and compared in constant time;
must have asked this very host and port, so that no foreign name can be bent to it (DNS rebinding); and, where a
browser asks, must be a page of this server. Files come from the site's folder, by names of a closed form.
"""

import hmac
import os
import re
import secrets
import signal
import sys
import webbrowser
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import click
import msgspec
from msgspec import Struct

from pipeline.errors import PipelineError
from pipeline.review.desk import Desk, RefusedError

HOST = "127.0.0.1"
MOST_BYTES = 65_536
"""Of what is posted: a correction is some hundred."""
LONGEST_ADDRESS = 8_192
SECONDS = 30.0
"""A browser that says nothing for so long is let go."""
OPEN = "open the address that pipeline review --serve printed"
ASK_WELL = "docs/corrections.md lists what can be asked"
LOAD_AGAIN = "load this page again, or end the server and start it anew"

TOKEN_BYTES = 24
"""192 bits: not to be guessed."""

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
"""What the site's files are, by suffix; others are not served."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_NAME = re.compile(r"(?:[A-Za-z0-9_~-][\w.~-]*/)*[A-Za-z0-9_~-][\w.~-]*", re.ASCII)
"""A file of a site: nothing hidden, nothing that leads up."""
_PAGE_FILE = re.compile(r"data/pages/[0-9a-f]{2}/([0-9a-f]{16})\.js")
_ID = re.compile(r"[0-9a-f]{16}")


class Answer(Struct, frozen=True):
    """What is sent back."""

    status: int
    kind: str
    body: bytes


class ReviewServer(ThreadingHTTPServer):
    """A desk and a folder with its site, behind a token. Serving begins with `serve_forever`."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, desk: Desk, site: Path, port: int = 0) -> None:
        """Port 0 takes any that is free. Raises PipelineError where the port is taken."""
        self.desk = desk
        self.site = site.resolve()
        self.token = secrets.token_urlsafe(TOKEN_BYTES)
        try:
            super().__init__((HOST, port), Handler)
        except (OSError, OverflowError) as wrong:
            raise PipelineError(f"port {port} cannot be had ({wrong}); name another with --port.") from wrong
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in (HOST, "localhost"))

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{HOST}:{self.server_port}/{self.token}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in mid-answer is no matter."""


class Handler(BaseHTTPRequestHandler):
    """One request: who asks, then what."""

    server: ReviewServer
    protocol_version = "HTTP/1.1"
    timeout = SECONDS

    def do_GET(self) -> None:
        """A file of the site, or what the API tells."""
        self._answer(self._get)

    def do_HEAD(self) -> None:
        """The same without its body."""
        self._answer(self._get)

    def do_POST(self) -> None:
        """A correction, a preview, a proposal that is accepted."""
        self._answer(self._post)

    def do_DELETE(self) -> None:
        """A correction is taken back."""
        self._answer(self._delete)

    def _answer(self, act: Callable[[str], Answer]) -> None:
        """Check who asks, do it, and send what comes of it; a mistake of the program is an answer, too."""
        try:
            answer = act(self._path())
        except RefusedError as wrong:
            answer = _error(wrong.status, str(wrong))
        except PipelineError as wrong:
            answer = _error(422, str(wrong))
        except OSError as wrong:
            answer = _error(
                500, f"The system refused it ({wrong.strerror}); see that the folders can be read and written."
            )
        except Exception as wrong:  # a bad page ends no server
            answer = _error(500, f"That ended in {type(wrong).__name__}; please report it.")
        self._send(answer)

    def _path(self) -> str:
        """The path below the token. Raises RefusedError."""
        if len(self.path) > LONGEST_ADDRESS:
            raise RefusedError(414, f"The address is too long; {ASK_WELL}.")
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            raise RefusedError(403, f"This server answers to its own address only; {OPEN}.")
        self._check_origin()
        token, _, rest = urlsplit(self.path).path.removeprefix("/").partition("/")
        if not hmac.compare_digest(token.encode("utf-8", "replace"), self.server.token.encode()):
            raise RefusedError(404, f"There is nothing here; {OPEN}.")
        return rest

    def _check_origin(self) -> None:
        """Pages of others may not ask, though a person may follow a link. Raises RefusedError."""
        origin = self.headers.get("Origin")
        if origin is not None and origin.lower() not in {f"http://{host}" for host in self.server.hosts}:
            raise RefusedError(403, f"Only pages of this server may ask; {OPEN}.")
        site = self.headers.get("Sec-Fetch-Site", "none")
        follows = self.command == "GET" and self.headers.get("Sec-Fetch-Mode") == "navigate"
        if site not in ("none", "same-origin") and not follows:
            raise RefusedError(403, f"Only pages of this server may ask; {OPEN}.")

    def _get(self, path: str) -> Answer:
        asked = parse_qs(urlsplit(self.path).query)
        match path:
            case "api/state":
                return _json(self.server.desk.state())
            case "api/corrections":
                return _json(self.server.desk.corrections(*_page_of({name: one[0] for name, one in asked.items()})))
            case "api/proposals":
                return _json(self.server.desk.proposals())
            case _:
                return self._file(path or "index.html")

    def _post(self, path: str) -> Answer:
        posted = self._posted()
        match path.split("/"):
            case ["api", "corrections"]:
                return _json(self.server.desk.save(posted))
            case ["api", "preview"]:
                return _json(self.server.desk.preview(*_page_of(posted)))
            case ["api", "proposals", which] if _ID.fullmatch(which) and posted.get("accept") is True:
                return _json(self.server.desk.accept(which))
            case _:
                raise RefusedError(404, f"There is nothing to be done at {path!r}; {ASK_WELL}.")

    def _delete(self, path: str) -> Answer:
        which = path.removeprefix("api/corrections/")
        if not _ID.fullmatch(which):
            raise RefusedError(404, f"There is nothing to be taken back at {path!r}; {ASK_WELL}.")
        return _json(self.server.desk.remove(which))

    def _posted(self) -> dict[str, Any]:
        """What was posted. Raises RefusedError where it is too much, no JSON, or says nothing of its length."""
        if self.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            raise RefusedError(415, "What is posted must be JSON; say Content-Type: application/json.")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or "Transfer-Encoding" in self.headers:
            raise RefusedError(411, "What is posted must say its length; say Content-Length, and no Transfer-Encoding.")
        if len(length) > len(str(MOST_BYTES)) or int(length) > MOST_BYTES:
            raise RefusedError(413, f"At most {MOST_BYTES:,} bytes can be posted; send one correction at a time.")
        try:
            return msgspec.json.decode(self.rfile.read(int(length)), type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
            raise RefusedError(400, f"What was posted is no JSON object ({wrong}); {ASK_WELL}.") from wrong

    def _file(self, name: str) -> Answer:
        """A file of the site; the data of a page that was corrected here is made anew."""
        known = _PAGE_FILE.fullmatch(name)
        if known is not None and (fresh := self.server.desk.fresh(known[1])) is not None:
            return Answer(200, KINDS[".js"], fresh)
        file = self.server.site / name
        kind = KINDS.get(file.suffix)
        if _NAME.fullmatch(name) is None or kind is None or not file.resolve().is_relative_to(self.server.site):
            raise RefusedError(404, f"There is no such file; {LOAD_AGAIN}.")
        try:
            return Answer(200, kind, file.read_bytes())
        except OSError:
            raise RefusedError(404, f"There is no such file; {LOAD_AGAIN}.") from None

    def _send(self, answer: Answer) -> None:
        if answer.status >= 400:
            self.close_connection = True  # what was posted may lie there unread
        self.send_response(answer.status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the library finds wrong with a request, in our form."""
        self.close_connection = True
        if not hasattr(self, "command"):
            self.command = ""
        self._send(_error(code, f"{message or 'This is no request'}; {ASK_WELL}."))

    def version_string(self) -> str:
        """Nothing that helps a stranger."""
        return "pipeline"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the address holds the token."""


def _json(value: object) -> Answer:
    return Answer(200, KINDS[".json"], msgspec.json.encode(value))


def _error(status: int, sentence: str) -> Answer:
    return Answer(status, KINDS[".json"], msgspec.json.encode({"error": sentence}))


def _page_of(asked: dict[str, Any]) -> tuple[str, str | None]:
    """Which page is meant. Raises RefusedError."""
    page, record = asked.get("page"), asked.get("record")
    if not isinstance(page, str) or not isinstance(record, str | None):
        raise RefusedError(400, "No page is named; say page, its path, and record where it is one of a container.")
    return page, record or None


def serve_site(server: ReviewServer, *, browse: bool) -> None:
    """Print the address, open it in a browser where there is one, and serve until Ctrl-C, which is how one leaves.

    A browser gets its address from a file that nobody else may read: command lines are for all to see.
    """
    click.echo(f"{server.address}\nCtrl-C ends it; every correction is saved as it is made.", err=True)
    with TemporaryDirectory(prefix="pipeline-open-") as folder:
        if browse and _has_screen():
            door = Path(folder, "open.html")
            door.write_text(f'<!doctype html><meta http-equiv="refresh" content="0;url={server.address}">', "utf-8")
            Thread(target=webbrowser.open, args=(door.as_uri(),), daemon=True).start()  # some wait for its end
        before = signal.signal(signal.SIGTERM, _end)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("", err=True)
        finally:
            signal.signal(signal.SIGTERM, before)
            server.server_close()


def _end(_: int, __: object) -> None:
    """As Ctrl-C does, so that what was made for a while goes."""
    raise KeyboardInterrupt


def _has_screen() -> bool:
    """Whether a browser would have a window: one that runs in this terminal would take it over."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
