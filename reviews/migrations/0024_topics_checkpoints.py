"""Topics, the reason of each change, and daily checkpoints of the history."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0023_foreign'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='day')),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('last_event', models.PositiveBigIntegerField()),
                ('last_version', models.PositiveBigIntegerField()),
                ('events', models.PositiveBigIntegerField(verbose_name='events')),
                ('versions', models.PositiveBigIntegerField(verbose_name='published versions')),
                ('content', models.JSONField()),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
            ],
            options={
                'ordering': ['-day'],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name='address')),
            ],
            options={
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='publication',
            name='topic_slugs',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, editable=False, size=None),
        ),
        migrations.AddField(
            model_name='publishedversion',
            name='report',
            field=models.PositiveBigIntegerField(blank=True, help_text="the reader's report that led to it", null=True),
        ),
        migrations.AddField(
            model_name='publishedversion',
            name='trigger',
            field=models.CharField(blank=True, choices=[('reader', 'a reader’s report'), ('subject', 'somebody concerned objected or replied'), ('source', 'a source changed or went away'), ('article', 'the checked article changed'), ('own', 'our own finding'), ('news', 'new facts'), ('other', 'another reason')], default='', max_length=10, verbose_name='what led to it'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=django.contrib.postgres.indexes.GinIndex(fields=['topic_slugs'], name='publication_topics'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['claimant', '-changed_at', '-id'], name='publication_claimant'),
        ),
        migrations.AddIndex(
            model_name='publishedversion',
            index=models.Index(condition=models.Q(('kind', 'published'), _negated=True), fields=['-published_at', '-id'], name='version_changes'),
        ),
        migrations.AddConstraint(
            model_name='publishedversion',
            constraint=models.CheckConstraint(condition=models.Q(('trigger__in', ['', 'reader', 'subject', 'source', 'article', 'own', 'news', 'other']), models.Q(('report__isnull', True), ('trigger__in', ['reader', 'subject']), _connector='OR')), name='trigger_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checkpoint',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_checkpoint is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='677f9e3a7b9ab84c2d6868d99632a16849744726', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_40d43', table='reviews_checkpoint', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checkpoint',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_checkpoint is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='7bc9929bcb1d669bf37d761adba6e71ebbb7ad65', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_d7320', table='reviews_checkpoint', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='topic_name_unique'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('slug', ''), _negated=True)), name='topic_named'),
        ),
        migrations.AddField(
            model_name='review',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='reviews', to='reviews.topic'),
        ),
    ]
