"""The approved templates of the rehearsal: a message outside the 24-hour window must be one of these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from satark.simulator.errors import GraphError, invalid

VARIABLE = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    language: str
    body: str
    buttons: tuple[str, ...] = ()
    """Titles of quick replies."""
    category: str = "UTILITY"

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(VARIABLE.findall(self.body))

    def filled(self, values: list[str]) -> str:
        given = iter(values)
        return VARIABLE.sub(lambda _: next(given), self.body)

    def as_graph(self, template_id: str) -> dict[str, Any]:
        components: list[dict[str, Any]] = [{"type": "BODY", "text": self.body}]
        if self.buttons:
            buttons = [{"type": "QUICK_REPLY", "text": title} for title in self.buttons]
            components.append({"type": "BUTTONS", "buttons": buttons})
        return {
            "name": self.name,
            "language": self.language,
            "status": "APPROVED",
            "category": self.category,
            "parameter_format": "POSITIONAL",
            "components": components,
            "id": template_id,
        }


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


class Templates:
    """The templates of one business, by name and language: `en` and `en_US` are different ones."""

    def __init__(self, approved: tuple[Template, ...] = APPROVED) -> None:
        self._by_key = {(template.name, template.language): template for template in approved}

    def all(self) -> list[Template]:
        return list(self._by_key.values())

    def find(self, name: str, language: str) -> Template:
        found = self._by_key.get((name, language))
        if found is None:
            raise GraphError(132001, f"template name ({name}) does not exist in {language}")
        return found


@dataclass(frozen=True, slots=True)
class FilledTemplate:
    text: str
    buttons: tuple[tuple[str, str], ...]
    """(payload, title); without a payload of the sender's the title is the payload."""


def fill(template: Template, components: list[dict[str, Any]]) -> FilledTemplate:
    """Put the parameters in. Raises 132000 for a wrong count, 132012 for a wrong form, 132005 when too long."""
    values: list[str] = []
    payloads = dict(enumerate(template.buttons))
    for component in components:
        match str(component.get("type", "")).lower():
            case "body":
                values = [_text_parameter(p) for p in component.get("parameters", [])]
            case "button":
                index, payload = _button_parameter(component)
                if index not in payloads:
                    raise GraphError(132018, f"buttons: there is no button at index {index}")
                payloads[index] = payload
            case other:
                raise GraphError(132018, f"{other}: the template has no such component")
    if len(values) != len(template.variables):
        expected = len(template.variables)
        raise GraphError(
            132000,
            f"body: number of localizable_params ({len(values)}) does not match the expected number of params "
            f"({expected})",
        )
    text = template.filled(values)
    if len(text) > 1024:
        raise GraphError(132005, "body: the filled text is longer than 1024")
    return FilledTemplate(text, tuple((payloads[i], title) for i, title in enumerate(template.buttons)))


def _text_parameter(parameter: Any) -> str:
    text = parameter.get("text") if isinstance(parameter, dict) else None
    if not isinstance(text, str) or not text or parameter.get("type", "text") != "text":
        raise GraphError(132012, "body: a parameter must be of type text and not empty")
    if re.search(r"[\n\t]| {5,}", text):
        raise GraphError(132018, "body: no line breaks, tabs or more than four spaces in a parameter")
    return text


def _button_parameter(component: dict[str, Any]) -> tuple[int, str]:
    if str(component.get("sub_type", "")).lower() != "quick_reply":
        raise GraphError(132018, "buttons: the template has quick replies only")
    try:
        parameter = component["parameters"][0]
        index, payload = int(component["index"]), parameter["payload"]
    except (KeyError, IndexError, TypeError, ValueError):
        raise invalid("buttons: index and one payload parameter are needed") from None
    if parameter.get("type") != "payload" or not isinstance(payload, str) or not 0 < len(payload) <= 128:
        raise GraphError(
            132012, "buttons: a quick reply takes one parameter of type payload, 1 to 128 characters"
        )
    return index, payload
