"""Stand-ins from when until when: who was answerable last week must not change with a change of today.

The table of `0002_posts` goes: no release had it, and nothing could write it.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jurisdiction", "0003_boundary"),
    ]

    operations = [
        migrations.DeleteModel(name="StandIn"),
        migrations.CreateModel(
            name="StandIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jurisdiction.post"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stand_ins",
                        to="jurisdiction.post",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gt", models.F("since")), _connector="OR"
                        ),
                        name="stand_in_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("post", models.F("deputy")), _negated=True), name="stand_in_other"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("post",), name="stand_in_once"
                    ),
                ],
            },
        ),
    ]
