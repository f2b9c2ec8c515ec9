"""The rank stands before an officer's name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_desk_now"),
    ]

    operations = [
        migrations.AddField(
            model_name="officer",
            name="rank",
            field=models.CharField(db_default="", default="", max_length=20),
        ),
    ]
