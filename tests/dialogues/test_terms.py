"""Times as officers write them, at 10:42 in the morning of a Sunday in November."""

from __future__ import annotations

from datetime import datetime

import pytest

from satark.dialogues.officer.directions import IST
from satark.dialogues.officer.terms import due

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=IST)


def said(text: str, now: datetime = NOW) -> str:
    found = due(text, now)
    return found.astimezone(IST).strftime("%d %H:%M") if found else ""


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("explain by 6", "22 18:00"),
        ("6 बजे तक स्पष्टीकरण दें", "22 18:00"),
        ("६ बजे तक", "22 18:00"),
        ("छह बजे तक जवाब दें", "22 18:00"),
        ("jawab do 6 baje tak", "22 18:00"),
        ("by 6 pm", "22 18:00"),
        ("by 6pm", "22 18:00"),
        ("by 11", "22 11:00"),
        ("by 10", "22 22:00"),
        ("शाम 6:30 तक", "22 18:30"),
        ("6.30 बजे तक", "22 18:30"),
        ("18:30 तक", "22 18:30"),
        ("रात 9 बजे तक", "22 21:00"),
        ("रात 12 बजे तक", "23 00:00"),
        ("रात 2 बजे तक", "23 02:00"),
        ("सुबह 8 बजे तक", "23 08:00"),
        ("दोपहर 12 बजे तक", "22 12:00"),
        ("दोपहर 2 बजे तक", "22 14:00"),
        ("कल सुबह 10 बजे तक", "23 10:00"),
        ("kal 5 baje tak", "23 17:00"),
        ("कल 11 बजे तक", "23 11:00"),
        ("कल तक रिपोर्ट दें", "23 18:00"),
        ("परसों शाम 4 बजे तक", "24 16:00"),
        ("आज शाम तक", "22 18:00"),
        ("by tomorrow", "23 18:00"),
        ("2 घंटे में", "22 12:42"),
        ("do ghante me jawab", "22 12:42"),
        ("आधे घंटे में", "22 11:12"),
        ("30 min me", "22 11:12"),
        ("in 3 days", "25 10:42"),
    ],
)
def test_a_term_is_read_as_people_write_it(text: str, moment: str) -> None:
    assert said(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "explain",
        "स्पष्टीकरण दें",
        "6 लोग थे",
        "FIR 123/2026",
        "25.11.2026 को",
        "आज सुबह 6 बजे तक",
        "by 45",
        "कल आया था",
        "0 घंटे में",
    ],
)
def test_what_names_no_moment_to_come_is_not_guessed(text: str) -> None:
    assert said(text) == ""


def test_said_after_midnight_the_small_hours_are_those_of_this_night() -> None:
    assert said("रात 3 बजे तक", datetime(2026, 11, 23, 1, 10, tzinfo=IST)) == "23 03:00"
