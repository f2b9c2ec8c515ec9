"""What an officer may type: checked here for shape; whether it may be done is the services' decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _c

from satark.cases.outcomes import OUTCOMES
from satark.clock import INDIA
from satark.console import say, words
from satark.console.names import called, hindi
from satark.jurisdiction.queries import PostLine

BRIEF_LIMIT = 700
SOURCE_LIMIT = 700
NOTE_LIMIT = 4000

EMPTY = {"required": _("Nothing was written, so nothing was sent. Write a few words and press again.")}


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Username"), max_length=60, error_messages={"required": _("Type your username.")}
    )
    password = forms.CharField(
        label=_c("sign-in", "Password"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Type your password.")},
    )


class ActForm(forms.Form):
    """One act on a case. Field ids carry the act's name: several of these stand on one page."""

    def __init__(self, act: str, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, auto_id=f"{act}-%s", initial=initial)


def words_field(label: Any, limit: int, rows: int, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "class": "form-control", "maxlength": limit})
    return forms.CharField(label=label, max_length=limit, widget=area, help_text=hint, error_messages=EMPTY)


class AskForm(ActForm):
    text = words_field(
        _("Question to the source"),
        SOURCE_LIMIT,
        3,
        _(
            "The source reads it in the chat, in these words. No names, no officers, nothing that tells what is planned."
        ),
    )


class AnswerForm(ActForm):
    text = words_field(
        _("Answer to the source"),
        SOURCE_LIMIT,
        3,
        _("What came of it, in one or two plain sentences. The source reads exactly this."),
    )


class NoteForm(ActForm):
    text = words_field(_("Note"), NOTE_LIMIT, 3, _("Only the cell reads notes. They never go to a phone."))


class ReturnForm(ActForm):
    ref = forms.CharField(widget=forms.HiddenInput, max_length=20)
    text = words_field(
        _("What is missing"), BRIEF_LIMIT, 2, _("Goes to the post's phone with the direction.")
    )


class CloseForm(ActForm):
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[("", _("Choose…")), *((code, words.OUTCOMES[code]) for code in OUTCOMES)],
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": _("Choose an outcome.")},
    )
    text = words_field(
        _("What the source is told"),
        SOURCE_LIMIT,
        3,
        _("The source reads exactly this. The case can not be reopened here."),
    )


TERMS = ("2h", "6h", "tomorrow", "at")


def due_at(term: str, now: datetime) -> datetime:
    """The moment a preset means, aware. `tomorrow` is ten in the morning in India."""
    match term:
        case "2h":
            return now + timedelta(hours=2)
        case "6h":
            return now + timedelta(hours=6)
    tomorrow = now.astimezone(INDIA).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(10), tzinfo=INDIA)


def term_choices(now: datetime) -> list[tuple[str, str]]:
    def said(term: str) -> str:
        return say.moment(due_at(term, now), now, hindi=hindi())

    two, six, tomorrow = _("2 hours"), _("6 hours"), said("tomorrow")
    return [
        ("2h", f"{two} · {said('2h')}"),
        ("6h", f"{six} · {said('6h')}"),
        ("tomorrow", tomorrow[:1].upper() + tomorrow[1:]),
        ("at", str(_("Another time"))),
    ]


PostGroups = list[tuple[str, list[tuple[str, str]]]]


def post_groups(posts: Sequence[PostLine], own_unit: str) -> PostGroups:
    """The case's own station first, then circles, other stations, everyone else; order inside as given."""
    groups: dict[str, list[tuple[str, str]]] = {
        str(_("Where it happens")): [],
        str(_("Circle officers")): [],
        str(_("Stations")): [],
        str(_("Other posts")): [],
    }
    own, circles, stations, others = groups.values()
    for post in posts:
        line = (post.code, called(post))
        if own_unit and post.unit == own_unit:
            own.append(line)
        elif post.role == "co":
            circles.append(line)
        else:
            (stations if post.role == "sho" else others).append(line)
    return [(name, lines) for name, lines in groups.items() if lines]


class DirectForm(ActForm):
    post = forms.ChoiceField(
        label=_("To"),
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": _("Choose the post that is to act.")},
    )
    also = forms.MultipleChoiceField(
        label=_("And together with"),
        required=False,
        widget=forms.SelectMultiple(attrs={"class": "form-select", "size": 3}),
        help_text=_("A joint team: each post gets its own direction and answers it."),
    )
    brief = words_field(
        _("What is to be done"),
        BRIEF_LIMIT,
        4,
        _("In your own words, never the source's words: who reads them could guess who wrote."),
    )
    term = forms.ChoiceField(label=_("Answer by"), widget=forms.RadioSelect, initial="6h")
    at = forms.DateTimeField(
        label=_("Date and time"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "form-control"}),
        error_messages={"invalid": _("Write date and time like 2026-11-23 10:00.")},
    )

    def __init__(self, *, posts: PostGroups, now: datetime, data: Any = None) -> None:
        super().__init__("direct", data)
        self.now = now
        self.choices_of("post", [("", _("Choose…")), *posts])
        self.choices_of("also", posts)
        self.choices_of("term", term_choices(now))

    def choices_of(self, name: str, choices: Any) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("term") != "at":
            given["due_at"] = due_at(given.get("term", ""), self.now)
        elif given.get("at"):
            given["due_at"] = given["at"]
        elif "at" not in self.errors:
            self.add_error("at", forms.ValidationError(_("Choose a date and a time.")))
        return given
