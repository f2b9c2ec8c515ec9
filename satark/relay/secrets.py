"""What the relay holds and no other process: the keys that say who wrote, and open what came in."""

from __future__ import annotations

from dataclasses import dataclass, field

from satark.vault.keystore import Keys
from satark.vault.sealing import Box
from satark.vault.tags import keyed


@dataclass(frozen=True, slots=True)
class RelayKeys:
    private: bytes = field(repr=False)
    tags: bytes = field(repr=False)
    codes: bytes = field(repr=False)
    enrolment: bytes = field(repr=False)
    link: Box = field(repr=False)
    """Seals what only the relay may open again: addresses, states of talks, what is to be sent."""

    @classmethod
    def of(cls, keys: Keys) -> RelayKeys:
        return cls(keys.relay_private, keys.tags, keys.codes, keys.enrolment, Box(keys.link))

    def tag(self, number_id: str, scope: str, kind: str, value: str) -> bytes:
        """Finds a person again: scoped to one of our numbers and to public or duty, so that scopes cannot be joined."""
        return keyed(self.tags, number_id, scope, kind, value)
