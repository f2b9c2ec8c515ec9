"""The acts on a tip beside those with words to the source: what each asks for, and the one service that carries it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from satark.cases import noise, queries, releases, tips
from satark.cases.values import CasePage
from satark.console import tip_forms as forms
from satark.console.complaint_forms import RefForm
from satark.console.forms import ActForm, PostGroups, post_groups
from satark.console.names import called
from satark.console.words import Word
from satark.jurisdiction.queries import Viewer, units_named


@dataclass(frozen=True, slots=True)
class Scene:
    """What an act is offered on."""

    page: CasePage
    viewer: Viewer
    now: datetime


Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TipAct:
    name: str
    title: Word
    button: Word
    icon: str
    build: Callable[[Scene, Any], ActForm]
    perform: Callable[[Scene, Given], object]
    on_page: bool = True
    """Whether it stands in the list; else beside the direction it is about."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One act as it stands on the page."""

    name: str
    title: Word
    button: Word
    icon: str
    form: ActForm


def offered(scene: Scene, tried: Mapping[str, ActForm]) -> list[Offered]:
    """The acts that stand open to this officer, in the order of the table."""
    return [
        Offered(act.name, act.title, act.button, act.icon, tried.get(act.name) or act.build(scene, None))
        for act in ACTS.values()
        if act.on_page and act.name in scene.page.may
    ]


def _plain(act: str) -> Callable[[Scene, Any], ActForm]:
    return lambda scene, data: ActForm(act, data)


def _posts(scene: Scene) -> PostGroups:
    return post_groups(queries.posts_to_direct(scene.page.line.id), scene.page.line.unit_code)


def _accuse_form(scene: Scene, data: Any) -> ActForm:
    ours, kept = tips.units_under(scene.viewer), ("outpost", "department", "state", "zone")
    units = [unit for unit in units_named().values() if unit.code in ours and unit.kind not in kept]
    return forms.AccuseForm("accuse", [(unit.code, called(unit)) for unit in units], data)


def _hand_over_form(scene: Scene, data: Any) -> ActForm:
    names = units_named()
    codes = tips.districts_to_give(scene.page.line.id, scene.viewer)
    return forms.HandOverForm("hand-over", [(code, called(names[code])) for code in codes], data)


def _assess(at: Scene, given: Given) -> None:
    tips.assess(at.page.line.id, now=at.now, **given)


def _urgent(at: Scene, given: Given) -> None:
    tips.urgent_danger(at.page.line.id, now=at.now, **given)


def _accuse(at: Scene, given: Given) -> None:
    tips.accuse(at.page.line.id, now=at.now, **given)


def _hand_over(at: Scene, given: Given) -> None:
    tips.hand_over(at.page.line.id, now=at.now, **given)


def _press(press: noise.Press) -> Callable[[Scene, Given], object]:
    def perform(at: Scene, given: Given) -> None:
        press(at.page.line.id, now=at.now)

    return perform


ACTS: dict[str, TipAct] = {
    act.name: act
    for act in (
        TipAct(
            "assess", _("Write down what you hold of it"), _("Keep"), "notes",
            lambda at, data: forms.AssessForm("assess", data), _assess,
        ),
        TipAct(
            "release", _("Ask the supervisor to release it"), _("Ask"), "user-shield",
            lambda at, data: forms.ReleaseForm("release", data),
            lambda at, given: releases.ask(at.page.line.id, what="direction", text=given["text"], now=at.now),
        ),
        TipAct(
            "urgent", _("Danger now: fact and place at once"), _("Send at once"), "alert-triangle",
            lambda at, data: forms.UrgentForm("urgent", _posts(at), data), _urgent,
        ),
        TipAct("accuse", _("Say which policemen it is about"), _("Keep"), "user-shield", _accuse_form, _accuse),
        TipAct("hand-over", _("Give it to another district"), _("Give"), "send", _hand_over_form, _hand_over),
        TipAct("mute", _("Quiet for a day"), _("Quiet"), "clock", _plain("mute"), _press(noise.mute)),
        TipAct("unmute", _("Hear it again"), _("Hear it again"), "check", _plain("unmute"), _press(noise.unmute)),
        TipAct("block", _("To the quiet pile"), _("To the quiet pile"), "archive", _plain("block"), _press(noise.block)),
        TipAct("unblock", _("Out of the quiet pile"), _("Read as others"), "check", _plain("unblock"), _press(noise.unblock)),
        TipAct(
            "accept", _("Accept the answer"), _("Accept"), "check",
            lambda at, data: RefForm("accept", data),
            lambda at, given: tips.accept(at.page.line.id, ref=given["ref"], now=at.now),
            on_page=False,
        ),
    )
}  # fmt: skip
