"""Serve the pages of a preview to this machine only, with a script that shows the next one in its place."""

import hashlib
import html
import re
import socket
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from projectfiles.errors import CosmicError
from reportbuilder.content_policy import by_hash
from reportbuilder.preview import underlines

Request = socket.socket | tuple[bytes, socket.socket]  # as socketserver has it; here always the former
HOST = "127.0.0.1"
STATUS = "status"  # the name of the page that says where the quarter stands; that of the edition has none
_WAIT = 20  # seconds for which a request for the next page is left open
_PATIENCE = 5  # seconds for a browser to go on with its request, or to take the answer
_MOST = 64  # connections at a time, each with a thread; a browser has one or two for each of its windows
_AFTER = re.compile(r"/after/([0-9]{1,15})")
_STYLE = (
    "#fault{position:sticky;top:0;z-index:9;margin:0;padding:1em;max-height:50vh;overflow:auto;"
    "background:#b10e1e;color:#fff;font:1rem/1.4 sans-serif;white-space:pre-wrap}"
    "#stands{margin:0;padding:.5em 1em;background:#f3f2f1;color:#0b0c0c;font:1rem/1.4 sans-serif}" + underlines.STYLE
)
_CLOSED = re.compile(r"default-src (?:'|&#39;)none(?:'|&#39;);")  # as the publishers write it
# A page with the same head as the last one takes its place without being loaded again: only what changed is seen to.
_SCRIPT = """
const show = async () => {
  const text = await (await fetch(location.pathname)).text();
  if (!text.includes(`data-head="${document.body.dataset.head}"`)) return location.reload();
  document.body.replaceWith(new DOMParser().parseFromString(text, "text/html").body);
};
addEventListener("DOMContentLoaded", async () => {
  for (;;) {
    const shown = document.body.dataset.shown;
    try {
      const answer = await fetch("/after/" + shown);
      if (answer.ok && await answer.text() !== shown) await show();
    } catch {
      await new Promise(wait => setTimeout(wait, 500));
    }
  }
});
"""
_NO_PAGE = (
    '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src\"><title>Preview</title></head><body></body></html>"
)


class Server(ThreadingHTTPServer):
    """Serves the last pages it was given, with the faults found since; holds a request for the next until it comes.

    Where there are too many connections, it closes the one that has been silent for longest.
    """

    daemon_threads = True
    request_queue_size = 1024

    def __init__(self, port: int):
        """Listen on a port, or on any free one where it is 0. Raises CosmicError where it is taken."""
        self._pages: Mapping[str, str] = {}
        self._fault, self._to_come, self._number, self._news = "", "", 0, threading.Condition()
        self._silent: dict[Request, None] = {}  # connections without a request yet, the oldest first
        self._answered: dict[Request, None] = {}
        self._counting = threading.Lock()
        try:
            super().__init__((HOST, port), _Answer)
        except OSError as error:
            raise CosmicError(f"cannot serve on port {port}: {error.strerror}; choose another with --port") from None
        self.address = f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: Request, client_address: object) -> None:
        """Ignore a browser that goes away before it has its answer, or does not take it."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def process_request(self, request: Request, client_address: object) -> None:
        """Take a connection; where there are too many, close another."""
        with self._counting:
            if len(self._silent) + len(self._answered) >= _MOST:
                waiting = self._silent or self._answered
                longest = next(iter(waiting))
                del waiting[longest]
                with suppress(OSError):  # it has gone by itself
                    if isinstance(longest, socket.socket):
                        longest.shutdown(socket.SHUT_RDWR)
            self._silent[request] = None
        with self._news:
            self._news.notify_all()  # the closed one may be waiting for a page
        super().process_request(request, client_address)

    def close_request(self, request: Request) -> None:
        """Forget a connection that is closed."""
        with self._counting:
            self._silent.pop(request, None)
            self._answered.pop(request, None)
        super().close_request(request)

    def hear(self, request: socket.socket) -> None:
        """Note that a connection has sent its request."""
        with self._counting:
            if request in self._silent:  # else it is being closed
                del self._silent[request]
                self._answered[request] = None

    def show(self, pages: Mapping[str, str], fault: str = "", to_come: str = "") -> None:
        """Show other pages by their names, or the last ones again where there is none, with a fault above them.

        Above that of the edition stands what is to come, with a link to where the quarter stands.
        """
        with self._news:
            self._pages, self._fault, self._to_come = pages or self._pages, fault, to_come or self._to_come
            self._number += 1
            self._news.notify_all()

    def page(self, name: str) -> str:
        """Return a page as it is served."""
        with self._news:
            stands = _stands(self._to_come) if self._to_come and not name else ""
            return _served(self._pages.get(name, ""), stands + _alert(self._fault), self._number)

    def after(self, number: int, request: socket.socket) -> int:
        """Return the number of the next page, as soon as there is one.

        The same number where there is none for a while, or where the connection is being closed.
        """
        with self._news:
            self._news.wait_for(lambda: self._number != number or request not in self._answered, _WAIT)
            return self._number


def _stands(to_come: str) -> str:
    return f'<p id="stands"><a href="/{STATUS}">Where the quarter stands</a>. {html.escape(to_come)}</p>'


def _alert(fault: str) -> str:
    return f'<div id="fault" role="alert">{html.escape(fault)}</div>' if fault else ""


def _served(page: str, above: str, number: int) -> str:
    """Return a page with the script that waits for the next, and a policy that allows it: the edition has neither."""
    allowed = f"default-src 'none'; script-src {by_hash(_SCRIPT)}; connect-src 'self';"
    page = _CLOSED.sub(allowed, page or _NO_PAGE, count=1).replace("style-src", f"style-src {by_hash(_STYLE)}", 1)
    page = page.replace("</head>", f"<style>{_STYLE}</style><script>{_SCRIPT}</script></head>", 1)
    head = hashlib.sha256(page.partition("</head>")[0].encode()).hexdigest()
    return page.replace("<body>", f'<body data-shown="{number}" data-head="{head}">{above}', 1)


class _Answer(BaseHTTPRequestHandler):
    server: Server
    timeout = _PATIENCE

    def do_GET(self) -> None:
        self.server.hear(self.connection)
        after = _AFTER.fullmatch(self.path)
        if self.headers.get("Host") not in (
            f"{HOST}:{self.server.server_port}",
            f"localhost:{self.server.server_port}",
        ):
            self.send_error(403)  # a page elsewhere that has its name lead here is not to read the report
        elif self.path in ("/", f"/{STATUS}"):
            self._send(self.server.page(self.path[1:]), "text/html; charset=utf-8")
        elif after:
            self._send(str(self.server.after(int(after[1]), self.connection)), "text/plain")
        else:
            self.send_error(404)

    def _send(self, text: str, kind: str) -> None:
        content = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Print nothing for a request."""
