"""A desk that others wrote: two public client libraries at work on the rehearsal, and what they read of its webhooks.

Both clients check the signature of every webhook before anything else. `pywa` reads each webhook as its users do, by
handlers; a webhook that it cannot read is told apart from one that never came.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from aiohttp import web
from kapso_whatsapp import WhatsAppClient
from kapso_whatsapp.webhooks import NormalizedWebhookResult, normalize_webhook, verify_signature
from pywa_async import handlers
from pywa_async.client import WhatsApp

from satark.simulator.config import CHANDAULI
from tests.clients import files
from tests.simulator.stage import PHONE_NUMBER_ID, SECRET, TOKEN, Edge, Json, Stage, stage

FIRST = "what the source wrote first"

UNREAD = "cannot be read"
"""Stands for what a client makes of a webhook that it fails on."""

PYWA_HANDLERS = (
    handlers.AccountUpdateHandler,
    handlers.CallbackButtonHandler,
    handlers.CallbackSelectionHandler,
    handlers.CallPermissionUpdateHandler,
    handlers.DeletedMessageHandler,
    handlers.EditedMessageHandler,
    handlers.FlowCompletionHandler,
    handlers.IdentityChangeHandler,
    handlers.MessageHandler,
    handlers.MessageStatusHandler,
    handlers.PhoneNumberChangeHandler,
    handlers.TemplateCategoryUpdateHandler,
    handlers.TemplateComponentsUpdateHandler,
    handlers.TemplateQualityUpdateHandler,
    handlers.TemplateStatusUpdateHandler,
    handlers.UserMarketingPreferencesHandler,
)


class ToRehearsal(httpx.AsyncHTTPTransport):
    """pywa knows one host only: what is meant for it goes to the rehearsal, and nothing leaves this machine."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = httpx.URL(address)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.host not in ("graph.facebook.com", self._address.host):
            raise httpx.ConnectError("no such host in a rehearsal", request=request)
        request.url = request.url.copy_with(scheme="http", host=self._address.host, port=self._address.port)
        return await super().handle_async_request(request)


@dataclass(slots=True)
class Inbox(Edge):
    """Takes what both clients hold to be signed, and keeps what each reads of it."""

    reader: WhatsApp | None = None
    by_pywa: list[Any] = field(default_factory=list)
    """One for each webhook: the update, or UNREAD."""
    by_kapso: list[NormalizedWebhookResult] = field(default_factory=list)

    signed: list[dict[str, bool]] = field(default_factory=list)
    """Whether each client held it to be signed by us."""

    async def take(self, request: web.Request) -> web.Response:
        body, signature = await request.read(), request.headers.get("X-Hub-Signature-256")
        assert self.reader is not None
        refused = await self.reader.webhook_update_validator(body, signature)
        right = verify_signature(app_secret=SECRET, raw_body=body, signature_header=signature)
        self.signed.append({"pywa": refused is None, "kapso": right})
        if refused or not right:
            return web.Response(status=401)
        await self._read(body)
        return await super(Inbox, self).take(request)

    async def _read(self, body: bytes) -> None:
        assert self.reader is not None
        before = len(self.by_pywa)
        await self.reader.webhook_update_handler(body)
        if len(self.by_pywa) == before:
            self.by_pywa.append(UNREAD)
        self.by_kapso.append(normalize_webhook(body.decode()))

    async def challenge(self, request: web.Request) -> web.Response:
        """Only pywa knows the handshake."""
        assert self.reader is not None
        answer, status = await self.reader.webhook_challenge_handler(
            request.query["hub.verify_token"], request.query["hub.challenge"]
        )
        return web.Response(text=answer, status=status)

    async def keep(self, _: Any, update: Any) -> None:
        self.by_pywa.append(update)


@dataclass(slots=True)
class Desk:
    stage: Stage
    inbox: Inbox
    pywa: WhatsApp
    kapso: Any
    first: str = ""
    """What the source wrote first, which opened the window."""

    async def shown(self) -> Json:
        """What the business brought to the source's phone last; where it names the source's first message: FIRST."""
        screen = await self.stage.screen()
        last = next(message for message in reversed(screen) if message["from"] == "business")
        named: Json = json.loads(json.dumps(last).replace(self.first, FIRST))
        return named

    async def upload(self, name: str, mime: str) -> str:
        """kapso sends files by id only."""
        uploaded = await self.kapso.media.upload(
            phone_number_id=PHONE_NUMBER_ID, file=files.read(name), type=mime, filename=name
        )
        return str(uploaded.id)


@asynccontextmanager
async def desk(folder: Path, *, token: str = TOKEN) -> AsyncIterator[Desk]:
    """A source has written, and both clients have read it."""
    inbox = Inbox()
    async with stage(folder, edge=inbox) as rehearsal:
        address = rehearsal.config.own_url
        async with (
            httpx.AsyncClient(transport=ToRehearsal(address)) as session,
            WhatsAppClient(
                access_token=token, base_url=address, graph_version="v26.0", max_retries=0
            ) as kapso,
        ):
            inbox.reader = pywa_at(session, inbox, token)
            at = Desk(rehearsal, inbox, inbox.reader, kapso)
            at.first = await rehearsal.write()
            await inbox.until(lambda: len(inbox.by_kapso) == 1)
            yield at


def pywa_at(session: httpx.AsyncClient, inbox: Inbox, token: str) -> WhatsApp:
    """It filters by number and account only when told to: two numbers share one webhook here."""
    reader = WhatsApp(
        phone_id=PHONE_NUMBER_ID,
        token=token,
        session=session,
        waba_id=CHANDAULI.waba_id,
        app_secret=SECRET,
        verify_token="verify",
        filter_updates=False,
    )
    reader.add_handlers(*(handler(inbox.keep) for handler in PYWA_HANDLERS))
    return reader
