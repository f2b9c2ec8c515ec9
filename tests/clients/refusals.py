"""Each refusal that the rehearsal gives, brought about here, and the error of its own that either client raises."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kapso_whatsapp import WhatsAppAPIError
from pywa.errors import WhatsAppError
from pywa.types.callback import Button
from pywa.types.templates import BodyText, TemplateLanguage

from tests.clients import files
from tests.clients.desk import Desk, desk
from tests.clients.rows import Act, Refused, nothing
from tests.clients.verbs import TO
from tests.simulator.stage import OFFICER_NUMBER, SOURCE_NUMBER, TOKEN

Call = Callable[[Desk], Awaitable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    code: int
    why: str
    by_pywa: Call
    by_kapso: Call
    pywa_raises: str
    kapso_raises: str
    before: Act = nothing
    token: str = TOKEN

    @property
    def line(self) -> str:
        """As it stands in the docs."""
        return f"| {self.code} | {self.why} | `{self.pywa_raises}` | `{self.kapso_raises}` |"


async def pywa_text(at: Desk) -> Any:
    return await at.pywa.send_message(SOURCE_NUMBER, "?")


async def kapso_text(at: Desk) -> Any:
    return await at.kapso.messages.send_text(**TO, body="?")


def fault(**wanted: object) -> Act:
    async def act(at: Desk) -> None:
        await at.stage.faults(**wanted)

    return act


async def written_once(at: Desk) -> None:
    """The pair's whole burst is one message, and that is used up."""
    await at.stage.faults(pair_burst=1)
    await pywa_text(at)


REFUSALS = (
    Refusal(
        code=100,
        why="a file id that nobody uploaded",
        by_pywa=lambda at: at.pywa.send_image(SOURCE_NUMBER, "999999999999999"),
        by_kapso=lambda at: at.kapso.messages.send_image(**TO, image={"id": "999999999999999"}),
        pywa_raises="WhatsAppError",
        kapso_raises="ValidationError",
    ),
    Refusal(
        code=190,
        why="the token is dead",
        token="expired",
        by_pywa=pywa_text,
        by_kapso=kapso_text,
        pywa_raises="ExpiredAccessToken",
        kapso_raises="AuthenticationError",
    ),
    Refusal(
        code=131009,
        why="two buttons with one title",
        by_pywa=lambda at: at.pywa.send_message(
            SOURCE_NUMBER, "?", buttons=[Button("Yes", callback_data="a"), Button("Yes", callback_data="b")]
        ),
        by_kapso=lambda at: at.kapso.messages.send_interactive_buttons(
            **TO, body_text="?", buttons=[{"id": "a", "title": "Yes"}, {"id": "b", "title": "Yes"}]
        ),
        pywa_raises="InvalidParameter",
        kapso_raises="ValidationError",
    ),
    Refusal(
        code=131016,
        why="the service is down",
        before=fault(fail_sends=1),
        by_pywa=pywa_text,
        by_kapso=kapso_text,
        pywa_raises="ServiceUnavailable",
        kapso_raises="WhatsAppAPIError",
    ),
    Refusal(
        code=131026,
        why="nobody has the number",
        by_pywa=lambda at: at.pywa.send_message("915550019999", "?"),
        by_kapso=lambda at: at.kapso.messages.send_text(**TO | {"to": "915550019999"}, body="?"),
        pywa_raises="MessageUndeliverable",
        kapso_raises="ValidationError",
    ),
    Refusal(
        code=131047,
        why="the person has not written for 24 hours",
        by_pywa=lambda at: at.pywa.send_message(OFFICER_NUMBER, "?"),
        by_kapso=lambda at: at.kapso.messages.send_text(**TO | {"to": OFFICER_NUMBER}, body="?"),
        pywa_raises="ReEngagementMessage",
        kapso_raises="ValidationError",
    ),
    Refusal(
        code=131053,
        why="a PDF sent as a picture",
        by_pywa=lambda at: at.pywa.send_image(
            SOURCE_NUMBER, files.read(files.PAPER), mime_type="application/pdf"
        ),
        by_kapso=lambda at: kapso_picture(at, files.PAPER, "application/pdf"),
        pywa_raises="MediaUploadError",
        kapso_raises="ValidationError",
    ),
    Refusal(
        code=131056,
        why="too many to one person at once",
        before=written_once,
        by_pywa=pywa_text,
        by_kapso=kapso_text,
        pywa_raises="TooManyMessages",
        kapso_raises="ValidationError",
    ),
    Refusal(
        code=132000,
        why="a template with a parameter too many",
        by_pywa=lambda at: at.pywa.send_template(
            SOURCE_NUMBER,
            name="duty_notice",
            language=TemplateLanguage.ENGLISH,
            params=[BodyText.params("Balua")],  # type: ignore[arg-type]  # pywa types words as itself
        ),
        by_kapso=lambda at: kapso_template(at, "duty_notice", "en", "Balua"),
        pywa_raises="TemplateParamCountMismatch",
        kapso_raises="ValidationError",
    ),
    Refusal(
        code=132001,
        why="a template that is not there in this language",
        by_pywa=lambda at: at.pywa.send_template(
            SOURCE_NUMBER, name="duty_notice", language=TemplateLanguage.ENGLISH_US
        ),
        by_kapso=lambda at: kapso_template(at, "duty_notice", "en_US"),
        pywa_raises="TemplateNotExists",
        kapso_raises="NotFoundError",
    ),
)


async def kapso_picture(at: Desk, name: str, mime: str) -> Any:
    return await at.kapso.messages.send_image(**TO, image={"id": await at.upload(name, mime)})


async def kapso_template(at: Desk, name: str, language: str, *words: str) -> Any:
    parameters = [{"type": "text", "text": word} for word in words]
    components = [{"type": "body", "parameters": parameters}] if words else []
    template = {"name": name, "language": language, "components": components}
    return await at.kapso.messages.send_template(**TO, template=template)


async def raised(refusal: Refusal, call: Call, folder: Path) -> Refused | None:
    async with desk(folder, token=refusal.token) as at:
        await refusal.before(at)
        try:
            await call(at)
        except WhatsAppError as error:
            return Refused(type(error).__name__, error.code)
        except WhatsAppAPIError as error:
            return Refused(type(error).__name__, int(error.error_code or 0))
    return None
