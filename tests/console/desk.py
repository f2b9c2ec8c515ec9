"""What tests of pages share: the officers' posts, a file in evidence, what a form sends."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from satark.cases.models import Event
from satark.evidence import services as evidence
from satark.evidence import store
from satark.evidence.models import Evidence
from satark.vault.services import open_case
from tests.world import World, now

At = Callable[[str], Client]
CELL, RANGE, SHO, OUTSIDER = "chandauli.cell", "vns-range.cell", "chn-balua.sho", "bareilly.cell"
JPEG = b"\xff\xd8\xff" + bytes(range(256)) * 40


def direction(**given: object) -> dict[str, object]:
    return {"once": uuid4().hex, "post": SHO, "brief": "घाट पर रात 11 बजे नाका", "term": "2h", **given}


def kinds(world: World, case_id: UUID) -> list[str]:
    with world.in_relay():
        return list(Event.objects.filter(case_id=case_id).order_by("id").values_list("kind", flat=True))


def keep_file(world: World, case_id: UUID, *, kind: str = "photo", media_type: str = "image/jpeg") -> UUID:
    file_id = uuid4()
    with world.in_relay():
        evidence.announce(case_id, [evidence.Announced(file_id, kind)], by=Evidence.By.SOURCE, now=now())
        with store.Writer(
            world.database.settings.data_dir, case_id, file_id, open_case(case_id).key
        ) as writer:
            writer.write(JPEG)
        evidence.keep(
            file_id, under=case_id, media_type=media_type, size=len(JPEG), sha256=sha256(JPEG).digest()
        )
    return file_id


def text(response: Any) -> str:
    return str(response.content.decode())
