from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0007_publication_changed_at'),
    ]

    operations = []
