"""What is being fetched, and who was given the right of reply."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('reviews', '0016_evidence_forms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Fetch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('url', 'web page'), ('file', 'file')], max_length=4)),
                ('url', models.TextField(blank=True, verbose_name='address')),
                ('cited', models.JSONField(default=dict)),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('body_sha256', models.CharField(blank=True, max_length=64)),
                ('body_bytes', models.PositiveBigIntegerField(default=0)),
                ('storage_key', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('waiting', 'waiting for its turn'), ('running', 'being read'), ('asking', 'read; asks for the words'), ('failed', 'could not be read'), ('attached', 'attached'), ('cancelled', 'given up')], default='waiting', max_length=9, verbose_name='state')),
                ('trouble', models.TextField(blank=True)),
                ('field', models.CharField(blank=True, help_text='what the trouble is about', max_length=40)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('lease', models.UUIDField(blank=True, editable=False, null=True)),
                ('asked_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': 'fetches',
                'ordering': ['asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReplyAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(max_length=300, verbose_name='who was asked')),
                ('channel', models.CharField(choices=[('email', 'e-mail'), ('phone', 'telephone'), ('person', 'in person'), ('letter', 'letter'), ('form', 'form on a web site'), ('message', 'direct message')], max_length=8, verbose_name='by which channel')),
                ('question', models.TextField(verbose_name='question')),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('deadline', models.DateTimeField(blank=True, null=True, verbose_name='answer by')),
                ('noted_at', models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': 'replies asked for',
                'ordering': ['asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReplyReceived',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('answered', 'answered'), ('declined', 'declined to answer'), ('silent', 'did not answer in time')], max_length=8, verbose_name='outcome')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('received_at', models.DateTimeField(verbose_name='on')),
                ('noted_at', models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': 'replies received',
                'ordering': ['received_at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='fetch',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='fetch',
            name='evidence',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fetch', to='reviews.evidence'),
        ),
        migrations.AddField(
            model_name='fetch',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fetches', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='fetch',
            name='snapshot',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.snapshot'),
        ),
        migrations.AddField(
            model_name='replyasked',
            name='noted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='replyasked',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies_asked', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='replyreceived',
            name='asked',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='received', to='reviews.replyasked'),
        ),
        migrations.AddField(
            model_name='replyreceived',
            name='noted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='fetch',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='fetch_due'),
        ),
        migrations.AddConstraint(
            model_name='fetch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', False), ('state__in', ('waiting', 'running'))), models.Q(models.Q(('state__in', ('waiting', 'running')), _negated=True), ('due_at__isnull', True)), _connector='OR'), name='fetch_due_while_under_way'),
        ),
        migrations.AddConstraint(
            model_name='fetch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('evidence__isnull', False), ('state', 'attached')), models.Q(models.Q(('state', 'attached'), _negated=True), ('evidence__isnull', True)), _connector='OR'), name='fetch_attached_is_evidence'),
        ),
        migrations.AddConstraint(
            model_name='fetch',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'asking', 'failed', 'attached', 'cancelled'])), name='fetch_state_known'),
        ),
        migrations.AddConstraint(
            model_name='replyasked',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['email', 'phone', 'person', 'letter', 'form', 'message'])), name='reply_channel_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='replyasked',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_replyasked is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='ea655b673c32bb34d31dae3ff4f2884eeb792040', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_02e7b', table='reviews_replyasked', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='replyasked',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_replyasked is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='fac79d3dcbe2f1a49ef01099eef14a3bb5959b06', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_ef3c1', table='reviews_replyasked', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='replyreceived',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['answered', 'declined', 'silent'])), name='reply_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='replyreceived',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'answered'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='reply_answered_in_words'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='replyreceived',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_replyreceived is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='dd79dae605bd3ad78e2b308222893ae37837bed5', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_b000b', table='reviews_replyreceived', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='replyreceived',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_replyreceived is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='50b52e9817972bf4709736a922a7da6d43c219d9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_12803', table='reviews_replyreceived', when='BEFORE')),
        ),
    ]
