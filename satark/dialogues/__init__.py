"""The scripts and their words. What the relay needs stands here; the rest is for the scripts themselves."""

from satark.dialogues.district import District, FoundPlace, PlaceFinder
from satark.dialogues.officer import direction_message, officer_text
from satark.dialogues.overflow import spill
from satark.dialogues.talk import Spoken, duty_notice, fill, push_notice, push_said, slow_said, take
from satark.dialogues.tip.filing import has_unfiled

__all__ = [
    "District",
    "FoundPlace",
    "PlaceFinder",
    "Spoken",
    "direction_message",
    "duty_notice",
    "fill",
    "has_unfiled",
    "officer_text",
    "push_notice",
    "push_said",
    "slow_said",
    "spill",
    "take",
]
