"""The acts on a complaint: what each asks for, and the one service that carries it out. A table, so that no act is without a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from satark.cases import complaints, disputes, orders, steps
from satark.cases.complaint_page import ComplaintPage
from satark.cases.values import Step
from satark.console import complaint_forms as forms
from satark.console.forms import ActForm, PostGroups, post_groups
from satark.console.names import called
from satark.console.words import Word
from satark.jurisdiction.ordering import below, ground
from satark.jurisdiction.queries import Viewer, units_named


@dataclass(frozen=True, slots=True)
class Scene:
    """What an act is offered on."""

    page: ComplaintPage
    viewer: Viewer
    now: datetime


Build = Callable[[Scene, Any], ActForm]
Perform = Callable[[Scene, Mapping[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Act:
    name: str
    title: Word
    button: Word
    icon: str
    build: Build
    perform: Perform


@dataclass(frozen=True, slots=True)
class Offered:
    """One act as it stands on the page."""

    name: str
    title: Word
    button: Word
    icon: str
    form: ActForm
    key: int
    first: bool


def offered(
    page: ComplaintPage, viewer: Viewer, now: datetime, tried: Mapping[str, ActForm]
) -> list[Offered]:
    """The acts that stand open to this officer, in the order of the table."""
    scene = Scene(page, viewer, now)
    open_now = [act for act in ACTS.values() if act.name in page.may]
    return [
        Offered(
            act.name,
            act.title,
            act.button,
            act.icon,
            tried.get(act.name) or act.build(scene, None),
            key=place,
            first=place == 1 and act.name in ("forward", "decide", "step"),
        )
        for place, act in enumerate(open_now, start=1)
    ]


def stations(scene: Scene) -> PostGroups:
    """Those the place may mean first, then every station of the officer's ground by circle."""
    units, line = units_named(), scene.page.line
    own = ground(scene.viewer, now=scene.now)
    groups: dict[str, list[tuple[str, str]]] = {str(_("Where the place may be")): []}
    for code in line.suggested:
        if code in own:
            groups[str(_("Where the place may be"))].append((code, called(units[code])))
    for unit in units.values():
        if unit.kind in ("station", "special") and unit.code in own and unit.code not in line.suggested:
            circle = units.get(unit.parent)
            groups.setdefault(called(circle) if circle else "", []).append((unit.code, called(unit)))
    return [(name, lines) for name, lines in groups.items() if lines]


def _unit_form(act: str) -> Build:
    def build(scene: Scene, data: Any) -> ActForm:
        first = next(iter(scene.page.line.suggested), "")
        return forms.UnitForm(act, stations(scene), data, {"unit": first})

    return build


def _simple(form: type[ActForm], act: str) -> Build:
    return lambda scene, data: form(act, data)


def _with_ref(form: type[ActForm], act: str, kinds: tuple[str, ...]) -> Build:
    """A form about the newest direction of one of these kinds."""

    def build(scene: Scene, data: Any) -> ActForm:
        return form(act, data, {"ref": newest(scene, kinds)})

    return build


def newest(scene: Scene, kinds: tuple[str, ...]) -> str:
    return next((line.ref for line in reversed(scene.page.directions) if line.kind in kinds), "")


def _order_form(scene: Scene, data: Any) -> ActForm:
    posts = post_groups(below(scene.viewer, now=scene.now), scene.page.line.unit_code)
    return forms.OrderForm(posts=posts, now=scene.now, data=data)


def _decide_form(scene: Scene, data: Any) -> ActForm:
    return forms.DecideForm("decide", stations(scene), data, {"ref": newest(scene, ("dispute",))})


def _own_post(scene: Scene, ref: str) -> str:
    """The post through which the acting officer answers a direction."""
    held = [post.code for post in scene.viewer.posts]
    addressed = next((line.post_code for line in scene.page.directions if line.ref == ref), "")
    return addressed if addressed in held else next(iter(held), "")


def _take_step(scene: Scene, given: Mapping[str, Any]) -> None:
    step = Step(given["act"], text=given["text"], number=given["number"])
    steps.take(given["ref"], step, post=_own_post(scene, given["ref"]), now=scene.now)


def _give_order(scene: Scene, given: Mapping[str, Any]) -> None:
    orders.give(
        scene.page.line.id,
        kind=given["kind"],
        post=given["post"],
        text=given["text"],
        due_at=given["due_at"],
        now=scene.now,
    )


ACTS: dict[str, Act] = {
    act.name: act
    for act in (
        Act(
            "forward", _("Send to the station"), _("Send"), "send", _unit_form("forward"),
            lambda at, given: complaints.forward(at.page.line.id, unit=given["unit"], now=at.now),
        ),
        Act(
            "decide", _("Decide whose it is"), _("Decide"), "check", _decide_form,
            lambda at, given: disputes.decide(
                given["ref"], given["unit"], post=_own_post(at, given["ref"]), now=at.now
            ),
        ),
        Act("step", _("Enter a step of the station"), _("Enter"), "checks", _with_ref(forms.StepForm, "step", ("complaint",)), _take_step),
        Act(
            "urgent", _("Mark as going on now"), _("Mark as urgent"), "alert-triangle", _simple(ActForm, "urgent"),
            lambda at, given: complaints.mark_urgent(at.page.line.id, now=at.now),
        ),
        Act(
            "park", _("Set aside"), _("Set aside"), "archive", _simple(forms.ParkForm, "park"),
            lambda at, given: complaints.park(at.page.line.id, given["why"], given["text"], now=at.now),
        ),
        Act(
            "merge", _("Part of another complaint"), _("Put together"), "checks", _simple(forms.MergeForm, "merge"),
            lambda at, given: complaints.merge(at.page.line.id, given["number"], now=at.now),
        ),
        Act(
            "recall", _("Take back from the station"), _("Take back"), "arrow-back-up", _with_ref(forms.RefForm, "recall", ("complaint",)),
            lambda at, given: complaints.recall(at.page.line.id, given["ref"], now=at.now),
        ),
        Act(
            "recategorise", _("Change the category"), _("Change"), "notes", _simple(forms.RecategoriseForm, "recategorise"),
            lambda at, given: complaints.recategorise(at.page.line.id, given["category"], now=at.now),
        ),
        Act(
            "ask", _("Ask the complainant"), _("Send the question"), "message-question", _simple(forms.AskComplainantForm, "ask"),
            lambda at, given: complaints.ask(at.page.line.id, given["text"], now=at.now),
        ),
        Act(
            "answer", _("Write to the complainant"), _("Send"), "speakerphone", _simple(forms.TellComplainantForm, "answer"),
            lambda at, given: complaints.tell(at.page.line.id, given["text"], now=at.now),
        ),
        Act("order", _("Order, or call for an explanation"), _("Send the order"), "send", _order_form, _give_order),
        Act(
            "return", _("Return: not done"), _("Return"), "arrow-back-up", _with_ref(forms.ReturnDoneForm, "return", ("complaint",)),
            lambda at, given: complaints.give_back(at.page.line.id, given["ref"], given["text"], now=at.now),
        ),
        Act(
            "approve", _("Approve the outcome"), _("Approve"), "check", _with_ref(forms.RefForm, "approve", ("complaint",)),
            lambda at, given: complaints.approve(at.page.line.id, given["ref"], now=at.now),
        ),
        Act(
            "note", _("Write a note"), _("Keep the note"), "notes", _simple(forms.CaseNoteForm, "note"),
            lambda at, given: complaints.note(at.page.line.id, given["text"], now=at.now),
        ),
    )
}  # fmt: skip
