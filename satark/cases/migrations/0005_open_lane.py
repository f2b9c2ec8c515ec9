"""The open lane: who reads on which side, what a direction is, where a case stands, and by which times."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_reply_held"),
        ("jurisdiction", "0002_posts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("rules", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="standing",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("ref", models.CharField(default="", max_length=20)),
                ("stage", models.CharField(max_length=10)),
                ("since", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("look_at", models.DateTimeField(null=True)),
                ("urgent", models.BooleanField(default=False)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="audience",
            name="audience_once",
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="event_step_once",
        ),
        migrations.AddField(
            model_name="audience",
            name="side",
            field=models.CharField(
                choices=[("cell", "Cell"), ("desk", "Desk"), ("line", "Line")],
                db_default="cell",
                default="cell",
                max_length=4,
            ),
        ),
        migrations.AddField(
            model_name="direction",
            name="by_post",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jurisdiction.post",
            ),
        ),
        migrations.AddField(
            model_name="direction",
            name="kind",
            field=models.CharField(
                choices=[
                    ("direction", "Direction"),
                    ("complaint", "Complaint"),
                    ("dispute", "Dispute"),
                    ("order", "Order"),
                    ("explanation", "Explanation"),
                    ("review", "Review"),
                ],
                db_default="direction",
                default="direction",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="step",
            field=models.CharField(db_default="", default="", max_length=24),
        ),
        migrations.AlterField(
            model_name="case",
            name="lane",
            field=models.CharField(
                choices=[
                    ("sealed", "Sealed"),
                    ("open", "Open"),
                    ("incident", "Incident"),
                    ("order", "Order"),
                ],
                default="sealed",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("filed", "Filed"),
                    ("added", "Added"),
                    ("retracted", "Retracted"),
                    ("visit_said", "Visit Said"),
                    ("rated", "Rated"),
                    ("signed", "Signed"),
                    ("read", "Read"),
                    ("directed", "Directed"),
                    ("returned", "Returned"),
                    ("asked", "Asked"),
                    ("told", "Told"),
                    ("note", "Note"),
                    ("closed", "Closed"),
                    ("withdrawn", "Withdrawn"),
                    ("assessed", "Assessed"),
                    ("released", "Released"),
                    ("handed_over", "Handed Over"),
                    ("forwarded", "Forwarded"),
                    ("recalled", "Recalled"),
                    ("parked", "Parked"),
                    ("merged", "Merged"),
                    ("unmerged", "Unmerged"),
                    ("made_urgent", "Made Urgent"),
                    ("recategorised", "Recategorised"),
                    ("reopened", "Reopened"),
                    ("direction_sent", "Direction Sent"),
                    ("direction_delivered", "Direction Delivered"),
                    ("direction_read", "Direction Read"),
                    ("direction_failed", "Direction Failed"),
                    ("reply_held", "Reply Held"),
                    ("received", "Received"),
                    ("team_sent", "Team Sent"),
                    ("on_spot", "On Spot"),
                    ("progress", "Progress"),
                    ("answered", "Answered"),
                    ("disputed", "Disputed"),
                    ("need_help", "Need Help"),
                    ("reason", "Reason"),
                    ("gd", "Gd"),
                    ("decided", "Decided"),
                    ("ordered", "Ordered"),
                    ("approved", "Approved"),
                    ("overdue", "Overdue"),
                    ("escalated", "Escalated"),
                    ("stood_in", "Stood In"),
                    ("reminded", "Reminded"),
                    ("ladder", "Ladder"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="audience",
            constraint=models.UniqueConstraint(fields=("case", "unit", "side"), name="audience_once"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "direction_sent",
                            "direction_delivered",
                            "direction_read",
                            "received",
                            "team_sent",
                            "on_spot",
                            "overdue",
                            "withdrawn",
                            "recalled",
                            "disputed",
                            "decided",
                            "escalated",
                            "stood_in",
                            "reminded",
                            "ladder",
                        ],
                    )
                ),
                fields=("case", "ref", "kind", "step"),
                name="event_step_once",
            ),
        ),
        migrations.AddField(
            model_name="ruleset",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jurisdiction.unit"
            ),
        ),
        migrations.AddField(
            model_name="ruleset",
            name="officer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="standing",
            name="district",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jurisdiction.unit",
            ),
        ),
        migrations.AddField(
            model_name="standing",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jurisdiction.post"
            ),
        ),
        migrations.AddField(
            model_name="standing",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jurisdiction.unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleset",
            constraint=models.UniqueConstraint(fields=("district", "since"), name="ruleset_once"),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(("look_at__isnull", False)), fields=["look_at"], name="standing_look"
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(fields=["district", "stage"], name="standing_stage"),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(fields=["owner", "stage"], name="standing_owner"),
        ),
    ]
