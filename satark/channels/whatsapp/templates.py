"""Our message templates: what may be said when the 24 hours are over. The words are the catalogue's, Meta holds a copy.

Outside the window a phone's lock screen tells that there is something, never what. Two have variables: to a station's phone
an urgent task tells its number and its limit, behind what a lock screen shows; to somebody who complained openly a step tells
the complaint's number and what was done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from satark.channels.whatsapp.graph import Graph
from satark.channels.whatsapp.outbound import TEMPLATE_LANGUAGES, Template
from satark.conversation.values import Language, OpenCase, OutMessage
from satark.dialogues import (
    digest_notice,
    duty_notice,
    push_notice,
    step_notice,
    step_parameters,
    urgent_notice,
)

Json = dict[str, Any]

REPLY, DUTY, URGENT, DIGEST = "reply_waiting", "duty_notice", "urgent_duty", "digest_ready"
STEP = "complaint_step"
EXAMPLES: dict[Language, tuple[str, str]] = {
    "hi": ("482 019 3375-1", "5 मिनट"),
    "en": ("482 019 3375-1", "5 minutes"),
}
"""Meta wants to see what the variables of an urgent task are filled with."""
CATEGORY = "UTILITY"
DUTY_LANGUAGES: tuple[Language, ...] = ("hi", "en")
"""What an officer can choose; a source, what the number offers."""
FIELDS = "name,language,status,category,components,rejected_reason"


@dataclass(frozen=True, slots=True)
class Definition:
    """One template in one language, as it should stand at Meta."""

    name: str
    language: str
    """Meta's code, which is not ours: Bhojpuri is filed under Hindi with a name of its own."""
    body: str
    buttons: tuple[str, ...]
    category: str = CATEGORY
    examples: tuple[str, ...] = field(default=(), compare=False)
    """Of its variables; Meta keeps them to itself."""

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.language

    def as_graph(self) -> Json:
        return {
            "name": self.name,
            "language": self.language,
            "category": self.category,
            "components": self.components(),
        }

    def components(self) -> list[Json]:
        buttons = [{"type": "QUICK_REPLY", "text": title} for title in self.buttons]
        body: Json = {"type": "BODY", "text": self.body}
        if self.examples:
            body["example"] = {"body_text": [list(self.examples)]}
        return [body, {"type": "BUTTONS", "buttons": buttons}]


@dataclass(frozen=True, slots=True)
class Filed:
    """One template in one language, as it stands at Meta."""

    id: str
    definition: Definition
    status: str
    reason: str = ""
    """Why Meta refused it, in Meta's word."""
    more: tuple[str, ...] = ()
    """Parts that none of ours has, such as a header that somebody added by hand."""


What = Literal["create", "change", "well", "waiting", "refused", "moved", "extra"]


@dataclass(frozen=True, slots=True)
class Step:
    """What has to be done about one template, or what is the matter with it."""

    what: What
    key: tuple[str, str]
    wanted: Definition | None = None
    filed: Filed | None = None


def reply_template(language: Language) -> Template:
    """To a source: there is an answer."""
    return _template(REPLY, language, push_notice(language))


def duty_template(language: Language) -> Template:
    """To the phone of a post: there is a direction."""
    spoken = _spoken(language)
    return _template(DUTY, spoken, duty_notice(spoken))


def urgent_template(language: Language, number: str, limit: str) -> Template:
    """To the phone of a post: there is something urgent, its number and how soon it wants an answer."""
    spoken = _spoken(language)
    return replace(_template(URGENT, spoken, urgent_notice(spoken, number, limit)), params=(number, limit))


def digest_template(language: Language) -> Template:
    """To the phone of a superior: the figures of his area are ready."""
    spoken = _spoken(language)
    return _template(DIGEST, spoken, digest_notice(spoken))


def step_template(language: Language, case: OpenCase, step: str) -> Template:
    """To a complainant: a step was taken."""
    template = _template(STEP, language, step_notice(language))
    return replace(template, params=step_parameters(case, step, language))


def definitions(languages: Iterable[Language]) -> list[Definition]:
    """Everything that a business account needs whose numbers offer these languages."""
    replies = [_definition(REPLY, language, push_notice(language)) for language in languages]
    replies += [_of_a_step(language) for language in languages]
    return replies + [each for language in DUTY_LANGUAGES for each in _of_duty(language)]


def _of_a_step(language: Language) -> Definition:
    example = OpenCase("4820193375", "", "", datetime.min.replace(tzinfo=UTC), "थाना बलुआ", "Thana Balua")
    shown = step_parameters(example, "forwarded", language)
    return replace(_definition(STEP, language, step_notice(language)), examples=shown)


def _of_duty(language: Language) -> list[Definition]:
    urgent = _definition(URGENT, language, urgent_notice(language, "{{1}}", "{{2}}"))
    return [
        _definition(DUTY, language, duty_notice(language)),
        replace(urgent, examples=EXAMPLES[language]),
        _definition(DIGEST, language, digest_notice(language)),
    ]


async def filed(graph: Graph, waba_id: str) -> list[Filed]:
    """What Meta has of one business account."""
    return [_filed(each) for each in await graph.every(f"{waba_id}/message_templates", fields=FIELDS)]


def compare(wanted: Collection[Definition], found: Iterable[Filed]) -> list[Step]:
    """One step for each template that is wanted or there, the wanted ones first."""
    by_key = {each.definition.key: each for each in found}
    steps = [_step(each, by_key.get(each.key)) for each in wanted]
    ours = {each.key for each in wanted}
    return steps + [Step("extra", key, filed=each) for key, each in by_key.items() if key not in ours]


async def carry_out(graph: Graph, waba_id: str, step: Step) -> None:
    """Create, change or (for `extra`) delete. Other steps need nothing. A second call finds nothing to do."""
    match step:
        case Step("create", wanted=Definition() as wanted):
            await graph.post(f"{waba_id}/message_templates", wanted.as_graph())
        case Step("change", wanted=Definition() as wanted, filed=Filed() as there):
            await graph.post(there.id, {"components": wanted.components()})
        case Step("extra", filed=Filed() as there):
            # With the id only this language goes; by the name alone all of them would.
            await graph.delete(f"{waba_id}/message_templates", hsm_id=there.id, name=there.definition.name)


def _step(wanted: Definition, there: Filed | None) -> Step:
    if there is None:
        return Step("create", wanted.key, wanted)
    return Step(_matter(wanted, there), wanted.key, wanted, there)


def _matter(wanted: Definition, there: Filed) -> What:
    if there.status in ("PENDING", "IN_APPEAL"):
        # Meta takes no change while it looks at the last one.
        return "waiting"
    if there.more or (there.definition.body, there.definition.buttons) != (wanted.body, wanted.buttons):
        return "change"
    if there.status != "APPROVED":
        return "refused"
    return "well" if there.definition.category == wanted.category else "moved"


def _spoken(language: Language) -> Language:
    return language if language in DUTY_LANGUAGES else DUTY_LANGUAGES[0]


def _template(name: str, language: Language, notice: OutMessage) -> Template:
    return Template(name, language, reply=notice.buttons[0].id)


def _definition(name: str, language: Language, notice: OutMessage) -> Definition:
    suffix, code = TEMPLATE_LANGUAGES[language]
    return Definition(name + suffix, code, notice.text, tuple(button.title for button in notice.buttons))


def _filed(found: Json) -> Filed:
    parts = [part for part in found.get("components") or [] if isinstance(part, dict)]
    definition = Definition(
        name=str(found.get("name", "")),
        language=str(found.get("language", "")),
        body="".join(str(part.get("text", "")) for part in parts if part.get("type") == "BODY"),
        buttons=tuple(_titles(parts)),
        category=str(found.get("category", "")),
    )
    reason = str(found.get("rejected_reason") or "")
    return Filed(
        id=str(found.get("id", "")),
        definition=definition,
        status=str(found.get("status", "")),
        reason="" if reason == "NONE" else reason,
        more=tuple(str(part.get("type")) for part in parts if part.get("type") not in ("BODY", "BUTTONS")),
    )


def _titles(parts: list[Json]) -> Iterator[str]:
    for part in parts:
        if part.get("type") == "BUTTONS":
            yield from (
                str(each.get("text", "")) for each in part.get("buttons") or [] if isinstance(each, dict)
            )
