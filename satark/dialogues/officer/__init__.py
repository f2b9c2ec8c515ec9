"""The officer's phone: one message in, one turn and its messages out."""

from __future__ import annotations

from satark.conversation.engine import advance
from satark.conversation.values import Context, Inbound, InboundKind, OutMessage, State, Turn
from satark.dialogues.district import PlaceFinder
from satark.dialogues.officer.directions import direction_message, officer_text
from satark.dialogues.officer.notes import settled
from satark.dialogues.officer.notices import notice_messages
from satark.dialogues.officer.scene import Scene
from satark.dialogues.officer.script import OFFICER
from satark.dialogues.officer.voice import spoken_messages

__all__ = ["direction_message", "notice_messages", "officer_text", "take_turn"]


def take_turn(
    state: State, inbound: Inbound, context: Context, finder: PlaceFinder | None = None
) -> tuple[Turn, tuple[OutMessage, ...]]:
    scene = Scene.of(context, finder)
    turn = advance(OFFICER, settled(state, inbound, scene), inbound, scene)
    return turn, spoken_messages(turn, scene, settles=inbound.kind is InboundKind.MEDIA)
