"""Every refusal Meta would give, with its body, code and HTTP status."""

from __future__ import annotations

from typing import Any

HTTP_STATUS = {2: 503, 190: 401, 131000: 500, 131016: 500, 132001: 404}
"""Everything else is answered with 400."""

TITLES = {
    1: "An unknown error occurred",
    2: "Service temporarily unavailable",
    100: "Invalid parameter",
    190: "Invalid OAuth access token - Cannot parse access token",
    131000: "Something went wrong",
    131008: "Required parameter is missing",
    131009: "Parameter value is not valid",
    131016: "Service unavailable",
    131026: "Message undeliverable",
    131047: "Re-engagement message",
    131051: "Unsupported message type",
    131053: "Media upload error",
    131056: "(Business Account, Consumer Account) pair rate limit hit",
    131062: "This message cannot be sent to a business-scoped user ID",
    132000: "Number of parameters does not match the expected number of params",
    132001: "Template name does not exist in the translation",
    132005: "Translated text too long",
    132012: "Template parameter format mismatch",
    132018: "Template parameters are not valid",
}


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
