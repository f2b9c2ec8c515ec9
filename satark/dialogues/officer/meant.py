"""Steps that stand in an officer's own sentences: `टीम रवाना, एसआई …`, `मौके पर पहुँच गए`, `रवानगी जीडी 23`.

Only where it is plain; with a `not` in it nothing is read out of it. What is not read stays as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from satark.conversation.text import fold
from satark.conversation.values import News
from satark.dialogues.officer.notes import Act
from satark.dialogues.officer.table import fact

_NOT = frozenset(fold("नहीं नही न मत nahi nahin not no never").split())
_TEAM = re.compile(
    r"(?:टीम|फोर्स|गाड़ी|team|force|police|पुलिस) .{0,40}?(?:रवाना|निकल|ravana|rawana|nikal|sent|left)"
    r"|^(?:रवाना|ravana|rawana|team sent)(?: |$)".replace("़", "")
)
_SPOT = re.compile(
    r"(?:मौके|मौका|mauke|moke|spot|घटनास्थल|जगह) (?:पर |par |pe |पे )?(?:हैं|हूं|पहुंच|pahunch|pahuch|reached|hain)"
    r"|^(?:पहुंच गए|पहुंच गये|pahunch gaye|reached|on the spot|on spot)(?: |$)"
)
_DIARY = re.compile(
    r"(?:(रवानगी|ravangi|rawangi|out)|(वापसी|wapsi|vapsi|back|return))?[ ]?(?:की |का |ki )?"
    r"(?:जी ?डी|जीडी|रो ?आम|gd|g d)(?: (?:नंबर|नं|संख्या|number|no|entry))?(?: (?:नंबर|number|no))? (\d{1,4})(?: |$)"
    r"|(?:(रवानगी|ravangi|rawangi)|(वापसी|wapsi|vapsi))(?: (?:नंबर|नं|number|no))? (\d{1,4})(?: |$)"
)
_EVENT = re.compile(r"(?:event|इवेंट|112)(?: (?:no|number|नंबर|id|आईडी))? ([a-z]{0,3}\d{3,20})(?: |$)")
_WAYS = {"": "in", "received": "in", "team_sent": "out", "on_spot": "back"}
_LEADING = frozenset(
    fold("टीम रवाना team sent force फोर्स गाड़ी पुलिस police ravana rawana कर दी दिया गई गया है हैं the").split()
)


@dataclass(frozen=True, slots=True)
class Diary:
    """An entry in the station's general diary."""

    number: str
    way: str
    """in, out or back; where it is not said, what the present step makes likely. For the control room 112: its event."""


def step_in(text: str) -> Act | None:
    plain = fold(text)
    if not _NOT.isdisjoint(plain.split()):
        return None
    if _SPOT.search(plain):
        return "on_spot"
    return "team_sent" if _TEAM.search(plain) else None


def names_somebody(text: str) -> bool:
    """Whether something is left of a `team sent` that can say who went."""
    left = [word for word in fold(text).split() if word not in _LEADING and not word.isdigit()]
    return len(left) >= 2


def diary(text: str, task: News) -> Diary | None:
    plain = fold(text)
    if task.facts.get("control") is True and (event := _EVENT.search(plain)):
        return Diary(event[1], "112")
    found = _DIARY.search(plain)
    if found is None:
        return None
    said = "out" if found[1] or found[4] else "back" if found[2] or found[5] else ""
    return Diary(found[3] or found[6], said or _WAYS.get(fact(task, "step"), "in"))
