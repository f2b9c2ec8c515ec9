"""What WhatsApp takes, and what a lock screen may show. Counted the stricter way: code points and UTF-16 units."""

from __future__ import annotations

import re
import unicodedata

from satark.conversation.values import Button, OutMessage, Row

PREVIEW = 60

_TELLING = {
    "hi": "पुलिस थाना थाने चौकी कोड गोपनीय अवैध शराब दारू ड्रग नशा हथियार कट्टा तस्करी खनन जुआ सट्टा वसूली रंगदारी छेड़ छेड धर्म भ्रष्ट घूस गौ गाय अपराध मुखबिर शिकायत सबूत सिपाही",
    "en": "police station code confidential crime criminal illegal liquor drug arms weapon smuggl traffick mining gambl betting "
    "extort harass conver corrupt bribe cow complaint offender informer evidence",
    "ur": "پولیس تھانہ تھانے چوکی کوڈ راز ناجائز شراب منشیات ہتھیار اسمگلنگ کھدائی جوا! سٹہ وصولی رنگداری چھیڑ مذہب بدعنوان رشوت گائے جرم",
}
_TELLING["bho"] = f"{_TELLING['hi']} धरम घूसखोरी जबरी"


def length(text: str) -> int:
    return max(len(text), len(text.encode("utf-16-le", "surrogatepass")) // 2)


def telling_words(text: str, language: str) -> list[str]:
    """Words in the part of a message that a lock screen shows which tell what it is about."""
    shown = unicodedata.normalize("NFC", text[:PREVIEW]).lower()
    found = [word for word in _TELLING[language].split() if re.search(_pattern(word), shown)]
    return found + re.findall(r"\d{6,}|\d{4} \d{4}", shown)


def _pattern(word: str) -> str:
    """The beginning of a word; the whole of one marked with `!`, where another word begins the same (جواب)."""
    return rf"(?<!\w){word[:-1]}(?!\w)" if word.endswith("!") else rf"(?<!\w){word}"


def breaches(message: OutMessage) -> list[str]:
    """Every limit that a message exceeds."""
    controls = bool(message.buttons or message.rows or message.ask_pin)
    options: list[Button | Row] = [*message.buttons, *message.rows]
    titles = [option.title for option in options]
    checks = {
        "empty": not message.text.strip(),
        "body": length(message.text) > (1024 if controls else 4096),
        "more than one kind of control": sum(map(bool, (message.buttons, message.rows, message.ask_pin))) > 1,
        "buttons": len(message.buttons) > 3,
        "rows": len(message.rows) > 10,
        "same title twice": len(set(titles)) < len(titles),
        "same id twice": len({option.id for option in options}) < len(options),
        "id": any(not 0 < length(option.id) <= 200 for option in options),
        "button title": any(not 0 < length(each.title) <= 20 for each in message.buttons),
        "row title": any(not 0 < length(row.title) <= 24 for row in message.rows),
        "row description": any(length(row.description) > 72 for row in message.rows),
        "list button": bool(message.rows) != bool(message.list_button) or length(message.list_button) > 20,
        "placeholder": bool(re.search(r"\{(?:items|category|place|summary|text|n)\}", message.text)),
    }
    return [name for name, breached in checks.items() if breached]
