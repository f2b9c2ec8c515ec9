"""Evidence over the wire: whole or in parts, and unable to do anything."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest

from satark.cases import services as cases
from satark.cases.values import Addition
from satark.evidence import services as evidence
from satark.evidence import store
from satark.evidence.models import Evidence
from satark.evidence.queries import evidence_of
from satark.vault.services import open_case
from tests.console.desk import CELL, JPEG, OUTSIDER, SHO, At, keep_file, text
from tests.world import World, now


def test_evidence_is_streamed_whole_and_cannot_do_anything(at: At, world: World) -> None:
    file_id = keep_file(world, world.tip())

    response: Any = at(CELL).get(f"/evidence/{file_id}")

    assert b"".join(response.streaming_content) == JPEG
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Content-Length"] == str(len(JPEG))
    assert response.headers["Content-Security-Policy"] == "sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == f'inline; filename="satark-{str(file_id)[:8]}.jpg"'
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("wanted", "part"),
    [("bytes=0-9", slice(0, 10)), ("bytes=10000-", slice(10000, None)), ("bytes=-5", slice(-5, None))],
)
def test_a_player_may_ask_for_a_part(at: At, world: World, wanted: str, part: slice) -> None:
    file_id = keep_file(world, world.tip())

    response: Any = at(CELL).get(f"/evidence/{file_id}", headers={"range": wanted})

    assert response.status_code == 206
    assert b"".join(response.streaming_content) == JPEG[part]
    assert response.headers["Content-Range"].endswith(f"/{len(JPEG)}")


def test_a_part_beyond_the_end_is_refused(at: At, world: World) -> None:
    file_id = keep_file(world, world.tip())

    response = at(CELL).get(f"/evidence/{file_id}", headers={"range": "bytes=999999-"})

    assert (response.status_code, response.headers["Content-Range"]) == (416, f"bytes */{len(JPEG)}")


@pytest.mark.parametrize("media_type", ["application/pdf", "text/html", "image/svg+xml", ""])
def test_what_a_browser_might_run_is_only_ever_saved(at: At, world: World, media_type: str) -> None:
    file_id = keep_file(world, world.tip(), kind="document", media_type=media_type)

    response = at(CELL).get(f"/evidence/{file_id}")

    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("post", [OUTSIDER, SHO, "chandauli.sp"])
def test_evidence_is_absent_for_those_outside(at: At, world: World, post: str) -> None:
    file_id = keep_file(world, world.tip())

    assert at(post).get(f"/evidence/{file_id}").status_code == 404


def test_words_under_a_picture_are_read_under_it_and_nowhere_else(at: At, world: World) -> None:
    case_id, file_id = world.tip(), uuid4()
    with world.in_relay():
        announced = evidence.Announced(file_id, "photo", "यह मालिक का ट्रक है")
        evidence.announce(case_id, [announced], by=Evidence.By.SOURCE, now=now())
        cases.add_statement(case_id, Addition(text=announced.words, evidence=(file_id,)), now=now())

    page = text(at(CELL).get(f"/cases/{case_id}"))

    (figure,) = re.findall('<figure class="file.*?</figure>', page, re.DOTALL)
    assert announced.words in figure
    assert page.count(announced.words) == 1


def test_words_go_with_their_file_to_another_case(world: World) -> None:
    first, second, file_id = world.tip(), world.tip(), uuid4()
    words = "यह मालिक का ट्रक है"
    with world.in_relay():
        evidence.announce(
            first, [evidence.Announced(file_id, "photo", words)], by=Evidence.By.SOURCE, now=now()
        )
        evidence.move(file_id, second)
        with store.Writer(world.database.settings.data_dir, first, file_id, open_case(first).key) as writer:
            writer.write(JPEG)
        digest = sha256(JPEG).digest()

        evidence.keep(file_id, under=first, media_type="image/jpeg", size=len(JPEG), sha256=digest)

        (line,) = evidence_of(second)
    assert (line.words, line.state) == (words, "kept")


def test_evidence_that_was_not_fetched_yet_is_said_to_be_on_its_way(at: At, world: World) -> None:
    case_id, file_id = world.tip(), uuid4()
    with world.in_relay():
        evidence.announce(case_id, [evidence.Announced(file_id, "voice")], by=Evidence.By.SOURCE, now=now())
    client = at(CELL)

    page = text(client.get(f"/cases/{case_id}"))

    assert "Being fetched from WhatsApp" in page
    assert client.get(f"/evidence/{file_id}").status_code == 404
