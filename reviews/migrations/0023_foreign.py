from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reviews", "0022_reading")]

    operations: list = []
