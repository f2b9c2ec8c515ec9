"""One batch of messages, one transaction: states, effects, replies and the emptied inbox are committed together or not at all.

1. Take the oldest items of our partitions, open and parse them.
2. Fetch the threads of everybody in the batch (two queries), then one turn a message, in order.
3. Write threads, replies and files to fetch; delete the items. If any was gone already, commit nothing.

A message whose turn fails is set aside sealed, with a reason code; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from satark import logs
from satark.channels.whatsapp.parsed import (
    UNKNOWN_TIME,
    MediaToFetch,
    ParsedMessage,
    ParsedPreference,
    ParsedSystem,
)
from satark.conversation.values import Context, Inbound, InboundKind, State
from satark.dialogues import Spoken, fill, has_unfiled, officer_text, push_said, script_of, spill, take
from satark.evidence.services import Announced
from satark.relay import (
    account,
    alarms,
    complaints,
    consent,
    enrolment,
    fetching,
    inbox,
    later,
    learnt,
    news,
    outgoing,
    overflow,
    phones,
    posters,
    quotes,
    sides,
)
from satark.relay import effects as making
from satark.relay.alike import Alike
from satark.relay.effects import linked_case
from satark.relay.numbers import Districts
from satark.relay.pace import Pace
from satark.relay.poison import POISON
from satark.relay.reading import Personal, Reader
from satark.relay.replies import Replies
from satark.relay.secrets import RelayKeys
from satark.relay.slow import SLICE, Slice, Turnstile
from satark.relay.threads import DUTY, NUMBER, PUBLIC, Heard, Thread, Threads
from satark.relay.work import Ready, Work
from satark.vault.services import new_case

BATCH = 300

Keeps = Callable[[Work, inbox.Item, ParsedMessage, Heard], bool]
Remove = Callable[[Any, list[inbox.Item]], None]

log = logs.get()


class Turns:
    def __init__(
        self,
        keys: RelayKeys,
        districts: Districts,
        *,
        clock: Callable[[], datetime],
        turnstile: Turnstile | None = None,
    ) -> None:
        self.keys = keys
        self._districts = districts
        self._clock = clock
        self._opener = inbox.Opener(keys.private)
        self._reader = Reader(self._opener, districts)
        self.replies = Replies()
        self._tries: Pace[UUID] = Pace(enrolment.AGAIN, enrolment.TRIES)
        self.turnstile = turnstile or Turnstile()
        self.alike = Alike()
        self._unfit: set[UUID] = set()
        """Drafts that could not be filed for their silence; tried again by the next relay that is started."""

    def batch(self, cursor: Any, partitions: list[int], *, limit: int = BATCH) -> Ready:
        """Inside a transaction. Raises inbox.Lost, and whatever the database raises."""
        items = inbox.take(cursor, partitions, limit=limit)
        if not items:
            return Ready([], [], 0)
        work = Work(Threads(cursor, self.keys), self._clock())
        self._hear(cursor, work, items, self.turnstile.holds)
        self._write(cursor, work, items)
        return _ready(work, len(items))

    def behind(self, cursor: Any, partitions: list[int], *, limit: int = SLICE) -> Ready:
        """A slice of what waits behind everybody else's (`slow`). Inside a transaction; raises as `batch`."""
        now = self._clock()
        items = later.take(cursor, partitions, now, limit=limit)
        if not items:
            return Ready([], [], 0)
        work = Work(Threads(cursor, self.keys), now)
        portion = Slice(cursor, self.keys, self.turnstile, self.replies)
        self._hear(cursor, work, items, portion.folds)
        portion.write(work)
        self._write(cursor, work, items, remove=later.remove)
        return _ready(work, len(items))

    def _hear(self, cursor: Any, work: Work, items: list[inbox.Item], keeps: Keeps) -> None:
        self._opener.fetch(cursor, items)
        read = [(item, parsed) for item in items if (parsed := self._reader.read(item, work))]
        self._talk(cursor, work, read, keeps)

    def silence(self, cursor: Any, partitions: list[int], *, older: datetime, limit: int = 50) -> Ready:
        """Unfinished tips that waited for a day count as filed. One that cannot be filed holds up no other."""
        cursor.execute(
            """SELECT id FROM relay_thread
                WHERE draft AND last_in < %s AND partition = ANY (%s) AND NOT id = ANY (%s) LIMIT %s""",
            [older, partitions, list(self._unfit), limit],
        )
        work = Work(Threads(cursor, self.keys), self._clock())
        ids = [row[0] for row in cursor.fetchall()]
        for ident in ids:
            self._end(cursor, work, ident)
        self._write(cursor, work, [])
        return Ready([d.letter for d in work.drafts if d.now], [], len(ids))

    def _end(self, cursor: Any, work: Work, ident: UUID) -> None:
        drafts = list(work.drafts)
        try:
            with transaction.atomic():
                work.threads.load_ids([ident])
                thread = work.threads.get(ident)
                self._turn(cursor, work, thread, Inbound(InboundKind.SILENCE, at=work.now), None)
        except POISON as problem:
            log.error("relay.draft_unfit", problem=problem)
            self._unfit.add(ident)
            work.drafts[:] = drafts
            return
        thread.draft = False
        work.touched[ident] = thread

    # --- reading ---------------------------------------------------------------------------------------------------

    def _talk(self, cursor: Any, work: Work, read: list[tuple[inbox.Item, Personal]], keeps: Keeps) -> None:
        """A turn for each message but those that `keeps` has put elsewhere."""
        heard = [self._heard(item, parsed, work.now) for item, parsed in read]
        work.threads.load(heard)
        work.news = news.waiting(cursor, work.threads.loaded())
        public = [thread for thread in work.threads.loaded() if thread.scope == PUBLIC]
        work.complaints = complaints.standing(cursor, public, work.now)
        work.about = self._quoted(cursor, work, [parsed for _, parsed in read])
        for (item, parsed), whom in zip(read, heard, strict=True):
            if isinstance(parsed, ParsedMessage) and keeps(work, item, parsed, whom):
                continue
            self._guarded(cursor, work, item, parsed, whom)

    def _quoted(self, cursor: Any, work: Work, read: list[Personal]) -> dict[str, str]:
        """Which directions the phones of posts quote. Nobody else is sent any."""
        if all(thread.scope != DUTY for thread in work.threads.loaded()):
            return {}
        quoted = {parsed.quoted for parsed in read if isinstance(parsed, ParsedMessage) and parsed.quoted}
        return quotes.directions(cursor, self.keys, quoted) if quoted else {}

    @staticmethod
    def _heard(item: inbox.Item, parsed: Personal, now: datetime) -> Heard:
        if isinstance(parsed, ParsedSystem):
            return Heard(parsed.phone_number_id, parsed.old, item.partition, now)
        return Heard(parsed.phone_number_id, parsed.sender, item.partition, now)

    def _guarded(self, cursor: Any, work: Work, item: inbox.Item, parsed: Personal, whom: Heard) -> None:
        """One message. If its turn fails by itself, it alone is set aside and its thread stays as it was."""
        if isinstance(parsed, ParsedSystem):
            at = work.now if parsed.at == UNKNOWN_TIME else parsed.at
            work.threads.rename(whom.number_id, parsed.old, parsed.new, at)
            return
        if isinstance(parsed, ParsedPreference):
            self._prefer(work, parsed, whom)
            return
        drafts, fetches = list(work.drafts), list(work.fetches)
        thread, inbound = self._addressed(work, parsed, whom)
        if thread.scope == PUBLIC:
            self.alike.heard(inbound.text, thread.id, work.now)
        before = thread.copy()
        try:
            self._message(cursor, work, thread, inbound, parsed.fetch, whom)
        except POISON as problem:
            log.warning("relay.set_aside", problem=problem)
            work.aside.append((item, type(problem).__name__[:40]))
            work.drafts[:], work.fetches[:] = drafts, fetches
            work.threads.put_back(thread, before)

    @staticmethod
    def _prefer(work: Work, parsed: ParsedPreference, whom: Heard) -> None:
        """Told to WhatsApp itself. Whom we do not know we do not write to anyway."""
        if (thread := work.threads.known(whom)) is not None:
            thread.push = not parsed.stop
            work.touched[thread.id] = thread

    # --- one message -----------------------------------------------------------------------------------------------

    @staticmethod
    def _addressed(work: Work, parsed: ParsedMessage, whom: Heard) -> tuple[Thread, Inbound]:
        """The talk that a message belongs to, noted as heard from."""
        inbound = parsed.inbound
        if inbound.at == UNKNOWN_TIME:
            inbound = replace(inbound, at=work.now)
        if parsed.forwarded == "often":
            inbound = replace(inbound, passed_on=True)
        inbound, code = posters.heard(inbound)
        if code:
            own = work.threads.known(whom)
            if posters.opens(own.last_in if own else None, work.now):
                work.opened.append(code)
        if ref := work.about.get(parsed.quoted):
            inbound = replace(inbound, about=ref)
        first = work.threads.of(whom)
        thread, inbound = sides.side(work.threads, first, whom, inbound, work.now)
        for each in (first, thread):
            # Whether a reaction opens the 24 hours anew WhatsApp does not say: it is not counted on.
            each.heard_from(inbound.at, work.now, opens_window=inbound.kind is not InboundKind.REACTION)
            work.touched[each.id] = each
        return thread, inbound

    def _message(
        self,
        cursor: Any,
        work: Work,
        thread: Thread,
        inbound: Inbound,
        fetch: MediaToFetch | None,
        whom: Heard,
    ) -> None:
        code = enrolment.asked(inbound.text) if inbound.kind is InboundKind.TEXT else None
        if code is not None:
            self._enrol(cursor, work, thread, code, whom)
            return
        if thread.scope == PUBLIC and self._heeded(cursor, work, thread, inbound):
            return
        self._turn(cursor, work, thread, inbound, fetch)

    def _heeded(self, cursor: Any, work: Work, thread: Thread, inbound: Inbound) -> bool:
        """Whether the message only said that we shall stop writing unasked, or go on; then it is done."""
        allowed = consent.wish(inbound)
        if allowed is None or (allowed and linked_case(cursor, thread) is None):
            return False
        thread.push = allowed
        said = push_said(thread.state.language, allowed=allowed, script=thread.state.script)
        self.replies.say(work, thread, [said])
        return True

    def _enrol(self, cursor: Any, work: Work, thread: Thread, code: str, whom: Heard) -> None:
        guessing = self._tries.book(thread.id, work.now) > work.now
        found = None if guessing else enrolment.redeem(cursor, self.keys.enrolment, code, work.now)
        if found is None:
            self.replies.say(work, thread, [officer_text("officer.code_bad", "hi")])
            return
        if thread.scope == PUBLIC:
            own, thread = thread, work.threads.start(whom, DUTY, post_id=found.post)
            thread.wrote_at = own.wrote_at
            work.touched[thread.id] = thread
        thread.post_id, thread.phone, thread.officer_id = found.post, found.phone, found.officer_id
        # With a new code begins a new holder's talk: nothing that the one before left half said, and no way into his own.
        thread.state = State(language=thread.state.language)
        work.threads.cut(phones.replaced(cursor, found.post, found.phone, found.officer_id, by=thread.id))
        self.replies.say(
            work, thread, [officer_text("officer.enrolled", "hi", post=news.post_name(cursor, found.post))]
        )

    def _turn(
        self, cursor: Any, work: Work, thread: Thread, inbound: Inbound, fetch: MediaToFetch | None
    ) -> None:
        now = work.moment()
        maker = making.Effects(
            cursor,
            self.keys,
            work.threads,
            unit=self._districts.unit_of(thread.number_id),
            now=now,
            sent_at=inbound.at,
            alike=self.alike,
        )
        spoken = self._take(cursor, work, thread, inbound)
        # All of a turn that touches the domain or nothing of it: half of one would be filed again by the next press.
        with transaction.atomic() if spoken.effects or fetch else nullcontext():
            done = maker.apply(thread, spoken.effects)
            if fetch is not None:
                self._fetch(work, thread, fetch, inbound.text, done.homes.get(fetch.media_id), now)
            said = (
                [done.instead] if done.instead else [fill(message, done.fill) for message in spoken.messages]
            )
            self.replies.say(work, thread, said)
            if spoken.messages and inbound.kind is not InboundKind.CALLED:
                work.asked.add(thread.id)
            if done.again is not None:
                work.news[thread.id] = news.waiting(cursor, [thread]).get(thread.id, ())
                work.complaints |= complaints.standing(cursor, [thread], work.now)
                self._turn(cursor, work, thread, done.again, None)

    def _take(self, cursor: Any, work: Work, thread: Thread, inbound: Inbound) -> Spoken:
        duty = thread.scope == DUTY
        context = Context(
            now=work.now,
            news=work.news.get(thread.id, ()),
            post_name=news.post_name(cursor, thread.post_id) if duty else "",
            unseen=thread.id in work.asked,
            complaints=work.complaints.get(thread.id, ()),
            has_number=bool(thread.address.get(NUMBER)),
        )
        district = self._districts.of(thread.number_id)
        script = "officer" if duty else script_of(thread.state, district)
        spoken = take(script, thread.state, inbound, context, district)
        thread.state, words = spill(spoken.state)
        if words:
            thread.case_id = thread.case_id or uuid4()
            overflow.lay_down(cursor, self.keys, thread.case_id, words)
        thread.draft = not duty and has_unfiled(spoken.state)
        return spoken

    @staticmethod
    def _fetch(
        work: Work, thread: Thread, fetch: MediaToFetch, words: str, home: UUID | None, now: datetime
    ) -> None:
        if home is None:
            thread.case_id = home = thread.case_id or uuid4()
        box = new_case(home)
        files = [Announced(fetch.media_id, fetch.kind.value, words)]
        making.announce(home, files, duty=thread.scope == DUTY, now=now)
        work.fetches.append(
            fetching.Fetch.of(fetch, thread.number_id, home, box.key, thread.partition, work.now)
        )

    # --- writing ---------------------------------------------------------------------------------------------------

    def _write(
        self, cursor: Any, work: Work, items: list[inbox.Item], *, remove: Remove = inbox.remove
    ) -> None:
        answered = {draft.letter.thread_id for draft in work.drafts if draft.letter.thread_id}
        self.replies.give_back(outgoing.supersede(cursor, list(answered)))
        work.threads.save(work.touched.values())
        if items:
            waiting = outgoing.wake(cursor, list(work.touched), work.now)
            work.drafts[:] = outgoing.set_back(work.drafts, waiting)
        outgoing.add(cursor, self.keys, work.drafts, work.now)
        fetching.add(cursor, self.keys, work.fetches)
        learnt.statuses(cursor, self.keys, work.statuses, work.now)
        account.take(cursor, work.notices, work.now)
        for code, number_id in sorted(work.alarms):
            alarms.raise_(cursor, code, number_id, work.now)
        if work.aside:
            inbox.set_aside(cursor, work.aside, work.now)
        moved = {item.seq for item, _ in work.later}
        if done := [item for item in items if item.seq not in moved]:
            remove(cursor, done)
        if work.later:
            later.put_off(cursor, work.later, work.now)


def _ready(work: Work, items: int) -> Ready:
    return Ready([d.letter for d in work.drafts if d.now], work.fetches, items, work.heard, work.opened)
