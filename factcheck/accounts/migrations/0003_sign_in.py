"""Letters, what was done to accounts, and where attempts to sign in are counted."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('accounts', '0002_person_settings')]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.EmailField(max_length=254, verbose_name='to')),
                ('subject', models.CharField(max_length=300, verbose_name='subject')),
                ('text', models.TextField(blank=True)),
                ('html', models.TextField(blank=True)),
                ('headers', models.JSONField(default=dict)),
                ('message_id', models.CharField(max_length=200, unique=True)),
                ('made_at', models.DateTimeField(verbose_name='written')),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('problem', models.TextField(blank=True, verbose_name='what went wrong')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent')),
                ('given_up_at', models.DateTimeField(null=True, verbose_name='given up')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PersonChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('invited', 'was invited'), ('link_sent', 'was sent a link to a new password'), ('link_shown', 'a link to a new password was shown to an admin'), ('email', 'has another e-mail address'), ('role', 'has another role'), ('factors', 'had the second factors of sign-in taken off'), ('ended', 'left the desk'), ('returned', 'came back to the desk')], max_length=12, verbose_name='what')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('data', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='letter',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='personchange',
            name='actor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes_made', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='personchange',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('given_up_at', None), ('sent_at', None)), fields=['due_at'], name='letter_due'),
        ),
        migrations.AddConstraint(
            model_name='personchange',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['invited', 'link_sent', 'link_shown', 'email', 'role', 'factors', 'ended', 'returned'])), name='person_change_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8853f1478e4e407037e36116a615b2d4db707649', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_11def', table='accounts_personchange', when='BEFORE')),
        ),
        # As `createcachetable` makes it: attempts to sign in are counted here, for all processes.
        migrations.RunSQL(
            sql="""
            CREATE UNLOGGED TABLE accounts_counts (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX accounts_counts_expires ON accounts_counts (expires);
            """,
            reverse_sql="DROP TABLE accounts_counts",
        ),
    ]
