"""Expand: the hours in which complaints of a number are read. Empty, as before: always."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("relay", "0006_phones")]

    operations = [
        migrations.AddField("number", "staffed", models.CharField(db_default="", default="", max_length=5)),
    ]
