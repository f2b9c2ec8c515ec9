"""Our own codes for what WhatsApp tells of ourselves: what each stands for, and whether an operator has to look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code of ours stands for."""

    alarm: bool
    means: str


CODES: dict[str, Meaning] = {
    "template_approved": Meaning(False, "a template may be sent"),
    "template_pending": Meaning(False, "a template waits for review"),
    "template_rejected": Meaning(True, "a template was rejected and cannot be sent"),
    "template_paused": Meaning(
        True, "a template is paused for hours: too many people blocked or reported us"
    ),
    "template_disabled": Meaning(True, "a template is switched off for good"),
    "template_flagged": Meaning(True, "a template is about to be switched off"),
    "template_reinstated": Meaning(False, "a template may be sent again"),
    "template_locked": Meaning(True, "a template cannot be edited any more"),
    "template_removed": Meaning(True, "a template was deleted or put away"),
    "template_limit": Meaning(True, "the account holds as many templates as it may"),
    "template_changed": Meaning(True, "the state of a template changed in a way that we do not know"),
    "template_quality_low": Meaning(True, "people dislike a template: it will be paused next"),
    "template_quality_medium": Meaning(False, "people begin to dislike a template"),
    "template_quality_fine": Meaning(False, "the quality of a template is good, or not known yet"),
    "template_recategorised": Meaning(
        True, "WhatsApp counts a template as another category: price and limits change"
    ),
    "template_edited": Meaning(False, "the words of a template were edited"),
    "number_flagged": Meaning(True, "the quality of a number is low: its limit will be lowered next"),
    "number_restored": Meaning(False, "the quality of a number is good again"),
    "number_limit_raised": Meaning(False, "a number may send more"),
    "number_limit_lowered": Meaning(True, "a number may send less"),
    "number_onboarding": Meaning(False, "a number is being registered"),
    "number_changed": Meaning(True, "something about a number changed in a way that we do not know"),
    "number_name_approved": Meaning(False, "the name shown above the chat was approved"),
    "number_name_pending": Meaning(False, "the name shown above the chat waits for review"),
    "number_name_rejected": Meaning(True, "the name shown above the chat was rejected"),
    "account_restricted": Meaning(True, "the account may not do certain things for some days"),
    "account_violation": Meaning(True, "WhatsApp says that the account broke a rule"),
    "account_disabled": Meaning(True, "the account is switched off, or will be"),
    "account_reinstated": Meaning(False, "the account is switched on again"),
    "account_deleted": Meaning(True, "the account was deleted"),
    "account_shared": Meaning(True, "another company was given access to the account, or lost it"),
    "account_detail": Meaning(False, "country, price or verification of the account changed"),
    "account_changed": Meaning(True, "something about the account changed in a way that we do not know"),
    "account_approved": Meaning(False, "the account passed WhatsApp's review"),
    "account_unapproved": Meaning(True, "the account cannot be used: its review is open or it failed"),
    "alert_critical": Meaning(True, "WhatsApp refused something that was asked for the account"),
    "alert_warning": Meaning(True, "WhatsApp wants something done about the account"),
    "alert_informational": Meaning(
        False, "WhatsApp says something about the account that needs nothing done"
    ),
    "capability_changed": Meaning(False, "how many people may be written to unasked in a day changed"),
    "pin_changed": Meaning(True, "somebody set the number's two-step PIN"),
    "pin_reset_asked": Meaning(True, "somebody asked to turn the number's two-step PIN off"),
    "pin_removed": Meaning(True, "the number has no two-step PIN any more"),
    "security_changed": Meaning(
        True, "something about a number's security changed in a way that we do not know"
    ),
    "coexistence_on": Meaning(True, "the number is also open in a WhatsApp Business app: others read along"),
    "agent_on": Meaning(True, "another app may take over conversations of this number"),
    "calls_on": Meaning(True, "the number takes calls, which nobody here answers"),
    "other_change": Meaning(False, "a field that we do not use"),
}
