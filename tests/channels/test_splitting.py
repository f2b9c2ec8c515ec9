"""A text that is too long for one message becomes several: nothing is lost, nothing is refused, the last one asks."""

from __future__ import annotations

from uuid import uuid4

import pytest

from satark.channels.whatsapp.limits import preflight
from satark.channels.whatsapp.outbound import split
from satark.conversation.values import Button, MediaId, OutMessage

BUTTONS = (Button("news:more", "और बताएँ"),)
HINDI = "रात दो बजे बालू से भरे ट्रक घाट से निकले। फिर चौकी के सामने रुके।\n"
FACES = "🙏🏽" * 5000


def seen(parts: tuple[OutMessage, ...]) -> str:
    return "".join("".join(part.text for part in parts).split())


@pytest.mark.parametrize(
    "text", [HINDI * 200, FACES, "a" * 9000, "word " * 3000, "\n\n".join(["b" * 300] * 40)]
)
@pytest.mark.parametrize("buttons", [(), BUTTONS])
def test_nothing_is_lost_and_nothing_is_refused(text: str, buttons: tuple[Button, ...]) -> None:
    parts = split(OutMessage(text, buttons=buttons, lasting=True))

    assert seen(parts) == "".join(text.split())
    assert [preflight(part) for part in parts] == [[]] * len(parts)
    assert all(part.lasting for part in parts)


def test_buttons_and_files_stay_with_the_last_part() -> None:
    media = (MediaId(uuid4()),)

    *before, last = split(OutMessage(HINDI * 40, buttons=BUTTONS, media=media))

    assert (last.buttons, last.media) == (BUTTONS, media)
    assert {(part.buttons, part.media) for part in before} == {((), ())}


def test_it_is_parted_where_a_line_ends() -> None:
    for part in split(OutMessage(HINDI * 200))[:-1]:
        assert part.text.endswith("रुके।")


def test_what_fits_stays_as_it_is() -> None:
    message = OutMessage("क" * 1024, buttons=BUTTONS)

    assert split(message) == (message,)
