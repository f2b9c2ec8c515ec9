"""What was sent as a file. The bytes lie sealed in the store under the row's id; nothing here names the sender."""

from django.db import models


class Evidence(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting"
        """Announced by a message; the bytes are still to be fetched from the provider."""
        KEPT = "kept"
        LOST = "lost"
        """The provider no longer has it. The message it came with is kept all the same."""

    class By(models.TextChoices):
        SOURCE = "source"
        OFFICER = "officer"

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(db_index=True)
    """The case, or what will become one: files arrive before the report is filed."""
    by = models.CharField(max_length=8, choices=By)
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    media_type = models.CharField(max_length=80, default="")
    """Decided by looking at the bytes, never by what the sender's phone called them."""
    size = models.BigIntegerField(default=0)
    sealed_hash = models.BinaryField(default=b"")
    """SHA-256 of the bytes as received, sealed for the case: a hash names a file that others may have too."""
    sealed_words = models.BinaryField(default=b"")
    """What was written under it, sealed for the case: words belong to their picture, also among eight."""
    at = models.DateTimeField()
