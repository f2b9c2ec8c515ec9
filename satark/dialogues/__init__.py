"""The scripts and their words. What the relay needs stands here; the rest is for the scripts themselves."""

from satark.dialogues.district import District, FoundPlace, PlaceFinder
from satark.dialogues.officer import direction_message, mark_of, notice_messages, officer_text, spoken_ref
from satark.dialogues.overflow import spill
from satark.dialogues.sides import script_of
from satark.dialogues.talk import Spoken, duty_notice, fill, push_notice, push_said, slow_said, take
from satark.dialogues.unfiled import has_unfiled

__all__ = [
    "District",
    "FoundPlace",
    "PlaceFinder",
    "Spoken",
    "direction_message",
    "duty_notice",
    "fill",
    "has_unfiled",
    "mark_of",
    "notice_messages",
    "officer_text",
    "push_notice",
    "push_said",
    "script_of",
    "slow_said",
    "spill",
    "spoken_ref",
    "take",
]
