"""Notices of the open lane and of the line of command; a digest belongs to no case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="case_id",
            field=models.UUIDField(db_index=True, null=True),
        ),
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
                ],
                max_length=10,
            ),
        ),
    ]
