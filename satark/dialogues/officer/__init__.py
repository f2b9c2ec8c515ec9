"""The officer's phone: one message in, one turn and its messages out."""

from __future__ import annotations

from satark.conversation.engine import advance
from satark.conversation.values import Context, Inbound, InboundKind, OutMessage, State, Turn
from satark.dialogues.district import PlaceFinder
from satark.dialogues.officer.directions import direction_message, officer_text, spoken_ref
from satark.dialogues.officer.notes import settled
from satark.dialogues.officer.notices import digest_notice, notice_messages, urgent_notice, urgent_words
from satark.dialogues.officer.scene import Scene
from satark.dialogues.officer.script import OFFICER
from satark.dialogues.officer.table import MARK, mark_of
from satark.dialogues.officer.voice import spoken_messages

__all__ = [
    "MARK",
    "digest_notice",
    "direction_message",
    "mark_of",
    "notice_messages",
    "officer_text",
    "spoken_ref",
    "take_turn",
    "urgent_notice",
    "urgent_words",
]


def take_turn(
    state: State, inbound: Inbound, context: Context, finder: PlaceFinder | None = None
) -> tuple[Turn, tuple[OutMessage, ...]]:
    scene = Scene.of(context, finder)
    turn = advance(OFFICER, settled(state, inbound, scene), inbound, scene)
    return turn, spoken_messages(turn, scene, settles=inbound.kind is InboundKind.MEDIA)
