"""Meta looks at templates: what it will say is told when the time comes, unless something else happens before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from satark.simulator.account import tidings
from satark.simulator.templates.filing import Filed, Status
from satark.simulator.webhooks import lines
from satark.simulator.world import World

Json = dict[str, Any]


def set_state(world: World, waba: str, filed: Filed, state: Status) -> Filed:
    """A pause ends by itself; both its ends are told."""
    if state == "PAUSED":
        changed = world.templates.pause(waba, filed)
    else:
        reason = "TAG_CONTENT_MISMATCH" if state == "REJECTED" else "NONE"
        changed = world.templates.change(waba, replace(filed, status=state, until=0.0, reason=reason))
    announce(world, waba, changed, changed.status)
    announce_later(world, waba, changed)
    return changed


def set_category(world: World, waba: str, filed: Filed, category: str) -> Filed:
    """Meta takes it for something else than it was filed as."""
    template = replace(filed.template, category=category)
    value = tidings.template_category(filed, category)
    tidings.send(world, waba, "template_category_update", value)
    return world.templates.change(waba, replace(filed, template=template))


def verdict(world: World) -> Status:
    return "REJECTED" if world.faults.reject_templates else "APPROVED"


def announce_later(world: World, waba: str, filed: Filed) -> None:
    """What follows by itself when `until` has come; it takes the place of what would have followed before."""
    forget_news(world, filed)
    if filed.until:
        announce(
            world, waba, filed, filed.next, after=filed.until - world.now(), line=lines.of_template(filed.id)
        )


def forget_news(world: World, filed: Filed) -> None:
    world.postman.withdraw(lines.of_template(filed.id))


def announce(
    world: World, waba: str, filed: Filed, event: Status, *, after: float = 0.0, line: str = ""
) -> None:
    template = filed.template
    reason = filed.reason if event == "REJECTED" else "NONE"
    value = tidings.template_status(template.name, template.language, filed.id, event, reason, at=world.now())
    tidings.send(world, waba, "message_template_status_update", value, after=after, line=line)
