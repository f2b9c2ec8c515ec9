"""Every refusal Meta would give, with its body, code and HTTP status; and the one of our own, for a wish without sense."""

from __future__ import annotations

from typing import Any

HTTP_STATUS = {
    0: 401,
    190: 401,
    132001: 404,
    **dict.fromkeys((2, 133004), 503),
    **dict.fromkeys((3, 131000, 131016, 131045, 131057, 133000), 500),
    **dict.fromkeys((10, *range(200, 300), 368, 130497, 131005, 131031), 403),
}
"""Everything else is answered with 400."""

TITLES = {
    0: "AuthException",
    1: "An unknown error occurred",
    2: "Service temporarily unavailable",
    3: "Capability or permissions issue",
    4: "Application request limit reached",
    10: "Application does not have permission for this action",
    33: "Parameter value is not valid",
    100: "Invalid parameter",
    190: "Invalid OAuth access token - Cannot parse access token",
    368: "Temporarily blocked for policies violations",
    80007: "Rate limit issues",
    130429: "Rate limit hit",
    130472: "User's number is part of an experiment",
    130497: "Business account is restricted from messaging users in this country",
    131000: "Something went wrong",
    131005: "Access denied",
    131008: "Required parameter is missing",
    131009: "Parameter value is not valid",
    131016: "Service unavailable",
    131021: "Recipient cannot be sender",
    131026: "Message undeliverable",
    131030: "Recipient phone number not in allowed list",
    131031: "Business account has been locked",
    131037: "Display name approval is needed before messages can be sent",
    131042: "Business eligibility payment issue",
    131045: "Incorrect certificate",
    131047: "Re-engagement message",
    131048: "Spam rate limit hit",
    131049: "Message withheld to maintain healthy ecosystem engagement",
    131050: "User has stopped marketing messages from this business",
    131051: "Unsupported message type",
    131052: "Media download error",
    131053: "Media upload error",
    131055: "Method not allowed",
    131056: "(Business Account, Consumer Account) pair rate limit hit",
    131057: "Account in maintenance mode",
    131059: "Cursor is not valid",
    131060: "This message is unavailable",
    131062: "This message cannot be sent to a business-scoped user ID",
    131063: "Marketing messages are disabled",
    131064: "Messaging is limited",
    132000: "Number of parameters does not match the expected number of params",
    132001: "Template name does not exist in the translation",
    132005: "Translated text too long",
    132007: "Template format character policy violated",
    132008: "Template parameter format mismatch",
    132012: "Template parameter format mismatch",
    132015: "Template is paused",
    132016: "Template is disabled",
    132018: "Template parameters are not valid",
    132068: "Flow is blocked",
    132069: "Flow is throttled",
    133000: "Incomplete deregistration",
    133004: "Server temporarily unavailable",
    133005: "Two-step verification PIN mismatch",
    133006: "Phone number needs to be verified",
    133008: "Too many two-step verification PIN guesses",
    133009: "Two-step verification PIN was guessed too fast",
    133010: "Phone number is not registered",
    133015: "Please wait before registering this phone number",
    133016: "Too many registrations and deregistrations of this phone number",
    134011: "WhatsApp Payments terms have not been accepted",
    135000: "Generic user error",
    137000: "Recipient identity key hash mismatch",
    139100: "Some users could not be added to the block list",
    139101: "The block list is full",
    139102: "The block list has changed meanwhile",
    139103: "Internal error of the block list",
}
"""Every code of the fact sheet, in our words: Meta advises nobody to read anything but the code."""


TRANSIENT = frozenset({2, 131000, 131016, 131057, 133004})


class GraphError(Exception):
    """One refusal. `details` is what Meta's `error_data.details` says, and may hold identity as theirs does."""

    def __init__(self, code: int, details: str = "", *, subcode: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
        self.subcode = subcode

    @property
    def status(self) -> int:
        return HTTP_STATUS.get(self.code, 400)

    @property
    def title(self) -> str:
        return TITLES.get(self.code, TITLES[1])

    def body(self, trace_id: str) -> dict[str, Any]:
        error: dict[str, Any] = {
            "message": f"(#{self.code}) {self.details if self.code == 100 else self.title}",
            "type": "OAuthException",
            "code": self.code,
        }
        if self.code in TRANSIENT:
            error["is_transient"] = True
        if self.subcode:
            error["error_subcode"] = self.subcode
        if self.details:
            error["error_data"] = {"messaging_product": "whatsapp", "details": self.details}
        return {"error": error | {"fbtrace_id": trace_id}}

    def as_status_error(self) -> dict[str, Any]:
        """The form it takes in a `failed` status."""
        return {
            "code": self.code,
            "title": self.title,
            "message": self.title,
            "error_data": {"details": self.details or self.title},
            "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
        }


def no_such_object(object_id: str) -> GraphError:
    """Graph answers an id it does not know, or may not show, in one and the same way."""
    return GraphError(
        100,
        f"Unsupported request. Object with ID '{object_id}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation",
        subcode=33,
    )


def missing(parameter: str) -> GraphError:
    return GraphError(131008, f"The parameter {parameter} is required.")


def invalid(details: str) -> GraphError:
    return GraphError(131009, details)


class WishError(Exception):
    """The rehearsal asked for something that makes no sense here. The text says what, for its author."""
