"""What the talk's questions and choices are called here. Ids come from the scripts; an unknown one is shown as it is."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Word = str | Promise

QUESTIONS: dict[str, Word] = {
    "category": _("Category"),
    "path": _("Told about"),
    "who": _("Who"),
    "what": _("What happens"),
    "since": _("Since when"),
    "found": _("Where to be found"),
    "when": _("When"),
    "now": _("Going on now"),
    "vehicle": _("Vehicle"),
    "weapons": _("Weapons"),
    "many": _("How many"),
    "place": _("Where"),
    "police": _("Police mixed up in it"),
    "police_who": _("Which station, post or person"),
    "evidence": _("Evidence"),
}

OPTIONS: dict[str, dict[str, Word]] = {
    "path": {"who": _("A person"), "what": _("What is going on"), "both": _("Both")},
    "place": {"pin": _("By location")},
}
ANYWHERE: dict[str, Word] = {
    "yes": _("Yes"),
    "no": _("No"),
    "unknown": _("Not known"),
    "skip": _("Skipped"),
    "": _("Skipped"),
}


def spoken(question: str, answer: str) -> tuple[Word, Word]:
    """The words for one answer. A choice comes as `step:option` or as the bare option; free text stays as said."""
    option = answer.removeprefix(f"{question}:")
    choices = {**ANYWHERE, **OPTIONS.get(question, {})}
    return QUESTIONS.get(question, question), choices.get(option, option)
