"""How a command reaches WhatsApp: with the administrator's own settings, or with those of a demo in the same folder."""

from __future__ import annotations

from satark.channels.whatsapp.setup import OurNumber
from satark.config.demo_parts import as_told
from satark.config.supervisor import running
from satark.settings import Settings, SettingsError


class NothingToAsk(Exception):
    """A command needs a number that is not there. The text is a sentence for the administrator."""

    for_administrator = True


def reach(settings: Settings) -> Settings:
    """Settings with a token and an address. Raises SettingsError when there is no token and no demo."""
    if settings.graph_token:
        return settings
    if not running(settings.data_dir):
        raise SettingsError("SATARK_GRAPH_TOKEN is empty: WhatsApp answers nobody without a token.")
    return as_told(settings)


def our_numbers() -> tuple[OurNumber, ...]:
    """Raises NothingToAsk when there is none."""
    # Rows of the relay: only a command that has set Django up may ask for them.
    from satark.relay import numbers

    known = numbers.known()
    if not known:
        raise NothingToAsk("there is no number yet: add one with `satark number add`.")
    return known


def our_number(phone_number_id: str) -> OurNumber:
    """Raises NothingToAsk when it is none of ours."""
    found = next((each for each in our_numbers() if each.id == phone_number_id), None)
    if found is None:
        raise NothingToAsk("--number is none of ours: `satark whatsapp doctor` names those that are.")
    return found
