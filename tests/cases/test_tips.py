"""From tip to action: nothing from a tip alone, nobody of the line that is accused, nobody's tip gone for the other cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import Error

from satark.cases import errors, guard, queries, releases, tips
from satark.cases import services as cases
from satark.cases.models import Case, Direction, Event, Statement
from satark.cases.values import Addition, Answer
from satark.jurisdiction.models import Post
from tests.world import BALUA_SAND, TERM, World, assess, now

CELL, RANGE, SP, SHO, FAR_SHO = (
    "chandauli.cell",
    "vns-range.cell",
    "chandauli.sp",
    "chn-balua.sho",
    "chn-chakia.sho",
)
WALLED = replace(BALUA_SAND, police="yes")
COW = replace(BALUA_SAND, category="cow")


def direct(world: World, case_id: UUID, *, by: str = CELL, post: str = SHO) -> str:
    with world.at_console(by):
        return cases.direct(case_id, post=post, brief="नाका", due_at=now() + TERM, now=now())


def assessed(world: World, case_id: UUID, *, by: str = CELL, two_districts: bool = False) -> None:
    with world.at_console(by):
        tips.assess(
            case_id,
            credibility="likely",
            corroboration="seen",
            ground="cognizable",
            text="रास्ता जाना-पहचाना",
            two_districts=two_districts,
            now=now(),
        )


def accused(world: World, case_id: UUID, level: str, *units: str, to_sp: bool = False) -> None:
    with world.at_console(RANGE):
        tips.accuse(case_id, level=level, units=units, to_sp=to_sp, now=now())


def offered(world: World, case_id: UUID, by: str) -> set[str]:
    with world.at_console(by):
        return {post.code for post in queries.posts_to_direct(case_id)}


def reads(world: World, post: str) -> set[UUID]:
    with world.at_console(post):
        return set(Case.objects.values_list("id", flat=True))


def test_no_post_is_directed_before_the_tip_was_assessed(world: World) -> None:
    case_id = world.tip()

    with pytest.raises(errors.NotAssessed):
        direct(world, case_id)
    assessed(world, case_id)

    assert direct(world, case_id)


def test_the_database_says_so_too(world: World) -> None:
    case_id = world.tip()
    number = Case.objects.get(pk=case_id).number
    row = Direction(
        case_id=case_id, ref=f"{number}-1", post_id=SHO, at=now(), due_at=now() + TERM, sealed_brief=b""
    )

    with world.at_console(CELL), pytest.raises(Error, match="row-level security"):
        row.save(force_insert=True)


@pytest.mark.parametrize("field", ["credibility", "corroboration", "ground"])
def test_an_assessment_has_codes_of_the_lists(world: World, field: str) -> None:
    given: dict[str, Any] = {
        "credibility": "firm",
        "corroboration": "none",
        "ground": "cognizable",
        field: "perhaps",
    }

    with world.at_console(CELL), pytest.raises(errors.CodeUnknown):
        tips.assess(world.tip(), now=now(), **given)


def test_a_sensitive_tip_waits_for_the_supervisor_who_sees_what_he_decides_and_not_the_sources_words(
    world: World,
) -> None:
    case_id = world.tip(COW)
    assessed(world, case_id)
    with pytest.raises(errors.NotReleased):
        direct(world, case_id)
    with world.at_console(CELL):
        step = releases.ask(case_id, what="direction", text="घाट पर नाका", now=now())

    with world.at_console(SP):
        (asked,) = releases.waiting(now=now())
        assert (asked.words, asked.category, asked.unit) == ("घाट पर नाका", "cow", "chn-balua")
        assert (asked.assessment["credibility"], asked.assessment_words) == ("likely", "रास्ता जाना-पहचाना")
        assert not Case.objects.exists()
        assert not Statement.objects.exists()
        releases.release(case_id, step, granted=True, now=now())
        assert releases.waiting(now=now()) == []
        (listed,) = releases.releases(since=now() - timedelta(hours=1))

    assert (listed.granted, listed.decided_by) == (True, SP)
    assert direct(world, case_id)


def test_a_release_that_was_refused_is_none(world: World) -> None:
    case_id = world.tip(COW)
    assessed(world, case_id)
    with world.at_console(CELL):
        step = releases.ask(case_id, what="direction", text="नाका", now=now())

    with world.at_console(SP):
        releases.release(case_id, step, granted=False, now=now())
        with pytest.raises(errors.NotAsked):
            releases.release(case_id, step, granted=True, now=now())

    with pytest.raises(errors.NotReleased):
        direct(world, case_id)


@pytest.mark.parametrize("post", [CELL, SHO, "chandauli.desk", "bareilly.cell"])
def test_nobody_but_the_supervisor_releases(world: World, post: str) -> None:
    case_id = world.tip(COW)
    assessed(world, case_id)
    with world.at_console(CELL):
        step = releases.ask(case_id, what="direction", text="नाका", now=now())

    with world.at_console(post):
        assert releases.waiting(now=now()) == []
        with pytest.raises(errors.NotAsked):
            releases.release(case_id, step, granted=True, now=now())
    with world.at_console(post), pytest.raises(Error, match="row-level security"):
        Event(case_id=case_id, kind="released", at=now(), post_id=post).save(force_insert=True)


def test_what_was_put_before_the_sp_is_gone_for_him_when_the_wall_rises(world: World) -> None:
    case_id = world.tip(COW)
    assessed(world, case_id)
    with world.at_console(CELL):
        releases.ask(case_id, what="direction", text="नाका", now=now())

    with world.in_relay():
        cases.add_statement(case_id, Addition(answers={"police": "yes"}), now=now())

    with world.at_console(SP):
        assert releases.waiting(now=now()) == []
        assert not Event.objects.exists()


def test_words_that_ask_who_the_source_is_wait_for_the_supervisor(world: World) -> None:
    case_id, words = world.tip(), "अपना मोबाइल नंबर बताइए"
    with world.at_console(CELL):
        with pytest.raises(errors.TextHeld) as held:
            cases.ask_source(case_id, text=words, now=now())
        assert held.value.reasons == (guard.NUMBER,)
        step = releases.ask(case_id, what="text", text=words, now=now())
    with world.at_console(SP):
        assert [asked.reasons for asked in releases.waiting(now=now())] == [[guard.NUMBER]]
        releases.release(case_id, step, granted=True, now=now())

    with world.at_console(CELL):
        cases.ask_source(case_id, text=words, now=now())
        with pytest.raises(errors.TextHeld):
            cases.answer_source(case_id, text=f"{words} और पता", now=now())
        with pytest.raises(errors.TextHeld):
            cases.close(case_id, outcome="fir", text="थाने आकर मिलिए", now=now())


def test_a_notice_is_sent_to_no_source_whoever_releases_it(world: World) -> None:
    case_id, words = world.tip(), "धारा 35(3) बीएनएसएस का नोटिस: उपस्थित हों"
    with world.at_console(CELL):
        step = releases.ask(case_id, what="text", text=words, now=now())
    with world.at_console(SP):
        releases.release(case_id, step, granted=True, now=now())

    with world.at_console(CELL), pytest.raises(errors.TextHeld):
        cases.ask_source(case_id, text=words, now=now())


def test_the_digs_cell_asks_the_sp_and_directs_nobody_else(world: World) -> None:
    case_id = world.tip()
    assessed(world, case_id)

    assert offered(world, case_id, RANGE) == {SP}
    with pytest.raises(errors.PostNotAllowed):
        direct(world, case_id, by=RANGE)
    assert direct(world, case_id, by=RANGE, post=SP)


def test_it_directs_itself_when_the_district_is_silent_past_its_term_or_two_are_concerned(
    world: World,
) -> None:
    silent, wide = world.tip(), world.tip()
    assessed(world, silent)
    ref = direct(world, silent, by=RANGE, post=SP)
    Event(case_id=silent, kind="overdue", at=now(), post_id=SP, ref=ref).save(force_insert=True)
    assessed(world, wide, by=RANGE, two_districts=True)

    assert SHO in offered(world, silent, RANGE)
    assert SHO in offered(world, wide, RANGE)


def test_of_a_tip_about_police_nobody_is_directed_before_it_is_said_which(world: World) -> None:
    case_id = world.tip(WALLED)
    assessed(world, case_id, by=RANGE)

    with pytest.raises(errors.AccusedNotSaid):
        direct(world, case_id, by=RANGE, post=FAR_SHO)


def test_about_a_station_another_circle_acts_and_the_sps_cell_may_be_let_in(world: World) -> None:
    case_id = world.tip(WALLED)
    assessed(world, case_id, by=RANGE)

    accused(world, case_id, "station", "chn-balua")
    alone = reads(world, CELL)
    accused(world, case_id, "station", "chn-balua", to_sp=True)

    assert alone == set()
    assert reads(world, CELL) == {case_id}
    for by in (CELL, RANGE):
        posts = offered(world, case_id, by)
        assert {FAR_SHO, "chn-c-chk.co", SP} <= posts
        assert not {SHO, "chn-c-skd.co", "chandauli.desk"} & posts
        assert not {post for post in posts if Post.objects.get(pk=post).unit.parent_id == "chn-c-skd"}


@pytest.mark.parametrize("level", ["gazetted", "district"])
def test_about_a_co_or_the_sp_it_stays_above_the_district(world: World, level: str) -> None:
    case_id = world.tip(WALLED)
    assessed(world, case_id, by=RANGE)
    accused(world, case_id, "station", "chn-balua", to_sp=True)

    accused(world, case_id, level, "chn-c-skd" if level == "gazetted" else "chandauli")

    assert reads(world, CELL) == set()
    assert {p for p in offered(world, case_id, RANGE) if p.startswith("ch")} == set()


def test_about_the_range_it_goes_to_the_zone_and_only_when_somebody_reads_there(world: World) -> None:
    case_id = world.tip(WALLED)
    with pytest.raises(errors.UnitNotAllowed):
        accused(world, case_id, "range", "vns-range")
    assert reads(world, RANGE) == {case_id}
    zone = world.with_post("vns-zone.cell", "vns-zone", Post.Role.CELL)

    accused(world, case_id, "range", "vns-range")

    assert reads(world, zone) == {case_id}
    assert reads(world, RANGE) == set()


def test_where_the_source_was_not_sure_it_may_turn_out_to_be_about_nobody(world: World) -> None:
    unsure, sure = world.tip(replace(BALUA_SAND, police="unknown")), world.tip(WALLED)

    accused(world, unsure, "none")
    with pytest.raises(errors.CodeUnknown):
        accused(world, sure, "none")

    assert reads(world, CELL) == {unsure}


@pytest.mark.parametrize("post", [CELL, SP, SHO, "chandauli.desk"])
def test_nobody_of_the_district_says_whom_a_tip_is_about(world: World, post: str) -> None:
    case_id = world.tip()

    with world.at_console(post), pytest.raises(errors.CaseNotFound):
        tips.accuse(case_id, level="station", units=["chn-balua"], now=now())
    with world.at_console(post), pytest.raises(Error, match=r"row-level security|not for this cell"):
        Event(
            case_id=case_id, kind="accused", at=now(), post_id=post, data={"level": "none", "units": []}
        ).save(force_insert=True)


def test_a_tip_without_a_district_is_given_to_one_with_a_trace(world: World) -> None:
    case_id = world.tip(replace(BALUA_SAND, unit="", fallback_unit="vns-range"))

    with world.at_console(RANGE):
        tips.hand_over(case_id, to_unit="chandauli", why="चहनियां हमारे ज़िले में", now=now())

    assert reads(world, CELL) == reads(world, RANGE) == {case_id}
    with world.at_console(CELL):
        assert queries.case_page(case_id, now=now()).line.district_code == "chandauli"
        assert Event.objects.get(kind="handed_over").data == {"to": "chandauli", "from": ""}


def test_it_is_given_to_no_district_of_another_range_and_to_none_that_is_accused(world: World) -> None:
    walled = world.tip(replace(WALLED, unit="", fallback_unit="vns-range"))
    accused(world, walled, "district", "chandauli")

    for unit in ("bareilly", "chandauli", "chn-balua", "nowhere"):
        with world.at_console(RANGE), pytest.raises(errors.UnitNotAllowed):
            tips.hand_over(walled, to_unit=unit, why="x", now=now())


@pytest.mark.parametrize("by", [CELL, RANGE])
def test_neither_cell_can_make_a_tip_vanish_for_the_other(world: World, by: str) -> None:
    case_id = world.tip()

    with world.at_console(by):
        assess(case_id, at=now())
        cases.mark_read(case_id, now=now())
        cases.close(case_id, outcome="no_ground", text="धन्यवाद", now=now())
        with pytest.raises(errors.CaseClosed):
            tips.hand_over(case_id, to_unit="ghazipur", why="x", now=now())

    assert reads(world, CELL) == reads(world, RANGE) == {case_id}


def test_a_tip_given_to_another_district_stays_readable_where_it_was(world: World) -> None:
    case_id = world.tip()

    with world.at_console(RANGE):
        tips.hand_over(case_id, to_unit="ghazipur", why="गाज़ीपुर का घाट", now=now())

    assert reads(world, CELL) == {case_id}
    assert offered(world, case_id, CELL) == set()


def test_of_urgent_danger_fact_and_place_go_out_at_once_without_the_sources_words(world: World) -> None:
    case_id = world.tip(COW)

    with world.at_console(CELL):
        (ref,) = tips.urgent_danger(case_id, posts=[SHO], place="चहनियां बाज़ार", fact="violence", now=now())

    with world.at_console(SHO):
        (line,) = queries.my_directions(now=now())
    assert line.ref == ref
    assert "मारपीट/हिंसा हो रही है" in line.brief
    assert "चहनियां बाज़ार" in line.brief
    assert not any(word in line.brief for word in (*BALUA_SAND.said, "25.41"))


def test_not_even_danger_reaches_a_station_that_may_be_accused(world: World) -> None:
    case_id = world.tip(WALLED)

    for post in (SHO, "chn-c-skd.co", SP):
        with world.at_console(RANGE), pytest.raises(errors.PostNotAllowed):
            tips.urgent_danger(case_id, posts=[post], place="बाज़ार", fact="held", now=now())
    with world.at_console(RANGE):
        assert tips.urgent_danger(case_id, posts=[FAR_SHO], place="बाज़ार", fact="held", now=now())


def test_a_team_gets_one_direction_each_or_none(world: World) -> None:
    case_id = world.tip()
    assessed(world, case_id)
    term = now() + TERM

    with world.at_console(CELL), pytest.raises(errors.PostNotAllowed):
        cases.direct_team(case_id, posts=[SHO, "bly-izzatnagar.sho"], brief="x", due_at=term, now=now())
    with world.at_console(CELL):
        refs = cases.direct_team(case_id, posts=[SHO, FAR_SHO, SHO], brief="साथ जाएँ", due_at=term, now=now())

    assert [Direction.objects.get(ref=ref).post_id for ref in refs] == [SHO, FAR_SHO]


def test_an_answer_is_accepted_once_and_only_while_it_stands(world: World) -> None:
    case_id = world.tip()
    ref = world.direction(case_id)
    with world.at_console(CELL), pytest.raises(errors.NotAnswered):
        tips.accept(case_id, ref=ref, now=now())
    with world.in_relay():
        cases.answer_direction(ref, Answer(text="दो ट्रक पकड़े", done=True), post=SHO, now=now())

    with world.at_console(CELL):
        for _press in range(2):
            tips.accept(case_id, ref=ref, now=now())

    with world.in_relay():
        assert Event.objects.filter(case_id=case_id, kind="approved").count() == 1
