"""No act of those who are judged lowers anybody's lateness; and how much the rules of other systems would have hidden."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from satark.cases.clock.lateness import CAUSES, charges, lateness
from satark.cases.clock.rule_files import parse
from satark.cases.clock.rules import Rulebook, Version
from tests.clock import anchors, chance
from tests.clock.line import DESK, SHO, START, K, at, filed, forwarded, happens

LIVES = 2000
BOOK = Rulebook(
    (
        Version(
            START - timedelta(days=9),
            parse(
                {
                    "exceptions": [
                        {
                            "when": {"category": ["fight"]},
                            "minutes": {
                                "receive": {"urgent": 3, "ordinary": 10},
                                "desk": {"urgent": 2, "ordinary": 9},
                            },
                        },
                        {
                            "when": {"category": ["land"]},
                            "minutes": {"team": {"urgent": 600, "ordinary": 2000}},
                        },
                    ]
                }
            ),
        ),
    )
)


def test_no_sequence_of_acts_lowers_anybodys_lateness_at_any_later_instant() -> None:
    for seed in range(LIVES):
        luck = Random(seed)
        life = chance.life(luck)
        bent = chance.acts(luck, life)

        for days in (8, luck.uniform(8, 30)):
            now = START + timedelta(days=days)
            honest, pretended = lateness(life, BOOK, now), lateness(bent, BOOK, now)
            for post, clocks in honest.items():
                for clock, seconds in clocks.items():
                    found = pretended.get(post, {}).get(clock, 0.0)
                    assert found >= seconds - 0.001, f"seed {seed}: {post} {clock} {seconds} → {found}"


def test_quiet_acts_lower_nothing_while_they_are_fresh_either() -> None:
    for seed in range(LIVES // 3):
        luck = Random(-seed - 1)
        life = chance.life(luck)
        when = luck.uniform(0, 2000)
        kind = luck.choice(chance.QUIET[:10])
        bent = happens(life, kind, when, ref=life.duties[0].ref if life.duties else "")

        for minutes in (when, when + 1, when + 60):
            honest, pretended = lateness(life, BOOK, at(minutes)), lateness(bent, BOOK, at(minutes))
            for post, clocks in honest.items():
                for clock, seconds in clocks.items():
                    assert pretended.get(post, {}).get(clock, 0.0) >= seconds - 0.001, f"seed {seed}"


def test_the_causes_of_a_lateness_add_up_to_it() -> None:
    for seed in range(300):
        luck = Random(seed)
        bent = chance.acts(luck, chance.life(luck))

        by_cause = charges(bent, BOOK, at(9000))

        assert {charge.cause for charge in by_cause} <= set(CAUSES)
        total = sum(sum(clocks.values()) for clocks in lateness(bent, BOOK, at(9000)).values())
        assert abs(sum(charge.seconds for charge in by_cause) - total) < 0.01


# --- faults of other systems, by name -------------------------------------------------------------------------------


def test_an_edit_restarts_no_clock() -> None:
    """DIGIT."""
    history = forwarded(filed(), SHO, 0)
    edited = happens(happens(history, K.NOTE, 25), K.NOTE, 50)

    ours = lateness(edited, Rulebook(), at(70))[SHO]["receive"]

    assert ours == 40 * 60
    assert ours - anchors.restarts_on_edit(edited, at(70)) == 40 * 60


def test_what_nobody_has_is_somebodys_lateness() -> None:
    """DIGIT."""
    history = filed()

    assert lateness(history, Rulebook(), at(130)) == {DESK: {"desk": 100 * 60}}
    assert anchors.skips_the_unassigned(history, at(130)) == 0


def test_pending_freezes_nothing() -> None:
    """Zammad."""
    history = happens(forwarded(filed(), SHO, 0), K.REASON, 20, ref="N-1", code="court")

    ours = lateness(history, Rulebook(), at(110))[SHO]["receive"]

    assert ours == 80 * 60
    assert anchors.freezes_in_pending(history, at(110)) == 0


def test_the_hundred_and_first_is_late_too() -> None:
    """DIGIT."""
    late = [lateness(forwarded(filed(), SHO, 0), Rulebook(), at(60))[SHO]["receive"] for _ in range(250)]

    assert sum(late) == 250 * 30 * 60
    assert sum(late) - anchors.only_the_first_hundred(late) == 150 * 30 * 60


def test_without_a_target_there_is_a_default() -> None:
    """Others: no target, no lateness."""
    other_unit = parse(
        {"exceptions": [{"when": {"unit": ["cave"]}, "minutes": {"receive": {"urgent": 1, "ordinary": 1}}}]}
    )
    history = forwarded(filed(), SHO, 0)

    ours = lateness(history, Rulebook((Version(at(-1), other_unit),)), at(60))[SHO]["receive"]

    assert ours == 30 * 60
    assert (
        anchors.no_target_no_lateness(history, at(60), targets={"cave": timedelta(minutes=1)}, unit="ghat")
        == 0
    )


def test_a_clock_does_not_run_on_after_the_work_is_done() -> None:
    """Chatwoot."""
    history = happens(forwarded(filed(), SHO, 0), K.RECEIVED, 20, ref="N-1")
    done = happens(history, K.ANSWERED, 100, ref="N-1")

    assert SHO not in lateness(done, Rulebook(), at(100_000))
    assert anchors.runs_on_after_close(done, at(100_000)) > 5_000_000
