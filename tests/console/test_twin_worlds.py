"""Twin worlds: with and without a tip about a station, whatever a role of its line can get is the same to the byte.

The same hour, the same ids and the same numbers in both. In the second a tip about Balua's station is told, assessed,
directed to another circle, answered and closed; the first knows nothing of it. What both show beside it is one open
complaint, one order and one direction of a tip that is about nobody of the police.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLPattern
from pytest_django import DjangoDbBlocker

from satark import clock
from satark.cases import complaints, queries, statements, steps, tips
from satark.cases import services as cases
from satark.cases.numbers import new_number
from satark.cases.values import Addition, Answer, Report, Step
from satark.console import once
from satark.console.access import COOKIE
from satark.console.urls import urlpatterns
from satark.jurisdiction.models import Post
from satark.outbox.models import Notice
from tests import world as people
from tests.console.desk import keep_file
from tests.database import PEOPLED, Cluster, Database
from tests.world import BALUA_SAND, MARKET_FIGHT, TERM, World

RANGE = "vns-range.cell"
MORE = {
    "chn-dcr.control": ("chn-dcr", Post.Role.CONTROL),
    "chandauli.night_go": ("chandauli", Post.Role.NIGHT_GO),
    "chandauli.admin": ("chandauli", Post.Role.ADMIN),
    "chn-balua.ssi": ("chn-balua", Post.Role.SSI),
    "chn-balua.night": ("chn-balua", Post.Role.NIGHT),
    "ghazipur.cell": ("ghazipur", Post.Role.CELL),
    "ghazipur.sp": ("ghazipur", Post.Role.SP),
}
"""Who is in the line of a district beside those of every test, and another district of the same range."""
LINE = (
    *("chn-balua.sho", "chn-balua.ssi", "chn-balua.night", "chn-c-skd.co", "chandauli-sadar-sub.asp"),
    *("chandauli.sp", "chandauli.desk", "chandauli.cell", "chandauli.admin", "chandauli.night_go"),
    *("chn-dcr.control", "ghazipur.cell", "ghazipur.sp", "bareilly.cell", "bareilly.desk"),
)
ACTS_ON = "chn-chakia.sho"
"""Another circle's SHO, to whom the walled tip goes: he sees his direction, so he is no twin."""


@dataclass(frozen=True, slots=True)
class Shown:
    """All ids that some page of the visible world may name."""

    cases: tuple[UUID, ...]
    evidence: tuple[UUID, ...]


def ids(seed: int) -> Iterator[UUID]:
    chance = random.Random(seed)
    while True:
        yield UUID(int=chance.getrandbits(128), version=4)


def told(world: World, seen: Iterator[UUID]) -> Shown:
    """What both worlds have."""
    tip, complaint = next(seen), next(seen)
    with world.in_relay():
        cases.file_report(tip, BALUA_SAND, now=people.now())
        complaints.file_complaint(complaint, MARKET_FIGHT, now=people.now())
    file = keep_file(world, complaint)
    world.direction(tip)
    ref = world.forwarded(complaint)
    with world.in_relay():
        steps.take(ref, Step("received"), post="chn-balua.sho", now=people.now())
    return Shown((tip, complaint), (file,))


def hidden(world: World, case_id: UUID, report: Report) -> None:
    """A whole life of a walled tip: everything that could leave a trace."""
    with world.in_relay():
        cases.file_report(case_id, report, now=people.now())
    keep_file(world, case_id)
    with world.at_console(RANGE):
        cases.mark_read(case_id, now=people.now())
        people.assess(case_id, at=people.now())
        tips.accuse(case_id, level="station", units=["chn-balua"], now=people.now())
        ref = cases.direct(case_id, post=ACTS_ON, brief="जाँच", due_at=people.now() + TERM, now=people.now())
        cases.ask_source(case_id, text="कब हुआ?", now=people.now())
        assert queries.case_page(case_id, now=people.now()).directions
    with world.in_relay():
        cases.add_statement(case_id, Addition(text="और एक बात"), now=people.now())
        cases.answer_direction(ref, Answer(text="देखा", done=True), post=ACTS_ON, now=people.now())
    with world.at_console(RANGE):
        tips.accept(case_id, ref=ref, now=people.now())
        cases.close(case_id, outcome="preventive", text="कार्रवाई हुई", now=people.now())


def routes(shown: Shown, stranger: UUID) -> list[str]:
    """Every address of the console with every id of the visible world, and with the hidden one's."""
    found: list[str] = []
    values: dict[str, list[str]] = {
        "case_id": [str(each) for each in (*shown.cases, stranger)],
        "evidence_id": [str(each) for each in (*shown.evidence, stranger)],
        "act": ["note", "urgent"],
        "step": ["1"],
    }
    for pattern in urlpatterns:
        if isinstance(pattern, URLPattern):
            found += filled(str(pattern.pattern), values)
    return [f"/{path}" for path in found]


def filled(path: str, values: dict[str, list[str]]) -> list[str]:
    wanted = re.search(r"<[^>]*?(\w+)>", path)
    if wanted is None:
        return [path]
    given = values.get(wanted[1], ["chandauli"])
    return [each for value in given for each in filled(path.replace(wanted[0], value, 1), values)]


SEARCHES = ("status=all&tab=closed", "status=late&tab=late", "number={number}")


def asked(paths: list[str], number: str) -> list[str]:
    lists = [path for path in paths if not re.search(r"[0-9a-f]{8}-", path)]
    searches = [f"{path}?{query.format(number=number)}" for path in lists for query in SEARCHES]
    return [*paths, *searches]


def answers(world: World, post: str, paths: list[str]) -> dict[str, tuple[int, bytes, str]]:
    """Status, body without what is random in every answer, and the headers that speak of content."""
    client = Client(headers={"accept-language": "en"})
    client.session.save()
    client.cookies[COOKIE] = world.secrets[post]
    with world.database.acting_as("console"):
        found = {path: client.get(path) for path in paths if not path.startswith("/sign")}
    return {path: (each.status_code, body(each), headers(each)) for path, each in found.items()}


SECRET = re.compile(rb'(csrfmiddlewaretoken" value=")[^"]*|("X-CSRFToken": ")[^"]*|(nonce=")[^"]*')


def body(response: object) -> bytes:
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return SECRET.sub(b"", response.content)  # type: ignore[attr-defined]


def headers(response: object) -> str:
    kept = ("ETag", "Last-Modified", "Content-Length", "Location", "Content-Type")
    return "|".join(f"{name}={response.headers.get(name, '')}" for name in kept)  # type: ignore[attr-defined]


def notices(post: str) -> list[tuple[str, str, str]]:
    """What goes to a post's phone; as the owner, whom no rights hold back."""
    rows = Notice.objects.filter(post_id=post).values_list("kind", "ref", "facts")
    # All of one moment, and their ids are random.
    return sorted((kind, ref, repr(facts)) for kind, ref, facts in rows)


@contextmanager
def same_hour(monkeypatch: pytest.MonkeyPatch, at: datetime, seed: int) -> Iterator[None]:
    """Time stands still; numbers come from one row in both worlds, the hidden tip's from another."""
    chance = random.Random(seed)
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: at)
        patch.setattr(people, "now", lambda: at)
        patch.setattr(statements, "new_number", lambda: new_number(chance.randrange))
        patch.setattr(once, "token", lambda: "once")
        yield


@contextmanager
def ids_of_its_own(world: World) -> Iterator[None]:
    """Rows count on as if nothing had been written: how many there are shows only in keyed marks (`ETag`)."""
    with world.database.superuser() as link:
        rows = link.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
        before = rows.fetchall()
        for name, _last in before:
            link.execute(f"SELECT setval('{name}', 1000000)")
    yield
    with world.database.superuser() as link:
        for name, last in before:
            link.execute(f"SELECT setval('{name}', {last or 1}, {str(last is not None).lower()})")


Seen = dict[str, tuple[dict[str, tuple[int, bytes, str]], list[tuple[str, str, str]]]]


def play(
    cluster: Cluster,
    everybody: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    report: Report | None,
    *,
    at: datetime,
) -> Seen:
    """`at`: hardly ago, and once for both: the database lets nobody record what it says happened at another time."""
    cluster.fresh(of=PEOPLED)
    world = World(Database(cluster), dict(everybody))
    stranger = UUID(int=7, version=4)
    for code, (unit, role) in MORE.items():
        world.with_post(code, unit, role)
    with same_hour(monkeypatch, at, seed=1):
        if report is not None:
            with same_hour(monkeypatch, at, seed=2), ids_of_its_own(world):
                hidden(world, stranger, report)
        monkeypatch.setattr("tests.console.desk.now", lambda: at)
        seen = ids(3)
        monkeypatch.setattr("tests.console.desk.uuid4", lambda: next(seen))
        shown = told(world, seen)
        paths = asked(routes(shown, stranger), "1234567890")
        return {post: (answers(world, post, paths), notices(post)) for post in LINE}


WALLED = replace(BALUA_SAND, police="yes", said=("दरोगा जी पैसा लेते हैं",), category="police", urgent=True)


def test_nobody_of_the_line_can_tell_that_a_tip_about_his_station_exists(
    cluster: Cluster,
    everybody: dict[str, str],
    django_db_blocker: DjangoDbBlocker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with django_db_blocker.unblock():
        at = datetime.now(UTC).replace(microsecond=0)
        without = play(cluster, everybody, monkeypatch, None, at=at)
        with_tip = play(cluster, everybody, monkeypatch, WALLED, at=at)

    assert sum(len(pages) for pages, _ in without.values()) > 500
    for post in LINE:
        pages, told_to = with_tip[post]
        plain_pages, plain_told = without[post]
        differing = [path for path, answer in pages.items() if plain_pages[path] != answer]
        assert differing == [], post
        assert told_to == plain_told, post


def test_the_comparison_sees_a_tip_that_a_role_may_read(
    cluster: Cluster,
    everybody: dict[str, str],
    django_db_blocker: DjangoDbBlocker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else two empty worlds would be twins, too."""
    with django_db_blocker.unblock():
        cluster.fresh(of=PEOPLED)
        world = World(Database(cluster), dict(everybody))
        before = answers(world, RANGE, ["/cases?status=all"])
        case_id = uuid4()
        with world.in_relay():
            cases.file_report(case_id, WALLED, now=people.now())
        after = answers(world, RANGE, ["/cases?status=all"])

    assert before != after
