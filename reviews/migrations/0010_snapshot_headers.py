from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0009_link_tallies'),
    ]

    operations = [
        migrations.AddField(
            model_name='snapshot',
            name='address',
            field=models.CharField(blank=True, db_default='', default='', max_length=45, verbose_name='answered by'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='capped',
            field=models.BooleanField(db_default=False, default=False, help_text='the page went on; this is its beginning'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='charset',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='headers',
            field=models.JSONField(db_default=[], default=list, help_text='as received: a list of [name, value]'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='status_line',
            field=models.CharField(blank=True, db_default='', default='', max_length=500),
        ),
    ]
