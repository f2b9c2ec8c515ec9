import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("jurisdiction", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=10, unique=True)),
                ("lane", models.CharField(default="sealed", max_length=8)),
                ("category", models.CharField(max_length=20)),
                (
                    "police",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")], max_length=8
                    ),
                ),
                ("urgent", models.BooleanField(default=False)),
                ("unfinished", models.BooleanField(default=False)),
                ("filed_at", models.DateTimeField()),
                (
                    "district",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jurisdiction.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jurisdiction.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Audience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jurisdiction.unit"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="audience", to="cases.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Direction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("ref", models.CharField(max_length=20)),
                ("due_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("sealed_brief", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="directions",
                        to="cases.case",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jurisdiction.post"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("filed", "Filed"),
                            ("added", "Added"),
                            ("read", "Read"),
                            ("directed", "Directed"),
                            ("direction_sent", "Direction Sent"),
                            ("direction_delivered", "Direction Delivered"),
                            ("direction_read", "Direction Read"),
                            ("direction_failed", "Direction Failed"),
                            ("received", "Received"),
                            ("progress", "Progress"),
                            ("answered", "Answered"),
                            ("returned", "Returned"),
                            ("asked", "Asked"),
                            ("told", "Told"),
                            ("note", "Note"),
                            ("closed", "Closed"),
                            ("overdue", "Overdue"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("ref", models.CharField(default="", max_length=20)),
                ("data", models.JSONField(default=dict)),
                ("sealed", models.BinaryField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="cases.case"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jurisdiction.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["-filed_at"], name="case_newest"),
        ),
        migrations.AddIndex(
            model_name="audience",
            index=models.Index(fields=["unit", "case"], name="audience_unit"),
        ),
        migrations.AddConstraint(
            model_name="audience",
            constraint=models.UniqueConstraint(fields=("case", "unit"), name="audience_once"),
        ),
        migrations.AddConstraint(
            model_name="direction",
            constraint=models.UniqueConstraint(fields=("ref", "case"), name="direction_once"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["case", "at"], name="event_of_case"),
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
                            "overdue",
                            "withdrawn",
                        ],
                    )
                ),
                fields=("case", "ref", "kind"),
                name="event_step_once",
            ),
        ),
    ]
