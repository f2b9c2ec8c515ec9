"""More kinds of posts and units, who is absent, and who stands in for whom."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jurisdiction", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="post",
            name="role",
            field=models.CharField(
                choices=[
                    ("cell", "Cell"),
                    ("desk", "Desk"),
                    ("sho", "Sho"),
                    ("ssi", "Ssi"),
                    ("night", "Night"),
                    ("outpost", "Outpost"),
                    ("helpdesk", "Helpdesk"),
                    ("co", "Co"),
                    ("asp", "Asp"),
                    ("sp", "Sp"),
                    ("dig", "Dig"),
                    ("adg", "Adg"),
                    ("control", "Control"),
                    ("night_go", "Night Go"),
                    ("special", "Special"),
                    ("outside", "Outside"),
                    ("admin", "Admin"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="unit",
            name="kind",
            field=models.CharField(
                choices=[
                    ("state", "State"),
                    ("zone", "Zone"),
                    ("range", "Range"),
                    ("district", "District"),
                    ("subdivision", "Subdivision"),
                    ("circle", "Circle"),
                    ("station", "Station"),
                    ("outpost", "Outpost"),
                    ("special", "Special"),
                    ("department", "Department"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="StandIn",
            fields=[
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="jurisdiction.post",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jurisdiction.post"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Absence",
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
                            ("leave", "Leave"),
                            ("medical", "Medical"),
                            ("court", "Court"),
                            ("training", "Training"),
                            ("election", "Election"),
                            ("attached", "Attached"),
                            ("line", "Line"),
                            ("suspended", "Suspended"),
                        ],
                        max_length=12,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gt", models.F("since")), _connector="OR"
                        ),
                        name="absence_period",
                    )
                ],
            },
        ),
    ]
