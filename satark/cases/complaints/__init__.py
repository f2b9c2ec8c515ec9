"""Open complaints: how they come in, what the desk and superiors do with them, what the complainant says later."""

from satark.cases.complaints.desk import (
    ask,
    forward,
    mark_read,
    mark_urgent,
    merge,
    park,
    recall,
    recategorise,
    tell,
    unmerge,
)
from satark.cases.complaints.filing import file_complaint, forward_by_rule
from satark.cases.complaints.sayings import pass_on, rate, retract, say_visit
from satark.cases.complaints.superior import approve, give_back, note
from satark.cases.merging import those_with

__all__ = [
    "approve",
    "ask",
    "file_complaint",
    "forward",
    "forward_by_rule",
    "give_back",
    "mark_read",
    "mark_urgent",
    "merge",
    "note",
    "park",
    "pass_on",
    "rate",
    "recall",
    "recategorise",
    "retract",
    "say_visit",
    "tell",
    "those_with",
    "unmerge",
]
