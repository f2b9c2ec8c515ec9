"""The acts on a case. Each: the form counts once, is checked, is carried out by one service, and leads back to the case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from satark import clock
from satark.cases import guard, releases, services
from satark.cases.errors import CaseError, CaseNotFound, TextHeld
from satark.cases.values import CasePage
from satark.console import forms, once, tip_words, words
from satark.console.access import OfficerRequest, officer_page
from satark.console.views.case import direct_form, open_page, show

Perform = Callable[[dict[str, Any]], object]


def carry_out(
    request: OfficerRequest, page: CasePage, act: str, form: forms.ActForm, perform: Perform
) -> HttpResponseBase:
    done = redirect(f"{reverse('console:case', args=[page.line.id])}?done={act}")
    if once.is_spent(request):
        return done
    if form.is_valid():
        try:
            perform(form.cleaned_data)
        except CaseNotFound:
            raise
        except TextHeld as held:
            return _held(request, page, act, form, held)
        except CaseError as error:
            form.add_error(None, refusal(error.code))
        else:
            once.spend(request)
            return done
    return show(request, page, {act: form})


def _held(
    request: OfficerRequest, page: CasePage, act: str, form: forms.ActForm, held: TextHeld
) -> HttpResponseBase:
    """The words wait for the supervisor, and stay in the form: once released they go with the next press."""
    said = ", ".join(str(tip_words.REASONS[reason]) for reason in held.reasons)
    if guard.NOTICE not in held.reasons:
        releases.ask(page.line.id, what="text", text=form.cleaned_data["text"], now=clock.now())
    form.add_error(None, str(words.HELD) % said)
    return show(request, page, {act: form})


def refusal(code: str) -> str:
    return str(words.ERRORS.get(code) or words.FAILED % code)


@officer_page
@require_POST
def direct(request: OfficerRequest, case_id: UUID) -> HttpResponseBase:
    page, now = open_page(case_id), clock.now()

    def perform(given: dict[str, Any]) -> None:
        services.direct_team(
            case_id,
            posts=[given["post"], *given["also"]],
            brief=given["brief"],
            due_at=given["due_at"],
            now=now,
        )

    return carry_out(request, page, "direct", direct_form(page, now, request.POST), perform)


@officer_page
@require_POST
def ask(request: OfficerRequest, case_id: UUID) -> HttpResponseBase:
    def perform(given: dict[str, Any]) -> None:
        services.ask_source(case_id, text=given["text"], now=clock.now())

    return carry_out(request, open_page(case_id), "ask", forms.AskForm("ask", request.POST), perform)


@officer_page
@require_POST
def answer(request: OfficerRequest, case_id: UUID) -> HttpResponseBase:
    def perform(given: dict[str, Any]) -> None:
        services.answer_source(case_id, text=given["text"], now=clock.now())

    form = forms.AnswerForm("answer", request.POST)
    return carry_out(request, open_page(case_id), "answer", form, perform)


@officer_page
@require_POST
def note(request: OfficerRequest, case_id: UUID) -> HttpResponseBase:
    def perform(given: dict[str, Any]) -> None:
        services.note(case_id, text=given["text"], now=clock.now())

    return carry_out(request, open_page(case_id), "note", forms.NoteForm("note", request.POST), perform)


@officer_page
@require_POST
def give_back(request: OfficerRequest, case_id: UUID) -> HttpResponseBase:
    def perform(given: dict[str, Any]) -> None:
        services.return_answer(case_id, ref=given["ref"], text=given["text"], now=clock.now())

    form = forms.ReturnForm("return", request.POST)
    return carry_out(request, open_page(case_id), "return", form, perform)


@officer_page
@require_POST
def close(request: OfficerRequest, case_id: UUID) -> HttpResponseBase:
    def perform(given: dict[str, Any]) -> None:
        services.close(case_id, outcome=given["outcome"], text=given["text"], now=clock.now())

    return carry_out(request, open_page(case_id), "close", forms.CloseForm("close", request.POST), perform)
