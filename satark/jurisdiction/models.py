"""Units form a tree, posts belong to units, officers hold posts for a period. Rights speak of posts, never of persons."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Unit(models.Model):
    class Kind(models.TextChoices):
        STATE = "state"
        ZONE = "zone"
        RANGE = "range"
        DISTRICT = "district"
        SUBDIVISION = "subdivision"
        CIRCLE = "circle"
        STATION = "station"
        SPECIAL = "special"
        """Works beside the tree (women's station, SOG, control room): has no ground, is never the nearest."""

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
        SHO = "sho"
        CO = "co"
        ASP = "asp"
        SP = "sp"
        DIG = "dig"
        SPECIAL = "special"
        ADMIN = "admin"

    code = models.SlugField(primary_key=True, max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=12, choices=Role)
    name_en = models.CharField(max_length=80)
    name_hi = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.code


class Holding(models.Model):
    """An officer holds a post from `since` until `until` (open while null). History stays."""

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
