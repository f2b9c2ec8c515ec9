"""Templates as they are filed at Meta, and what fills them: a valid one with one thing wrong, or nothing wrong."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from bench.fuzz.texts import BLANKS, Texts
from satark.channels.whatsapp.sendable import (
    BodyParameters,
    CopyCode,
    FlowButton,
    Image,
    Place,
    QuickReply,
    TemplateButton,
    TemplateHeader,
    TemplateMessage,
    UrlEnd,
)

Json = dict[str, Any]

BODY, LINE, LABEL, PAYLOAD, CODE = 1024, 60, 25, 128, 15
FILE = "1234567890123456"
NAMES = ("reply_waiting", "a", "n" * 512, "n" * 513, "Reply", "reply-waiting", "जवाब", "", "a1_")
LANGUAGES = ("hi", "en", "en_US", "ur", "EN", "hindi", "", "hi_in")
KEYS = ("QUICK_REPLY", "QUICK_REPLY", "QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "FLOW")
FORMATS = ("TEXT", "TEXT", "TEXT", "IMAGE", "LOCATION")


class Fillings(Texts):
    def definition(self) -> Json:
        """As it is filed. Two of three are right as far as this one knows."""
        made = self.right()
        return self.chance.choice(SPOILED)(self, made) if self.chance.random() < 0.35 else made

    def right(self) -> Json:
        components = [self._body(self.chance.randrange(4), named=self.chance.random() < 0.3)]
        if self.chance.random() < 0.5:
            components.insert(0, self._header())
        if self.chance.random() < 0.4:
            components.append({"type": "FOOTER", "text": self.plain(LINE)})
        if self.chance.random() < 0.7:
            components.append({"type": "BUTTONS", "buttons": self._keys()})
        named = any("body_text_named_params" in part.get("example", {}) for part in components)
        return {
            "name": "reply_waiting",
            "language": "hi",
            "category": "UTILITY",
            "parameter_format": "NAMED" if named else "POSITIONAL",
            "components": components,
        }

    def filling(self, definition: Json) -> TemplateMessage:
        """Fills it, with one thing wrong in three of ten."""
        parts = {part["type"]: part for part in definition["components"]}
        names = [each["param_name"] for each in _named(parts["BODY"])]
        count = len(names) or len(parts["BODY"].get("example", {}).get("body_text", [[]])[0])
        body: BodyParameters = tuple(self.parameter() for _ in range(count))
        if names:
            body = tuple((name, self.parameter()) for name in names)
        keys = enumerate(parts.get("BUTTONS", {}).get("buttons", []))
        buttons = tuple(button for place, key in keys if (button := self._pressed(place, key)))
        message = TemplateMessage("reply_waiting", "hi", self._head(parts.get("HEADER", {})), body, buttons)
        return self._spoil(message) if self.chance.random() < 0.3 else message

    # --- definitions -------------------------------------------------------------------------------------------------

    def plain(self, limit: int) -> str:
        """A text in which nothing could be taken for a variable."""
        return self.text(limit) if self.chance.random() < 0.15 else self.fitting(limit)

    def _body(self, gaps: int, *, named: bool) -> Json:
        if not gaps:
            return {"type": "BODY", "text": self.plain(BODY)}
        names = [f"name_{place}" if named else str(place + 1) for place in range(gaps)]
        words = [self.fitting(40) + "क" for _ in range(gaps + 1)]
        text = words[0] + "".join(
            f"{{{{{name}}}}}x{word}" for name, word in zip(names, words[1:], strict=True)
        )
        if named:
            examples = [{"param_name": name, "example": "x"} for name in names]
            return {"type": "BODY", "text": text, "example": {"body_text_named_params": examples}}
        return {"type": "BODY", "text": text, "example": {"body_text": [["x"] * gaps]}}

    def _header(self) -> Json:
        form = self.chance.choice(FORMATS)
        return {"type": "HEADER", "format": form} | ({"text": self.plain(LINE)} if form == "TEXT" else {})

    def _keys(self) -> list[Json]:
        """Quick replies stand together, and every title is another."""
        kinds = sorted(self.chance.choices(KEYS, k=self.chance.choice((1, 2, 3, 10))))
        most = {"QUICK_REPLY": 10, "URL": 2}
        kept = [kind for place, kind in enumerate(kinds) if kinds[:place].count(kind) < most.get(kind, 1)]
        return [self._key(kind, place) for place, kind in enumerate(kept)]

    def _key(self, kind: str, place: int) -> Json:
        if kind == "COPY_CODE":
            return {"type": kind, "example": "A1" * self.chance.choice((1, 7))}
        key: Json = {"type": kind, "text": f"{place}" + self.plain(LABEL - 1)}
        if kind == "URL":
            address = "https://a.example/" + self.chance.choice(("", "{{1}}"))
            return key | {"url": address} | ({"example": ["https://a.example/x"]} if "{{" in address else {})
        if kind == "PHONE_NUMBER":
            return key | {"phone_number": "+915550000101"}
        return key | ({"flow_id": "1"} if kind == "FLOW" else {})

    # --- one thing wrong in it ---------------------------------------------------------------------------------------

    def wrong_name(self, made: Json) -> Json:
        return made | {"name": self.chance.choice(NAMES)}

    def wrong_language(self, made: Json) -> Json:
        return made | {"language": self.chance.choice(LANGUAGES)}

    def wrong_category(self, made: Json) -> Json:
        return made | {"category": self.chance.choice(("MARKETING", "utility", "NEWS", None))}

    def odd_body(self, made: Json) -> Json:
        odd = (
            "{{1}} first",
            "last {{1}}",
            "a {{1}} {{2}} b",
            "a {{2}} b",
            "a {{1}} b {{1}} c",
            "a {{ 1 }} b",
            "",
        )
        texts = (
            *odd,
            *BLANKS,
            "a {{1}} b {{name}} c",
            "a {{Name}} b",
            "a {{1}}\u200b",
            " {{1}} b",
            "x" * 1025,
        )
        return _with(made, "BODY", text=self.chance.choice(texts))

    def odd_header(self, made: Json) -> Json:
        texts = ("{{1}} head", "head {{1}}", "{{1}}{{2}}", "x" * 60, "x" * 61, "", " ")
        head = {
            "type": "HEADER",
            "format": "TEXT",
            "text": self.chance.choice(texts),
            "example": {"header_text": ["x"]},
        }
        form = {"type": "HEADER", "format": self.chance.choice(("GIF", "text", ""))}
        rest = [part for part in made["components"] if part["type"] != "HEADER"]
        return made | {"components": [self.chance.choice((head, form)), *rest]}

    def odd_footer(self, made: Json) -> Json:
        texts = ("x" * 60, "x" * 61, "👍" * 30, "👍" * 31, "foot {{1}}", "", " ", "\u200b")
        rest = [part for part in made["components"] if part["type"] != "FOOTER"]
        return made | {"components": [*rest, {"type": "FOOTER", "text": self.chance.choice(texts)}]}

    def odd_keys(self, made: Json) -> Json:
        odd: tuple[list[Json], ...] = (
            [],
            [{"type": "QUICK_REPLY", "text": self.chance.choice(BLANKS)}],
            [{"type": "QUICK_REPLY", "text": "x" * self.chance.choice((25, 26))}],
            [{"type": "QUICK_REPLY", "text": f"{place}"} for place in range(self.chance.choice((10, 11)))],
            [{"type": "QUICK_REPLY", "text": "same"}, {"type": "QUICK_REPLY", "text": "same"}],
            [
                {"type": kind, "text": kind, "url": "https://a"}
                for kind in ("QUICK_REPLY", "URL", "QUICK_REPLY")
            ],
            [{"type": "URL", "text": f"{place}", "url": "https://a"} for place in range(3)],
            [{"type": "URL", "text": "a", "url": self.chance.choice(("ftp://a", "", "https://a/{{1}}/b"))}],
            [{"type": "URL", "text": "a", "url": "https://" + "a" * self.chance.choice((1992, 1993))}],
            [
                {
                    "type": "PHONE_NUMBER",
                    "text": "a",
                    "phone_number": self.chance.choice(("12", "x" * 9, "1" * 21)),
                }
            ],
            [{"type": "COPY_CODE", "example": self.chance.choice(("", "x" * 15, "x" * 16))}],
            [{"type": "QUICK_REPLY", "text": "a {{1}}"}],
            [{"type": "SEND_MONEY", "text": "a"}],
        )
        rest = [part for part in made["components"] if part["type"] != "BUTTONS"]
        return made | {"components": [*rest, {"type": "BUTTONS", "buttons": self.chance.choice(odd)}]}

    def odd_parts(self, made: Json) -> Json:
        first = made["components"][0]
        others: tuple[list[Json], ...] = ([*made["components"], first], [], [{"type": "CAROUSEL"}, first])
        return made | {"components": self.chance.choice(others)}

    # --- what fills it -----------------------------------------------------------------------------------------------

    def parameter(self) -> str:
        """Short enough that four of them fit, or one that tries the limit of the filled body."""
        if self.chance.random() < 0.1:
            return self.chance.choice(
                ("a\nb", "a\tb", "a     b", "a    b", "", " ", "\u200b", "\0", "\ud83d")
            )
        said = self.text(BODY) if self.chance.random() < 0.1 else self.fitting(60)
        return said.replace("\n", " ").replace("\t", " ").replace("\0", "")

    def _head(self, part: Json) -> TemplateHeader:
        match part.get("format"):
            case "IMAGE":
                return Image(FILE)
            case "LOCATION":
                return Place(25.4, 83.1, "थाना", "बलुआ")
        return self.parameter() or "x" if "example" in part else ""

    def _pressed(self, place: int, key: Json) -> TemplateButton | None:
        match key["type"]:
            case "QUICK_REPLY":
                return QuickReply(place, self.text(PAYLOAD)) if self.chance.random() < 0.8 else None
            case "URL" if "{{" in key["url"]:
                return UrlEnd(place, self.chance.choice(("x", "a" * 2000, "a" * 2001, "", "é")))
            case "COPY_CODE":
                return CopyCode(place, self.text(CODE))
            case "FLOW":
                return FlowButton(place, "token-1")
        return None

    def _spoil(self, made: TemplateMessage) -> TemplateMessage:
        more: BodyParameters = (*made.body, *made.body[:1], "one more")
        odd = (
            TemplateMessage(made.name, made.language, made.header, more[: len(made.body) + 1], made.buttons),
            TemplateMessage(made.name, made.language, made.header, made.body[1:], made.buttons),
            TemplateMessage(made.name, made.language, made.header, made.body, (QuickReply(9, "step:1"),)),
            TemplateMessage(made.name, made.language, made.header, made.body, (*made.buttons, *made.buttons)),
            TemplateMessage(made.name, made.language, made.header, made.body, made.buttons[1:]),
            TemplateMessage(made.name, made.language, made.header or "head", made.body, made.buttons),
            TemplateMessage(made.name, made.language, "", made.body, made.buttons),
        )
        return self.chance.choice(odd)


def _named(body: Json) -> list[Json]:
    found: list[Json] = body.get("example", {}).get("body_text_named_params", [])
    return found


def _with(made: Json, kind: str, **changed: object) -> Json:
    copied = deepcopy(made)
    for part in copied["components"]:
        if part["type"] == kind:
            part.update(changed)
    return copied


SPOILED: tuple[Callable[[Fillings, Json], Json], ...] = (
    *(
        Fillings.wrong_name,
        Fillings.wrong_language,
        Fillings.wrong_category,
        Fillings.odd_body,
        Fillings.odd_body,
    ),
    *(Fillings.odd_header, Fillings.odd_footer, Fillings.odd_keys, Fillings.odd_keys, Fillings.odd_parts),
)
