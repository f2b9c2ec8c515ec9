import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("relay", "0002_doors")]

    operations = [
        migrations.AddField(
            model_name="number",
            name="waba_id",
            field=models.CharField(db_default="", default="", max_length=40),
        ),
        migrations.CreateModel(
            name="Poster",
            fields=[
                ("code", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("unit_id", models.CharField(max_length=40)),
                ("place", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=20)),
                ("made_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PosterScan",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "poster_id", "day", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                ("count", models.IntegerField(default=0)),
                (
                    "poster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scans",
                        to="relay.poster",
                    ),
                ),
            ],
        ),
    ]
