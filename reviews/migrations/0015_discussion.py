import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('reviews', '0014_votes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('quote', models.TextField(blank=True, verbose_name='passage')),
                ('upon', models.TextField(blank=True, verbose_name='rationale as it was')),
                ('opened_at', models.DateTimeField(verbose_name='opened')),
                ('resolved_at', models.DateTimeField(blank=True, null=True, verbose_name='resolved')),
                ('evidence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='threads', to='reviews.evidence')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='threads', to=settings.AUTH_USER_MODEL)),
                ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='threads', to='reviews.review')),
            ],
            options={
                'ordering': ['review_id', 'opened_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='said')),
                ('text', models.TextField(verbose_name='comment')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to=settings.AUTH_USER_MODEL)),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='reviews.thread')),
            ],
            options={
                'ordering': ['thread_id', 'at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='thread',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', True), ('evidence__isnull', False), ('quote', ''), ('start__isnull', True)), models.Q(('end__isnull', False), ('evidence__isnull', True), ('start__isnull', False), ('end__gt', models.F('start'))), _connector='OR'), name='thread_is_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='thread',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_at__isnull', True), ('resolved_by__isnull', True)), models.Q(('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='resolved_by_somebody'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='thread',
            trigger=pgtrigger.compiler.Trigger(name='anchor_is_true', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF NEW.evidence_id IS NOT NULL AND NOT EXISTS (\n    SELECT FROM reviews_evidence WHERE id = NEW.evidence_id AND review_id = NEW.review_id\n) THEN\n    RAISE EXCEPTION \'This evidence belongs to another review.\' USING ERRCODE = \'check_violation\';\nEND IF;\nIF NEW.start IS NOT NULL\n    AND NEW.quote IS DISTINCT FROM substr(NEW.upon, NEW.start + 1, NEW."end" - NEW.start)\nTHEN\n    RAISE EXCEPTION \'The quote is not the text of the rationale at these characters.\'\n        USING ERRCODE = \'check_violation\';\nEND IF;\nRETURN NEW;\n', hash='10eb1529afc1c0f6a2333e8031b7979f167c3929', operation='INSERT', pgid='pgtrigger_anchor_is_true_990b2', table='reviews_thread', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='thread',
            trigger=pgtrigger.compiler.Trigger(name='anchor_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (NEW.review_id, NEW.evidence_id, NEW.start, NEW."end", NEW.quote, NEW.upon, NEW.opened_by_id,\n    NEW.opened_at)\n    IS DISTINCT FROM\n   (OLD.review_id, OLD.evidence_id, OLD.start, OLD."end", OLD.quote, OLD.upon, OLD.opened_by_id,\n    OLD.opened_at)\nTHEN\n    RAISE EXCEPTION \'What a thread is about never changes; open another.\'\n        USING ERRCODE = \'restrict_violation\';\nEND IF;\nRETURN NEW;\n', hash='7c4c234334a909d89a99e46c57c0c75a75a442eb', operation='UPDATE', pgid='pgtrigger_anchor_is_frozen_c0ad7', table='reviews_thread', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='thread',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='b0bd979de197cb90ab1ce0752ad73f0111d138c9', operation='DELETE', pgid='pgtrigger_never_deleted_57114', table='reviews_thread', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='comment_says_something'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_comment is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='f5f8d275b4d73156b73bb57877ee87045d455262', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_1b616', table='reviews_comment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_comment is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='e004a8444bc911c1c435cb33932b0044648a5e83', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_f5828', table='reviews_comment', when='BEFORE')),
        ),
    ]
