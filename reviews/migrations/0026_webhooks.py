from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reviews", "0025_readers")]

    operations: list = []
