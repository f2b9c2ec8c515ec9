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

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=10, unique=True)
    """Nine random digits and a check digit: no sequence, so no gap tells of a case that is hidden."""
    lane = models.CharField(max_length=8, default="sealed")
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
    """The units whose monitoring cells may read a case. A unit that is not named here does not know the case exists."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="audience")
    unit = models.ForeignKey("jurisdiction.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "unit"], name="audience_once")]
        indexes = [models.Index(fields=["unit", "case"], name="audience_unit")]


class Statement(models.Model):
    """Something the source said: the report, or an addition. Append-only; a correction is a new statement."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    sealed = models.BinaryField()


class Direction(models.Model):
    """An order to a post: a safe brief and a term. What became of it is in the events."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="directions")
    ref = models.CharField(max_length=20)
    """The case's number and a count: the database lets the console write no other, so a ref is one direction."""
    post = models.ForeignKey("jurisdiction.Post", on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    sealed_brief = models.BinaryField()

    class Meta:
        # With the case, so that a ref that is refused never tells of a case one may not see. The ref comes first in
        # the index: the relay looks for it alone.
        constraints = [models.UniqueConstraint(fields=["ref", "case"], name="direction_once")]


class Event(models.Model):
    """One thing that happened to a case. Append-only: a trigger refuses every change (migration `0002_rights`)."""

    class Kind(models.TextChoices):
        FILED = "filed"
        ADDED = "added"
        READ = "read"
        DIRECTED = "directed"
        DIRECTION_SENT = "direction_sent"
        DIRECTION_DELIVERED = "direction_delivered"
        DIRECTION_READ = "direction_read"
        DIRECTION_FAILED = "direction_failed"
        RECEIVED = "received"
        PROGRESS = "progress"
        ANSWERED = "answered"
        RETURNED = "returned"
        ASKED = "asked"
        TOLD = "told"
        NOTE = "note"
        CLOSED = "closed"
        OVERDUE = "overdue"
        WITHDRAWN = "withdrawn"
        REPLY_HELD = "reply_held"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField()
    post = models.ForeignKey("jurisdiction.Post", null=True, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey("accounts.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    ref = models.CharField(max_length=20, default="")
    data = models.JSONField(default=dict)
    """Codes and ids only. Words are in `sealed`."""
    sealed = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="event_of_case")]
        constraints = [
            # The same step of one direction is recorded once, however often its message arrives.
            models.UniqueConstraint(
                fields=["case", "ref", "kind"],
                condition=Q(
                    kind__in=[
                        "direction_sent",
                        "direction_delivered",
                        "direction_read",
                        "received",
                        "overdue",
                        "withdrawn",
                    ]
                ),
                name="event_step_once",
            )
        ]
