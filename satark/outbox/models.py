"""Things to say, addressed to the source of a case or to a post, never to a number. Words are sealed for the case."""

from uuid import uuid4

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    class Kind(models.TextChoices):
        QUESTION = "question"
        ANSWER = "answer"
        CLOSED = "closed"
        STEP = "step"
        """To a complainant: a step was taken (`facts["step"]`)."""
        VISIT = "visit"
        """To a complainant: did anybody come?"""
        DIRECTION = "direction"
        RETURNED = "returned"
        COMPLAINT = "complaint"
        """To a post: attend to this complaint."""
        RECALL = "recall"
        """To a post: no longer yours (forwarded by mistake, decided for another station, withdrawn)."""
        ESCALATION = "escalation"
        """To a superior post: somebody below is late (`facts["clock"]`, `facts["late"]`, `facts["post"]`)."""
        DISPUTE = "dispute"
        """To the post above two stations: whose is it?"""
        ORDER = "order"
        """To a post: an order, or a call for an explanation."""
        ANSWERED = "answered"
        """To a superior post: an order of his was answered."""
        INCIDENT = "incident"
        """To ranking officers: an officer reported an incident."""
        DIGEST = "digest"
        """To a superior post: the figures of his area (`facts`); no case, no words."""
        SMS = "sms"
        """To a post's phone by SMS, because WhatsApp does not reach it: the number, and to look (`relay.sms`)."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case_id = models.UUIDField(db_index=True, null=True)
    """Empty for a digest, which has figures and no words."""
    post_id = models.CharField(max_length=60, default="")
    """The post it goes to; empty: to the source of the case, whoever that is."""
    kind = models.CharField(max_length=10, choices=Kind)
    ref = models.CharField(max_length=20, default="")
    sealed_text = models.BinaryField()
    facts = models.JSONField(default=dict)
    """What the wording needs besides the words: category, unit, term. No words of anybody."""
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    """When the relay turned it into something to send (or to wait for, where nobody may be pushed)."""
    heard_at = models.DateTimeField(null=True)
    """When its words were put into a reply."""

    class Meta:
        indexes = [
            models.Index(fields=["at"], condition=Q(taken_at=None), name="notice_untaken"),
            models.Index(fields=["case_id"], condition=Q(heard_at=None), name="notice_unheard"),
            models.Index(fields=["post_id", "-at"], condition=~Q(post_id=""), name="notice_of_post"),
        ]
