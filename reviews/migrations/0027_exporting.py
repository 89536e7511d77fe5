from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reviews", "0026_webhooks")]

    operations: list = []
