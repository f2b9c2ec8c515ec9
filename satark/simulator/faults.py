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
    unheard: int = 0
    """The answers to the next webhooks do not reach WhatsApp: it brings them again, whatever was said."""
    batch: int = 1
    """Up to so many updates, of whomever, come in one POST."""
    graph_away: bool = False
    """Every connection to the Graph API breaks off unanswered."""
    dead_token: bool = False
    """The token is good for nothing any more: 190."""
    html_answers: int = 0
    """The next requests get a proxy's page instead of an answer."""
    slow_ms: int = 0
    """Every answer takes so long (real time)."""
    drop_answers: int = 0
    """The next sends are accepted, then the connection is cut before the answer."""
    cut_answers: int = 0
    """The next sends are accepted, and their answer ends in the middle."""
    late_answers: int = 0
    """The next sends are accepted, and their answer does not come for `late_seconds`."""
    late_seconds: int = 60
    """Real seconds."""
    fail_code: int = 131000
    """Which code `fail_code_count` refuses with."""
    fail_code_count: int = 0
    """The next sends are refused with `fail_code`."""
    spam_limit: bool = False
    """Every send: 131048."""
    payment: bool = False
    """Every send: 131042."""
    maintenance: bool = False
    """Every send: 131057."""
    paused_templates: bool = False
    """Every template: 132015."""
    held_templates: bool = False
    """Templates are accepted, held for an assessment of their quality, and dropped: `failed` with 132015."""
    reject_templates: bool = False
    """Meta refuses whatever template it reviews."""
    throughput: int = 80
    """130429 for more messages a second than this, in and out, of one number."""
    fail_sends: int = 0
    """The next sends get a 500 and are not accepted."""
    fail_media: int = 0
    """The next media requests (address, download, upload) get a 500."""
    broken_media: bool = False
    """Every media request gets a 500: trying again does not help."""
    expired_media: int = 0
    """The next downloads get a 404, as if the address had run out; asking for a new one helps."""
    lost_media: bool = False
    """No media id is known any more: nothing helps."""
    media_port: int = 0
    """Media answers name this port of this machine in place of our own address."""
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
    skipped_delivered: bool = False
    """Who reads at once is never said to have got it."""
    missing_statuses: bool = False
    """No status comes at all."""
    changed_ids: int = 0
    """The next messages come under a new user id that nothing has announced."""
    other_envelope: bool = False
    """Replies and reactions name the message by a second id: same core, other envelope."""
    coexistence: bool = False
    """The numbers are also on a phone's WhatsApp Business app."""
    business_agent: bool = False
    """Meta's own agent is switched on."""
    other_callback: bool = False
    """The numbers' webhooks are said to go to somebody else."""
    contact_book_on: bool = False
    """The contact book is switched on."""
    missing_scope: bool = False
    """The token may not manage the account."""
    missing_field: bool = False
    """The app is not subscribed to news of templates."""
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
