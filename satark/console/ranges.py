"""HTTP byte ranges (RFC 9110, section 14): one range, which is all that players ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass

ONE_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes `at` to `at + size`, of `total`."""

    at: int
    size: int
    total: int

    @property
    def header(self) -> str:
        return f"bytes {self.at}-{self.at + self.size - 1}/{self.total}"


class Unsatisfiable(Exception):
    """The range begins after the end: answer 416 with the total."""


def wanted(header: str, total: int) -> Part | None:
    """The part asked for; None when the whole is to be sent (no range, or one we do not read).

    Raises Unsatisfiable.
    """
    match = ONE_RANGE.match(header.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if first == "":
        return suffix(int(last), total)
    return between(int(first), int(last) if last else total - 1, total)


def suffix(count: int, total: int) -> Part:
    if count == 0 or total == 0:
        raise Unsatisfiable
    size = min(count, total)
    return Part(total - size, size, total)


def between(first: int, last: int, total: int) -> Part | None:
    if last < first and first < total:
        return None
    if first >= total:
        raise Unsatisfiable
    return Part(first, min(last, total - 1) - first + 1, total)
