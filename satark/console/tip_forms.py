"""What may be typed on a tip's page beside words and directions: checked here for shape."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from satark.console import tip_words
from satark.console.complaint_forms import Choices, choice, line_field
from satark.console.forms import BRIEF_LIMIT, NOTE_LIMIT, ActForm, PostGroups, words_field

SELECT = {"class": "form-select", "size": 6}


class AssessForm(ActForm):
    credibility = choice(_("Can it be believed"), list(tip_words.CREDIBILITY.items()), _("Choose one."))
    corroboration = choice(_("What speaks for it"), list(tip_words.CORROBORATION.items()), _("Choose one."))
    ground = choice(_("Legal ground"), list(tip_words.GROUND.items()), _("Choose one."))
    text = forms.CharField(
        label=_("In words"),
        max_length=NOTE_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control", "maxlength": NOTE_LIMIT}),
        help_text=_("Not the source's words: the supervisor may read it."),
    )
    two_districts = forms.BooleanField(
        label=_("Two districts are concerned"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class ReleaseForm(ActForm):
    text = words_field(
        _("What is to be directed"),
        BRIEF_LIMIT,
        3,
        _("The supervisor reads this and the assessment, and nothing of what the source said."),
    )


class SeveralPosts(ActForm):
    """An act that goes to posts of a list."""

    posts = forms.MultipleChoiceField(
        label=_("To"),
        widget=forms.SelectMultiple(attrs=SELECT),
        error_messages={"required": _("Choose the post that is to act.")},
    )

    def __init__(self, act: str, posts: PostGroups, data: Any = None) -> None:
        super().__init__(act, data)
        cast(forms.MultipleChoiceField, self.fields["posts"]).choices = posts


class UrgentForm(SeveralPosts):
    fact = choice(_("What is going on"), list(tip_words.FACTS.items()), _("Choose what is going on."))
    place = line_field(
        _("Place, in your own words"),
        limit=300,
        required=True,
        hint=_("A landmark that everybody knows. Never the source's pin, house or lane."),
    )
    field_order = ("fact", "place", "posts")


class AccuseForm(ActForm):
    level = choice(_("Whom is it about"), list(tip_words.LEVELS.items()), _("Choose whom it is about."))
    units = forms.MultipleChoiceField(
        label=_("Their unit"), required=False, widget=forms.SelectMultiple(attrs=SELECT)
    )
    to_sp = forms.BooleanField(
        label=_("The SP's cell may read it and have another circle enquire"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, act: str, units: Choices, data: Any = None) -> None:
        super().__init__(act, data)
        cast(forms.MultipleChoiceField, self.fields["units"]).choices = units


class HandOverForm(ActForm):
    to_unit = choice(_("To the cell of"), (), _("Choose the district."))
    why = words_field(_("Why"), BRIEF_LIMIT, 2, _("Both cells read this."))

    def __init__(self, act: str, districts: Choices, data: Any = None) -> None:
        super().__init__(act, data)
        cast(forms.ChoiceField, self.fields["to_unit"]).choices = [("", _("Choose…")), *districts]
