import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("hash", models.BinaryField(primary_key=True, serialize=False)),
                ("post_id", models.CharField(max_length=60)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="InboxItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key_id", models.UUIDField()),
                ("tag", models.BinaryField()),
                ("partition", models.SmallIntegerField()),
                ("body", models.BinaryField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name="InboxKey",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name="Number",
            fields=[
                ("phone_number_id", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("display", models.CharField(max_length=20)),
                ("unit_id", models.CharField(max_length=40)),
                ("lanes", models.JSONField(default=list)),
                ("languages", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Overflow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_id", models.UUIDField(db_index=True)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("process", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("facts", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Seen",
            fields=[
                ("tag", models.BinaryField(primary_key=True, serialize=False)),
                (
                    "at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key_id", models.UUIDField()),
                ("tag", models.BinaryField()),
                ("partition", models.SmallIntegerField()),
                ("body", models.BinaryField()),
                ("reason", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SourceCode",
            fields=[
                ("hash", models.BinaryField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="Fetch",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField()),
                ("partition", models.SmallIntegerField()),
                ("number_id", models.CharField(max_length=40)),
                ("sealed_source", models.BinaryField()),
                ("next_at", models.DateTimeField()),
                ("attempts", models.SmallIntegerField(default=0)),
                ("until", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["partition", "next_at"], name="fetch_due")],
            },
        ),
        migrations.CreateModel(
            name="Outgoing",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("thread_id", models.UUIDField(null=True)),
                ("partition", models.SmallIntegerField()),
                (
                    "state",
                    models.SmallIntegerField(
                        choices=[(0, "Ready"), (1, "Attempting"), (2, "Sent"), (3, "Failed")]
                    ),
                ),
                ("lasting", models.BooleanField(default=False)),
                ("sealed_payload", models.BinaryField()),
                ("ref", models.CharField(default="", max_length=20)),
                ("send_at", models.DateTimeField()),
                ("attempts", models.SmallIntegerField(default=0)),
                ("doubtful", models.BooleanField(default=False)),
                ("rank", models.SmallIntegerField(default=0)),
                ("error", models.CharField(default="", max_length=20)),
                ("created", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("state", 0)), fields=["send_at"], name="outgoing_due"),
                    models.Index(
                        condition=models.Q(("state", 1)), fields=["partition"], name="outgoing_attempting"
                    ),
                    models.Index(
                        condition=models.Q(("state", 0)), fields=["thread_id"], name="outgoing_waiting"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("scope", models.CharField(choices=[("public", "Public"), ("duty", "Duty")], max_length=8)),
                ("post_id", models.CharField(default="", max_length=60)),
                ("partition", models.SmallIntegerField()),
                ("sealed_address", models.BinaryField()),
                ("sealed_state", models.BinaryField()),
                ("case_id", models.UUIDField(null=True)),
                ("draft", models.BooleanField(default=False)),
                ("push", models.BooleanField(default=False)),
                ("last_in", models.DateTimeField()),
                (
                    "number",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="relay.number"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("case_id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="relay.thread"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                ("tag", models.BinaryField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=8)),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="relay.thread"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(
                condition=models.Q(("post_id", ""), _negated=True), fields=["post_id"], name="thread_post"
            ),
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(condition=models.Q(("draft", True)), fields=["last_in"], name="thread_draft"),
        ),
    ]
