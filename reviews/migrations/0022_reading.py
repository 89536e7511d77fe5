from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reviews", "0021_desk_indexes")]

    operations: list = []
