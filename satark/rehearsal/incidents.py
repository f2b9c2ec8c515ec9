"""What station phones report of themselves, and what the same officers say in private: the one goes up at once, the other to nobody of the line."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from satark.rehearsal import tip
from satark.rehearsal.complainant import mark_of, marked_photo
from satark.rehearsal.errors import RehearsalFailed
from satark.rehearsal.phone import Phone, step_of

TOLD = "घटना हाईवे पर ट्रक पलट गया है, भीड़ जमा है, गाड़ी पर {mark} लिखा है"
PRIVATE = "हर रात पाँच-छह ट्रक बालू लेकर निकलते हैं, गाड़ी पर {mark} लिखा है"
WITHIN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Heard:
    """One message on the phone of a post."""

    post: str
    at: datetime
    text: str
    number: str
    """Of the complaint or incident that it is about; "" where it names none."""
    picture: bool


@dataclass(frozen=True, slots=True)
class Report:
    post: str
    mark: str
    private_mark: str
    at: datetime
    """When it was said."""


def report(phone: Phone, post: str, number: int, now: Callable[[], datetime]) -> Report:
    """An incident with a photo; then, from the same phone, a tip that is the officer's own."""
    mark, private = mark_of(f"{number:05d}11"), mark_of(f"{number:05d}22")
    told = Report(post, mark, private, now())
    phone.says(TOLD.format(mark=mark))
    phone.next("incident")
    phone.file(marked_photo(mark), name="photo.jpg", mime="image/jpeg", kind="image")
    phone.next("incident's photo")
    _tell_in_private(phone, PRIVATE.format(mark=private))
    return told


def _tell_in_private(phone: Phone, words: str) -> None:
    phone.says("निजी")
    message = phone.next("private")
    for _ in range(tip.TURNS_AT_MOST):
        step = step_of(message)
        tip.reply(phone, message, words=words)
        if step == "push":
            phone.next("push")
            phone.says("ड्यूटी")
            phone.next("duty")
            return
        message = phone.next(step or "private")
    raise RehearsalFailed("the private talk did not come to an end.")


def faults(
    reports: Sequence[Report], heard: Sequence[Heard], line: Mapping[str, Sequence[str]]
) -> tuple[list[str], list[float]]:
    """What broke, and the seconds each phone of the line waited. `line`: station's post -> posts that are to hear at once."""
    broken, waits = [], []
    for told in reports:
        for post in line[told.post]:
            words = [each for each in heard if each.post == post and told.mark in each.text]
            if not words:
                broken.append(f"the phone of {post} did not hear of the incident from {told.post}")
                continue
            waits.append((words[0].at - told.at).total_seconds())
            if words[0].at - told.at > WITHIN:
                broken.append(f"the phone of {post} heard of the incident from {told.post} after a minute")
        broken += [
            f"a private tip from {told.post} came to the phone of {each.post}"
            for each in heard
            if told.private_mark in each.text
        ]
    return [*broken, *_without_photos(reports, heard, line)], waits


def _without_photos(
    reports: Sequence[Report], heard: Sequence[Heard], line: Mapping[str, Sequence[str]]
) -> list[str]:
    """Pictures say nothing of what they belong to, so they are counted: one for each report."""
    wanted = Counter(post for told in reports for post in line[told.post])
    came = Counter(each.post for each in heard if each.picture)
    return [
        f"the phone of {post} did not get every incident's photo"
        for post in wanted
        if came[post] < wanted[post]
    ]


def until(true: Callable[[], bool], seconds: float) -> bool:
    """Whether it came true in so many seconds."""
    end = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.5)
    return found
