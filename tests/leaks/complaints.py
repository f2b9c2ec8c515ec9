"""Complaints in the open lane: one person refuses the number, one shares it, one whose phone shows none types it."""

from __future__ import annotations

from tests.leaks.browser import Browser
from tests.leaks.forms import NUMBER, Canary
from tests.leaks.phone import Phone, offered, shown, step
from tests.leaks.story import MOST_TURNS

STATION = "chn-balua"
DESK = "desk-chandauli"
REFUSES, SHARES, TYPES = 111, 114, 112
"""Places in the row of invented people: two show a number, the third shows none."""
WORDS = {
    "": "पड़ोसी ने हमारे खेत की मेड़ तोड़ दी और नया रास्ता बना लिया",
    "place": "बलुआ घाट",
    "name": "आशा देवी",
}


def given(phone: Phone) -> Canary:
    """The number that the station may have: the phone's own, else the one that is typed."""
    return Canary(NUMBER, phone.person.number or phone.person.friend_number)


async def complaint(phone: Phone, *, shares: bool) -> None:
    """From Hi to complete, a document with a telling name included."""
    await phone.hears(phone.says("Hi"))
    for _ in range(MOST_TURNS):
        asked = step(phone.last)
        if asked == "name":
            await phone.hears(phone.sends_document())
        await _answer(phone, asked, shares=shares)
        if asked == "confirm":
            return
    raise AssertionError(f"the complaint did not end: {shown(phone.last)!r}")


async def _answer(phone: Phone, asked: str, *, shares: bool) -> None:
    chosen = {
        "language": "language:hi",
        "share": f"share:{'yes' if shares else 'no'}",
        "confirm": "confirm:send",
    }
    if asked in chosen:
        await phone.hears(phone.presses(chosen[asked]))
    elif asked == "phone":
        await phone.hears(phone.says(phone.person.friend_number))
    elif asked in WORDS:
        await phone.hears(phone.says(WORDS[asked]))
    else:
        await phone.hears(phone.presses(offered(phone.last)[0]))


async def desk_works(browser: Browser, officer: Phone, phones: list[Phone]) -> None:
    """Everything goes on to the station, whose phone says that it has it; the complainants hear of both."""
    for case in await browser.complaints():
        await officer.hears(browser.act_on_complaint(case, "forward", unit=STATION))
        await officer.hears(officer.presses(offered(officer.last)[0]))
        await browser.act_on_complaint(case, "ask", text="मेड़ किस दिन टूटी?")
    for phone in phones:
        await phone.sees()
