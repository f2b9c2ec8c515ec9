"""A webhook names an address of somebody else for a file; the desk goes there, with the access token in its hand.

By the same way a stranger has servers fetch from inside the house (SSRF).
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from satark.rehearsal.scenario import Rehearsal

STAKE = 12
HINDI = "फ़ाइल का पता किसी और की मशीन का"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    with trap() as (address, visits):
        file = {"id": "155500000000001", "mime_type": "image/jpeg", "url": f"{address}/truck.jpg"}
        source.send(type="raw", message={"type": "image", "image": file})
        on.must("the person is answered", lambda: source.glance(0.1) is not None)
        on.stage.let_pass(hours=1)
        on.never("the desk does not go where the webhook sends it", lambda: bool(visits))
    source.says("रात को ट्रक निकलते हैं")
    on.a_day_passes()

    on.one_case(
        "what was said is there, and no file of a stranger",
        lambda seen: not seen.files and "ट्रक" in seen.words,
    )


@contextmanager
def trap() -> Iterator[tuple[str, list[str]]]:
    """A machine that is nobody's business. Notes who comes."""
    visits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visits.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", visits
        server.shutdown()
