"""Statuses as either client reads them, webhooks that hold several things, signatures and the handshake."""

from __future__ import annotations

import json

from pywa_async.types.message import Message

from tests.clients.desk import UNREAD, Desk
from tests.clients.rows import Act, Client, Differs, Lacks, Row, Works
from tests.clients.verbs import kapso_status, phone, pywa_says
from tests.simulator.stage import (
    OFFICER,
    OFFICER_NUMBER,
    SOURCE,
    SOURCE_NUMBER,
    USERNAME_ONLY,
    USERNAME_ONLY_ID,
    text,
)


def told(statuses: int, *, to: str = SOURCE_NUMBER, writes: str = "") -> Act:
    """The business sends one message; so many statuses of it arrive."""

    async def act(at: Desk) -> None:
        if writes:
            await phone(writes)(at)
        whom = {"recipient": to} if "." in to else {"to": to}
        code, _ = await at.stage.graph(text() | whom | {"biz_opaque_callback_data": "outbox-7"})
        assert code == 200
        await at.inbox.until(lambda: len(at.inbox.statuses()) == statuses)

    return act


async def reacted(at: Desk) -> None:
    reaction = {"message_id": at.first, "emoji": "🙏"}
    message = {"type": "reaction", "reaction": reaction, "biz_opaque_callback_data": "outbox-7"}
    code, _ = await at.stage.graph(message)
    assert code == 200
    await at.inbox.until(lambda: len(at.inbox.statuses()) == 1)


async def refused_later(at: Desk) -> None:
    """131026 that comes as a failed status, for a number nobody has."""
    await at.stage.faults(refuse_later=True)
    await told(1, to="915550019999")(at)


STATUS = Works(
    pywa_says(lambda s: {"status": s.status.value, "number": s.from_user.wa_id, "opaque": s.tracker})
)
KAPSO_STATUS = Works(
    kapso_status(
        lambda s: {
            "status": s.status,
            "number": s.recipient_id,
            "opaque": s.extra.get("bizOpaqueCallbackData"),
        }
    )
)

STATUSES = (
    Row(
        kind="sent, which is all that a reaction gets",
        before=reacted,
        expected={"status": "sent", "number": SOURCE_NUMBER, "opaque": "outbox-7"},
        pywa=STATUS,
        kapso=KAPSO_STATUS,
    ),
    Row(
        kind="delivered, with our own word for the message",
        before=told(2),
        expected={"status": "delivered", "number": SOURCE_NUMBER, "opaque": "outbox-7"},
        pywa=STATUS,
        kapso=KAPSO_STATUS,
    ),
    Row(
        kind="read",
        before=told(3, to=OFFICER_NUMBER, writes=OFFICER),
        expected={"status": "read", "number": OFFICER_NUMBER, "opaque": "outbox-7"},
        pywa=STATUS,
        kapso=KAPSO_STATUS,
    ),
    Row(
        kind="status of a message to a user id",
        before=told(2, to=USERNAME_ONLY_ID, writes=USERNAME_ONLY),
        expected={"number": None, "user id": USERNAME_ONLY_ID},
        pywa=Works(pywa_says(lambda s: {"number": s.from_user.wa_id, "user id": s.from_user.bsuid})),
        kapso=Differs(
            "looks for the user id under its own service's name; Meta's is left among the rest",
            kapso_status(
                lambda s: {
                    "number": s.recipient_id,
                    "user id": s.business_scoped_user_id,
                    "rest": s.extra["recipientUserId"],
                }
            ),
            {"number": None, "user id": None, "rest": USERNAME_ONLY_ID},
        ),
    ),
    Row(
        kind="price of a message",
        before=told(2),
        expected={"billable": True, "category": "service"},
        pywa=Works(
            pywa_says(lambda s: {"billable": s.pricing.billable, "category": s.pricing.category.value})
        ),
        kapso=Works(kapso_status(lambda s: s.pricing)),
    ),
    Row(
        kind="failed",
        before=refused_later,
        expected={"status": "failed", "code": 131026, "opaque": "outbox-7"},
        pywa=Differs(
            "wants a contact, which a failure has not (Meta: absent on failed)",
            pywa_says(lambda s: s.error.code),
            UNREAD,
        ),
        kapso=Works(
            kapso_status(
                lambda s: {
                    "status": s.status,
                    "code": s.errors[0]["code"],
                    "opaque": s.extra["bizOpaqueCallbackData"],
                }
            )
        ),
    ),
)


async def three_at_once(at: Desk) -> None:
    """Three messages of one phone, held back so long that they come in one POST."""
    await at.stage.faults(batch=3, delay_ms=100)
    before = len(at.inbox.messages())
    for word in ("one", "two", "three"):
        await at.stage.write(text=word)
    await at.inbox.until(lambda: len(at.inbox.messages()) == before + 3)


async def words_and_a_status(at: Desk) -> None:
    """What a phone writes, and that it has read: in one change, as Meta may put them."""
    await told(2)(at)
    batch = {"phone": SOURCE, "messages": [{"type": "text", "text": "thanks"}], "statuses": True}
    status, body = await at.stage.post("/api/batch", batch)
    assert status == 201, body
    assert body["delivered"]


async def pywa_both(at: Desk) -> list[str]:
    """Words and statuses of the last webhook."""
    last = at.inbox.by_pywa[-1]
    return [str(last.text)] if isinstance(last, Message) else [last.status.value]


async def kapso_both(at: Desk) -> list[str]:
    last = at.inbox.by_kapso[-1]
    return [m["text"]["body"] for m in last.messages] + [s.status for s in last.statuses]


async def twice(at: Desk) -> None:
    """The same bytes, delivered two times."""
    await at.stage.faults(duplicate=True)
    await at.stage.write(text="once")
    await at.inbox.until(lambda: len(at.inbox.bodies) == 3)


async def pywa_words(at: Desk) -> list[str]:
    return [update.text for update in at.inbox.by_pywa[1:] if update != UNREAD]


async def kapso_words(at: Desk) -> list[str]:
    return [message["text"]["body"] for read in at.inbox.by_kapso[1:] for message in read.messages]


SEVERAL = (
    Row(
        kind="three updates in one POST",
        before=three_at_once,
        expected=["one", "two", "three"],
        pywa=Differs("reads the first and drops the others", pywa_words, ["one"]),
        kapso=Works(kapso_words),
    ),
    Row(
        kind="words and a status in one change",
        before=words_and_a_status,
        expected=["thanks", "read"],
        pywa=Differs("looks at no status where there is a message", pywa_both, ["thanks"]),
        kapso=Works(kapso_both),
    ),
    Row(
        kind="one update delivered twice",
        before=twice,
        expected=["once"],
        pywa=Works(pywa_words),
        kapso=Differs("leaves it to its user to tell repeats apart", kapso_words, ["once", "once"]),
    ),
)


def posted(sign: str) -> Act:
    """A webhook under this signature."""

    async def act(at: Desk) -> None:
        body = json.loads(at.inbox.bodies[0])
        status, answer = await at.stage.post("/api/webhooks/post", {"body": body, "sign": sign})
        assert status == 200, answer

    return act


def held_signed(client: Client) -> Works:
    async def do(at: Desk) -> bool:
        return at.inbox.signed[-1][client]

    return Works(do)


async def shakes_hands(at: Desk) -> object:
    _, answer = await at.stage.post("/api/webhooks/verify", {})
    return answer["verified"]


SIGNED = (
    Row(
        kind="a webhook signed as Meta signs, over its escaped bytes",
        before=posted("right"),
        expected=True,
        pywa=held_signed("pywa"),
        kapso=held_signed("kapso"),
    ),
    Row(
        kind="a webhook signed with another key",
        before=posted("wrong"),
        expected=False,
        pywa=held_signed("pywa"),
        kapso=held_signed("kapso"),
    ),
    Row(
        kind="a webhook without a signature",
        before=posted("none"),
        expected=False,
        pywa=held_signed("pywa"),
        kapso=held_signed("kapso"),
    ),
    Row(kind="the handshake", expected=True, pywa=Works(shakes_hands), kapso=Lacks()),
)

TELLING = (*STATUSES, *SEVERAL, *SIGNED)
