"""Claims that are like earlier ones; the articles of today wait to be compared once."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

WAITING = """
INSERT INTO claims_unmatched (article_id, mark)
SELECT DISTINCT article_id, 1 FROM claims_claim WHERE status IN ('candidate', 'accepted')
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0013_quicker_writes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('same', 'says the same'), ('close', 'says nearly the same'), ('figure', 'gives another figure'), ('opposite', 'says the opposite')], max_length=10, verbose_name='likeness')),
                ('score', models.FloatField(validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1)], verbose_name='score')),
                ('reasons', models.JSONField(default=list, verbose_name='reasons')),
                ('method', models.CharField(max_length=32, verbose_name='method')),
                ('found_at', models.DateTimeField(verbose_name='found')),
                ('decision', models.CharField(blank=True, choices=[('same', 'it is the same'), ('different', 'it is another claim')], max_length=10, verbose_name='decision')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
            ],
            options={
                'verbose_name': 'claim said before',
                'verbose_name_plural': 'claims said before',
                'ordering': ['claim_id', '-score', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ClaimWords',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='key_words', serialize=False, to='claims.claim')),
                ('accepted', models.BooleanField()),
                ('digest', models.CharField(max_length=32)),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
        ),
        migrations.CreateModel(
            name='Unmatched',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='claims.article')),
                ('mark', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='change',
            name='change_known',
        ),
        migrations.AlterField(
            model_name='change',
            name='kind',
            field=models.CharField(choices=[('proposed', 'proposed'), ('accepted', 'accepted'), ('dismissed', 'dismissed'), ('edited', 'edited'), ('moved', 'moved'), ('cut', 'cut in two'), ('merged', 'merged'), ('told-apart', 'told apart from another claim'), ('refreshed', 'read anew'), ('reanchored', 'found in a new revision'), ('undone', 'undone')], max_length=16),
        ),
        migrations.AlterField(
            model_name='change',
            name='other',
            field=models.ForeignKey(help_text='The second half of a cut, the claim merged into, or the one told apart from', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='added_is_unmatched', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO claims_unmatched (article_id, mark)\nSELECT DISTINCT article_id, 1 FROM added WHERE status IN ('candidate', 'accepted')\nORDER BY article_id\nON CONFLICT (article_id) DO UPDATE SET mark = claims_unmatched.mark + 1;\nRETURN NULL;\n", hash='be91e79d14909525a3d05861f325d2d2e485015f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_added_is_unmatched_a2e19', referencing='REFERENCING NEW TABLE AS added ', table='claims_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='changed_is_unmatched', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."claimant" IS DISTINCT FROM (NEW."claimant") OR OLD."statement" IS DISTINCT FROM (NEW."statement") OR OLD."status" IS DISTINCT FROM (NEW."status"))', func='\nINSERT INTO claims_unmatched (article_id, mark) VALUES (NEW.article_id, 1)\nON CONFLICT (article_id) DO UPDATE SET mark = claims_unmatched.mark + 1;\nRETURN NULL;\n', hash='48498647afae106da0b30023535f894df006c443', operation='UPDATE', pgid='pgtrigger_changed_is_unmatched_75eff', table='claims_claim', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['proposed', 'accepted', 'dismissed', 'edited', 'moved', 'cut', 'merged', 'told-apart', 'refreshed', 'reanchored', 'undone'])), name='change_known'),
        ),
        migrations.AddField(
            model_name='claimmatch',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='claimmatch',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='claimmatch',
            name='earlier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='later_matches', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='claimwords',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.article'),
        ),
        migrations.AddConstraint(
            model_name='claimmatch',
            constraint=models.UniqueConstraint(django.db.models.functions.comparison.Least('claim', 'earlier'), django.db.models.functions.comparison.Greatest('claim', 'earlier'), name='one_match_per_pair'),
        ),
        migrations.AddConstraint(
            model_name='claimmatch',
            constraint=models.CheckConstraint(condition=models.Q(('claim', models.F('earlier')), _negated=True), name='match_of_two'),
        ),
        migrations.AddConstraint(
            model_name='claimmatch',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['same', 'close', 'figure', 'opposite'])), name='alike_known'),
        ),
        migrations.AddConstraint(
            model_name='claimmatch',
            constraint=models.CheckConstraint(condition=models.Q(('score__range', (0, 1))), name='match_score_0_to_1'),
        ),
        migrations.AddConstraint(
            model_name='claimmatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', True), ('decided_at__isnull', True), ('decision', '')), models.Q(('by__isnull', False), ('decided_at__isnull', False), ('decision__in', ['same', 'different'])), _connector='OR'), name='match_decided_by_a_person'),
        ),
        migrations.AddIndex(
            model_name='claimwords',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('accepted', True)), fastupdate=False, fields=['words'], name='words_of_accepted'),
        ),
        migrations.AddIndex(
            model_name='claimwords',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('accepted', False)), fastupdate=False, fields=['words'], name='words_of_candidates'),
        ),
        migrations.RunSQL(WAITING, migrations.RunSQL.noop),
    ]
