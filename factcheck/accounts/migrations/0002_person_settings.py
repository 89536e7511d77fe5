"""What people set for themselves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('accounts', '0001_initial')]

    operations = [
        migrations.AddField(
            model_name='user',
            name='language',
            field=models.CharField(blank=True, help_text='Empty: what the browser asks for.', max_length=12, verbose_name='language'),
        ),
        migrations.AddField(
            model_name='user',
            name='mail',
            field=models.CharField(choices=[('never', 'Never'), ('at_once', 'At once'), ('daily', 'Once a day'), ('weekly', 'On Mondays')], default='at_once', max_length=8, verbose_name='e-mail'),
        ),
        migrations.AddField(
            model_name='user',
            name='mail_hour',
            field=models.PositiveSmallIntegerField(default=8, help_text='From 0 to 23, in your time zone.', verbose_name='hour of the e-mail'),
        ),
        migrations.AddField(
            model_name='user',
            name='shortcuts',
            field=models.BooleanField(default=True, verbose_name='keyboard shortcuts'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('mail__in', ['never', 'at_once', 'daily', 'weekly'])), name='mail_known'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('mail_hour__gte', 0), ('mail_hour__lte', 23)), name='mail_hour_of_a_day'),
        ),
    ]
