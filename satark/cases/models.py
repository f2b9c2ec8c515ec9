"""A report is what was said and never changes; a case is the work on it; events are the record that everything follows from.

Rows here are readable by the console only through row-level security (migration `0002_rights`).
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q


class Case(models.Model):
    class Police(models.TextChoices):
        YES = "yes"
        NO = "no"
        UNKNOWN = "unknown"

    class Lane(models.TextChoices):
        SEALED = "sealed"
        """A tip: for monitoring cells only."""
        OPEN = "open"
        """A complaint: for the desk, then for the station responsible and the line above it."""
        INCIDENT = "incident"
        """What an officer reported from his phone: for the line above his unit, without the desk."""
        ORDER = "order"
        """An order that is about no single case (`explain by 6`): for who gave it and who got it."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=10, unique=True)
    """Nine random digits and a check digit: no sequence, so no gap tells of a case that is hidden."""
    lane = models.CharField(max_length=8, choices=Lane, default="sealed")
    district = models.ForeignKey("jurisdiction.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("jurisdiction.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    """The station whose ground it is on, where the place was understood."""
    category = models.CharField(max_length=20)
    police = models.CharField(max_length=8, choices=Police)
    urgent = models.BooleanField(default=False)
    unfinished = models.BooleanField(default=False)
    filed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-filed_at"], name="case_newest")]

    def __str__(self) -> str:
        return self.number


class Audience(models.Model):
    """Who may read a case: of a unit that is not named here nobody knows that the case exists."""

    class Side(models.TextChoices):
        CELL = "cell"
        """The unit's monitoring cell."""
        DESK = "desk"
        """The unit's complaint desk."""
        LINE = "line"
        """Those in command of the unit: SHO and who stands in, CO, ASP, SP, DIG, ADG, control room, night officers."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="audience")
    unit = models.ForeignKey("jurisdiction.Unit", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=4, choices=Side, default="cell", db_default="cell")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "unit", "side"], name="audience_once")]
        indexes = [models.Index(fields=["unit", "case"], name="audience_unit")]


class Statement(models.Model):
    """Something the source said: the report, or an addition. Append-only; a correction is a new statement."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    sealed = models.BinaryField()


class Direction(models.Model):
    """Something a post has to do: a brief and a term. What became of it is in the events."""

    class Kind(models.TextChoices):
        DIRECTION = "direction"
        """A cell's safe brief on a tip."""
        COMPLAINT = "complaint"
        """Attend to this complaint: reading, going, finishing. Who has the newest one owns attendance."""
        DISPUTE = "dispute"
        """Decide whose it is, within half an hour."""
        ORDER = "order"
        """An order of the line of command."""
        EXPLANATION = "explanation"
        """स्पष्टीकरण: say why, called for through the CO."""
        REVIEW = "review"
        """Look into a closed case of another circle (random audit)."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="directions")
    ref = models.CharField(max_length=20)
    """The case's number and a count: the database lets the console write no other, so a ref is one direction."""
    kind = models.CharField(max_length=12, choices=Kind, default="direction", db_default="direction")
    post = models.ForeignKey("jurisdiction.Post", on_delete=models.PROTECT, related_name="+")
    by_post = models.ForeignKey("jurisdiction.Post", null=True, on_delete=models.PROTECT, related_name="+")
    """The post that ordered it, which is not always the one that wrote it: the desk forwards on the SSP's order."""
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    sealed_brief = models.BinaryField()

    class Meta:
        # With the case, so that a ref that is refused never tells of a case one may not see. The ref comes first in
        # the index: the relay looks for it alone.
        constraints = [models.UniqueConstraint(fields=["ref", "case"], name="direction_once")]


ONCE = [
    *("direction_sent", "direction_delivered", "direction_read", "received", "team_sent", "on_spot"),
    *(
        "overdue",
        "withdrawn",
        "recalled",
        "disputed",
        "decided",
        "escalated",
        "stood_in",
        "reminded",
        "ladder",
    ),
]
"""Recorded once for each direction and step, however often its message arrives or a tick is run."""


class Event(models.Model):
    """One thing that happened to a case. Append-only: a trigger refuses every change (migration `0002_rights`)."""

    class Kind(models.TextChoices):
        # What came from outside.
        FILED = "filed"
        ADDED = "added"
        RETRACTED = "retracted"
        """The complainant takes the complaint back. The police still owe a look: it ends no clock by itself."""
        VISIT_SAID = "visit_said"
        """The complainant's say whether anybody came: `data["came"]` is yes, no or partly."""
        RATED = "rated"
        SIGNED = "signed"
        """The complainant signed at the station (BNSS 173(1))."""
        # What cell and desk do.
        READ = "read"
        DIRECTED = "directed"
        RETURNED = "returned"
        ASKED = "asked"
        TOLD = "told"
        NOTE = "note"
        CLOSED = "closed"
        WITHDRAWN = "withdrawn"
        """A direction whose answer is not wanted any more."""
        ASSESSED = "assessed"
        """Credibility, corroboration and legal ground of a tip (`data`), before any direction."""
        RELEASED = "released"
        """A supervisor let a sensitive tip or a held text go on."""
        HANDED_OVER = "handed_over"
        """The range cell gave a tip to a district's cell, or to another's (`data["to"]`)."""
        ACCUSED = "accused"
        """A cell above says which policemen a tip is about (`data["level"]`, `data["units"]`): who reads follows from it."""
        RELEASE_ASKED = "release_asked"
        """A cell puts a brief or a text before its supervisor (`step`: its count; `data["what"]`, `data["to"]`)."""
        FORWARDED = "forwarded"
        """The desk sent it to a post (`ref`, `data["to"]`, `data["unit"]`, `data["how"]`, `data["auto"]`)."""
        RECALLED = "recalled"
        """An order to attend stands no more (`ref`; `data["why"]`: mistake, again, decided)."""
        PARKED = "parked"
        """Nothing for a station (`data["why"]`): greeting, joke, outside, advice."""
        MERGED = "merged"
        """Part of another case (`data["into"]`): one action, answers to each."""
        UNMERGED = "unmerged"
        MADE_URGENT = "made_urgent"
        RECATEGORISED = "recategorised"
        MUTED = "muted"
        """A cell or desk wants no word of what is added, for a day (`noise`)."""
        UNMUTED = "unmuted"
        BLOCKED = "blocked"
        """The same until it is taken back; what is added is written together once an hour."""
        UNBLOCKED = "unblocked"
        REOPENED = "reopened"
        """Work goes on (`data["by"]`), one rank higher (`data["rank"]`; `ref` of the new order). Without a ref: a parked one."""
        # What becomes of the message that carries a direction.
        DIRECTION_SENT = "direction_sent"
        DIRECTION_DELIVERED = "direction_delivered"
        DIRECTION_READ = "direction_read"
        DIRECTION_FAILED = "direction_failed"
        REPLY_HELD = "reply_held"
        # What a post does.
        RECEIVED = "received"
        TEAM_SENT = "team_sent"
        ON_SPOT = "on_spot"
        PROGRESS = "progress"
        ANSWERED = "answered"
        """The post says it is done (`data["outcome"]`)."""
        DISPUTED = "disputed"
        """Not our station (`data["unit"]`: whose)."""
        NEED_HELP = "need_help"
        """Force, a vehicle, an expert (`data["what"]`)."""
        REASON = "reason"
        """Why it is late (`data["code"]`): counted apart, stops no clock."""
        GD = "gd"
        """A general diary number (`data["way"]`: in, out, back; `data["number"]`)."""
        # What a superior does.
        DECIDED = "decided"
        """A dispute's end: it is `data["to"]`'s (`ref` of the dispute; `data["new"]`: of the order to attend that stands)."""
        ORDERED = "ordered"
        APPROVED = "approved"
        """A superior stands by an outcome that needs it (false: CO; FIR refused: CO)."""
        # What the clock does.
        OVERDUE = "overdue"
        ESCALATED = "escalated"
        """A clock ran out (`step`: which clock and how often; `data["to"]`, `data["over"]`)."""
        STOOD_IN = "stood_in"
        """The owner is not there: `data["to"]` answers for the same direction."""
        REMINDED = "reminded"
        """A reminder went out (`step`): signature, explanation."""
        LADDER = "ladder"
        """The message did not arrive: `step` is radio, sms, call or deputy."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField()
    post = models.ForeignKey("jurisdiction.Post", null=True, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey("accounts.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    ref = models.CharField(max_length=20, default="")
    step = models.CharField(max_length=24, default="", db_default="")
    """Tells apart what one direction may bring several times, once each: `receive:2`, `signature:48`."""
    data = models.JSONField(default=dict)
    """Codes and ids only. Words are in `sealed`."""
    sealed = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="event_of_case")]
        constraints = [
            # The same step of one direction is recorded once, however often its message arrives.
            models.UniqueConstraint(
                fields=["case", "ref", "kind", "step"], condition=Q(kind__in=ONCE), name="event_step_once"
            )
        ]


class Standing(models.Model):
    """Where a complaint or an incident stands now, for lists and for the clock. Follows from the events and the roster
    alone (`cases.standing`); it is a convenience, never the record: whoever bent it would bend no lateness.
    """

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.PROTECT, related_name="standing")
    district = models.ForeignKey("jurisdiction.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("jurisdiction.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    """The station that attends; empty while it lies with the desk."""
    owner = models.ForeignKey("jurisdiction.Post", on_delete=models.PROTECT, related_name="+")
    """The one living post that owns attendance now."""
    ref = models.CharField(max_length=20, default="")
    """Of the direction that is worked on; empty while it lies with the desk."""
    stage = models.CharField(max_length=10)
    """desk, sent, received, team, spot, done (says the station), closed, parked."""
    since = models.DateTimeField()
    """When this stage began."""
    due_at = models.DateTimeField(null=True)
    """When the clock that runs now is over; empty when none runs."""
    look_at = models.DateTimeField(null=True)
    """When the worker has to look again: the next escalation, ladder step or reminder."""
    urgent = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["look_at"], condition=Q(look_at__isnull=False), name="standing_look"),
            models.Index(fields=["district", "stage"], name="standing_stage"),
            models.Index(fields=["owner", "stage"], name="standing_owner"),
        ]


class RuleSet(models.Model):
    """A version of a district's times (`cases.rules`). Append-only: a clock runs by the version of when it began."""

    district = models.ForeignKey("jurisdiction.Unit", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    rules = models.JSONField()
    officer = models.ForeignKey("accounts.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "since"], name="ruleset_once")]
