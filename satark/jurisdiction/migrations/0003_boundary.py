"""The ground of each station, as its district drew it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jurisdiction", "0002_posts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Boundary",
            fields=[
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="boundary",
                        serialize=False,
                        to="jurisdiction.unit",
                    ),
                ),
                ("polygons", models.JSONField()),
                ("since", models.DateTimeField()),
            ],
        ),
    ]
