"""The judge of a rehearsal finds what it is there to find: each rule is broken here once, on purpose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from satark.rehearsal import verdict
from satark.rehearsal.boards import Sight
from satark.rehearsal.complainant import mark_of, marked_photo, sha_of
from satark.rehearsal.incidents import Heard, Report, faults
from satark.rehearsal.officer import Seen
from satark.rehearsal.verdict import Happened, Story

TEN = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
LINES = {"chn-balua": ["chn-balua.sho", "chn-c-skd.co"], "chn-chakia": ["chn-chakia.sho", "chn-c-chk.co"]}


def story(case: str, number: str) -> Story:
    return Story(
        case, number, mark=mark_of(number[::-1]), language="hi", district="chandauli", unit="chn-balua",
        closed=True, to_complainant=10, pressed_at=TEN,
    )  # fmt: skip


ONE, TWO = story("one", "4820193375"), story("two", "7316482059")


def page(of: Story, *, more: str = "", photo_of: Story | None = None) -> Seen:
    photo = sha_of(marked_photo((photo_of or of).mark))
    return Seen(words=of.mark, files=(photo,), lost=0, waiting=0, page=of.mark + more)


def seconds(count: float) -> datetime:
    return TEN + timedelta(seconds=count)


def happened(kind: str, after: float, ref: str = "4820193375-1", **data: str) -> Happened:
    return Happened("one", kind, ref, seconds(after), data)


FORWARDED = happened("forwarded", 0, unit="chn-balua")


def test_pages_that_hold_their_own_words_and_photos_are_right() -> None:
    assert list(verdict.strays([ONE, TWO], {"one": page(ONE), "two": page(TWO)})) == []


def test_words_of_another_case_are_found() -> None:
    astray = page(ONE, more=mark_of(TWO.number))

    found = list(verdict.strays([ONE, TWO], {"one": astray, "two": page(TWO)}))

    assert found == ["4820193375: words of another case are in it"]


def test_a_photo_of_another_case_is_found_in_it_and_missed_in_its_own() -> None:
    found = list(verdict.strays([ONE, TWO], {"one": page(ONE, photo_of=TWO), "two": page(TWO)}))

    assert found == [
        "4820193375: its complainant's photo is not in it",
        "4820193375: a photo of another case is in it",
    ]


def test_a_brief_that_never_came_is_the_longest_wait() -> None:
    heard = [Heard("chn-balua.sho", seconds(3), "", ONE.number, picture=False)]

    waits = verdict.to_station([ONE, TWO], heard, {"chn-balua.sho"})

    assert waits == [3.0, float("inf")]


def test_a_phone_that_was_not_to_hear_of_it_is_named() -> None:
    heard = [Heard(post, TEN, "", ONE.number, picture=False) for post in ("chn-balua.sho", "chn-c-chk.co")]

    found = list(verdict.wrong_phones(heard, {ONE.number: {"chn-balua.sho"}}))

    assert found == ["4820193375: the phone of chn-c-chk.co heard of it"]


def test_a_step_is_timed_on_every_board_of_the_line_and_on_no_other() -> None:
    sights = {
        "chn-c-skd.co": [
            Sight(seconds(2), frozenset({"forwarded"})),
            Sight(seconds(95), frozenset({"forwarded", "received"})),
        ]
    }
    events = [FORWARDED, happened("received", 30)]

    found = list(
        verdict.on_boards(
            events, LINES, {"chn-c-skd.co", "chn-c-chk.co"}, lambda post, case: sights.get(post, [])
        )
    )

    assert [(each.post, each.step, each.seconds) for each in found] == [
        ("chn-c-skd.co", "forwarded", 2.0),
        ("chn-c-skd.co", "received", 65.0),
    ]


def test_a_step_that_no_board_showed_has_no_time() -> None:
    found = list(verdict.on_boards([FORWARDED], LINES, {"chn-c-skd.co"}, lambda post, case: []))

    assert [each.seconds for each in found] == [None]


def test_a_board_of_another_line_is_named_and_one_that_had_the_case_before_is_not() -> None:
    moved = happened("decided", 60, unit="chn-chakia")
    shown = {"chn-c-skd.co": {"one"}, "chn-c-chk.co": {"one"}, "bly-c-1.co": {"one"}}

    found = list(verdict.outsiders([FORWARDED, moved], LINES, shown))

    assert found == ["one: it stood on the board of bly-c-1.co, whose ground it is not"]


def test_messages_are_counted_for_closed_complaints_by_whom_they_reached() -> None:
    heard = [Heard("chn-balua.sho", TEN, "", ONE.number, picture=False)] * 4 + [
        Heard("chn-c-skd.co", TEN, "", ONE.number, picture=False)
    ]

    counted = verdict.per_closed([ONE], heard, {"chn-balua.sho"})

    assert counted == {
        "mean": 15.0,
        "p95": 15,
        "to_complainant": 10.0,
        "to_station": 4.0,
        "to_superiors": 1.0,
    }


def test_an_incident_that_came_without_its_photo_or_late_and_a_tip_that_got_out_are_named() -> None:
    told = Report("chn-balua.sho", "BDFGK", "MNRTX", TEN)
    heard = [
        Heard("chn-c-skd.co", seconds(61), "BDFGK", "1234567890", picture=False),
        Heard("chandauli.sp", seconds(2), "BDFGK", "1234567890", picture=True),
        Heard("chandauli.sp", seconds(5), "MNRTX", "", picture=False),
    ]

    found, waits = faults([told], heard, {"chn-balua.sho": ["chn-c-skd.co", "chandauli.sp"]})

    assert waits == [61.0, 2.0]
    assert found == [
        "the phone of chn-c-skd.co heard of the incident from chn-balua.sho after a minute",
        "a private tip from chn-balua.sho came to the phone of chandauli.sp",
        "the phone of chn-c-skd.co did not get every incident's photo",
    ]
