import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# What is cited already is wished for too, as of when it was first cited.
WISHES = """
INSERT INTO reviews_archiveturn (service, failures) VALUES ('memento', 0), ('wayback', 0);
INSERT INTO reviews_archivewish (link_id, service, wanted_at, due_at, tries)
SELECT link_id, service, min(added_at), min(added_at), 0
FROM reviews_evidence CROSS JOIN (VALUES ('memento'), ('wayback')) AS known (service)
WHERE withdrawn_at IS NULL
GROUP BY link_id, service;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0010_snapshot_headers'),
    ]

    operations = [        migrations.CreateModel(
            name='ArchiveTurn',
            fields=[
                ('service', models.CharField(choices=[('memento', 'Memento'), ('wayback', 'Wayback Machine')], max_length=16, primary_key=True, serialize=False)),
                ('lease_token', models.UUIDField(editable=False, null=True)),
                ('lease_expires', models.DateTimeField(editable=False, null=True)),
                ('not_before', models.DateTimeField(null=True, verbose_name='left in peace until')),
                ('failures', models.PositiveSmallIntegerField(default=0, verbose_name='failed in a row')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lease_expires__isnull', True), ('lease_token__isnull', True)), models.Q(('lease_expires__isnull', False), ('lease_token__isnull', False)), _connector='OR'), name='turn_token_with_expiry')],
            },
        ),
        migrations.CreateModel(
            name='ArchiveWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('service', models.CharField(choices=[('memento', 'Memento'), ('wayback', 'Wayback Machine')], max_length=16)),
                ('wanted_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='archive_wishes', to='reviews.sourcelink')),
            ],
        ),
        migrations.CreateModel(
            name='ArchiveLookup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('service', models.CharField(choices=[('memento', 'Memento'), ('wayback', 'Wayback Machine')], max_length=16, verbose_name='archive')),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('wanted_at', models.DateTimeField(verbose_name='wanted as of')),
                ('outcome', models.CharField(choices=[('found', 'found'), ('none', 'no copy there'), ('failed', 'no answer')], max_length=8, verbose_name='outcome')),
                ('url', models.TextField(blank=True, verbose_name='copy')),
                ('captured_at', models.DateTimeField(null=True, verbose_name='copied')),
                ('error', models.TextField(blank=True, verbose_name='error')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='archive_lookups', to='reviews.sourcelink')),
            ],
            options={
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('captured_at__isnull', False), ('outcome', 'found'), models.Q(('url', ''), _negated=True)), models.Q(('outcome__in', ['none', 'failed']), ('url', ''), ('captured_at__isnull', True)), _connector='OR'), name='found_with_address_and_date'), models.CheckConstraint(condition=models.Q(('service__in', ['memento', 'wayback'])), name='asked_archive_known')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='archivelookup',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_archivelookup is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='ae9b1025a98f719a2635ddf3c52add240865a5c9', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_6e58c', table='reviews_archivelookup', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='archivelookup',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_archivelookup is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='8aa62553e7aa06774ef3cecc4622cb4ea99495c5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_b7797', table='reviews_archivelookup', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='archivewish',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['service', 'due_at'], name='wish_due_by_archive'),
        ),
        migrations.AddConstraint(
            model_name='archivewish',
            constraint=models.UniqueConstraint(fields=('link', 'service'), name='one_wish_per_archive'),
        ),
        migrations.AddConstraint(
            model_name='archivewish',
            constraint=models.CheckConstraint(condition=models.Q(('service__in', ['memento', 'wayback'])), name='wished_archive_known'),
        ),
        migrations.RunSQL(WISHES, migrations.RunSQL.noop),
    ]
