import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(db_index=True)),
                ("post_id", models.CharField(default="", max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("question", "Question"),
                            ("answer", "Answer"),
                            ("closed", "Closed"),
                            ("direction", "Direction"),
                            ("returned", "Returned"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ref", models.CharField(default="", max_length=20)),
                ("sealed_text", models.BinaryField()),
                ("facts", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("heard_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("taken_at", None)), fields=["at"], name="notice_untaken"
                    ),
                    models.Index(
                        condition=models.Q(("heard_at", None)), fields=["case_id"], name="notice_unheard"
                    ),
                ],
            },
        ),
    ]
