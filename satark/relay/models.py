"""Rows that only the relay (and, through one door, the edge) may touch: sealed messages, threads, aliases, what is to be sent.

Nothing here is clear: people are keyed tags and sealed handles, words and payloads are sealed under the relay's own key.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Number(models.Model):
    """A WhatsApp number of ours: which unit answers it and which lanes it offers."""

    phone_number_id = models.CharField(primary_key=True, max_length=40)
    display = models.CharField(max_length=20)
    waba_id = models.CharField(max_length=40, default="", db_default="")
    """Meta's id of the business account it belongs to: templates and webhooks are set up there."""
    unit_id = models.CharField(max_length=40)
    lanes = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    per_second = models.SmallIntegerField(default=80, db_default=80)
    """Messages in and out that WhatsApp takes a second on this number; more once Meta has raised it."""
    staffed = models.CharField(max_length=5, default="", db_default="")
    """Hours of India in which somebody reads complaints, as `8-22`; empty: always."""


class InboxKey(models.Model):
    """A minute key of the edge, sealed to the relay."""

    id = models.UUIDField(primary_key=True)
    sealed = models.BinaryField()
    at = models.DateTimeField(db_default=Now())


class InboxItem(models.Model):
    """One message or status as it came, sealed by the edge before it touched the database. Gone once its turn is done."""

    key_id = models.UUIDField()
    tag = models.BinaryField()
    partition = models.SmallIntegerField()
    body = models.BinaryField()
    at = models.DateTimeField(db_default=Now())
    sender = models.BinaryField(null=True)
    """Keyed tag of who wrote it, by a key that lives an hour in the edge's memory; empty where nobody did."""


class Later(models.Model):
    """What came from a sender who sends more than others can wait for: worked off when there is time, in its order."""

    id = models.BigIntegerField(primary_key=True)
    """Of the inbox's own count."""
    key_id = models.UUIDField()
    tag = models.BinaryField()
    partition = models.SmallIntegerField()
    body = models.BinaryField()
    sender = models.BinaryField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["sender", "id"], name="later_of_sender")]


class Slow(models.Model):
    """A sender whose messages go to `Later`; the edge's door looks here, the relay decides."""

    sender = models.BinaryField(primary_key=True)
    partition = models.SmallIntegerField()
    until = models.DateTimeField()
    served_at = models.DateTimeField()
    """Whose turn is longest ago is next."""


class Fold(models.Model):
    """A filed case for which words wait (`Overflow`): written together as one statement, a few times a minute."""

    case_id = models.UUIDField(primary_key=True)
    partition = models.SmallIntegerField()
    due_at = models.DateTimeField(db_index=True)
    evidence = models.JSONField(default=list)
    """Ids of files that came with the words."""
    urgent = models.BooleanField(default=False)
    passed_on = models.BooleanField(default=False)


class Seen(models.Model):
    """Dedupe tags of the last days (the provider repeats for seven)."""

    tag = models.BinaryField(primary_key=True)
    at = models.DateTimeField(db_default=Now(), db_index=True)


class SetAside(models.Model):
    """A message that could not be handled: kept sealed with a reason code, so that it stops nobody and is not lost."""

    key_id = models.UUIDField()
    tag = models.BinaryField()
    partition = models.SmallIntegerField()
    body = models.BinaryField()
    reason = models.CharField(max_length=40)
    at = models.DateTimeField()


class Thread(models.Model):
    """One person's talk with one of our numbers, in one scope: `public`, or `duty` for the phone of a post."""

    class Scope(models.TextChoices):
        PUBLIC = "public"
        DUTY = "duty"

    id = models.UUIDField(primary_key=True, default=uuid4)
    number = models.ForeignKey(Number, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=8, choices=Scope)
    post_id = models.CharField(max_length=60, default="")
    phone = models.CharField(max_length=8, default="cug", db_default="cug")
    """Of a post's phone: `cug`, the official SIM, stays with the chair; `private` goes with its officer."""
    officer_id = models.BigIntegerField(null=True)
    """Whose private phone it is: it stands for the post only while he holds it."""
    partition = models.SmallIntegerField()
    sealed_address = models.BinaryField()
    sealed_state = models.BinaryField()
    case_id = models.UUIDField(null=True)
    """The report being told, or the case this talk is about now."""
    draft = models.BooleanField(default=False)
    """Whether `case_id` is still a draft: something was said, nothing is filed yet."""
    push = models.BooleanField(default=False)
    last_in = models.DateTimeField()
    wrote_at = models.DateTimeField(null=True)
    """When the person sent the newest message, by WhatsApp's clock: the 24 hours run from here. Empty: `last_in`."""
    misses = models.SmallIntegerField(default=0, db_default=0)
    """How often in a row WhatsApp could not reach this person; nothing since counts as reached."""
    slow_until = models.DateTimeField(null=True)
    """How long what they send is worked off behind everybody else's; kept when it is over, as a memory of it."""

    class Meta:
        indexes = [
            models.Index(fields=["post_id"], condition=~Q(post_id=""), name="thread_post"),
            models.Index(fields=["last_in"], condition=Q(draft=True), name="thread_draft"),
        ]


class Alias(models.Model):
    """A keyed tag of a number or user id seen with a thread, scoped to our number and to public or duty."""

    tag = models.BinaryField(primary_key=True)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="aliases")
    kind = models.CharField(max_length=8)


class Overflow(models.Model):
    """Free words of a draft that is too long to be carried along, sealed; they go into the report in this order."""

    case_id = models.UUIDField(db_index=True)
    sealed = models.BinaryField()


class Link(models.Model):
    """Which talk a filed case came from. The one row that ties a case to a phone; "remove my number" deletes it."""

    case_id = models.UUIDField(primary_key=True)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="links")
    at = models.DateTimeField()
    """The newest one is what "add more" adds to."""


class SourceCode(models.Model):
    """Argon2id of a source's code (keyed salt, so that it can be looked up), and the case it brings back."""

    hash = models.BinaryField(primary_key=True)
    case_id = models.UUIDField()


class Enrolment(models.Model):
    """A one-time code that ties a phone to a post."""

    hash = models.BinaryField(primary_key=True)
    post_id = models.CharField(max_length=60)
    phone = models.CharField(max_length=8, default="cug", db_default="cug")
    officer_id = models.BigIntegerField(null=True)
    """For a private phone: the officer who was given the code."""
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Outgoing(models.Model):
    """One message to be sent. Kept until the provider says what became of it."""

    class State(models.IntegerChoices):
        READY = 0
        ATTEMPTING = 1
        """Handed to the sender. Found like this after a crash: it may have gone, so a status is awaited before a repeat."""
        SENT = 2
        FAILED = 3
        HELD = 4
        """Cannot reach the person until they write; then it is said first of all."""

    id = models.UUIDField(primary_key=True)
    """Random, and what we give as `biz_opaque_callback_data`: the only link if the send answer is lost."""
    thread_id = models.UUIDField(null=True)
    partition = models.SmallIntegerField()
    state = models.SmallIntegerField(choices=State)
    lasting = models.BooleanField(default=False)
    sealed_payload = models.BinaryField()
    ref = models.CharField(max_length=20, default="")
    """The direction this message carries, where it carries one: its delivery is an event of the case."""
    send_at = models.DateTimeField()
    attempts = models.SmallIntegerField(default=0)
    doubtful = models.BooleanField(default=False)
    rank = models.SmallIntegerField(default=0)
    error = models.CharField(max_length=20, default="")
    created = models.BigIntegerField()
    """Order within the thread."""
    number_id = models.CharField(max_length=40, default="", db_default="")
    """The number of ours that it goes out by."""
    at = models.DateTimeField(db_default=Now())
    """When it was written. After a week nobody waits for it any more."""
    resay = models.BooleanField(default=False, db_default=False)
    """Its words stand nowhere else (a code, an answer read out): what does not reach the person is held for them."""
    sent_tag = models.BinaryField(null=True)
    """Keyed tag of the id that WhatsApp gave it, which itself is personal data and stored nowhere."""
    core_tag = models.BinaryField(null=True)
    """The same of the id's core: another envelope around it still finds the row."""

    class Meta:
        indexes = [
            models.Index(fields=["thread_id"], condition=Q(state=4), name="outgoing_held"),
            models.Index(fields=["sent_tag"], condition=Q(sent_tag__isnull=False), name="outgoing_sent_tag"),
            models.Index(
                fields=["core_tag"],
                condition=Q(core_tag__isnull=False) & ~Q(ref=""),
                name="outgoing_core_tag",
            ),
            models.Index(fields=["send_at"], condition=Q(state=0), name="outgoing_due"),
            models.Index(fields=["partition"], condition=Q(state=1), name="outgoing_attempting"),
            models.Index(fields=["thread_id"], condition=Q(state=0), name="outgoing_waiting"),
        ]


class Fetch(models.Model):
    """A file still to be fetched from the provider. The provider's id is sealed; ours is the evidence id."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    partition = models.SmallIntegerField()
    number_id = models.CharField(max_length=40)
    sealed_source = models.BinaryField()
    next_at = models.DateTimeField()
    attempts = models.SmallIntegerField(default=0)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["partition", "next_at"], name="fetch_due")]


class Poster(models.Model):
    """A printed poster: where it hangs, and the code that its QR puts into the first message."""

    code = models.CharField(primary_key=True, max_length=8)
    unit_id = models.CharField(max_length=40)
    place = models.CharField(max_length=200)
    """Words for whoever hangs it up and counts: "Balua ghat, tea stall"."""
    language = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)


class PosterScan(models.Model):
    """How many talks a poster opened on one day in India. No time finer than that, and nothing about a person."""

    pk = models.CompositePrimaryKey("poster_id", "day")
    poster = models.ForeignKey(Poster, on_delete=models.CASCADE, related_name="scans")
    day = models.DateField()
    count = models.IntegerField(default=0)


class Pulse(models.Model):
    """The last sign of life of a process that does not listen, with counts and nothing else."""

    process = models.CharField(primary_key=True, max_length=60)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)


class Alarm(models.Model):
    """Something an administrator has to look at. Codes and times, nobody's identity; cleared when it is well again."""

    pk = models.CompositePrimaryKey("code", "number_id")
    code = models.CharField(max_length=40)
    number_id = models.CharField(max_length=40, default="")
    """The number of ours it is about; empty when it is about all of them."""
    since = models.DateTimeField()
    last = models.DateTimeField()
    times = models.IntegerField(default=1)
    cleared_at = models.DateTimeField(null=True)


class Pause(models.Model):
    """Nothing goes out by this number (empty: by none) until a probe gets through or whoever paused it lifts it."""

    pk = models.CompositePrimaryKey("number_id", "code")
    number_id = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    since = models.DateTimeField()
    probe_at = models.DateTimeField(null=True)
    """When one letter may try again. Empty: sending is not what is wrong, so no probe can tell."""
    probes = models.SmallIntegerField(default=0)


class Template(models.Model):
    """What WhatsApp said last of a template of ours. One that is not here is taken for approved."""

    pk = models.CompositePrimaryKey("name", "language")
    name = models.CharField(max_length=512)
    language = models.CharField(max_length=20)
    state = models.CharField(max_length=40)
    quality = models.CharField(max_length=20, default="")
    at = models.DateTimeField()


class Upload(models.Model):
    """A file of ours at WhatsApp, uploaded for one number: sent by this id again for as long as it lasts."""

    pk = models.CompositePrimaryKey("evidence_id", "number_id")
    evidence_id = models.UUIDField()
    number_id = models.CharField(max_length=40)
    sealed_id = models.BinaryField()
    until = models.DateTimeField()


class Hour(models.Model):
    """How many webhooks came for a number in an hour: silence is told by what the same hours brought before."""

    pk = models.CompositePrimaryKey("number_id", "hour")
    number_id = models.CharField(max_length=40)
    hour = models.DateTimeField()
    count = models.IntegerField()
