from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reviews", "0024_topics_checkpoints")]

    operations: list = []
