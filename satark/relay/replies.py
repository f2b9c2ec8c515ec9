"""What a turn says becomes drafts: in the person's pace, one in place of what only asked again, later where it must wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID

from satark import logs
from satark.channels.whatsapp.limits import preflight
from satark.channels.whatsapp.outbound import Template, join, split
from satark.channels.whatsapp.outbound.splitting import SURELY_SHORT
from satark.channels.whatsapp.templates import duty_template, reply_template
from satark.conversation.values import MediaId, OutMessage
from satark.relay import attachments, letters
from satark.relay.letters import Draft
from satark.relay.pace import Pace
from satark.relay.quotes import SAME_TASK
from satark.relay.threads import DUTY, Thread
from satark.relay.window import is_open
from satark.relay.work import Work

log = logs.get()

ALBUM = timedelta(seconds=2.5)
"""An album arrives as separate messages: the reply to a file waits so long for the next one, and answers all at once."""


class Replies:
    def __init__(self) -> None:
        self._pace: Pace[UUID] = Pace()
        self.may_go: Callable[[str], bool] = lambda _: True
        """Whether anything goes out by a number of ours at present."""

    def say(self, work: Work, thread: Thread, messages: Sequence[OutMessage]) -> None:
        for message in join(messages):
            self.queue(
                work,
                thread,
                message,
                stand_in=stand_in(thread) if message.lasting else None,
                lasting=message.lasting,
                resay=message.lasting,
                wait=ALBUM if message.settles else None,
                ref=SAME_TASK + message.about if message.about else "",
            )

    def queue(
        self,
        work: Work,
        thread: Thread,
        message: OutMessage,
        *,
        lasting: bool,
        stand_in: Template | None = None,
        resay: bool = False,
        wait: timedelta | None = None,
        ref: str = "",
        ours: bool = True,
    ) -> bool:
        """`ours`: whether this relay owns the thread's partition; otherwise its owner sends, when it next looks.

        Outside the window, or while its number is paused, a letter waits in the table until its form can be decided.
        Returns whether WhatsApp will take all of it; what it would refuse is not sent.
        """
        parts = split(message)
        fit = [part for part in parts if not _unfit(part, work)]
        for part in fit:
            self._queue(
                work,
                thread,
                part,
                # One part must not give way to the next.
                lasting=lasting or len(parts) > 1,
                stand_in=stand_in,
                resay=resay,
                wait=wait,
                ref=ref,
                ours=ours,
            )
        return len(fit) == len(parts)

    def _queue(
        self,
        work: Work,
        thread: Thread,
        message: OutMessage,
        *,
        lasting: bool,
        stand_in: Template | None,
        resay: bool,
        wait: timedelta | None,
        ref: str,
        ours: bool,
    ) -> None:
        owner = None if thread.gone else thread.id
        if message.text:
            send_at = self._pace.book(thread.id, work.now)
            if wait is not None:
                send_at = max(send_at, work.now + wait)
            letter = letters.letter(
                message, to=thread.to, number_id=thread.number_id, thread_id=owner, stand_in=stand_in
            )
            now = ours and send_at <= work.now and self._goes_now(thread, work)
            if not now:
                self._replace(work, owner)
            work.drafts.append(
                Draft(letter, thread.partition, send_at, now, lasting, ref, resay and owner is not None)
            )
        if message.media and owner is not None:
            self._attach(work, thread, message.media)

    def _attach(self, work: Work, thread: Thread, media: Sequence[MediaId]) -> None:
        """Files follow the words. They wait for the sweep, which has the keys of their cases."""
        for file in attachments.of_media(media):
            send_at = self._pace.book(thread.id, work.now)
            letter = letters.with_file(file, to=thread.to, number_id=thread.number_id, thread_id=thread.id)
            work.drafts.append(Draft(letter, thread.partition, send_at, now=False, lasting=True, resay=True))

    def give_back(self, thread_ids: Sequence[UUID]) -> None:
        """Replies of these were dropped before they went."""
        for thread_id in thread_ids:
            self._pace.give_back(thread_id)

    def _goes_now(self, thread: Thread, work: Work) -> bool:
        return self.may_go(thread.number_id) and is_open(thread.wrote_at, work.now)

    def _replace(self, work: Work, thread_id: UUID | None) -> None:
        """Within one batch too, a reply that waits and only asks again gives way to the newer one."""
        if thread_id is None:
            return
        kept = [d for d in work.drafts if d.now or d.lasting or d.letter.thread_id != thread_id]
        self.give_back([thread_id] * (len(work.drafts) - len(kept)))
        work.drafts[:] = kept


def _unfit(message: OutMessage, work: Work) -> bool:
    """Whether it breaks a limit. Looked at where something was filled in; the words of the catalogue are tested."""
    if not (message.lasting or message.rows or len(message.text) > SURELY_SHORT):
        return False
    broken = preflight(message)
    if broken:
        log.error("relay.bad_message", broken=[str(each) for each in broken])
        work.alarms.add(("bad_message", ""))
    return bool(broken)


def stand_in(thread: Thread) -> Template:
    """What may be said to this person outside the window: that there is something, never what."""
    language = thread.state.language or "hi"
    return duty_template(language) if thread.scope == DUTY else reply_template(language)
