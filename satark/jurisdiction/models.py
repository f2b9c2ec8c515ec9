"""Units form a tree, posts belong to units, officers hold posts for a period. Rights speak of posts, never of persons."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from satark.jurisdiction.boundary_models import Boundary as Boundary


class Unit(models.Model):
    class Kind(models.TextChoices):
        STATE = "state"
        ZONE = "zone"
        RANGE = "range"
        DISTRICT = "district"
        SUBDIVISION = "subdivision"
        CIRCLE = "circle"
        STATION = "station"
        OUTPOST = "outpost"
        """A chowki: a part of its station's ground, never a ground of its own."""
        SPECIAL = "special"
        """Works beside the tree (women's station, SOG, control room): has no ground, is never the nearest."""
        DEPARTMENT = "department"
        """Not police (SDM, mining, excise, transport): can be directed, sees nothing but what was sent to it."""

    code = models.SlugField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=12, choices=Kind)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    name_en = models.CharField(max_length=80)
    name_hi = models.CharField(max_length=80)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    aliases = models.JSONField(default=list)
    district = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    """The district this unit stands in (a district: itself; above the district: none). Kept for fast scoping."""
    range = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.code


class Post(models.Model):
    class Role(models.TextChoices):
        CELL = "cell"
        """Monitoring cell: reads sealed tips of its unit and directs officers."""
        DESK = "desk"
        """The district's complaint desk: reads what comes in on the open lane and forwards it on the SSP's order."""
        SHO = "sho"
        SSI = "ssi"
        """Senior sub-inspector: stands in for the SHO unless the roster names somebody else."""
        NIGHT = "night"
        """The station's night officer, by duty roster."""
        OUTPOST = "outpost"
        HELPDESK = "helpdesk"
        """Women's help desk of a station (Mission Shakti Kendra)."""
        CO = "co"
        ASP = "asp"
        SP = "sp"
        DIG = "dig"
        ADG = "adg"
        CONTROL = "control"
        """District control room (DCR): awake at every hour, has the radio."""
        NIGHT_GO = "night_go"
        """The district's night gazetted officer, by duty roster."""
        SPECIAL = "special"
        OUTSIDE = "outside"
        """A post outside the police (SDM, mining officer, excise, transport)."""
        ADMIN = "admin"

    code = models.SlugField(primary_key=True, max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=12, choices=Role)
    name_en = models.CharField(max_length=80)
    name_hi = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.code


class Holding(models.Model):
    """An officer holds a post from `since` until `until` (open while null). History stays.

    A posting is open-ended; a turn of the duty roster (night officer, night gazetted officer, control room) has its end
    from the beginning.
    """

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="holding_period"
            ),
            models.UniqueConstraint(fields=["officer", "post"], condition=Q(until=None), name="holding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}@{self.post_id}"


class Absence(models.Model):
    """An officer who holds a post is not there. Append-only but for `until`, which an early return sets."""

    class Kind(models.TextChoices):
        LEAVE = "leave"
        MEDICAL = "medical"
        COURT = "court"
        TRAINING = "training"
        ELECTION = "election"
        ATTACHED = "attached"
        """Lent to another unit."""
        LINE = "line"
        """लाइन हाजिर: called to the police lines. Ends every right at once, as suspension does."""
        SUSPENDED = "suspended"

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=12, choices=Kind)
    since = models.DateTimeField()
    """When it takes effect: an order that comes by night by radio may name an hour that is over."""
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="absence_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}:{self.kind}"


class StandIn(models.Model):
    """Who acts for a post while nobody is there, where it is not the senior sub-inspector. History stays."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="stand_ins")
    deputy = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="stand_in_period"
            ),
            models.CheckConstraint(condition=~Q(post=models.F("deputy")), name="stand_in_other"),
            models.UniqueConstraint(fields=["post"], condition=Q(until=None), name="stand_in_once"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.post_id}"
