"""The ground of each station as its district drew it; the finder reads it, an import writes it."""

from django.db import models


class Boundary(models.Model):
    unit = models.OneToOneField(
        "jurisdiction.Unit", primary_key=True, on_delete=models.PROTECT, related_name="boundary"
    )
    polygons = models.JSONField()
    """Polygons of rings of [longitude, latitude], as a GeoJSON MultiPolygon has them; the first ring is the outer one."""
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.unit_id
