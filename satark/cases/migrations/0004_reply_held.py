"""One more kind of event: a source could not be told that there is something to hear. Changes no column."""

from django.db import migrations, models

KINDS = (
    *("filed", "added", "read", "directed"),
    *("direction_sent", "direction_delivered", "direction_read", "direction_failed"),
    *(
        "received",
        "progress",
        "answered",
        "returned",
        "asked",
        "told",
        "note",
        "closed",
        "overdue",
        "withdrawn",
    ),
    "reply_held",
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_desk_now"),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[(kind, kind.replace("_", " ").title()) for kind in KINDS], max_length=20
            ),
        ),
    ]
