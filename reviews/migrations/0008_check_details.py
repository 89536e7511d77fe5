from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0007_publication_changed_at'),
    ]

    operations = [
        migrations.AddField(
            model_name='linkcheck',
            name='excused',
            field=models.CharField(blank=True, choices=[('', 'none'), ('host', 'the whole site did not work'), ('desk', 'the connection of this desk was down')], db_default='', max_length=8),
        ),
        migrations.AddField(
            model_name='linkcheck',
            name='charset',
            field=models.CharField(blank=True, db_default='', max_length=200),
        ),
        migrations.AddField(
            model_name='linkcheck',
            name='headers',
            field=models.JSONField(db_default={}, default=dict, help_text='selected, in lower case'),
        ),
        migrations.AddField(
            model_name='linkcheck',
            name='timings',
            field=models.JSONField(db_default={}, default=dict, help_text='milliseconds by phase'),
        ),
        migrations.AddField(
            model_name='linkcheck',
            name='tls_error',
            field=models.TextField(blank=True, db_default=''),
        ),
    ]
