from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]

    operations = [
        migrations.AddField("evidence", "sealed_words", models.BinaryField(default=b"")),
    ]
