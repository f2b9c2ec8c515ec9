"""Everything else that this desk can send: files with captions, questions with header and footer, links, Flows, reactions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bench.fuzz.texts import BLANKS, HALVES, Texts
from satark.channels.whatsapp.sendable import (
    Audio,
    Button,
    Buttons,
    Document,
    Flow,
    Header,
    Image,
    Link,
    List,
    LocationRequest,
    Reaction,
    Row,
    Section,
    Sendable,
    Sticker,
    Text,
    Video,
)

TEXT, BODY, CAPTION, LINE, TITLE, FLOW_TITLE, ROW_TITLE, DESCRIPTION, URL = (
    4096,
    1024,
    1024,
    60,
    20,
    30,
    24,
    72,
    2000,
)
FILE = "1234567890123456"
WAMID = "wamid.HBgMOTE1NTUxODAwMDAxFQIAERgUMDAwMDAwMDAwMDAxMDAwMDAwMDAA"
EMOJI = (
    "",
    "👍",
    "👨‍👩‍👧‍👦",
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "❤️",
    "👍🏽👍🏽👍🏽👍🏽",
    "👍🏽👍🏽👍🏽👍🏽x",
    "\u200d",
    " ",
    "\0",
    "\ud83d",
    "ok",
)


class Sendables(Texts):
    """Makes one of each kind. At most a few of its texts try a limit."""

    def sendable(self) -> Sendable:
        return self.chance.choice(KINDS)(self)

    def text_message(self) -> Sendable:
        return Text(self.tried(TEXT))

    def file(self) -> Sendable:
        caption, name = self.perhaps(CAPTION), self.perhaps(200)
        voice = self.chance.random() < 0.5
        files = (
            Image(FILE, caption),
            Video(FILE, caption),
            Audio(FILE, voice),
            Sticker(FILE),
            Document(FILE, caption, name),
        )
        return self.chance.choice(files)

    def buttons(self) -> Sendable:
        number = self.chance.choice((0, 1, 2, 3, 3, 4))
        buttons = tuple(Button(f"step:{place}", self.tried(TITLE)) for place in range(number))
        return Buttons(self.tried(BODY), buttons, self.header(), self.perhaps(LINE))

    def listed(self) -> Sendable:
        sections = tuple(self._section() for _ in range(self.chance.choice((0, 1, 1, 1, 2, 3, 10, 11))))
        return List(self.tried(BODY), self.tried(TITLE), sections, self.perhaps(LINE), self.perhaps(LINE))

    def _section(self) -> Section:
        titled = self.perhaps(ROW_TITLE) if self.chance.random() < 0.3 else self.fitting(ROW_TITLE)
        return Section(
            tuple(self._row() for _ in range(self.chance.choice((0, 1, 1, 1, 2, 3, 9, 10)))), titled
        )

    def _row(self) -> Row:
        described = self.tried(DESCRIPTION) if self.chance.random() < 0.5 else self.chance.choice(BLANKS)
        return Row(f"row:{self.chance.randrange(10**9)}", self.tried(ROW_TITLE), described)

    def link(self) -> Sendable:
        start = self.chance.choice(("https://", "https://", "http://", "ftp://", "HTTPS://", " https://"))
        url = start + "a" * (self.chance.choice((1, 30, URL - 8, URL - 7, URL - 6)) - 1)
        return Link(self.tried(BODY), self.tried(TITLE), url, self.perhaps(LINE), self.perhaps(LINE))

    def place(self) -> Sendable:
        return LocationRequest(self.tried(BODY))

    def flow(self) -> Sendable:
        screen = self.chance.choice(("", "FIRST"))
        draft = self.chance.random() < 0.5
        made = Flow(self.tried(BODY), "12345", self.tried(FLOW_TITLE), "token-1", screen, draft)
        return replace(made, header=self.perhaps(LINE), footer=self.perhaps(LINE))

    def reaction(self) -> Sendable:
        return Reaction(WAMID, self.chance.choice(EMOJI))

    # --- parts -------------------------------------------------------------------------------------------------------

    def header(self) -> Header:
        files: tuple[Header, ...] = (Image(FILE), Video(FILE), Document(FILE, "", self.perhaps(LINE)))
        return self.chance.choice(files) if self.chance.random() < 0.3 else self.perhaps(LINE)

    def tried(self, limit: int) -> str:
        """Fits, but for one in six: too long perhaps, nothing to be seen, or no text at all."""
        chance = self.chance.random()
        if chance < 0.12:
            return self.text(limit)
        if chance < 0.15:
            return self.chance.choice(BLANKS)
        return self.chance.choice(HALVES) if chance < 0.16 else self.fitting(limit)


KINDS: tuple[Callable[[Sendables], Sendable], ...] = (
    *(Sendables.text_message, Sendables.file, Sendables.buttons, Sendables.listed, Sendables.link),
    *(Sendables.place, Sendables.flow, Sendables.reaction),
)
