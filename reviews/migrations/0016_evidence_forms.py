"""Evidence that is no page: files and books; an order of showing beside the number."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('reviews', '0015_discussion'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='evidence',
            name='cited_is_frozen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='sourcelink',
            name='tally_added',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='sourcelink',
            name='tally_removed',
        ),
        migrations.AddField(
            model_name='evidence',
            name='kind',
            field=models.CharField(choices=[('url', 'web page'), ('file', 'file'), ('hand', 'book, interview or the like')], db_default='url', default='url', max_length=4, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='place',
            field=models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='page, minute or day'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='publisher',
            field=models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='who stands behind it'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='rank',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text='the order of showing; no part of a number', verbose_name='rank'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='title',
            field=models.CharField(blank=True, db_default='', default='', help_text='not a page', max_length=500, verbose_name='title'),
        ),
        migrations.AddField(
            model_name='sourcelink',
            name='on_web',
            field=models.BooleanField(db_default=True, default=True, help_text='not a file, book or interview: those are never fetched', verbose_name='page of the web'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='cited_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (NEW.review_id, NEW.link_id, NEW.snapshot_id, NEW.quote, NEW.start, NEW."end", NEW.added_by_id,\n    NEW.replaces_id, NEW.kind, NEW.title, NEW.publisher, NEW.place, NEW.position)\n    IS DISTINCT FROM\n   (OLD.review_id, OLD.link_id, OLD.snapshot_id, OLD.quote, OLD.start, OLD."end", OLD.added_by_id,\n    OLD.replaces_id, OLD.kind, OLD.title, OLD.publisher, OLD.place, OLD.position)\nTHEN\n    RAISE EXCEPTION \'What was cited never changes; withdraw this evidence and attach another.\'\n        USING ERRCODE = \'restrict_violation\';\nEND IF;\nRETURN NEW;\n', hash='4cffb54b275028251d49335d5e124734624dfea9', operation='UPDATE', pgid='pgtrigger_cited_is_frozen_eb2bb', table='reviews_evidence', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_link', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF (NEW.kind = 'url') IS DISTINCT FROM\n   (SELECT on_web FROM reviews_sourcelink WHERE id = NEW.link_id)\nTHEN\n    RAISE EXCEPTION 'A page of the web is cited by its address; a file or a book is not.'\n        USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='3c6076fd13cc5610c4efc22fe683b07507f457ee', operation='INSERT', pgid='pgtrigger_kind_of_link_1b4d7', table='reviews_evidence', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourcelink',
            trigger=pgtrigger.compiler.Trigger(name='tally_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reviews_linktally AS tally (day, state, shard, change)\nSELECT day, state, (\n    SELECT coalesce(min(free.shard), 16 + pg_backend_pid()) FROM (\n        SELECT shard FROM generate_series(0, 16 - 1) AS shard\n        WHERE pg_try_advisory_xact_lock('reviews_linktally'::regclass::oid::int, shard) LIMIT 1\n    ) AS free\n), sum(change)\nFROM (\n    SELECT (created_at AT TIME ZONE 'UTC')::date AS day, state, 1 AS change FROM added WHERE on_web\n) AS changes\nGROUP BY day, state HAVING sum(change) <> 0\nON CONFLICT (day, state, shard) DO UPDATE SET change = tally.change + EXCLUDED.change;\nRETURN NULL;\n", hash='9bcf9330727c52e5ac2295ba8eb24d5a8de7c712', level='STATEMENT', operation='INSERT', pgid='pgtrigger_tally_added_8d762', referencing='REFERENCING NEW TABLE AS added ', table='reviews_sourcelink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourcelink',
            trigger=pgtrigger.compiler.Trigger(name='tally_removed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reviews_linktally AS tally (day, state, shard, change)\nSELECT day, state, (\n    SELECT coalesce(min(free.shard), 16 + pg_backend_pid()) FROM (\n        SELECT shard FROM generate_series(0, 16 - 1) AS shard\n        WHERE pg_try_advisory_xact_lock('reviews_linktally'::regclass::oid::int, shard) LIMIT 1\n    ) AS free\n), sum(change)\nFROM (\n    SELECT (now() AT TIME ZONE 'UTC')::date AS day, state, -1 AS change FROM removed\n    WHERE on_web\n) AS changes\nGROUP BY day, state HAVING sum(change) <> 0\nON CONFLICT (day, state, shard) DO UPDATE SET change = tally.change + EXCLUDED.change;\nRETURN NULL;\n", hash='66d036baf40f5f60e24d3c57b5e1f1a488dd61ba', level='STATEMENT', operation='DELETE', pgid='pgtrigger_tally_removed_0087c', referencing='REFERENCING OLD TABLE AS removed ', table='reviews_sourcelink', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['url', 'file', 'hand'])), name='evidence_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'url'), ('place', ''), ('publisher', ''), ('title', '')), models.Q(models.Q(('kind', 'url'), _negated=True), models.Q(('title', ''), _negated=True)), _connector='OR'), name='what_is_no_page_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='sourcelink',
            constraint=models.CheckConstraint(condition=models.Q(('on_web', True), models.Q(('next_check_at__isnull', True), ('on_web', False), ('state', 'refused')), _connector='OR'), name='only_the_web_is_fetched'),
        ),
    ]
