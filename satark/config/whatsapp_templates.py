"""`satark whatsapp templates`: what is defined here is brought to WhatsApp; nothing is deleted unless asked for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence

from satark.config.template_filing import Line, walk
from satark.config.whatsapp_reach import NothingToAsk, our_numbers, reach
from satark.settings import Settings


def push(settings: Settings, *, prune: bool, as_json: bool) -> int:
    """Exit status 0: every template stands or waits for review."""
    changes = ("create", "change", "extra") if prune else ("create", "change")
    lines = _walked(settings, changes)
    report(lines, as_json=as_json)
    return 1 if any(line.step.what in ("refused", "moved") for line in lines) else 0


def diff(settings: Settings, *, as_json: bool) -> int:
    """Exit status 0: push would change nothing."""
    lines = _walked(settings, ())
    off = [line for line in lines if line.step.what not in ("well", "extra")]
    report(lines if as_json else off, as_json=as_json)
    if not off and not as_json:
        print("Every template stands at WhatsApp as it is defined here.")
    return 1 if off else 0


def listing(settings: Settings, *, as_json: bool) -> int:
    lines = _walked(settings, ())
    report([line for line in lines if line.step.filed], as_json=as_json)
    return 0


def _walked(settings: Settings, changes: Sequence[str]) -> list[Line]:
    """Raises NothingToAsk when no number has an account to look at."""
    numbers = our_numbers()
    if not any(each.waba_id for each in numbers):
        raise NothingToAsk("no number has a business account: run `satark number add` again with --waba.")
    return asyncio.run(walk(reach(settings), numbers, changes))


def report(lines: Sequence[Line], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"templates": [line.as_json() for line in lines]}))
        return
    for text in _told(lines):
        print(text)


def _told(lines: Sequence[Line]) -> Iterator[str]:
    for account in dict.fromkeys(line.account for line in lines):
        yield f"Business account {account}"
        yield from (str(line) for line in lines if line.account == account)
