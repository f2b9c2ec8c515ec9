"""Bends a well-formed webhook: keys gone, doubled or swapped, other types, texts that nothing expects. The result is JSON."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from bench.fuzz.people import WORD, Json

Holder = dict[str, Any] | list[Any]
Place = tuple[Holder, Any]
"""Where a value stands: what holds it, and its key or index there."""

LONGEST = 20_000
STRANGE_TEXTS = (
    "",
    " ",
    "\0",
    f"{WORD}\0{WORD}",
    "\ud83d",
    f"\ude00{WORD}\ud83d",
    "\u202eثم\u202c\u2066",
    "\u200b\u200d\ufeff",
    "%s%d{}",
    "'; drop table relay_thread; --",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "e\u0301" * 300,
    "क्ष" * 700,
    "👨‍👩‍👧‍👦" * 200,
    "\r\n\t\x0b\x1b[31m",
    "16 16",
    "1234 5678 9012 3456",
    "POST-123456",
    "null",
    "NaN",
    "१२३",
)
STRANGE_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 7, 1.5, -0.0, 1e308, 5e-324),
    *(2**31, 2**53 + 1, 2**63, 2**64, 10**30, -(10**25)),
    *([], {}, [[]], [{}], [None], {"": ""}, {"type": "text"}, [1, "x", None]),
    *("wamid.", "text", "0", "-1"),
)
KNOWN_KEYS = [
    "id",
    "from",
    "from_user_id",
    "type",
    "text",
    "body",
    "timestamp",
    "context",
    "metadata",
    "contacts",
    "messages",
    "statuses",
    "errors",
    "field",
    "value",
    "group_id",
    "status",
    "wa_id",
    "user_id",
    "button",
    "interactive",
    "image",
    "recipient_id",
    "time",
    "referral",
    "voice",
    "emoji",
]


def bend(update: Json, chance: random.Random) -> Json:
    """A copy with one to five things wrong in it."""
    bent = deepcopy(update)
    bends = list(BENDS)
    for _ in range(chance.choices((1, 2, 3, 5), (60, 20, 12, 8))[0]):
        there = list(places(bent))
        if not there:
            break
        act = chance.choice(bends)
        act(*chance.choice(there), chance)
        if act is _deepen:
            # Once is enough: twice would be deeper than can be written down here.
            bends.remove(act)
    return bent


def places(value: Any) -> Iterator[Place]:
    """Where anything stands in a JSON value, from the outside in. However deep: it does not call itself."""
    todo = deque([value])
    while todo:
        holder = todo.popleft()
        if not isinstance(holder, dict | list):
            continue
        for key in holder if isinstance(holder, dict) else range(len(holder)):
            yield holder, key
            if isinstance(holder[key], dict | list):
                todo.append(holder[key])


def _drop(holder: Holder, key: Any, chance: random.Random) -> None:
    del holder[key]


def _double(holder: Holder, key: Any, chance: random.Random) -> None:
    if isinstance(holder, list):
        holder.insert(chance.randrange(len(holder) + 1), deepcopy(holder[key]))
    else:
        holder[f"{key}_2"] = deepcopy(holder[key])


def _swap(holder: Holder, key: Any, chance: random.Random) -> None:
    keys: list[Any] = list(holder if isinstance(holder, dict) else range(len(holder)))
    other = chance.choice(keys)
    holder[key], holder[other] = holder[other], holder[key]


def _rename(holder: Holder, key: Any, chance: random.Random) -> None:
    if isinstance(holder, dict):
        holder[chance.choice(KNOWN_KEYS)] = holder.pop(key)


def _other_type(holder: Holder, key: Any, chance: random.Random) -> None:
    holder[key] = deepcopy(chance.choice(STRANGE_VALUES))


def _wrap(holder: Holder, key: Any, chance: random.Random) -> None:
    holder[key] = [holder[key]] if chance.random() < 0.5 else {"0": holder[key]}


def _unwrap(holder: Holder, key: Any, chance: random.Random) -> None:
    """A list where an object should be, or an object for its list."""
    value = holder[key]
    if isinstance(value, dict):
        holder[key] = list(value.values())
    elif isinstance(value, list):
        holder[key] = value[0] if value else {}
    else:
        holder[key] = str(value)


def _empty(holder: Holder, key: Any, chance: random.Random) -> None:
    holder[key] = type(holder[key])() if holder[key] is not None else {}


def _strange_text(holder: Holder, key: Any, chance: random.Random) -> None:
    holder[key] = chance.choice(STRANGE_TEXTS)


def _long_text(holder: Holder, key: Any, chance: random.Random) -> None:
    holder[key] = chance.choice(("x", "क", "👍", f"{WORD} ", "1")) * chance.randrange(1, LONGEST)


def _cut_text(holder: Holder, key: Any, chance: random.Random) -> None:
    """Also of a message id: then its base64 no longer decodes."""
    if isinstance(value := holder[key], str):
        holder[key] = value[: chance.randrange(len(value) + 1)]


def _stitch_text(holder: Holder, key: Any, chance: random.Random) -> None:
    if isinstance(value := holder[key], str):
        at = chance.randrange(len(value) + 1)
        holder[key] = value[:at] + chance.choice(STRANGE_TEXTS) + value[at:]


def _deepen(holder: Holder, key: Any, chance: random.Random) -> None:
    """Up to what a parser still reads; deeper ones are among the broken."""
    for _ in range(chance.choice((3, 30, 200, 250, 256, 300))):
        holder[key] = [holder[key]] if chance.random() < 0.5 else {"inner": holder[key]}


def _add(holder: Holder, key: Any, chance: random.Random) -> None:
    """A new key beside the known ones."""
    if isinstance(holder, dict):
        holder[chance.choice(KNOWN_KEYS)] = deepcopy(chance.choice(STRANGE_VALUES))


Bend = Callable[[Holder, Any, random.Random], None]
BENDS: tuple[Bend, ...] = (
    *(_drop, _drop, _double, _swap, _rename, _add, _wrap, _unwrap, _empty, _deepen),
    *(_other_type, _other_type, _strange_text, _long_text, _cut_text, _stitch_text, _stitch_text),
)
