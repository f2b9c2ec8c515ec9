"""The scripts and their words. What the relay needs stands here; the rest is for the scripts themselves."""

from satark.dialogues.complaint.pushes import (
    step_message,
    step_notice,
    step_parameters,
    visit_message,
    words_message,
)
from satark.dialogues.district import District, FoundPlace, PlaceFinder
from satark.dialogues.numbers import spoken as spoken_number
from satark.dialogues.officer import (
    MARK,
    digest_notice,
    direction_message,
    mark_of,
    notice_messages,
    officer_text,
    spoken_ref,
    urgent_notice,
    urgent_words,
)
from satark.dialogues.overflow import spill
from satark.dialogues.sides import script_of
from satark.dialogues.talk import Spoken, duty_notice, fill, push_notice, push_said, slow_said, take
from satark.dialogues.unfiled import has_unfiled

__all__ = [
    "MARK",
    "District",
    "FoundPlace",
    "PlaceFinder",
    "Spoken",
    "digest_notice",
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
    "spoken_number",
    "spoken_ref",
    "step_message",
    "step_notice",
    "step_parameters",
    "take",
    "urgent_notice",
    "urgent_words",
    "visit_message",
    "words_message",
]
