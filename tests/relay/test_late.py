"""What was long under way is taken, and whoever reads it sees both times."""

from __future__ import annotations

from datetime import timedelta

from satark.cases import queries
from satark.cases import services as cases
from tests.relay.desk import Desk, Person
from tests.relay.test_people import enrolled
from tests.relay.test_sending import SHO, filed
from tests.world import assess


def came_late(person: Person, text: str, **span: float) -> None:
    """Written so long before it reaches us."""
    item = person.item({"type": "text", "text": {"body": text}})
    item["message"]["timestamp"] = str(int((person.desk.now - timedelta(**span)).timestamp()))
    person.desk.store(item)
    person.desk.work()


def test_an_addition_that_came_late_is_taken_and_says_when_it_was_sent(desk: Desk) -> None:
    source, case_id = filed(desk)

    came_late(source, "कल रात दो ट्रक और आए थे", hours=3)
    came_late(source, "और एक जीप भी थी", minutes=50)

    with desk.world.at_console("vns-range.cell"):
        additions = queries.case_page(case_id, now=desk.now).statements[1:]
    late, punctual = sorted(additions, key=lambda each: each.sent_at is None)
    assert late.at == desk.now
    assert late.sent_at == (desk.now - timedelta(hours=3)).replace(microsecond=0)
    assert punctual.sent_at is None


def test_an_officers_answer_that_came_late_keeps_both_times(desk: Desk) -> None:
    _, case_id = filed(desk)
    enrolled(desk, SHO, "chn-balua.sho")
    with desk.world.at_console("chandauli.cell"):
        assess(case_id, at=desk.now)
        cases.direct(
            case_id, post="chn-balua.sho", brief="नाका", due_at=desk.now + timedelta(hours=6), now=desk.now
        )
    desk.work()

    came_late(desk.person(number=SHO), "नाका लगा दिया", hours=2)

    ((data,),) = desk.rows("SELECT data FROM cases_event WHERE kind = 'progress'")
    assert data["sent_at"].startswith((desk.now - timedelta(hours=2)).isoformat()[:16])
