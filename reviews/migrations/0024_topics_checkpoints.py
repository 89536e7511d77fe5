from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reviews", "0023_foreign")]

    operations: list = []
