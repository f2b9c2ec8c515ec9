"""What a phone shows of a message: one flat form for both directions, made from Graph's.

text, header, footer, template      words
buttons [{id, title}]               of a message with buttons, or a template's quick replies
list_button, rows [{id, title, description, section}]
flow                                the words on a button that opens a Flow
ask_pin                             a location request: the phone answers with a pin
link {title, url}                   a button that opens a page
media {id, kind, mime, name, voice, size}
pin {latitude, longitude, name}     card {name}     reaction {message, emoji}     reply_to (a wamid)
"""

from __future__ import annotations

from typing import Any

from satark.simulator.media import File
from satark.simulator.templates.filling import FilledTemplate

Json = dict[str, Any]


def from_business(message: Json, *, file: File | None, filled: FilledTemplate | None) -> Json:
    """The screen form of a message that was accepted for sending."""
    kind = message.get("type", "text")
    content: Json = message.get(kind, {})
    shown: Json = {"kind": kind, "text": ""}
    if "context" in message:
        shown["reply_to"] = message["context"]["message_id"]
    match kind:
        case "text":
            shown["text"] = content["body"]
        case "interactive":
            shown |= _interactive(content, file)
        case "template" if filled is not None:
            shown |= _template(content["name"], filled)
            if file is not None:
                shown["media"] = media(file_kind(file), file, {})
        case "location":
            shown["pin"] = {
                "latitude": float(content["latitude"]),
                "longitude": float(content["longitude"]),
                "name": content.get("name", ""),
            }
        case "contacts":
            shown["card"] = {"name": message["contacts"][0]["name"]["formatted_name"]}
        case "reaction":
            shown["reaction"] = {"message": content["message_id"], "emoji": content["emoji"]}
        case _ if file is not None:
            shown |= {"text": content.get("caption", ""), "media": media(kind, file, content)}
    return shown


def media(kind: str, file: File, content: Json) -> Json:
    return {
        "id": file.id,
        "kind": kind,
        "mime": file.mime,
        "name": content.get("filename") or file.name,
        "voice": bool(content.get("voice")),
        "size": file.size,
    }


def file_kind(file: File) -> str:
    main = file.bare_mime.split("/")[0]
    return main if main in ("image", "video", "audio") else "document"


def _template(name: str, filled: FilledTemplate) -> Json:
    shown: Json = {"text": filled.text, "template": name, "header": filled.header, "footer": filled.footer}
    shown["buttons"] = _buttons(filled.buttons)
    if filled.links:
        title, address = filled.links[0]
        shown["link"] = {"title": title, "url": address}
    return shown


def _interactive(interactive: Json, file: File | None) -> Json:
    action = interactive["action"]
    header = interactive.get("header", {})
    shown: Json = {
        "kind": interactive["type"],
        "text": interactive["body"]["text"],
        "header": header.get("text", ""),
        "footer": interactive.get("footer", {}).get("text", ""),
    }
    if file is not None:
        shown["media"] = media(header["type"], file, header[header["type"]])
    match interactive["type"]:
        case "button":
            shown["buttons"] = _buttons((b["reply"]["id"], b["reply"]["title"]) for b in action["buttons"])
        case "list":
            shown |= {"list_button": action["button"], "rows": _rows(action["sections"])}
        case "location_request_message":
            shown["ask_pin"] = True
        case "flow":
            shown["flow"] = action["parameters"]["flow_cta"]
        case "cta_url":
            parameters = action["parameters"]
            shown["link"] = {"title": parameters["display_text"], "url": parameters["url"]}
    return shown


def _buttons(pairs: Any) -> list[Json]:
    return [{"id": button_id, "title": title} for button_id, title in pairs]


def _rows(sections: list[Json]) -> list[Json]:
    return [
        {
            "id": row["id"],
            "title": row["title"],
            "description": row.get("description", ""),
            "section": section.get("title", ""),
        }
        for section in sections
        for row in section["rows"]
    ]
