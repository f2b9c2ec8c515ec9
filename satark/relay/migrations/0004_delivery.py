"""What sending needs to know at the moment it sends: when a person last wrote, alarms, pauses, states of templates."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("relay", "0003_posters"),
    ]

    operations = [
        migrations.CreateModel(
            name="Alarm",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "code", "number_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("number_id", models.CharField(default="", max_length=40)),
                ("since", models.DateTimeField()),
                ("last", models.DateTimeField()),
                ("times", models.IntegerField(default=1)),
                ("cleared_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Hour",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "number_id", "hour", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number_id", models.CharField(max_length=40)),
                ("hour", models.DateTimeField()),
                ("count", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "number_id", "code", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number_id", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=40)),
                ("since", models.DateTimeField()),
                ("probe_at", models.DateTimeField(null=True)),
                ("probes", models.SmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Template",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "name", "language", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=512)),
                ("language", models.CharField(max_length=20)),
                ("state", models.CharField(max_length=40)),
                ("quality", models.CharField(default="", max_length=20)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "evidence_id",
                        "number_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("evidence_id", models.UUIDField()),
                ("number_id", models.CharField(max_length=40)),
                ("sealed_id", models.BinaryField()),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="number",
            name="per_second",
            field=models.SmallIntegerField(db_default=80, default=80),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="core_tag",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="number_id",
            field=models.CharField(db_default="", default="", max_length=40),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="resay",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="sent_tag",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="misses",
            field=models.SmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="thread",
            name="wrote_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="outgoing",
            name="state",
            field=models.SmallIntegerField(
                choices=[(0, "Ready"), (1, "Attempting"), (2, "Sent"), (3, "Failed"), (4, "Held")]
            ),
        ),
        migrations.AddIndex(
            model_name="outgoing",
            index=models.Index(condition=models.Q(("state", 4)), fields=["thread_id"], name="outgoing_held"),
        ),
        migrations.AddIndex(
            model_name="outgoing",
            index=models.Index(
                condition=models.Q(("sent_tag__isnull", False)), fields=["sent_tag"], name="outgoing_sent_tag"
            ),
        ),
        migrations.AddIndex(
            model_name="outgoing",
            index=models.Index(
                condition=models.Q(("core_tag__isnull", False), models.Q(("ref", ""), _negated=True)),
                fields=["core_tag"],
                name="outgoing_core_tag",
            ),
        ),
    ]
