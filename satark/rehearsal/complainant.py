"""Somebody with an open complaint, told with words and a photo that nobody else has, so that it can be seen where they land."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from dataclasses import dataclass, field
from importlib import resources

from satark.rehearsal import complaint
from satark.rehearsal.errors import RehearsalFailed
from satark.rehearsal.phone import Phone, option, options, step_of
from satark.rehearsal.wire import Json

LETTERS = "BDFGKMNRTX"
TOLD = {
    "hi": "{place} बाज़ार में कल शाम मेरी साइकिल चोरी हो गई, साइकिल पर {mark} लिखा है",
    "en": "My cycle was stolen yesterday evening in {place} market, it has {mark} painted on it",
    "bho": "{place} बाजार में काल्हि साँझ हमार साइकिल चोरी हो गइल, साइकिल पर {mark} लिखल बा",
    "ur": "{place} بازار میں کل شام میری سائیکل چوری ہو گئی، سائیکل پر {mark} لکھا ہے",
}
URGENT = {
    "hi": "{place} बाज़ार में अभी मारपीट हो रही है, लाठी चल रही है, दुकान का नाम {mark} है",
    "en": "A fight is going on right now in {place} market with sticks, the shop is called {mark}",
    "bho": "{place} बाजार में अबहीं मारपीट होत बा, लाठी चलत बा, दुकान के नाम {mark} बा",
    "ur": "{place} بازار میں ابھی مارپیٹ ہو رہی ہے، لاٹھی چل رہی ہے، دکان کا نام {mark} ہے",
}
MORE = {
    "hi": "एक बात और, वहाँ {mark} लिखा हुआ थैला भी था",
    "en": "One thing more, there was also a bag with {mark} on it",
    "bho": "एगो बात अउर, उहाँ {mark} लिखल झोरा भी रहे",
    "ur": "ایک بات اور، وہاں {mark} لکھا تھیلا بھی تھا",
}
DOUBLED, ADDS = 0.15, 0.2


def mark_of(number: str) -> str:
    """Ten letters that stand for ten digits: no word, no place and no phone number."""
    return "".join(LETTERS[int(digit)] for digit in number if digit.isdigit())


def marked_photo(mark: str) -> bytes:
    """A picture that is nobody else's: what stands behind its end is not shown."""
    picture = resources.files("satark.simulator") / "samples" / "trucks-at-night.jpg"
    return picture.read_bytes() + mark.encode()


def sha_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells, of which station's ground."""

    mark: str
    unit: str
    place: str
    language: str
    urgent: bool

    @property
    def words(self) -> str:
        return (URGENT if self.urgent else TOLD)[self.language].format(place=self.place, mark=self.mark)


@dataclass
class Complainant:
    phone: Phone
    told: Told
    chance: random.Random
    acts: Counter[str] = field(default_factory=Counter)
    number: str = ""

    def tell(self) -> str:
        """From Hi to the number, question by question. Raises RehearsalFailed when it comes to none."""
        self.phone.says("Hi")
        message, told = self.phone.next("Hi"), False
        for _ in range(complaint.TURNS_AT_MOST):
            if found := complaint.NUMBER.search(str(message.get("text", ""))):
                self.number = found[1].replace(" ", "")
                return self.number
            if not step_of(message) and not told:
                told = True
                self.phone.says(self.told.words)
                self._photo()
            else:
                self._reply(message)
            message = self.phone.next(step_of(message) or "talk")
        raise RehearsalFailed("the talk did not come to a number.")

    def add(self) -> None:
        """Something more, after it is filed."""
        if self.chance.random() < ADDS:
            self.phone.says(MORE[self.told.language].format(mark=self.told.mark))
            self.acts["added"] += 1

    def until_asked(self) -> None:
        """Until it is asked whether anybody came; yes. Raises RehearsalFailed."""
        asked = self.phone.until("visit", lambda shown: step_of(shown) == "visit")
        self.phone.chooses(asked, "visit:yes")
        self.phone.next("thanks")

    def _photo(self) -> None:
        data = marked_photo(self.told.mark)
        self.phone.file(data, name="photo.jpg", mime="image/jpeg", kind="image")

    def _reply(self, message: Json) -> None:
        step, offered = step_of(message), options(message)
        if step == "name" or not offered:
            self.phone.says("राम प्रसाद")
            return
        pressed = self._wanted(message, step) or offered[0]
        self.phone.press(message, pressed)
        if self.chance.random() < DOUBLED:
            self.phone.press(message, pressed)
            self.acts["pressed twice"] += 1

    def _wanted(self, message: Json, step: str) -> Json | None:
        presses = complaint.PRESSES | {"language": self.told.language, "place": self.told.unit}
        try:
            return option(message, f"{step}:{presses.get(step, '')}")
        except RehearsalFailed:
            return None
