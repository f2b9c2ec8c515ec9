"""The console's addresses. None of them ever carries a word, a number of a phone or a name."""

from django.urls import path
from django.views.i18n import set_language

from satark.console.views import (
    acts,
    board,
    case,
    complaint,
    complaint_acts,
    files,
    ledger,
    listing,
    pages,
    releases,
    roster,
    sign_in,
    tip_acts,
    tray,
)

app_name = "console"

urlpatterns = [
    path("", listing.home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("language", set_language, name="language"),
    path("help", pages.help_page, name="help"),
    path("directions", pages.directions, name="directions"),
    path("cases", listing.cases, name="cases"),
    path("cases/list", listing.cases_fragment, name="cases-fragment"),
    path("cases/<uuid:case_id>", case.case, name="case"),
    path("cases/<uuid:case_id>/read", case.read, name="read"),
    path("cases/<uuid:case_id>/changed", case.changed, name="changed"),
    path("cases/<uuid:case_id>/direct", acts.direct, name="direct"),
    path("cases/<uuid:case_id>/ask", acts.ask, name="ask"),
    path("cases/<uuid:case_id>/answer", acts.answer, name="answer"),
    path("cases/<uuid:case_id>/note", acts.note, name="note"),
    path("cases/<uuid:case_id>/return", acts.give_back, name="return"),
    path("cases/<uuid:case_id>/close", acts.close, name="close"),
    path("cases/<uuid:case_id>/<slug:act>", tip_acts.tip_act, name="tip-act"),
    path("releases", releases.releases, name="releases"),
    path("releases/<uuid:case_id>/<slug:step>", releases.decide, name="release"),
    path("tray", tray.tray, name="tray"),
    path("tray/list", tray.tray_fragment, name="tray-fragment"),
    path("board", board.board, name="board"),
    path("board/list", board.board_fragment, name="board-fragment"),
    path("complaints/<uuid:case_id>", complaint.complaint, name="complaint"),
    path("complaints/<uuid:case_id>/changed", complaint.changed, name="complaint-changed"),
    path("complaints/<uuid:case_id>/<slug:act>", complaint_acts.complaint_act, name="complaint-act"),
    path("not-acted", ledger.not_acted, name="not-acted"),
    path("roster", roster.roster, name="roster"),
    path("evidence/<uuid:evidence_id>", files.evidence, name="evidence"),
]
