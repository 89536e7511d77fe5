import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


# What is believed today; what was believed before nobody counted, so the history begins here.
BACKFILL = """
INSERT INTO reviews_linktally (day, state, shard, change)
SELECT (now() AT TIME ZONE 'UTC')::date, state, 0, count(*) FROM reviews_sourcelink GROUP BY state
"""


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0008_check_details'),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkTally',
            fields=[
                ('pk', models.CompositePrimaryKey('day', 'state', 'shard', blank=True, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField(verbose_name='day')),
                ('state', models.CharField(max_length=16, verbose_name='state')),
                ('shard', models.PositiveIntegerField()),
                ('change', models.IntegerField()),
            ],
            options={
                'verbose_name_plural': 'link tallies',
            },
        ),
        migrations.AddIndex(
            model_name='sourcelink',
            index=models.Index(condition=models.Q(('state__in', ['failing', 'dead', 'drifted'])), fields=['host', 'state', 'first_strike_at'], name='link_troubled'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourcelink',
            trigger=pgtrigger.compiler.Trigger(name='tally_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reviews_linktally AS tally (day, state, shard, change)\nSELECT day, state, (\n    SELECT coalesce(min(free.shard), 16 + pg_backend_pid()) FROM (\n        SELECT shard FROM generate_series(0, 16 - 1) AS shard\n        WHERE pg_try_advisory_xact_lock('reviews_linktally'::regclass::oid::int, shard) LIMIT 1\n    ) AS free\n), sum(change)\nFROM (\n    SELECT (created_at AT TIME ZONE 'UTC')::date AS day, state, 1 AS change FROM added\n) AS changes\nGROUP BY day, state HAVING sum(change) <> 0\nON CONFLICT (day, state, shard) DO UPDATE SET change = tally.change + EXCLUDED.change;\nRETURN NULL;\n", hash='74df115bf65ed69e06b7bbed244247a8d29cd07e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_tally_added_8d762', referencing='REFERENCING NEW TABLE AS added ', table='reviews_sourcelink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourcelink',
            trigger=pgtrigger.compiler.Trigger(name='tally_moved', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reviews_linktally AS tally (day, state, shard, change)\nSELECT day, state, (\n    SELECT coalesce(min(free.shard), 16 + pg_backend_pid()) FROM (\n        SELECT shard FROM generate_series(0, 16 - 1) AS shard\n        WHERE pg_try_advisory_xact_lock('reviews_linktally'::regclass::oid::int, shard) LIMIT 1\n    ) AS free\n), sum(change)\nFROM (\n    SELECT (coalesce(after.last_checked_at, after.created_at) AT TIME ZONE 'UTC')::date AS day,\n        step.state, step.change\n    FROM before JOIN after USING (id)\n    CROSS JOIN LATERAL (VALUES (before.state, -1), (after.state, 1)) AS step (state, change)\n    WHERE before.state <> after.state\n) AS changes\nGROUP BY day, state HAVING sum(change) <> 0\nON CONFLICT (day, state, shard) DO UPDATE SET change = tally.change + EXCLUDED.change;\nRETURN NULL;\n", hash='8db1c4e115223acbe28ec96ed4c00482b8dec911', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_tally_moved_f0a72', referencing='REFERENCING OLD TABLE AS before  NEW TABLE AS after ', table='reviews_sourcelink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourcelink',
            trigger=pgtrigger.compiler.Trigger(name='tally_removed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reviews_linktally AS tally (day, state, shard, change)\nSELECT day, state, (\n    SELECT coalesce(min(free.shard), 16 + pg_backend_pid()) FROM (\n        SELECT shard FROM generate_series(0, 16 - 1) AS shard\n        WHERE pg_try_advisory_xact_lock('reviews_linktally'::regclass::oid::int, shard) LIMIT 1\n    ) AS free\n), sum(change)\nFROM (\n    SELECT (now() AT TIME ZONE 'UTC')::date AS day, state, -1 AS change FROM removed\n) AS changes\nGROUP BY day, state HAVING sum(change) <> 0\nON CONFLICT (day, state, shard) DO UPDATE SET change = tally.change + EXCLUDED.change;\nRETURN NULL;\n", hash='23ec04a0ddba82e4da0f5da1daf5face3d4105b3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_tally_removed_0087c', referencing='REFERENCING OLD TABLE AS removed ', table='reviews_sourcelink', when='AFTER')),
        ),
        # After the triggers: making them keeps writers out till the end, so that none is missed.
        migrations.RunSQL(BACKFILL, migrations.RunSQL.noop),
    ]
