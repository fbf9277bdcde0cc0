"""The preview's page is served whatever is asked of it, and by however many."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPResponse

import pytest

from reportbuilder.preview.server import _MOST, HOST, STATUS, Server, _Answer

PAGE = "<html><head></head><body><p>Synthetic page.</p></body></html>"


@pytest.fixture
def server(monkeypatch) -> Iterator[Server]:
    """A server with a page, which has even less patience than it should have."""
    assert _Answer.timeout <= 5
    monkeypatch.setattr(_Answer, "timeout", 0.5)
    with Server(0) as made:
        threading.Thread(target=made.serve_forever, args=(0.05,), daemon=True).start()
        made.show({"": PAGE})
        yield made
        made.shutdown()


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    connection = HTTPConnection(HOST, server.server_port, timeout=10)
    connection.request(method, path, headers=headers)
    return connection.getresponse()


def waiting(server: Server, number: int) -> socket.socket:
    """A connection over which the page after another is waited for."""
    asking = socket.create_connection((HOST, server.server_port), timeout=10)
    asking.sendall(f"GET /after/{number} HTTP/1.1\r\nHost: {HOST}:{server.server_port}\r\n\r\n".encode())
    return asking


def half_a_request(server: Server) -> socket.socket:
    """A connection over which no more than the first words of a request come."""
    asking = socket.create_connection((HOST, server.server_port), timeout=10)
    asking.sendall(b"GET / HTTP/1.1\r\nHo")
    return asking


def threads() -> int:
    """How many threads answer."""
    return sum("process_request_thread" in thread.name for thread in threading.enumerate())


def soon(holds, seconds: int = 10) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize("number", ["²", "-1", "1.5", "", "9" * 16, "9" * 5000])
def test_what_is_no_number_of_a_page_is_not_found(server, capfd, number):
    """In Latin-1, in which the library reads a path."""
    with socket.create_connection((HOST, server.server_port), timeout=10) as asking:
        asking.sendall(f"GET /after/{number} HTTP/1.1\r\nHost: {HOST}:{server.server_port}\r\n\r\n".encode("latin-1"))
        assert asking.recv(1000).startswith(b"HTTP/1.0 404 ")
    assert capfd.readouterr().err == ""


def test_the_next_page_is_told_by_its_number(server):
    assert ask(server, "/after/0").read() == b"1"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "SYNTHETIC"])
def test_another_method_is_refused(server, capfd, method):
    assert ask(server, "/", method).status == 501
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "headers",
    [{"X": "x" * 70_000}, {f"X{number}": "x" for number in range(200)}],
    ids=["a long header", "many headers"],
)
def test_huge_headers_are_refused(server, capfd, headers):
    assert ask(server, "/", **headers).status == 431
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "request_", [b"\r\n\r\n", b"GET /\r\n\r\n", b"\x00\xff\r\n\r\n", b"GET / HTTP/9\r\n\r\n", b"x" * 10**5]
)
def test_what_is_no_request_is_survived(server, capfd, request_):
    with socket.create_connection((HOST, server.server_port), timeout=10) as asking:
        try:  # the server may be gone before all is said
            asking.sendall(request_)
            asking.shutdown(socket.SHUT_WR)
            answer = asking.recv(1000)
        except OSError:
            answer = b""
    assert not answer.startswith(b"HTTP/1.0 200")
    assert ask(server, "/").status == 200
    assert capfd.readouterr().err == ""


def test_half_a_request_is_given_up(server, capfd):
    with half_a_request(server) as asking:
        assert asking.recv(1) == b""  # the end of the connection
    assert capfd.readouterr().err == ""


def test_whoever_does_not_take_the_page_is_given_up(server, capfd):
    server.show({"": f"<html><head></head><body>{'x' * 10**7}</body></html>"})
    with socket.create_connection((HOST, server.server_port), timeout=10) as asking:
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        asking.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}:{server.server_port}\r\n\r\n".encode())
        asking.recv(1)
        assert soon(lambda: threads() == 0)
    assert capfd.readouterr().err == ""


def test_a_thousand_half_sent_requests_leave_the_page_answering(server, monkeypatch, capfd):
    monkeypatch.setattr(_Answer, "timeout", 30)  # none of them is given up for its silence
    with ExitStack() as open_, waiting(server, 1) as window:
        for _ in range(250):
            for asking in [half_a_request(server) for _ in range(4)]:
                open_.enter_context(asking)
            assert threads() <= _MOST + 16  # those that have to go are still on their way
        answer = ask(server, "/")
        assert answer.status == 200 and b"Synthetic page." in answer.read()
        assert soon(lambda: threads() <= _MOST)
        server.show({"": PAGE})
        assert window.makefile().read().endswith("\n2")  # who waits for a page has not been silent
    assert capfd.readouterr().err == ""


def test_many_that_wait_for_the_next_page_leave_it_answering(server):
    with ExitStack() as open_:
        for number in range(2 * _MOST):
            open_.enter_context(waiting(server, 1))
            assert soon(lambda number=number: len(server._answered) == min(number + 1, _MOST))
        assert soon(lambda: threads() <= _MOST)
        assert ask(server, "/").status == 200


def test_a_page_that_was_seen_is_waited_for(server):
    """Longer than for a request to be sent."""
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(ask(server, "/after/1").read()))
    waiting.start()
    waiting.join(1.5)
    assert answers == []
    server.show({"": PAGE})
    waiting.join(5)
    assert answers == [b"2"]


def test_where_the_quarter_stands_is_a_page_of_its_own_and_told_above_the_edition(server):
    status = PAGE.replace("Synthetic page", "Synthetic status")
    server.show({"": PAGE, STATUS: status}, "a fault", "Still to come: 1 figure.")
    edition, stands = (ask(server, path).read().decode() for path in ("/", "/status"))
    assert '<a href="/status">Where the quarter stands</a>. Still to come: 1 figure.' in edition
    assert "Synthetic status" in stands and "Still to come" not in stands
    assert "a fault" in edition and "a fault" in stands
    server.show({}, "another")
    assert "Still to come: 1 figure." in ask(server, "/").read().decode(), "the last that was known"
