from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0009_link_tallies'),
    ]

    operations = []
