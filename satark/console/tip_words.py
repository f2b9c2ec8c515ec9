"""What the codes of a tip are called in front of officers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from satark.console.words import Word

CREDIBILITY: dict[str, Word] = {
    "firm": _("Firm: the source was there, details agree"),
    "likely": _("Likely"),
    "doubtful": _("Doubtful"),
    "unknown": _("Cannot be said yet"),
}
CORROBORATION: dict[str, Word] = {
    "seen": _("Looked at on the spot, unnoticed"),
    "evidence": _("Photos, videos or papers show it"),
    "second_source": _("A second source says the same"),
    "record": _("The record knows it"),
    "none": _("Nothing yet"),
}
GROUND: dict[str, Word] = {
    "cognizable": _("Cognizable offence (BNSS 173)"),
    "preventive": _("Preventive action (BNSS 126/135, 170)"),
    "other_law": _("A special law"),
    "department": _("A matter for another department"),
    "no_ground": _("No ground seen so far"),
}
FACTS: dict[str, Word] = {
    "violence": _("Violence is going on"),
    "held": _("Somebody is held"),
    "weapons": _("There are weapons"),
    "fire": _("There is a fire"),
    "child": _("A child is in danger"),
    "woman": _("A woman is in danger"),
    "injured": _("Somebody is injured"),
    "explosive": _("Explosives are kept there"),
}
LEVELS: dict[str, Word] = {
    "none": _("Nobody of the police after all"),
    "station": _("Men of a station or unit, up to inspector"),
    "gazetted": _("A CO or ASP"),
    "district": _("The SP"),
    "range": _("The range"),
}
WHAT: dict[str, Word] = {
    "direction": _("A direction in a sensitive category"),
    "text": _("Words to the source"),
}
REASONS: dict[str, Word] = {
    "name": _("asks who the source is"),
    "number": _("asks for a number"),
    "address": _("asks where the source lives"),
    "meeting": _("asks for a meeting or a call"),
    "notice": _("a notice or summons: never sent over WhatsApp, not even with a release"),
}
