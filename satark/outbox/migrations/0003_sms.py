"""A notice may go by SMS, where WhatsApp does not reach a phone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_open_lane")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("question", "Question"),
                    ("answer", "Answer"),
                    ("closed", "Closed"),
                    ("step", "Step"),
                    ("visit", "Visit"),
                    ("direction", "Direction"),
                    ("returned", "Returned"),
                    ("complaint", "Complaint"),
                    ("recall", "Recall"),
                    ("escalation", "Escalation"),
                    ("dispute", "Dispute"),
                    ("order", "Order"),
                    ("answered", "Answered"),
                    ("incident", "Incident"),
                    ("digest", "Digest"),
                    ("sms", "Sms"),
                ],
                max_length=10,
            ),
        ),
    ]
