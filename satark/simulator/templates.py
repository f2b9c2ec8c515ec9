"""A template, and those that are approved from the start: outside the 24-hour window nothing else may be sent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

VARIABLE = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    language: str
    body: str
    buttons: tuple[str | Json, ...] = ()
    """A text is the title of a quick reply; any other button is as Graph has it."""
    category: str = "UTILITY"
    header: Json = field(default_factory=dict)
    """As Graph has it; empty when there is none."""
    footer: str = ""
    example: Json = field(default_factory=dict)
    """What may stand in the body's gaps, as Graph has it."""

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.language

    @property
    def keys(self) -> list[Json]:
        """The buttons as Graph has them."""
        return [
            {"type": "QUICK_REPLY", "text": button} if isinstance(button, str) else button
            for button in self.buttons
        ]

    def as_graph(self, template_id: str, status: str = "APPROVED") -> Json:
        named = any(not name.isdigit() for name in VARIABLE.findall(self.body))
        return {
            "name": self.name,
            "language": self.language,
            "status": status,
            "category": self.category,
            "parameter_format": "NAMED" if named else "POSITIONAL",
            "components": self.components(),
            "id": template_id,
        }

    def components(self) -> list[Json]:
        parts: list[Json] = [{"type": "HEADER"} | self.header] if self.header else []
        parts.append(
            {"type": "BODY", "text": self.body} | ({"example": self.example} if self.example else {})
        )
        if self.footer:
            parts.append({"type": "FOOTER", "text": self.footer})
        if self.buttons:
            parts.append({"type": "BUTTONS", "buttons": self.keys})
        return parts


# Meta knows no Bhojpuri: such a template has its own name and counts as Hindi.
APPROVED = (
    Template(
        "reply_waiting",
        "hi",
        "नमस्ते। आपके पहले भेजे संदेश का जवाब आया है। देखने के लिए नीचे दबाएँ या 'हाल' लिखें।",
        ("जवाब देखें",),
    ),
    Template(
        "reply_waiting",
        "en",
        "Hello. There is a reply to the message you sent earlier. To see it, press below or write STATUS.",
        ("See the reply",),
    ),
    Template(
        "reply_waiting",
        "ur",
        "آداب۔ آپ کے پہلے بھیجے ہوئے پیغام کا جواب آیا ہے۔ دیکھنے کے لیے نیچے دبائیں یا 'حال' لکھیں۔",
        ("جواب دیکھیں",),
    ),
    Template(
        "reply_waiting_bho",
        "hi",
        "प्रणाम। रउआ जवन संदेश पहिले भेजले रहनी, ओकर जवाब आइल बा। देखे खातिर नीचे दबाईं चाहे 'हाल' लिखीं।",
        ("जवाब देखीं",),
    ),
    Template(
        "duty_notice",
        "hi",
        "जय हिन्द। आपके लिए एक निर्देश आया है। देखने के लिए नीचे दबाएँ।",
        ("निर्देश देखें",),
    ),
    Template(
        "duty_notice",
        "en",
        "Jai Hind. There is a direction for you. Press below to see it.",
        ("See the direction",),
    ),
    Template(
        "duty_notice",
        "ur",
        "آداب۔ آپ کے لیے ایک ہدایت آئی ہے۔ دیکھنے کے لیے نیچے دبائیں۔",
        ("ہدایت دیکھیں",),
    ),
    Template(
        "duty_notice_bho",
        "hi",
        "जय हिन्द। रउआ खातिर एगो निर्देश आइल बा। देखे खातिर नीचे दबाईं।",
        ("निर्देश देखीं",),
    ),
)
