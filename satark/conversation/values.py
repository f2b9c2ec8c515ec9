"""What goes into a turn and what comes out of it: frozen values, no behaviour, no Django, no WhatsApp.

`channels` makes an `Inbound`, `advance` makes a `Turn`, `relay` carries the turn out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, NewType
from uuid import UUID

MediaId = NewType("MediaId", UUID)
"""Our own random id of one received file. Never the provider's: that one is identity."""

Language = Literal["hi", "en", "ur", "bho"]


class MediaKind(StrEnum):
    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    AUDIO = "audio"
    DOCUMENT = "document"


class InboundKind(StrEnum):
    """Every way a person (or the clock) can move a conversation."""

    TEXT = "text"
    CHOICE = "choice"
    """A button or a list row was pressed: `choice` holds our own `step:option`, `text` its title."""
    PIN = "pin"
    MEDIA = "media"
    CARD = "card"
    """A shared contact card. Its content is not carried: it is most often the sender's own number."""
    REACTION = "reaction"
    STICKER = "sticker"
    """A picture of a greeting; nothing in it can be read, and nothing of it is kept."""
    LATER = "later"
    """Words said on something earlier (a message was edited): kept, but never an answer to what is asked now."""
    UNSUPPORTED = "unsupported"
    """The provider could not deliver it (view-once, poll, live location, a kind we do not know). `text`: words that
    came all the same, as those under a lost file; they are kept."""
    SILENCE = "silence"
    """Not a message: the relay says that nothing came for as long as an unfinished report may wait."""
    CALLED = "called"
    """Not a message: something happened that the person should hear of (see `Context.news`)."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A point that was sent. Degrees, WGS 84."""

    latitude: float
    longitude: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    id: MediaId
    kind: MediaKind


@dataclass(frozen=True, slots=True)
class Inbound:
    kind: InboundKind
    at: datetime
    """When the person sent it. Aware, UTC."""
    text: str = ""
    """Words as written; for media the caption; for a choice the title of what was pressed."""
    choice: str = ""
    pin: Pin | None = None
    media: Media | None = None
    about: str = ""
    """Ref of the direction whose message this one quotes; empty when it quotes none."""
    passed_on: bool = False
    """Whether it went from phone to phone many times before it came to us: most often a hoax."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing the police side wants the source (or the officer) to hear; shown only when asked for."""

    id: UUID
    kind: str
    """As `outbox.Notice.Kind`: answer, question, closed, step, visit; for a post direction, returned, complaint, order …"""
    text: str
    """The words, opened by the relay for this turn only."""
    ref: str = ""
    """For a direction: the short number officers see, e.g. `4820193375-1`."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """Codes, times and counts that the wording needs. For a post's direction also `step`: how far it has come."""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """One complaint of this person, as it stands now."""

    number: str
    category: str
    stage: str
    """As `cases.Standing.stage`: desk, sent, received, team, spot, done, closed or parked."""
    since: datetime
    unit_hi: str = ""
    """The station that attends; empty while it lies with the desk."""
    unit_en: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What the relay knows at this moment that the state does not hold."""

    now: datetime
    news: tuple[News, ...] = ()
    post_name: str = ""
    """For an officer's thread: the post that this phone stands for."""
    unseen: bool = False
    """The question asked last has not left us yet: whatever comes now was not said in answer to it."""
    complaints: tuple[OpenCase, ...] = ()
    """This person's open complaints; the one talked of last comes first."""
    has_number: bool = True
    """Whether WhatsApp shows us a phone number of this person."""


@dataclass(frozen=True, slots=True)
class Button:
    id: str
    """`step:option`; stable over releases and languages; at most 200 characters."""
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class OutMessage:
    """One message as the person will see it, in their language; the adapter only wraps it.

    At most one of `buttons`, `rows` and `ask_pin`.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    list_button: str = ""
    rows: tuple[Row, ...] = ()
    ask_pin: bool = False
    """The provider's own location request, with its one fixed button."""
    media: tuple[MediaId, ...] = ()
    """Files of ours to send along (a direction's chosen evidence)."""
    lasting: bool = False
    """True when something in it is said only once (a code, an answer): it may never be replaced by a later reply.
    A message that only asks again may be dropped unsent when a later turn has a newer one."""
    settles: bool = False
    """True right after media: hold it a moment, an album arrives as separate messages."""
    about: str = ""
    """Short number of the task that it speaks of, on a post's phone: who quotes it means that task."""


# --- effects: what the relay must make true in the same transaction -----------------------------------------------


@dataclass(frozen=True, slots=True)
class FileReport:
    """The report is complete (or was left for 24 hours): file it. Fills `{code}` and `{number}` of this turn's replies."""

    category: str
    answers: dict[str, str]
    """Question id -> what was said, in the person's words (choices by their stable option id)."""
    said: tuple[str, ...]
    """Everything written freely, in order: nothing is dropped because it fitted no question."""
    pin: Pin | None
    unit: str
    """Code of the station or district the place was understood as, or empty."""
    police: Literal["yes", "no", "unknown"]
    """Whether police are mixed up in it. Anything but `no` raises the wall."""
    language: Language
    media: tuple[MediaId, ...]
    unfinished: bool = False
    urgent: bool = False
    passed_on: bool = False
    """Whether any of it was passed on many times."""


@dataclass(frozen=True, slots=True)
class AddStatement:
    """Something more about the report that this conversation is about."""

    text: str = ""
    pin: Pin | None = None
    media: tuple[MediaId, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    """Answers corrected after filing, as in `FileReport.answers`. `police` other than `no` raises the wall."""
    urgent: bool = False
    passed_on: bool = False


@dataclass(frozen=True, slots=True)
class SetPush:
    """Whether a neutral notice may be sent unasked when there is an answer."""

    allowed: bool


@dataclass(frozen=True, slots=True)
class Forget:
    """Destroy the link to the phone, now. What was told stays."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Somebody typed a source's code: bring that talk to this phone if the code is right.

    The relay answers in the same turn with `Inbound(kind=CALLED, text="resumed")` or `text="code_unknown"`.
    """

    code: str


@dataclass(frozen=True, slots=True)
class MarkHeard:
    """These news were put into this turn's replies."""

    news: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class FileComplaint:
    """What a complainant told on the open lane. Filed with the first words and again with what follows: the desk
    reads along. Fills `{number}` of this turn's replies."""

    category: str
    answers: dict[str, str]
    said: tuple[str, ...]
    pin: Pin | None
    place: str
    """Where, in the person's words."""
    unit: str
    """Station it was understood as; empty when unknown."""
    how: str
    """How the station was found: boundary, nearest, named, landmark; empty when it was not."""
    candidates: tuple[str, ...]
    """Stations that it can be, for the desk's pick."""
    name: str
    share_number: bool
    """Whether the station may have the number. The relay alone knows which number that is."""
    language: Language
    media: tuple[MediaId, ...]
    cognizable: bool = False
    """Whether it tells of an offence that the police must register: the signature's 72 hours begin."""
    phone: str = field(default="", repr=False)
    """Typed by somebody whose number WhatsApp does not show; empty: the relay knows it."""
    unfinished: bool = False
    goes_on: bool = False
    """Whether it belongs to the unfinished complaint that this talk filed last: `said` and `media` are only what is new."""
    urgent: bool = False
    passed_on: bool = False


@dataclass(frozen=True, slots=True)
class TakeUp:
    """From here on the talk is about this complaint of the person's own; another's number changes nothing."""

    number: str


@dataclass(frozen=True, slots=True)
class SayVisit:
    """The complainant says whether anybody came. `no` and `partly` reopen it one rank higher."""

    came: Literal["yes", "no", "partly"]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Retract:
    """The complainant takes the complaint back."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    stars: int
    """1 to 5."""


@dataclass(frozen=True, slots=True)
class TakeStep:
    """An officer did something about a direction, from the post's phone."""

    ref: str
    act: Literal[
        "received", "team_sent", "on_spot", "progress", "answered", "disputed", "need_help", "reason", "gd"
    ]
    text: str = ""
    pin: Pin | None = None
    media: tuple[MediaId, ...] = ()
    code: str = ""
    """Outcome, reason or what is needed, from the fixed lists of `cases.outcomes`."""
    number: str = ""
    """FIR, NCR or general diary number."""
    way: str = ""
    """Of a diary entry: in, out or back."""
    unit: str = ""
    """Not ours: whose it is."""
    stated: tuple[str, ...] = ()
    """What the words say instead of showing it: place, photo, name (who went)."""


@dataclass(frozen=True, slots=True)
class ReportIncident:
    """An officer reports what happens on his ground; further pieces within a quarter of an hour belong to it."""

    text: str = ""
    pin: Pin | None = None
    media: tuple[MediaId, ...] = ()
    more: bool = False
    """Whether it is a further piece of the incident this phone reported last."""


@dataclass(frozen=True, slots=True)
class Decide:
    """A superior decides a dispute from his phone: it is this station's."""

    ref: str
    unit: str


@dataclass(frozen=True, slots=True)
class GiveOrder:
    """A superior answers a digest line or an escalation: an order, or a call for an explanation."""

    kind: Literal["order", "explanation"]
    post: str
    """Code of the addressee; empty: the post that `about` is addressed to."""
    text: str
    due_at: datetime
    about: str = ""
    """Ref of the direction it is about, if any."""


Effect = (
    FileReport
    | AddStatement
    | SetPush
    | Forget
    | Resume
    | MarkHeard
    | FileComplaint
    | TakeUp
    | SayVisit
    | Retract
    | Rate
    | TakeStep
    | ReportIncident
    | Decide
    | GiveOrder
)


@dataclass(frozen=True, slots=True)
class State:
    """Answers + the question last seen + the script's release. Serialised with `dump`/`load`, sealed by the relay."""

    script: str = ""
    release: int = 0
    language: Language | None = None
    asked: str | None = None
    answers: dict[str, str] = field(default_factory=dict)
    notes: dict[str, object] = field(default_factory=dict)
    """What the script keeps besides answers (free words, files, counts): JSON values only."""
    unknown: dict[str, object] = field(default_factory=dict)
    """Keys of a newer release's stored shape: carried along unread, so that rolling back loses nothing."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Put a question (again). `because` is a catalogue id said first: why it is asked again."""

    question: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Tell:
    """Say something: a catalogue id and what fills its `{…}`."""

    words: str
    fill: dict[str, str] = field(default_factory=dict)
    lasting: bool = False
    """Said only once: no later reply may take its place."""


Reply = Ask | Tell


@dataclass(frozen=True, slots=True)
class Turn:
    """What one message did: the state to store, what to say, what to make true."""

    state: State
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
