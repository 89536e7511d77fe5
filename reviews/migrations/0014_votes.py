import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0013_leases'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='policy',
            name='votes',
            field=models.PositiveSmallIntegerField(default=0, help_text='blind, before a verdict is approved; 0: none are asked for', verbose_name='independent votes'),
        ),
        migrations.CreateModel(
            name='VoteRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('asked', models.PositiveSmallIntegerField(verbose_name='votes asked for')),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('adjudicated_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, verbose_name='why this rating')),
                ('adjudicated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('adjudicated_rating', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.rating')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='reviews.review')),
                ('scale', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.ratingscale')),
                ('verdict', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='reviews.verdict')),
            ],
            options={
                'ordering': ['review_id', '-number'],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(blank=True, verbose_name='why')),
                ('cast_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to=settings.AUTH_USER_MODEL)),
                ('rating', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.rating')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='reviews.voteround')),
            ],
            options={
                'ordering': ['round_id', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='voteround',
            index=models.Index(fields=['closed_at'], name='round_closed'),
        ),
        migrations.AddConstraint(
            model_name='voteround',
            constraint=models.UniqueConstraint(fields=('review', 'number'), name='round_number_unique'),
        ),
        migrations.AddConstraint(
            model_name='voteround',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('verdict',), name='one_open_round_per_verdict'),
        ),
        migrations.AddConstraint(
            model_name='voteround',
            constraint=models.CheckConstraint(condition=models.Q(('asked__gte', 1)), name='round_asks_somebody'),
        ),
        migrations.AddConstraint(
            model_name='voteround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('adjudicated_at__isnull', True), ('adjudicated_by__isnull', True), ('adjudicated_rating__isnull', True), ('reason', '')), models.Q(('adjudicated_at__isnull', False), ('adjudicated_by__isnull', False), ('adjudicated_rating__isnull', False), ('closed_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='adjudicated_whole'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voteround',
            trigger=pgtrigger.compiler.Trigger(name='starts_open', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NOT EXISTS (\n    SELECT 1 FROM reviews_verdict WHERE id = NEW.verdict_id AND review_id = NEW.review_id\n) THEN\n    RAISE EXCEPTION 'A round is about a verdict of its own review.'\n        USING ERRCODE = 'check_violation';\nEND IF;\nIF NEW.closed_at IS NOT NULL OR NEW.adjudicated_rating_id IS NOT NULL THEN\n    RAISE EXCEPTION 'A round starts open.' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='32f6dd66285ab02cab60c176d0141169772ee949', operation='INSERT', pgid='pgtrigger_starts_open_fa719', table='reviews_voteround', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voteround',
            trigger=pgtrigger.compiler.Trigger(name='ends_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF (NEW.review_id, NEW.verdict_id, NEW.number, NEW.asked, NEW.scale_id, NEW.opened_by_id,\n    NEW.opened_at) IS DISTINCT FROM\n   (OLD.review_id, OLD.verdict_id, OLD.number, OLD.asked, OLD.scale_id, OLD.opened_by_id,\n    OLD.opened_at) THEN\n    RAISE EXCEPTION 'What a round was opened for never changes.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nIF OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at THEN\n    RAISE EXCEPTION 'A closed round stays closed.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF OLD.adjudicated_rating_id IS NOT NULL AND\n   (NEW.adjudicated_rating_id, NEW.adjudicated_by_id, NEW.adjudicated_at, NEW.reason)\n   IS DISTINCT FROM\n   (OLD.adjudicated_rating_id, OLD.adjudicated_by_id, OLD.adjudicated_at, OLD.reason) THEN\n    RAISE EXCEPTION 'A round is adjudicated once.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NEW.adjudicated_rating_id IS NULL AND NEW.closed_at IS NOT NULL AND NEW.asked > (\n    SELECT count(*) FROM reviews_vote WHERE round_id = NEW.id\n) THEN\n    RAISE EXCEPTION 'A round closes with all its votes, or when it is adjudicated.'\n        USING ERRCODE = 'check_violation';\nEND IF;\nIF NEW.adjudicated_by_id IS NOT NULL AND OLD.adjudicated_by_id IS NULL AND (\n    EXISTS (SELECT 1 FROM reviews_verdict WHERE id = NEW.verdict_id\n        AND NEW.adjudicated_by_id IN (author_id, last_editor_id))\n    OR EXISTS (SELECT 1 FROM reviews_vote\n        WHERE round_id = NEW.id AND person_id = NEW.adjudicated_by_id)\n    OR NOT EXISTS (SELECT 1 FROM reviews_rating\n        WHERE id = NEW.adjudicated_rating_id AND scale_id = NEW.scale_id)\n) THEN\n    RAISE EXCEPTION 'A round is adjudicated on its scale by somebody not involved in it.'\n        USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='91fc549fc3600328e1757b4635de8c8ed9e7e758', operation='UPDATE', pgid='pgtrigger_ends_once_f94e0', table='reviews_voteround', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voteround',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='1161851a98dc6c46f37ef45612972b4f249fe386', operation='DELETE', pgid='pgtrigger_never_deleted_bd9fb', table='reviews_voteround', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('round', 'person'), name='one_vote_per_person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='independent', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nPERFORM 1 FROM reviews_voteround WHERE id = NEW.round_id AND closed_at IS NULL FOR UPDATE;\nIF NOT FOUND THEN\n    RAISE EXCEPTION 'This round of votes is closed.' USING ERRCODE = 'check_violation';\nEND IF;\nIF EXISTS (\n    SELECT 1 FROM reviews_voteround r JOIN reviews_verdict v ON v.id = r.verdict_id\n    WHERE r.id = NEW.round_id AND NEW.person_id IN (v.author_id, v.last_editor_id)\n) THEN\n    RAISE EXCEPTION 'Nobody votes on a verdict they wrote or edited last.'\n        USING ERRCODE = 'check_violation';\nEND IF;\nIF NOT EXISTS (\n    SELECT 1 FROM reviews_voteround r JOIN reviews_rating g ON g.scale_id = r.scale_id\n    WHERE r.id = NEW.round_id AND g.id = NEW.rating_id\n) THEN\n    RAISE EXCEPTION 'A vote is a word of the scale of its round.'\n        USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='75faf48edf57443d4286cb729d47ec5803350a94', operation='INSERT', pgid='pgtrigger_independent_10149', table='reviews_vote', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_vote is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='ad9fbbb0db562eb8b9f144a164507203fbe2b5ed', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_c259a', table='reviews_vote', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_vote is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='f7be149541ff6873e830c3cbd64260e8c27a5310', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_4cfb3', table='reviews_vote', when='BEFORE')),
        ),
    ]
