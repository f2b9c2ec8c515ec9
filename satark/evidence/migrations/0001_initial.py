from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(db_index=True)),
                (
                    "by",
                    models.CharField(choices=[("source", "Source"), ("officer", "Officer")], max_length=8),
                ),
                ("kind", models.CharField(max_length=10)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("kept", "Kept"), ("lost", "Lost")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("media_type", models.CharField(default="", max_length=80)),
                ("size", models.BigIntegerField(default=0)),
                ("sealed_hash", models.BinaryField(default=b"")),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
