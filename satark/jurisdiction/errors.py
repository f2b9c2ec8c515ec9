"""Why a change of units, posts or people is not made. Codes and ids inside, never a name."""

from __future__ import annotations


class RosterError(Exception):
    code = "roster"


class RosterRefused(RosterError):
    """Not this officer's roster, or a post that is filled on the server alone (cells, administrators)."""

    code = "roster_refused"


class NotHeld(RosterError):
    """The officer does not hold this post, or is not away: there is nothing to end."""

    code = "not_held"


class LastAdministrator(RosterError):
    """Nobody would be left who may change this roster: let another take the post first."""

    code = "last_administrator"
