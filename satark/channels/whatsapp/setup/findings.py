"""What the doctor can find out about a number's setting up at WhatsApp: one row for each check, with what to do.

`stops`: while this is wrong, others may read along or answer in our place, so nothing goes out by the number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["well", "wrong", "by_hand"]
"""by_hand: WhatsApp tells it nobody by the API, or not with this token. Somebody has to look."""


@dataclass(frozen=True, slots=True)
class Check:
    well: str
    wrong: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One check, as it turned out. Holds codes and our own words; no token and nobody's identity."""

    code: str
    mark: Mark
    stops: bool
    words: str
    number_id: str = ""
    """The number it is about; empty when it is about all of them."""
    told: tuple[tuple[str, ...], ...] = ()
    """What WhatsApp said in its own words, for whoever remembers it: the level of a number; name, language and state
    of each template of ours."""


CHECKS: dict[str, Check] = {
    "whatsapp_answers": Check(
        "WhatsApp answers.", "WhatsApp does not answer: {why}. Nothing could be looked at."
    ),
    "token_valid": Check(
        "WhatsApp accepts our token.",
        "WhatsApp does not accept our token ({why}). Make a new one for the system user and set SATARK_GRAPH_TOKEN.",
    ),
    "token_lasting": Check(
        "The token does not run out.",
        "The token runs out on {day}. Make one that never expires, for a system user, in Meta Business Suite.",
    ),
    "token_system_user": Check(
        "The token belongs to a system user.",
        "The token belongs to a person or an app ({kind}): it dies with their password. Use a system user's.",
    ),
    "scope_messaging": Check(
        "The token may send and receive messages.",
        "The token lacks the permission whatsapp_business_messaging: make a new one that has it.",
    ),
    "scope_management": Check(
        "The token may look after templates and numbers.",
        "The token lacks the permission whatsapp_business_management: make a new one that has it.",
    ),
    "clock": Check(
        "Our clock agrees with WhatsApp's.",
        "The clock of this machine is {seconds} seconds off: let it follow a time server.",
    ),
    "callback_known": Check(
        "It is known where webhooks should come in.",
        "SATARK_CALLBACK_URL is empty: without the public address of our webhook nobody can tell whether messages "
        "go elsewhere.",
    ),
    "certificate": Check(
        "The certificate of our webhook is valid until {day}.",
        "The certificate of our webhook is not good: {why}. WhatsApp delivers nothing without a valid one.",
    ),
    "account_known": Check(
        "The business account of {display} is known.",
        "The business account of {display} is not known: run `satark number add` again with --waba.",
    ),
    "account_read": Check(
        "The business account of {displays} could be looked at.",
        "The business account of {displays} could not be looked at: {why}.",
    ),
    "app_subscribed": Check(
        "Our app gets the webhooks for {display}.",
        "Our app gets no webhooks for {display}: nobody is heard. Run `satark whatsapp subscribe`.",
        stops=True,
    ),
    "other_apps": Check(
        "No other app gets the webhooks for {display}.",
        "{count} other apps get the webhooks for {display} too and read every message. Take them off in Meta Business "
        "Suite at once.",
        stops=True,
    ),
    "fields_subscribed": Check(
        "Every kind of webhook that we need is switched on.",
        "Switch these webhook fields on in the app dashboard: {fields}.",
    ),
    "number_unknown": Check(
        "Every number beside {displays} is ours.",
        "The business account of {displays} has {count} numbers that we do not know: their messages are set aside. "
        "Add them with `satark number add`, or take them away there.",
    ),
    "number_there": Check(
        "{display} is a number of the business account.",
        "{display} cannot be looked at ({why}): is --phone-number-id right, and may the token see the number?",
    ),
    "display": Check(
        "{display} is the number that people dial.",
        "WhatsApp knows {display} under other digits: posters would lead elsewhere. Run `satark number add` again.",
    ),
    "registered": Check(
        "{display} is connected.",
        "{display} is not connected (WhatsApp says {status}): register it with its two-step PIN.",
    ),
    "callback": Check(
        "What comes to {display} is delivered to us.",
        "What comes to {display} is delivered to another address than SATARK_CALLBACK_URL: somebody else may be reading. "
        "Set the callback right in the app dashboard, and find out who changed it.",
        stops=True,
    ),
    "coexistence": Check(
        "{display} is in no phone's WhatsApp Business app.",
        "{display} is open in the WhatsApp Business app on a phone as well (Coexistence): whoever holds that phone reads "
        "every message. Take it off there.",
        stops=True,
    ),
    "business_agent": Check(
        "Meta Business Agent is off for {display}.",
        "Meta Business Agent answers on {display}: people speak with Meta's machine, and we do not hear them. Switch it off.",
        stops=True,
    ),
    "contact_book": Check(
        "Meta keeps no contact book for {display}.",
        "Meta keeps a contact book for {display}, so it tells us more phone numbers than it must. "
        "Switch it off in Meta Business Suite, Business info.",
    ),
    "quality": Check(
        "The quality of {display} is good.",
        "The quality of {display} is {rating}: people block or report it. Below that WhatsApp limits and then stops it.",
    ),
    "throughput": Check(
        "{display} may send as fast as usual.",
        "{display} may send only slowly (WhatsApp says {level}).",
    ),
    "display_name": Check(
        "The name shown with {display} is approved.",
        "The name shown with {display} is not approved (WhatsApp says {status}): correct it in WhatsApp Manager.",
    ),
    "health": Check(
        "WhatsApp sends what {display} sends.",
        "WhatsApp does not send everything for {display} ({why}): look at payment and account quality in WhatsApp Manager.",
    ),
    "pin": Check(
        "{display} has a two-step PIN; it is kept apart from the phone and the token.",
        "{display} has no two-step PIN: whoever gets its SIM can take the number over. Set one in WhatsApp Manager.",
    ),
    "templates": Check(
        "Every template for {displays} stands at WhatsApp as we define it.",
        "Templates for {displays} that are not as they should be: {names}. See `satark whatsapp templates diff`.",
    ),
}
"""Code of a finding -> its words. `docs/setup.md` says more; a test holds the two together."""

BY_HAND = {
    "fields_subscribed": "Whether every webhook field is switched on can be seen in the app dashboard only: {fields}.",
    "business_agent": "Look in WhatsApp Manager whether Meta Business Agent is off for {display}.",
    "contact_book": "Look in Meta Business Suite, Business info, whether the contact book of {display} is off.",
    "pin": "Look in WhatsApp Manager whether {display} has a two-step PIN.",
}


def found(code: str, well: bool, *, number_id: str = "", **fill: object) -> Finding:
    check = CHECKS[code]
    words = (check.well if well else check.wrong).format_map(fill)
    return Finding(code, "well" if well else "wrong", check.stops and not well, words, number_id)


def by_hand(code: str, *, number_id: str = "", **fill: object) -> Finding:
    return Finding(code, "by_hand", False, BY_HAND[code].format_map(fill), number_id)
