"""One data key a case, wrapped under a key that the database does not have."""

from django.db import models


class CaseKey(models.Model):
    case_id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
