"""How posts are called: the words a roster's file may use for a role, where a role sits, and what a new post is named."""

from __future__ import annotations

ROLES: dict[str, tuple[str, ...]] = {
    "cell": ("monitoring cell", "सेल", "मॉनिटरिंग सेल"),
    "desk": ("complaint desk", "डेस्क", "शिकायत डेस्क"),
    "sho": ("so", "station officer", "थानाध्यक्ष", "प्रभारी निरीक्षक", "थाना प्रभारी"),
    "ssi": ("senior sub inspector", "एसएसआई", "वरिष्ठ उपनिरीक्षक"),
    "night": ("night officer", "रात्रि अधिकारी"),
    "outpost": ("chowki", "चौकी प्रभारी", "चौकी"),
    "helpdesk": ("help desk", "महिला हेल्प डेस्क", "मिशन शक्ति केंद्र"),
    "co": ("circle officer", "सीओ", "क्षेत्राधिकारी"),
    "asp": ("additional sp", "addl sp", "एएसपी", "अपर पुलिस अधीक्षक"),
    "sp": ("ssp", "एसपी", "एसएसपी", "पुलिस अधीक्षक", "वरिष्ठ पुलिस अधीक्षक"),
    "dig": ("ig", "डीआईजी", "आईजी"),
    "adg": ("एडीजी",),
    "control": ("control room", "dcr", "कंट्रोल रूम", "नियंत्रण कक्ष"),
    "night_go": ("night gazetted officer", "night go", "रात्रि राजपत्रित अधिकारी"),
    "special": ("head", "in charge", "प्रभारी"),
    "outside": ("department", "विभाग"),
    "admin": ("administrator", "एडमिन", "प्रशासक"),
}
"""Role -> other words for it."""

SEATS: dict[str, tuple[str, ...]] = {
    "cell": ("district", "range", "zone"),
    "desk": ("district",),
    **dict.fromkeys(("sho", "ssi", "night", "helpdesk"), ("station",)),
    "outpost": ("outpost", "station"),
    "co": ("circle",),
    "asp": ("subdivision",),
    "sp": ("district",),
    "dig": ("range",),
    "adg": ("zone",),
    "control": ("district", "special"),
    "night_go": ("district",),
    "special": ("special",),
    "outside": ("department",),
    "admin": ("district", "range", "zone", "state"),
}
"""Role -> the kinds of unit it sits in."""

NAMES: dict[str, tuple[str, str]] = {
    "cell": ("Monitoring cell, {}", "मॉनिटरिंग सेल, {}"),
    "desk": ("Complaint desk, {}", "शिकायत डेस्क, {}"),
    "sho": ("SHO {}", "थानाध्यक्ष {}"),
    "ssi": ("SSI {}", "एसएसआई {}"),
    "night": ("Night officer, {}", "रात्रि अधिकारी, {}"),
    "outpost": ("In charge, {}", "प्रभारी, {}"),
    "helpdesk": ("Women's help desk, {}", "महिला हेल्प डेस्क, {}"),
    "co": ("CO, {}", "सीओ, {}"),
    "asp": ("{}", "{}"),
    "sp": ("SP {}", "एसपी {}"),
    "dig": ("DIG {}", "डीआईजी {}"),
    "adg": ("ADG {}", "एडीजी {}"),
    "control": ("Control room, {}", "कंट्रोल रूम, {}"),
    "night_go": ("Night gazetted officer, {}", "रात्रि राजपत्रित अधिकारी, {}"),
    "special": ("{}", "{}"),
    "outside": ("{}", "{}"),
    "admin": ("Administrator, {}", "एडमिन, {}"),
}
"""Role -> what a new post is called in English and Hindi, by its unit's name."""


def role_of(written: str) -> str:
    """The role that a word of the field means; empty when it is none."""
    plain = _plain(written)
    return next((role for role, others in ROLES.items() if plain in map(_plain, (role, *others))), "")


def _plain(word: str) -> str:
    return " ".join(word.replace("_", " ").replace(".", " ").replace("-", " ").split()).casefold()
