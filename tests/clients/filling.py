"""Templates, with each kind of component that either client knows: what the phone then shows."""

from __future__ import annotations

from collections.abc import Awaitable

from pywa.types.templates import (
    BodyText,
    CopyCodeButton,
    FlowButton,
    HeaderDocument,
    HeaderLocation,
    HeaderText,
    QuickReplyButton,
    TemplateLanguage,
    URLButton,
)

from satark.simulator.config import CHANDAULI
from tests.clients import files
from tests.clients.desk import Desk
from tests.clients.rows import NOT_SENT, Act, Differs, Row, Works
from tests.clients.verbs import TO, shown, with_file
from tests.simulator.stage import AUTH, SOURCE_NUMBER, Json

BODY = "Station {{1}} has answered on {{2}}, see below."
BODY_PART: Json = {"type": "BODY", "text": BODY, "example": {"body_text": [["Balua", "Monday"]]}}
NAMED_PART: Json = {
    "type": "BODY",
    "text": "Station {{station}} has answered, see below.",
    "example": {"body_text_named_params": [{"param_name": "station", "example": "Balua"}]},
}
HEADER_PART: Json = {
    "type": "HEADER",
    "format": "TEXT",
    "text": "Case {{1}}",
    "example": {"header_text": ["42"]},
}
LINK: Json = {
    "type": "URL",
    "text": "Read",
    "url": "https://example.org/{{1}}",
    "example": ["https://example.org/42"],
}


def filed(*components: Json, named: bool = False) -> Act:
    """A template of this name is there and approved."""

    async def act(at: Desk) -> None:
        template = {"name": "case_update", "language": "en", "category": "UTILITY"}
        template |= {"parameter_format": "NAMED"} if named else {}
        path = f"/v26.0/{CHANDAULI.waba_id}/message_templates"
        body = template | {"components": list(components)}
        async with at.stage.http.post(path, json=body, headers=AUTH) as answer:
            assert answer.status == 200, await answer.text()
        status, changed = await at.stage.post("/api/templates/case_update", {"state": "APPROVED"})
        assert status == 200, changed

    return act


def by_pywa(*params: object) -> Works:
    return Works(
        shown(
            lambda at: at.pywa.send_template(
                SOURCE_NUMBER,
                name="case_update",
                language=TemplateLanguage.ENGLISH,
                params=list(params),  # type: ignore[arg-type]  # any of pywa's own, each of another class
            )
        )
    )


def kapso_sends(at: Desk, *components: Json) -> Awaitable[object]:
    template = {"name": "case_update", "language": "en", "components": list(components)}
    sent: Awaitable[object] = at.kapso.messages.send_template(**TO, template=template)
    return sent


def by_kapso(*components: Json) -> Act:
    return shown(lambda at: kapso_sends(at, *components))


def text_of(*words: str) -> list[Json]:
    return [{"type": "text", "text": word} for word in words]


def key(kind: str, parameter: Json, index: int = 0) -> Json:
    """A button's component, in kapso's form, which is Meta's."""
    return {"type": "button", "sub_type": kind, "index": index, "parameters": [parameter]}


WAITING: Json = {"name": "reply_waiting", "language": "hi"}

PLAIN = (
    Row(
        kind="template",
        expected={"kind": "template", "template": "reply_waiting"},
        pywa=Works(
            shown(
                lambda at: at.pywa.send_template(
                    SOURCE_NUMBER, name="reply_waiting", language=TemplateLanguage.HINDI
                )
            )
        ),
        kapso=Works(shown(lambda at: at.kapso.messages.send_template(**TO, template=WAITING))),
    ),
    Row(
        kind="template: words in header and body",
        before=filed(HEADER_PART, BODY_PART, {"type": "FOOTER", "text": "Satark"}),
        expected={
            "header": "Case 42",
            "text": "Station Balua has answered on Monday, see below.",
            "footer": "Satark",
        },
        pywa=by_pywa(HeaderText.params("42"), BodyText.params("Balua", "Monday")),  # type: ignore[arg-type]  # pywa types words as itself
        kapso=Works(
            by_kapso(
                {"type": "header", "parameters": text_of("42")},
                {"type": "body", "parameters": text_of("Balua", "Monday")},
            )
        ),
    ),
    Row(
        kind="template: words by name",
        before=filed(NAMED_PART, named=True),
        expected={"text": "Station Balua has answered, see below."},
        pywa=by_pywa(BodyText.params(station="Balua")),
        kapso=Works(
            by_kapso(
                {
                    "type": "body",
                    "parameters": [{"type": "text", "parameter_name": "station", "text": "Balua"}],
                }
            )
        ),
    ),
)

PLAIN_BODY: Json = {"type": "BODY", "text": "Your case has an answer."}
HEADERS = (
    Row(
        kind="template: document in the header",
        before=filed({"type": "HEADER", "format": "DOCUMENT"}, PLAIN_BODY),
        expected={"template": "case_update", "media": {"mime": "application/pdf"}},
        pywa=by_pywa(
            HeaderDocument.params(
                document=files.read(files.PAPER), filename="slip.pdf", mime_type="application/pdf"
            )
        ),
        kapso=Works(
            with_file(
                files.PAPER,
                "application/pdf",
                lambda at, id_: kapso_sends(
                    at,
                    {"type": "header", "parameters": [{"type": "document", "document": {"id": id_}}]},
                ),
            )
        ),
    ),
    Row(
        kind="template: place in the header",
        before=filed({"type": "HEADER", "format": "LOCATION"}, PLAIN_BODY),
        expected={"template": "case_update", "text": "Your case has an answer."},
        pywa=by_pywa(HeaderLocation.params(lat=25.28, lon=83.27, name="Ghat", address="Balua")),
        kapso=Differs(
            "has no such parameter, and does not send it",
            by_kapso(
                {"type": "header", "parameters": [{"type": "location", "location": {"latitude": 25.28}}]}
            ),
            NOT_SENT,
        ),
    ),
)

REPLY: Json = {"type": "QUICK_REPLY", "text": "See it"}
COUPON: Json = {"type": "COPY_CODE", "example": "AB12"}
FORM: Json = {"type": "FLOW", "text": "Fill in", "flow_id": "155500010000401"}


def with_keys(*keys: Json) -> Act:
    return filed(PLAIN_BODY, {"type": "BUTTONS", "buttons": list(keys)})


KEYS = (
    Row(
        kind="template: quick reply with a payload",
        before=with_keys(REPLY),
        expected={"buttons": [{"id": "home:status", "title": "See it"}]},
        pywa=by_pywa(QuickReplyButton.params(callback_data="home:status", index=0)),
        kapso=Works(by_kapso(key("quick_reply", {"type": "payload", "payload": "home:status"}))),
    ),
    Row(
        kind="template: link that is filled in",
        before=with_keys(LINK),
        expected={"link": {"title": "Read", "url": "https://example.org/42"}},
        pywa=by_pywa(URLButton.params(url_variable="42", index=0)),
        kapso=Works(by_kapso(key("url", {"type": "text", "text": "42"}))),
    ),
    Row(
        kind="template: Flow",
        before=with_keys(FORM),
        expected={"template": "case_update"},
        pywa=by_pywa(FlowButton.params(index=0, flow_token="t-1")),
        kapso=Works(by_kapso(key("flow", {"type": "action", "action": {"flow_token": "t-1"}}))),
    ),
    Row(
        kind="template: code to copy",
        before=with_keys(COUPON),
        expected={"template": "case_update"},
        pywa=by_pywa(CopyCodeButton.params(coupon_code="AB12", index=0)),
        kapso=Differs(
            "has no such parameter, and does not send it",
            by_kapso(key("copy_code", {"type": "coupon_code", "coupon_code": "AB12"})),
            NOT_SENT,
        ),
    ),
)

TEMPLATES = (*PLAIN, *HEADERS, *KEYS)
