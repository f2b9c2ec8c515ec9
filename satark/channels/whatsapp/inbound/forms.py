"""A form that was filled in (a Flow): what was answered becomes words, whatever the form was."""

from __future__ import annotations

from collections.abc import Iterator

from satark.channels.whatsapp.inbound.reading import Json, read_json, text

NOT_AN_ANSWER = frozenset({"flow_token", "flow_token_signature"})
"""Ours, given back. May be missing (seen from iOS)."""
DEEPEST = 5


def answers(reply: Json) -> tuple[str, bool]:
    """The words of a form, one answer a line, and whether that was the whole of it (files are not)."""
    filled = read_json(text(reply, "response_json"))
    if filled is None:
        return "", False
    found = [part for key, value in filled.items() if key not in NOT_AN_ANSWER for part in _parts(value)]
    return "\n".join(part for part in found if part), None not in found


def _parts(value: object, depth: int = 0) -> Iterator[str | None]:
    """The texts in an answer; None for what is none, as a file with its keys."""
    if isinstance(value, str):
        yield value.replace("\0", "").strip()
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int | float):
        yield str(value)
    elif isinstance(value, list) and depth < DEEPEST:
        for each in value:
            yield from _parts(each, depth + 1)
    else:
        yield None
