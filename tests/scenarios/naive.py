"""A desk as a first weekend's code makes it. Kept naive on purpose: every scenario must fail on it, or it proves nothing.

It works on an ordinary day. Beyond that it makes the mistakes of real deployments: no signature, one message a webhook,
no memory of repeats, the last status wins, `from` is always there, one try for a file, whatever fails is tried again.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from satark.rehearsal.desk import Delivery, Who
from satark.rehearsal.officer import Opened, Seen
from tests.scenarios.naive_talk import Talk, reply, said, welcome

Json = dict[str, Any]
RANKS = {"sent": 1, "delivered": 2, "read": 3}
GREETINGS = {"hi", "hello", "namaste", "नमस्ते"}
STATION = "915550010011"


class Naive:
    """`Desk` for a naive handler of webhooks."""

    def __init__(self, graph: str, token: str, number_id: str) -> None:
        self._graph, self._token, self._number_id = graph, token, number_id
        self._talks: dict[str, Talk] = {}
        self._every: list[Talk] = []
        self._known = 0
        self._forgets = False
        self._full = False
        self._statuses: dict[str, str] = {}
        self._errors: dict[str, str] = {}

    # --- the handler ---

    def take(self, body: Json) -> None:
        if self._forgets:
            return
        value = body["entry"][0]["changes"][0]["value"]
        if "metadata" not in value:
            return
        self._number_id = value["metadata"]["phone_number_id"]
        if value.get("statuses"):
            status = value["statuses"][0]
            self._statuses[status["id"]] = status["status"]
        elif value.get("messages"):
            self._hear(value["messages"][0])

    def _hear(self, message: Json) -> None:
        sender = message["from"]
        kind = message["type"]
        if kind == "system":
            return
        text = message["text"]["body"] if kind == "text" else ""
        if text.lower() in GREETINGS:
            self._begin(sender)
            self._say(sender, welcome())
            return
        talk = self._talks.get(sender) or self._met(sender)
        if kind == "text":
            self._say(sender, reply(talk, text))
        elif kind == "interactive":
            pressed = message["interactive"].get("button_reply") or message["interactive"]["list_reply"]
            self._say(sender, reply(talk, pressed["title"]))
        else:
            self._fetch(talk, message[kind])
            talk.words += filter(None, [message[kind].get("caption")])
            self._say(sender, said("Received. Nobody can tell from it who you are."))

    def _met(self, sender: str) -> Talk:
        """Somebody new is greeted, and only then known."""
        self._say(sender, welcome())
        return self._begin(sender)

    def _begin(self, sender: str) -> Talk:
        talk = self._talks[sender] = Talk()
        self._every.append(talk)
        return talk

    def _fetch(self, talk: Talk, file: Json) -> None:
        try:
            address = file.get("url") or json.loads(self._call(f"{self._graph}/{file['id']}"))["url"]
            data = self._call(address)
            self._write()
        except (OSError, ValueError):
            talk.lost += 1
            return
        talk.files.append(hashlib.sha256(data).hexdigest())
        talk.stored.append((file["mime_type"], data))

    def _write(self) -> None:
        """Raises OSError when the disk is full."""
        if self._full:
            raise OSError(errno.ENOSPC, "no space left on device")

    def _say(self, to: str, content: Json) -> None:
        """Raises OSError: then WhatsApp brings the message again."""
        if not self._send(to, content):
            raise OSError(to)

    def _send(self, to: str, content: Json) -> str:
        body = {"messaging_product": "whatsapp", "to": to} | content
        for _ in range(3):
            with contextlib.suppress(OSError, ValueError):
                answer = json.loads(self._call(f"{self._graph}/{self._number_id}/messages", body))
                return str(answer["messages"][0]["id"])
        return ""

    def _call(self, url: str, body: Json | None = None) -> bytes:
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        data = json.dumps(body).encode() if body is not None else None
        with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=3) as answer:
            found: bytes = answer.read()
        return found

    # --- what a rehearsal looks at ---

    def begin(self) -> None:
        """What an earlier scenario has left at WhatsApp is taken and forgotten."""
        simulator = self._graph.rpartition("/")[0]
        self._forgets = True
        while json.loads(self._call(f"{simulator}/health"))["waiting"]:
            self._call(f"{simulator}/api/webhooks/hurry", {})
            time.sleep(0.05)
        self._forgets = False
        self._known = len(self._every)

    def cases(self) -> list[Seen]:
        return [
            Seen("\n".join(talk.words), tuple(talk.files), talk.lost, 0, "")
            for talk in self._every[self._known :]
            if talk.words or talk.files or talk.lost
        ]

    def direct(self, brief: str) -> str:
        return self._send(STATION, said(brief))

    def answer(self, text: str) -> str:
        return self._send(list(self._talks)[-1], said(text))

    def delivery(self, handle: str) -> Delivery:
        status = self._statuses.get(handle, "")
        return Delivery(RANKS.get(status, 0), status == "failed")

    def opens(self, who: Who, *, at: int = 0, part: str = "") -> Opened:
        """The folder of files is public, and plain."""
        mime, data = self._every[self._known].stored[at]
        return Opened(200, {"content-type": mime}, data)

    @contextlib.contextmanager
    def full_disk(self) -> Iterator[None]:
        self._full = True
        try:
            yield
        finally:
            self._full = False

    def alarms(self) -> set[str]:
        return set()

    def set_aside(self) -> int:
        return 0

    def people(self) -> int:
        return len(self._talks)

    def idle(self) -> bool:
        return True


@contextlib.contextmanager
def served(naive: Naive, port: int) -> Iterator[None]:
    """Its webhook address, on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            try:
                naive.take(json.loads(body))
            except Exception:  # noqa: BLE001 - whatever it is, a weekend's code answers 500
                self._answer(500)
                return
            self._answer(200)

        def _answer(self, status: int) -> None:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
