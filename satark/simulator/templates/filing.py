"""The templates of each account: filed, reviewed, paused for low quality, and in the end disabled."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from satark.simulator.errors import GraphError
from satark.simulator.records import Records
from satark.simulator.templates.template import Template

Json = dict[str, Any]
Status = Literal["PENDING", "APPROVED", "REJECTED", "PAUSED", "DISABLED"]
STATUSES: tuple[Status, ...] = ("PENDING", "APPROVED", "REJECTED", "PAUSED", "DISABLED")

FILED_MOST = 250
CREATED_AN_HOUR = 100
HOUR = 3600
FIRST_CREATED = 500
"""Ids below are for those that are there from the start."""
PAUSES = (3 * HOUR, 6 * HOUR)
"""The first pause and the second; the third time a template is disabled."""


@dataclass(frozen=True, slots=True)
class Filed:
    """One template of one account. `status` holds until `until`; then `next` does."""

    id: str
    template: Template
    status: Status = "APPROVED"
    until: float = 0.0
    next: Status = "APPROVED"
    pauses: int = 0
    reason: str = "NONE"

    def at(self, now: float) -> Filed:
        return self if not self.until or now < self.until else replace(self, status=self.next, until=0.0)

    def as_graph(self) -> Json:
        whole = self.template.as_graph(self.id, self.status)
        return whole | {"rejected_reason": self.reason if self.status == "REJECTED" else "NONE"}


class Templates:
    """What each account has filed. `approved` are there from the start, in every account.

    `en` and `en_US` are different languages.
    """

    def __init__(self, approved: tuple[Template, ...], records: Records, now: Callable[[], float]) -> None:
        self._approved = approved
        self._records = records
        self._now = now
        self._created: defaultdict[str, deque[float]] = defaultdict(deque)

    def of(self, waba: str) -> list[Filed]:
        return [filed.at(self._now()) for filed in self._all(waba) if filed is not None]

    def find(self, waba: str, name: str, language: str) -> Filed | None:
        return next((filed for filed in self.of(waba) if filed.template.key == (name, language)), None)

    def by_id(self, wabas: list[str], wanted: str) -> tuple[str, Filed] | None:
        """The account and the template."""
        for waba in wabas:
            for filed in self.of(waba):
                if filed.id == wanted:
                    return waba, filed
        return None

    def sendable(self, waba: str, name: str, language: str) -> Template:
        """Raises GraphError unless it is approved."""
        filed = self.find(waba, name, language)
        if filed is None or filed.status in ("PENDING", "REJECTED"):
            raise GraphError(132001, f"template name ({name}) does not exist in {language}")
        if filed.status == "PAUSED":
            raise GraphError(132015, f"template ({name}) is paused for its low quality")
        if filed.status == "DISABLED":
            raise GraphError(132016, f"template ({name}) is disabled")
        return filed.template

    def create(self, waba: str, template: Template, *, review: float, verdict: Status) -> Filed:
        """It is reviewed for so many seconds. Raises GraphError."""
        self._check_creation(waba, template)
        number = (self._records.get("template ids", waba) or {"next": FIRST_CREATED})["next"]
        self._records.put("template ids", waba, "", {"next": number + 1})
        filed = Filed(
            template_id(waba, number),
            template,
            "PENDING",
            self._now() + review,
            verdict,
            reason="TAG_CONTENT_MISMATCH" if verdict == "REJECTED" else "NONE",
        )
        self._keep(waba, filed)
        self._created[waba].append(self._now())
        return filed

    def change(self, waba: str, filed: Filed) -> Filed:
        self._keep(waba, filed)
        return filed

    def pause(self, waba: str, filed: Filed) -> Filed:
        """For three hours, then for six; the third time it is disabled for good."""
        if filed.pauses >= len(PAUSES):
            return self.change(waba, replace(filed, status="DISABLED", until=0.0))
        until = self._now() + PAUSES[filed.pauses]
        return self.change(
            waba, replace(filed, status="PAUSED", until=until, next="APPROVED", pauses=filed.pauses + 1)
        )

    def delete(self, waba: str, filed: Filed) -> None:
        self._records.put("template", waba, filed.id, {})

    def _check_creation(self, waba: str, template: Template) -> None:
        created = self._created[waba]
        while created and created[0] <= self._now() - HOUR:
            created.popleft()
        if len(created) >= CREATED_AN_HOUR:
            raise GraphError(80007, f"No more than {CREATED_AN_HOUR} templates an hour.")
        if len(self.of(waba)) >= FILED_MOST:
            raise GraphError(100, f"The account has {FILED_MOST} templates, which is the limit.")
        if self.find(waba, *template.key) is not None:
            raise GraphError(
                100, "There is already content in this language for this template.", subcode=2388024
            )

    def _all(self, waba: str) -> Iterator[Filed | None]:
        """Those from the start, unless changed or deleted, and then those that were created."""
        kept = self._records.all("template", waba)
        for index, template in enumerate(self._approved):
            known = template_id(waba, index)
            yield _read(kept.pop(known)) if known in kept else Filed(known, template)
        yield from map(_read, kept.values())

    def _keep(self, waba: str, filed: Filed) -> None:
        template = filed.template
        self._records.put(
            "template",
            waba,
            filed.id,
            {
                "id": filed.id,
                "template": {
                    "name": template.name,
                    "language": template.language,
                    "body": template.body,
                    "buttons": template.keys,
                    "category": template.category,
                    "header": template.header,
                    "footer": template.footer,
                    "example": template.example,
                },
                "status": filed.status,
                "until": filed.until,
                "next": filed.next,
                "pauses": filed.pauses,
                "reason": filed.reason,
            },
        )


def template_id(waba: str, number: int) -> str:
    """No two accounts have one in common."""
    return f"{waba[-11:]}{number:04d}"


def _read(value: Json) -> Filed | None:
    """None for one that was deleted."""
    if not value:
        return None
    template = Template(**value["template"] | {"buttons": tuple(value["template"]["buttons"])})
    return Filed(**value | {"template": template})
