"""A template: outside the 24-hour window nothing else may be sent."""

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
