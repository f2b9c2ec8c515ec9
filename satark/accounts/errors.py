"""Why somebody is not let in. Which of username and password was wrong is in none of them."""

from __future__ import annotations

from datetime import datetime


class SignInRefused(Exception):
    """Username and password do not fit together. `until`: when this username may be tried again, if not at once."""

    code = "sign_in_refused"

    def __init__(self, until: datetime | None = None) -> None:
        super().__init__(self.code)
        self.until = until


class TooManyGuesses(SignInRefused):
    """Not looked at: this username has to wait until `until`, whether it exists or not."""

    code = "too_many_guesses"


class DoorBusy(SignInRefused):
    """Not looked at: others are signing in at this very moment."""

    code = "door_busy"
