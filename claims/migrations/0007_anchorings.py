import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0006_feeds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Anchoring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_start', models.PositiveIntegerField()),
                ('from_end', models.PositiveIntegerField()),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(null=True)),
                ('outcome', models.CharField(choices=[('exact', 'in its place'), ('moved', 'in other surroundings'), ('ambiguous', 'in several places'), ('orphaned', 'not found')], max_length=16, verbose_name='outcome')),
                ('suggestions', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
                ('decision', models.CharField(blank=True, choices=[('here', 'it is here'), ('gone', 'gone from the article'), ('superseded', 'compared with a newer text instead')], max_length=16, verbose_name='decision')),
                ('settled_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='anchoring',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='anchoring',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anchorings', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='anchoring',
            name='from_article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article'),
        ),
        migrations.AddField(
            model_name='anchoring',
            name='settled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='anchoring',
            name='to_article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anchorings', to='claims.article'),
        ),
        migrations.AddIndex(
            model_name='anchoring',
            index=models.Index(condition=models.Q(('decision', ''), models.Q(('outcome', 'exact'), _negated=True)), fields=['to_article'], name='anchoring_waiting'),
        ),
        migrations.AddConstraint(
            model_name='anchoring',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['exact', 'moved', 'ambiguous', 'orphaned'])), name='outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='anchoring',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['', 'here', 'gone', 'superseded'])), name='settled_known'),
        ),
        migrations.AddConstraint(
            model_name='anchoring',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', True), ('start__isnull', True)), models.Q(('end__gt', models.F('start')), ('start__isnull', False)), _connector='OR'), name='anchored_span'),
        ),
        migrations.AddConstraint(
            model_name='anchoring',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', ''), ('end__isnull', False), ('outcome', 'exact')), models.Q(models.Q(('outcome', 'exact'), _negated=True), ('decision', 'here'), ('end__isnull', False)), models.Q(models.Q(('outcome', 'exact'), _negated=True), models.Q(('decision', 'here'), _negated=True), ('end__isnull', True)), _connector='OR'), name='placed_iff_exact_or_here'),
        ),
        migrations.AddConstraint(
            model_name='anchoring',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', ''), ('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('decision', 'superseded'), ('settled_at__isnull', False)), models.Q(('decision__in', ['here', 'gone']), ('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='settled_by_a_person'),
        ),
        migrations.AddConstraint(
            model_name='anchoring',
            constraint=models.UniqueConstraint(condition=models.Q(('decision', ''), models.Q(('outcome', 'exact'), _negated=True)), fields=('claim',), name='one_open_anchoring_per_claim'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='anchoring',
            trigger=pgtrigger.compiler.Trigger(name='anchoring_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='c54d95759af59ce22685d879136d523964d6600d', operation='DELETE', pgid='pgtrigger_anchoring_kept_d7e74', table='claims_anchoring', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='anchoring',
            trigger=pgtrigger.compiler.Trigger(name='settled_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF OLD.decision <> '' OR OLD.outcome = 'exact'\n    OR (NEW.claim_id, NEW.from_article_id, NEW.from_start, NEW.from_end, NEW.to_article_id,\n        NEW.outcome, NEW.suggestions, NEW.at, NEW.by_id)\n    IS DISTINCT FROM\n       (OLD.claim_id, OLD.from_article_id, OLD.from_start, OLD.from_end, OLD.to_article_id,\n        OLD.outcome, OLD.suggestions, OLD.at, OLD.by_id)\nTHEN\n    RAISE EXCEPTION 'An anchoring is settled once and never changes otherwise.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;\n", hash='d04bfea43016297002fd42f1c80819491f69fa44', operation='UPDATE', pgid='pgtrigger_settled_once_1f136', table='claims_anchoring', when='BEFORE')),
        ),
    ]
