"""The ways to break the rehearsal on purpose, all off (but Meta's pair limit, which is always there) at start."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(slots=True)
class Faults:
    """Counts run down to 0 as they strike; switches stay until they are changed."""

    delay_ms: int = 0
    """Every webhook waits this long."""
    duplicate: bool = False
    """Every webhook is sent twice."""
    reorder: bool = False
    """Webhooks lose their order, also those of one phone."""
    silence: bool = False
    """No webhook leaves; they wait."""
    batch: int = 1
    """Up to so many updates of one phone wait for each other and come in one POST."""
    drop_answers: int = 0
    """The next sends are accepted, then the connection is cut before the answer."""
    fail_sends: int = 0
    """The next sends get a 500 and are not accepted."""
    fail_media: int = 0
    """The next media requests (address, download, upload) get a 500."""
    expired_media: int = 0
    """The next downloads get a 404, as if the address had run out; asking for a new one helps."""
    lost_media: bool = False
    """No media id is known any more: nothing helps."""
    half_media: int = 0
    """The next downloads break off in the middle."""
    closed_window: bool = False
    """Every 24-hour window counts as closed."""
    refuse_later: bool = False
    """131026 and 131047 come as a `failed` status after an accepting answer."""
    early_statuses: bool = False
    """`sent` and `delivered` reach us before the answer to the send does."""
    contradictory_statuses: bool = False
    """Every `delivered` comes together with a `failed` (131026)."""
    foreign_statuses: bool = False
    """With every send comes the status of a message that was never sent."""
    bare_statuses: bool = False
    """Statuses do not echo the opaque id."""
    missing_statuses: bool = False
    """No status comes at all."""
    changed_ids: int = 0
    """The next messages come under a new user id that nothing has announced."""
    other_envelope: bool = False
    """Replies and reactions name the message by a second id: same core, other envelope."""
    pair_limit: bool = True
    """131056 for more than the pair limit allows."""
    pair_burst: int = 45
    """How many messages one pair may get at once before 1 per 6 s holds."""

    def change(self, wanted: dict[str, Any]) -> None:
        """Set what is named. Raises ValueError for an unknown name or a value of another kind."""
        kinds = {name: type(value) for name, value in asdict(Faults()).items()}
        for name, value in wanted.items():
            if name not in kinds or type(value) is not kinds[name] or value < 0:
                raise ValueError(name)
        for name, value in wanted.items():
            setattr(self, name, value)

    def strikes(self, name: str) -> bool:
        """Use up one of a counted fault; whether there was one left."""
        left = getattr(self, name)
        if left:
            setattr(self, name, left - 1)
        return bool(left)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
