"""What may be typed on a complaint's page: checked here for shape; whether it may be done is the services' decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from satark.cases.categories import CATEGORIES
from satark.console import complaint_words, say, words
from satark.console.forms import (
    BRIEF_LIMIT,
    EMPTY,
    NOTE_LIMIT,
    SOURCE_LIMIT,
    ActForm,
    PostGroups,
    due_at,
    term_choices,
    words_field,
)

Choices = Sequence[tuple[str, Any]]


def choice(label: Any, choices: Choices, missing: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", _("Choose…")), *choices],
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": missing},
    )


def line_field(label: Any, *, limit: int, hint: Any = "", required: bool = False) -> forms.CharField:
    box = forms.TextInput(attrs={"class": "form-control", "maxlength": limit})
    return forms.CharField(
        label=label, max_length=limit, widget=box, help_text=hint, required=required, error_messages=EMPTY
    )


class UnitForm(ActForm):
    """Which station."""

    unit = choice(_("Station"), (), _("Choose the station."))

    def __init__(
        self, act: str, units: PostGroups, data: Any = None, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(act, data, initial)
        cast(forms.ChoiceField, self.fields["unit"]).choices = [("", _("Choose…")), *units]


class RefForm(ActForm):
    ref = forms.CharField(widget=forms.HiddenInput, max_length=20)


class DecideForm(UnitForm):
    ref = forms.CharField(widget=forms.HiddenInput, max_length=20)


class ParkForm(ActForm):
    why = choice(_("Why"), list(complaint_words.PARKED.items()), _("Choose why."))
    text = forms.CharField(
        label=_("What the complainant reads"),
        max_length=SOURCE_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control", "maxlength": SOURCE_LIMIT}),
        help_text=_("May stay empty: then they read that it was seen and is no matter for a station."),
    )


class MergeForm(ActForm):
    number = line_field(
        _("Number of the other complaint"), limit=20, hint=_("Ten digits, e.g. 482 019 3375."), required=True
    )

    def clean_number(self) -> str:
        return say.typed_number(self.cleaned_data["number"])[:10]


class RecategoriseForm(ActForm):
    category = choice(
        _("Category"),
        [(each.code, words.CATEGORIES[each.code]) for each in CATEGORIES if not each.sealed],
        _("Choose a category."),
    )


class AskComplainantForm(ActForm):
    text = words_field(
        _("Question to the complainant"), SOURCE_LIMIT, 3, _("They read it in the chat, in these words.")
    )


class TellComplainantForm(ActForm):
    text = words_field(
        _("Message to the complainant"), SOURCE_LIMIT, 3, _("They read it in the chat, in these words.")
    )


class CaseNoteForm(ActForm):
    text = words_field(_("Note"), NOTE_LIMIT, 3, _("Only officers read notes. They never go to a phone."))


class ReturnDoneForm(RefForm):
    text = words_field(_("What is missing"), BRIEF_LIMIT, 2, _("Goes to the station's phone."))


class OrderForm(ActForm):
    kind = choice(
        _("What"),
        [(kind, complaint_words.KINDS[kind]) for kind in ("order", "explanation")],
        _("Choose what it is."),
    )
    post = choice(_("To"), (), _("Choose the post."))
    text = words_field(_("What is to be done or explained"), BRIEF_LIMIT, 3)
    term = choice(_("Answer by"), (), _("Choose a term."))

    def __init__(self, *, posts: PostGroups, now: Any, data: Any = None) -> None:
        super().__init__("order", data, {"term": "6h", "kind": "explanation"})
        self.now = now
        cast(forms.ChoiceField, self.fields["post"]).choices = [("", _("Choose…")), *posts]
        cast(forms.ChoiceField, self.fields["term"]).choices = term_choices(now)[:3]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["due_at"] = due_at(given.get("term", ""), self.now)
        return given


class StepForm(RefForm):
    """A step taken at the station's own screen: the same as on the phone."""

    act = choice(
        _("Step"),
        [(step, complaint_words.STEPS[step]) for step in ("received", "team_sent", "on_spot")],
        _("Choose the step."),
    )
    text = line_field(_("Who went, by which vehicle"), limit=200)
    number = line_field(_("General diary number"), limit=40, hint=_("May follow within the shift."))
