from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0011_archive_lookups'),
    ]

    operations = []
