"""Everything this desk can say on WhatsApp: a closed union of frozen values, each one message.

The dialogues make an `OutMessage` and know nothing of these; `of` says which one it becomes. Contact cards are left
out on purpose: a desk that promises to pass on nobody's number sends none.
"""

from __future__ import annotations

from dataclasses import dataclass

from satark.channels.whatsapp.parsed import Discreet
from satark.conversation.values import Button, OutMessage, Row

__all__ = [
    "Audio",
    "BodyParameters",
    "Button",
    "Buttons",
    "CopyCode",
    "Document",
    "Flow",
    "FlowButton",
    "Header",
    "Image",
    "Link",
    "List",
    "LocationRequest",
    "Place",
    "QuickReply",
    "Reaction",
    "Row",
    "Section",
    "Sendable",
    "Sticker",
    "TemplateButton",
    "TemplateHeader",
    "TemplateMessage",
    "Text",
    "UrlEnd",
    "Video",
    "of",
]


@dataclass(frozen=True, slots=True, repr=False)
class Text(Discreet):
    body: str


# --- files: by the id of an upload only, a link would have to be public -------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class Image(Discreet):
    id: str
    caption: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Video(Discreet):
    id: str
    caption: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Audio(Discreet):
    id: str
    voice: bool = False
    """A voice note: shown with a face and a wave. The file must be Opus in Ogg."""


@dataclass(frozen=True, slots=True, repr=False)
class Document(Discreet):
    id: str
    caption: str = ""
    file_name: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Sticker(Discreet):
    id: str


# --- questions ----------------------------------------------------------------------------------------------------

Header = str | Image | Video | Document
"""Above the words: a line of text (empty for none), or a file without a caption."""


@dataclass(frozen=True, slots=True, repr=False)
class Buttons(Discreet):
    body: str
    buttons: tuple[Button, ...]
    header: Header = ""
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    rows: tuple[Row, ...]
    title: str = ""
    """Needed as soon as there are two sections."""


@dataclass(frozen=True, slots=True, repr=False)
class List(Discreet):
    body: str
    button: str
    sections: tuple[Section, ...]
    header: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Link(Discreet):
    """One button that opens a web page."""

    body: str
    title: str
    url: str
    header: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class LocationRequest(Discreet):
    """WhatsApp's own question for a place, with its one fixed button. Only inside the 24 hours."""

    body: str


@dataclass(frozen=True, slots=True, repr=False)
class Flow(Discreet):
    """A form that opens inside WhatsApp. Older apps do not show it: the plain talk is always offered too."""

    body: str
    flow_id: str
    title: str
    token: str
    """Comes back with the answers, mostly: a random id of ours."""
    screen: str = ""
    """The first screen; empty when our endpoint decides."""
    draft: bool = False
    header: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Reaction(Discreet):
    """A sign on a message of theirs, at most 30 days old. Empty takes it back."""

    wamid: str
    emoji: str


# --- templates ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class Place(Discreet):
    latitude: float
    longitude: float
    name: str
    address: str


TemplateHeader = str | tuple[str, str] | Image | Video | Document | Place
"""What fills the header: the text of its one variable (empty for none; with its name where it has one), a file, a place."""
BodyParameters = tuple[str, ...] | tuple[tuple[str, str], ...]
"""In order for `{{1}}`, or (name, text) for `{{name}}`."""


@dataclass(frozen=True, slots=True)
class QuickReply:
    index: int
    payload: str
    """Comes back when it is pressed: our own `step:option`."""


@dataclass(frozen=True, slots=True, repr=False)
class UrlEnd(Discreet):
    index: int
    text: str
    """What stands for the variable at the end of the address."""


@dataclass(frozen=True, slots=True, repr=False)
class CopyCode(Discreet):
    index: int
    code: str


@dataclass(frozen=True, slots=True, repr=False)
class FlowButton(Discreet):
    index: int
    token: str


TemplateButton = QuickReply | UrlEnd | CopyCode | FlowButton


@dataclass(frozen=True, slots=True, repr=False)
class TemplateMessage(Discreet):
    """An approved text, filled in: the one thing that may be sent when the 24 hours are over."""

    name: str
    language: str
    """Meta's code: `en` and `en_US` are different languages there."""
    header: TemplateHeader = ""
    body: BodyParameters = ()
    buttons: tuple[TemplateButton, ...] = ()


Sendable = (
    Text
    | Image
    | Video
    | Audio
    | Document
    | Sticker
    | Buttons
    | List
    | Link
    | LocationRequest
    | Flow
    | Reaction
    | TemplateMessage
)


def of(message: OutMessage) -> Text | Buttons | List | LocationRequest:
    """What the words and the form of a dialogue's message become; its files go one by one."""
    if message.ask_pin:
        return LocationRequest(message.text)
    if message.buttons:
        return Buttons(message.text, message.buttons)
    if message.rows:
        return List(message.text, message.list_button, (Section(message.rows),))
    return Text(message.text)
