"""What lies on a post's table is read with every message of its phone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0003_sms"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                fields=["post_id", "-at"],
                condition=~models.Q(post_id=""),
                name="notice_of_post",
            ),
        ),
    ]
