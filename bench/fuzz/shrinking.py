"""Makes a body that shows a fault as small as it gets while it still shows it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import islice
from typing import Any

from bench.fuzz.bending import places

Shows = Callable[[bytes], bool]


def shrink(body: bytes, shows: Shows, *, seconds: float) -> bytes:
    """The smallest found in this time. One that is no JSON is cut byte by byte, the others thing by thing."""
    until = time.monotonic() + seconds
    smaller = True
    while smaller and time.monotonic() < until:
        smaller = False
        for candidate in _candidates(body):
            if time.monotonic() > until:
                break
            if len(candidate) < len(body) and shows(candidate):
                body, smaller = candidate, True
                break
    return body


def _candidates(body: bytes) -> Iterator[bytes]:
    """Smaller bodies, the much smaller first."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        yield from _pieces(body)
        return
    for smaller in _without(value):
        yield json.dumps(smaller).encode("utf-8", "surrogatepass")


def _pieces(body: bytes) -> Iterator[bytes]:
    size = len(body) // 2
    while size:
        for start in range(0, len(body), size):
            yield body[:start] + body[start + size :]
        size //= 2


def _without(value: Any) -> Iterator[Any]:
    """What is left without one part, or with less of a text or a list. Outer parts come first."""
    for number in range(sum(1 for _ in places(value))):
        for less in (_nothing, *CUTS):
            copied = deepcopy(value)
            holder, key = next(islice(places(copied), number, None))
            if less is _nothing:
                del holder[key]
            elif not isinstance(holder[key], str | list) or len(holder[key]) < 2:
                continue
            else:
                holder[key] = less(holder[key])
            yield copied


def _nothing(part: Any) -> Any:
    return None


CUTS: tuple[Callable[[Any], Any], ...] = (
    lambda part: part[: len(part) // 2],
    lambda part: part[len(part) // 2 :],
    lambda part: part[(len(part) + 3) // 4 :],
    lambda part: part[: len(part) * 3 // 4],
)
