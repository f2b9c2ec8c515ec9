"""A fault at each link of the chain is found at that link and booked to its cause, and to no officer where it is not his."""

from __future__ import annotations

import pytest

from satark.cases.clock.history import History
from satark.cases.clock.lateness import charges
from satark.cases.clock.ledger import LINKS, ledger
from satark.cases.clock.rules import Rulebook
from tests.clock.line import OTHER, SHO, K, at, filed, forwarded, happens

WHOLE = (
    (K.DIRECTION_SENT, 2),
    (K.DIRECTION_DELIVERED, 3),
    (K.DIRECTION_READ, 4),
    (K.RECEIVED, 6),
    (K.TEAM_SENT, 20),
    (K.ON_SPOT, 50),
    (K.ANSWERED, 90),
)


def chain(until: str = "") -> History:
    """A complaint that goes well, up to the event of this kind, which does not happen."""
    history = forwarded(filed(), SHO, 1)
    for kind, minutes in WHOLE:
        if kind == until:
            break
        history = happens(history, kind, minutes, ref="N-1")
    return history


def fault(history: History, kind: str, minutes: float, **data: object) -> History:
    return happens(history, kind, minutes, ref="N-1", **data)


FAULTS = [
    # what happened, broken link, cause
    (filed(), "forwarded", "desk"),
    (chain(K.DIRECTION_SENT), "sent", "platform"),
    (fault(chain(K.DIRECTION_SENT), K.DIRECTION_FAILED, 2, why="token"), "sent", "platform"),
    (fault(chain(K.DIRECTION_SENT), K.DIRECTION_FAILED, 2, why="template"), "sent", "platform"),
    (fault(chain(K.DIRECTION_SENT), K.DIRECTION_FAILED, 2, why="no_phone"), "sent", "means"),
    (chain(K.DIRECTION_DELIVERED), "delivered", "network"),
    (fault(chain(K.DIRECTION_DELIVERED), K.DIRECTION_FAILED, 3, why="not_reachable"), "delivered", "network"),
    (fault(chain(K.DIRECTION_DELIVERED), K.DIRECTION_FAILED, 3, why="account"), "delivered", "platform"),
    (chain(K.DIRECTION_READ), "read", "will"),
    (chain(K.RECEIVED), "acknowledged", "will"),
    (fault(chain(K.RECEIVED), K.REASON, 8, code="court"), "acknowledged", "means"),
    (fault(chain(K.RECEIVED), K.REASON, 8, code="network"), "acknowledged", "network"),
    (chain(K.TEAM_SENT), "left", "will"),
    (fault(chain(K.TEAM_SENT), K.REASON, 8, code="no_vehicle"), "left", "means"),
    (forwarded(chain(K.TEAM_SENT), OTHER, 30, ref="N-2"), "left", "others"),
    (chain(K.ON_SPOT), "reached", "will"),
    (fault(chain(K.ON_SPOT), K.REASON, 30, code="road"), "reached", "means"),
    (chain(K.ANSWERED), "done", "will"),
    (fault(chain(), K.RETURNED, 95), "done", "will"),
]


@pytest.mark.parametrize(("history", "broken", "cause"), FAULTS)
def test_a_fault_is_found_at_its_link_and_booked_to_its_cause(
    history: History, broken: str, cause: str
) -> None:
    ref = "N-1" if history.duties else ""

    found = ledger(history, ref, at(400))

    assert (found.broken, found.cause) == (broken, cause)
    assert found.link(broken).at is None
    assert found.link(broken).seconds > 0


CLOCK_OF = {"forwarded": "desk", "left": "team", "reached": "spot"}


@pytest.mark.parametrize(("history", "broken", "cause"), [each for each in FAULTS if each[1] != "done"])
def test_lateness_and_ledger_blame_the_same(history: History, broken: str, cause: str) -> None:
    clock = CLOCK_OF.get(broken, "receive")

    late = [c for c in charges(history, Rulebook(), at(400)) if c.clock == clock and c.ref in ("", "N-1")]

    assert max(late, key=lambda charge: charge.seconds).cause == cause
    if cause in ("platform", "network", "desk"):
        assert all(charge.cause != "will" for charge in late)


def test_every_link_can_break() -> None:
    assert {broken for _, broken, _ in FAULTS} == set(LINKS) - {"filed"}


def test_a_whole_chain_says_how_long_each_link_took() -> None:
    found = ledger(chain(), "N-1", at(400))

    assert (found.broken, found.cause) == ("", "")
    assert [(link.name, link.seconds / 60) for link in found.links] == [
        ("filed", 0),
        ("forwarded", 1),
        ("sent", 1),
        ("delivered", 1),
        ("read", 1),
        ("acknowledged", 2),
        ("left", 14),
        ("reached", 30),
        ("done", 40),
    ]


def test_a_phone_that_tells_of_no_reading_breaks_nothing() -> None:
    history = forwarded(filed(), SHO, 1)
    for kind, minutes in WHOLE:
        if kind != K.DIRECTION_READ:
            history = happens(history, kind, minutes, ref="N-1")

    found = ledger(history, "N-1", at(400))

    assert found.broken == ""
    assert found.link("read").at is None


def test_the_strongest_proof_of_receipt_is_kept() -> None:
    read, delivered = (
        ledger(chain(K.RECEIVED), "N-1", at(400)),
        ledger(chain(K.DIRECTION_READ), "N-1", at(400)),
    )

    assert read.proof == read.link("read")
    assert delivered.proof == delivered.link("delivered")
    assert ledger(chain(K.DIRECTION_SENT), "N-1", at(400)).proof is None
