"""uvicorn's HTTP with an end to the head: it sets none, and before the signature anybody could fill our memory with it."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_LIMIT = 64 * 1024
"""Bytes of request line and headers. Meta sends about one kilobyte."""


class BoundedHeads(HttpToolsProtocol):
    """Hangs up on a head that is longer. One that came within a single read has passed already."""

    _reading_head = False
    _head = 0

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if not self._reading_head:
            return
        self._head += len(data)
        if self._head > HEAD_LIMIT:
            self.transport.abort()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._reading_head, self._head = True, 0

    def on_headers_complete(self) -> None:
        self._reading_head = False
        super().on_headers_complete()
