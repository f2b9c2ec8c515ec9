"""What follows from each way a send can fail."""

from __future__ import annotations

import re

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.channels.whatsapp.errors import (
    LOST,
    TABLE,
    WORDS,
    WORDS_HINDI,
    Accepted,
    Failure,
    of_code,
    officer_words,
    read_answer,
)
from tests.channels.items import NUMBER, WAMID

SHEET = {
    # Our reading of Meta's error pages (copies of December 2025 to August 2026): code -> (retry, alarm).
    "later": "1 2 131000 131016 131053 131057 130429 133004 135000 139103",
    "slow": "4 80007 131048! 132069 139102",
    "pair": "131056",
    "after_change": "0! 190! 368! 3! 10! 33! 131005! 131030 131031! 131037! 131042! 131045! 131064! 132015! 132016! "
    "132068 133000 133005 133006 133008 133009 133010! 133015 133016 134011 137000 139100 139101 200! 299!",
    "never": "100 130472 130497 131008 131009 131021 131026 131035 131036 131047 131049 131050 131051 131052 131055 "
    "131059 131060 131062 131063 132000! 132001! 132005! 132007! 132008! 132012! 132018! "
    "147001 147002 147003 147004 147005",
}
EXPECTED = [
    (int(code.rstrip("!")), retry, code.endswith("!"))
    for retry, codes in SHEET.items()
    for code in codes.split()
]


@pytest.mark.parametrize(("code", "retry", "alarm"), EXPECTED)
def test_each_code_has_its_next_step(code: int, retry: str, alarm: bool) -> None:
    failure = of_code(code)

    assert (failure.retry, failure.alarm, failure.code) == (retry, alarm, code)
    assert not failure.ambiguous


def test_every_class_has_words_for_an_officer_and_no_words_are_left_over() -> None:
    used = {failure.words for failure in TABLE.values()} | {"no_connection", "answer_lost"}

    assert used == set(WORDS) == set(WORDS_HINDI)


@pytest.mark.parametrize("key", WORDS)
def test_an_officer_reads_it_in_either_language_without_our_terms(key: str) -> None:
    failure = Failure("never", False, False, key)
    english, hindi = officer_words(failure, "en"), officer_words(failure, "hi")

    assert re.search("[\u0900-\u097f]", hindi)
    assert not re.search("[\u0900-\u097f]", english)
    for term in ("token", "API", "template", "parameter", "Graph", "webhook", "opaque"):
        assert term.lower() not in f"{english} {hindi}".lower()


def test_every_code_of_the_sheet_is_in_the_table_and_no_other() -> None:
    assert set(TABLE) == {code for code, _, _ in EXPECTED if not 200 <= code <= 299}


def test_the_codes_that_the_sender_must_tell_apart() -> None:
    assert of_code(131047).words == "window"
    assert of_code(131026).words == "not_reachable"
    assert of_code(131042).words == "payment"
    assert not of_code(131026).ours


@pytest.mark.parametrize(("transient", "retry"), [(True, "later"), (False, "slow")])
def test_a_code_to_come_is_tried_again_with_care(transient: bool, retry: str) -> None:
    assert of_code(999_999, transient=transient).retry == retry


def test_a_refusal_is_read_by_its_code_alone_and_keeps_no_detail() -> None:
    body = orjson.dumps(
        {"error": {"message": f"(#131047) {NUMBER}", "code": 131047, "error_data": {"details": NUMBER}}}
    )

    failure = read_answer(400, body)

    assert failure == of_code(131047)
    assert NUMBER not in repr(failure)


@pytest.mark.parametrize("status", [200, 400, 500])
def test_the_code_counts_and_not_the_http_status(status: int) -> None:
    assert read_answer(status, b'{"error": {"code": 133000}}') == of_code(133000)


def test_an_acceptance_gives_the_id_and_shows_it_to_nobody() -> None:
    body = orjson.dumps({"messages": [{"id": WAMID}], "contacts": [{"input": "+" + NUMBER, "wa_id": NUMBER}]})

    accepted = read_answer(200, body)

    assert accepted == Accepted(WAMID)
    assert repr(accepted) == "<Accepted>"


@pytest.mark.parametrize(("said", "held"), [("accepted", False), ("held_for_quality_assessment", True)])
def test_a_template_held_back_is_known(said: str, held: bool) -> None:
    body = orjson.dumps({"messages": [{"id": WAMID, "message_status": said}]})

    assert read_answer(200, body) == Accepted(WAMID, held=held)


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, b""), (200, b"<html>"), (200, b'{"messages": []}'), (502, b"<html>"), (504, b""), (408, b"")],
)
def test_an_answer_that_does_not_say_leaves_it_open_whether_it_was_sent(status: int, body: bytes) -> None:
    assert read_answer(status, body) is LOST


@pytest.mark.parametrize(
    ("status", "retry", "words"),
    [
        (401, "after_change", "token"),
        (403, "after_change", "setup"),
        (404, "after_change", "setup"),
        (407, "after_change", "setup"),
        (413, "never", "bad_message"),
        (429, "slow", "busy"),
    ],
)
def test_a_proxys_answer_was_certainly_not_sent(status: int, retry: str, words: str) -> None:
    failure = read_answer(status, b"<html>blocked</html>")

    assert isinstance(failure, Failure)
    assert (failure.retry, failure.words, failure.ambiguous) == (retry, words, False)


@given(
    st.integers(100, 599),
    st.binary(max_size=60) | st.sampled_from([b'{"error":{}}', b'{"error":[1]}', b"null"]),
)
def test_no_answer_raises(status: int, body: bytes) -> None:
    assert isinstance(read_answer(status, body), Accepted | Failure)
