"""What readers tell the desk, and the pages that editors write."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("claims", "0013_quicker_writes"),
        ("reviews", "0024_topics_checkpoints"),
    ]

    operations = [
        migrations.CreateModel(
            name='PageText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(choices=[('method', 'How we check'), ('scale', 'Our scale'), ('corrections-policy', 'How we correct'), ('funding', 'Who pays for this'), ('about', 'Who we are')], max_length=20, verbose_name='page')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('version', models.PositiveIntegerField(verbose_name='version')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('markdown', models.TextField(verbose_name='text')),
                ('at', models.DateTimeField(verbose_name='written')),
            ],
            options={
                'ordering': ['page', 'language', '-version'],
            },
        ),
        migrations.CreateModel(
            name='ReaderReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(editable=False, max_length=40, unique=True)),
                ('kind', models.CharField(choices=[('error', 'an error'), ('claim', 'a claim to check')], max_length=5, verbose_name='what about')),
                ('status', models.CharField(choices=[('received', 'Received'), ('held', 'Held back'), ('under_review', 'Being looked at'), ('upheld', 'Upheld'), ('partly_upheld', 'Partly upheld'), ('rejected', 'Rejected'), ('appealed', 'Appealed'), ('taken_up', 'Taken up'), ('declined', 'Not taken up'), ('merged', 'Told before')], max_length=13, verbose_name='status')),
                ('what', models.TextField(verbose_name='what they say')),
                ('seen_at', models.TextField(blank=True, verbose_name='where it was seen')),
                ('relies_on', models.TextField(blank=True, verbose_name='what they rely on')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('language', models.CharField(blank=True, max_length=12, verbose_name='language')),
                ('received_at', models.DateTimeField(verbose_name='received')),
                ('changed_at', models.DateTimeField(verbose_name='last move')),
                ('held_because', models.CharField(blank=True, choices=[('trap', 'a field was filled in that people do not see'), ('haste', 'it was sent faster than anybody types'), ('links', 'it holds many links'), ('flood', 'more came in at once than the desk expects'), ('person', 'somebody of the desk put it aside')], max_length=6, verbose_name='held back because')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('sender', models.CharField(blank=True, editable=False, max_length=64)),
                ('form', models.UUIDField(editable=False, null=True)),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('appeal', models.TextField(blank=True, verbose_name='appeal')),
                ('appealed_at', models.DateTimeField(blank=True, null=True, verbose_name='appealed')),
                ('appeal_answer', models.TextField(blank=True, verbose_name='answer to the appeal')),
                ('appeal_decided_at', models.DateTimeField(blank=True, null=True, verbose_name='appeal answered')),
                ('correction_due', models.BooleanField(default=False, editable=False)),
            ],
            options={
                'ordering': ['-received_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('received', 'received'), ('moved', 'moved'), ('assigned', 'given to somebody'), ('article', 'made an article'), ('corrected', 'answered by a new version'), ('forgotten', 'name and address taken out')], max_length=9, verbose_name='what')),
                ('start', models.CharField(blank=True, choices=[('received', 'Received'), ('held', 'Held back'), ('under_review', 'Being looked at'), ('upheld', 'Upheld'), ('partly_upheld', 'Partly upheld'), ('rejected', 'Rejected'), ('appealed', 'Appealed'), ('taken_up', 'Taken up'), ('declined', 'Not taken up'), ('merged', 'Told before')], max_length=13)),
                ('to', models.CharField(blank=True, choices=[('received', 'Received'), ('held', 'Held back'), ('under_review', 'Being looked at'), ('upheld', 'Upheld'), ('partly_upheld', 'Partly upheld'), ('rejected', 'Rejected'), ('appealed', 'Appealed'), ('taken_up', 'Taken up'), ('declined', 'Not taken up'), ('merged', 'Told before')], max_length=13)),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('at', models.DateTimeField(verbose_name='when')),
            ],
            options={
                'ordering': ['report_id', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='notice',
            name='notice_kind_known',
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('mentioned', 'You were mentioned'), ('assigned', 'A review was given to you'), ('changes_requested', 'Changes are asked for'), ('approved', 'Your verdict was approved'), ('votes_asked', 'Votes are asked for'), ('needs_another_look', 'A verdict needs another look'), ('deadline_near', 'A deadline is near'), ('deadline_over', 'A deadline has passed'), ('disputed', 'A reader disputes a verdict'), ('dispute_decided', 'A dispute was decided')], max_length=20, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mentioned', 'assigned', 'changes_requested', 'approved', 'votes_asked', 'needs_another_look', 'deadline_near', 'deadline_over', 'disputed', 'dispute_decided'])), name='notice_kind_known'),
        ),
        migrations.AddField(
            model_name='pagetext',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='readerreport',
            name='appeal_decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='readerreport',
            name='article',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article'),
        ),
        migrations.AddField(
            model_name='readerreport',
            name='assignee',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='readerreport',
            name='claim',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suggested_in', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='readerreport',
            name='corrected_in',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrects_reports', to='reviews.publishedversion'),
        ),
        migrations.AddField(
            model_name='readerreport',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='readerreport',
            name='duplicate_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='reviews.readerreport'),
        ),
        migrations.AddField(
            model_name='readerreport',
            name='version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reviews.publishedversion'),
        ),
        migrations.AddField(
            model_name='reportevent',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reportevent',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='reviews.readerreport'),
        ),
        migrations.AddConstraint(
            model_name='pagetext',
            constraint=models.UniqueConstraint(fields=('page', 'language', 'version'), name='page_version_unique'),
        ),
        migrations.AddConstraint(
            model_name='pagetext',
            constraint=models.CheckConstraint(condition=models.Q(('page__in', ['method', 'scale', 'corrections-policy', 'funding', 'about'])), name='page_known'),
        ),
        migrations.AddConstraint(
            model_name='pagetext',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('markdown', ''), _negated=True)), name='page_says_something'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pagetext',
            trigger=pgtrigger.compiler.Trigger(name='numbered', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.version IS DISTINCT FROM (\n    SELECT coalesce(max(version), 0) + 1 FROM reviews_pagetext\n    WHERE page = NEW.page AND language = NEW.language\n) THEN\n    RAISE EXCEPTION 'Versions of a page are numbered without gaps.'\n        USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='d73c3f7b88c839e99660615d14630c2531cab981', operation='INSERT', pgid='pgtrigger_numbered_08834', table='reviews_pagetext', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pagetext',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_pagetext is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='e2d0cd3faad1386edeee562120fb86d009678abf', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_a1e9d', table='reviews_pagetext', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pagetext',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_pagetext is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='7eb5acff3db06ccb7435534c324d00b04a595850', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e430f', table='reviews_pagetext', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='readerreport',
            index=models.Index(fields=['status', '-received_at'], name='report_inbox'),
        ),
        migrations.AddIndex(
            model_name='readerreport',
            index=models.Index(fields=['sender', 'received_at'], name='report_sender'),
        ),
        migrations.AddIndex(
            model_name='readerreport',
            index=models.Index(fields=['received_at'], name='report_received'),
        ),
        migrations.AddIndex(
            model_name='readerreport',
            index=models.Index(fields=['digest', 'received_at'], name='report_same_words'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['error', 'claim'])), name='report_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['received', 'held', 'under_review', 'upheld', 'partly_upheld', 'rejected', 'appealed', 'taken_up', 'declined', 'merged'])), name='report_status_known'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='report_says_something'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['upheld', 'partly_upheld', 'rejected', 'declined']), _negated=True), models.Q(models.Q(('answer', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='report_decided_with_an_answer'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.CheckConstraint(condition=models.Q(('appealed_at__isnull', True), models.Q(('status__in', ('upheld', 'partly_upheld', 'rejected')), _negated=True), models.Q(models.Q(('appeal_answer', ''), _negated=True), ('appeal_decided_at__isnull', False), ('appeal_decided_by__isnull', False)), _connector='OR'), name='appeal_decided_with_an_answer'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.CheckConstraint(condition=models.Q(('appeal_decided_by__isnull', True), ('decided_by__isnull', True), models.Q(('appeal_decided_by', models.F('decided_by')), _negated=True), _connector='OR'), name='appeal_decided_by_another'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'appealed'), _negated=True), models.Q(models.Q(('appeal', ''), _negated=True), ('appealed_at__isnull', False)), _connector='OR'), name='appeal_says_why'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('duplicate_of__isnull', False), ('status', 'merged')), models.Q(models.Q(('status', 'merged'), _negated=True), ('duplicate_of__isnull', True)), _connector='OR'), name='merged_into_another'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'taken_up'), _negated=True), ('claim__isnull', False), _connector='OR'), name='taken_up_as_a_claim'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'under_review'), _negated=True), ('assignee__isnull', False), _connector='OR'), name='somebody_looks_at_it'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.UniqueConstraint(fields=('form', 'digest'), name='report_once_a_form'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readerreport',
            trigger=pgtrigger.compiler.Trigger(name='moves_are_legal', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF (NEW.kind, NEW.token, NEW.version_id, NEW.what, NEW.seen_at, NEW.relies_on, NEW.received_at)\n    IS DISTINCT FROM\n   (OLD.kind, OLD.token, OLD.version_id, OLD.what, OLD.seen_at, OLD.relies_on, OLD.received_at)\n   OR (NEW.name <> OLD.name AND NEW.name <> '') OR (NEW.email <> OLD.email AND NEW.email <> '')\nTHEN\n    RAISE EXCEPTION 'What a reader told us never changes.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NEW.status <> OLD.status AND (NEW.kind, OLD.status, NEW.status) NOT IN (('error', 'appealed', 'partly_upheld'), ('error', 'appealed', 'rejected'), ('error', 'appealed', 'upheld'), ('claim', 'declined', 'under_review'), ('error', 'held', 'received'), ('claim', 'held', 'received'), ('error', 'merged', 'received'), ('claim', 'merged', 'received'), ('error', 'partly_upheld', 'appealed'), ('error', 'received', 'held'), ('claim', 'received', 'held'), ('error', 'received', 'merged'), ('claim', 'received', 'merged'), ('error', 'received', 'under_review'), ('claim', 'received', 'under_review'), ('error', 'rejected', 'appealed'), ('claim', 'taken_up', 'under_review'), ('claim', 'under_review', 'declined'), ('error', 'under_review', 'merged'), ('claim', 'under_review', 'merged'), ('error', 'under_review', 'partly_upheld'), ('error', 'under_review', 'received'), ('claim', 'under_review', 'received'), ('error', 'under_review', 'rejected'), ('claim', 'under_review', 'taken_up'), ('error', 'under_review', 'upheld')) THEN\n    RAISE EXCEPTION 'A report (%) that is % cannot become %.', NEW.kind, OLD.status, NEW.status\n        USING ERRCODE = 'check_violation';\nEND IF;\nIF NEW.status <> OLD.status AND NEW.status IN ('upheld', 'partly_upheld', 'rejected') AND EXISTS (\n    SELECT FROM reviews_publishedversion p JOIN reviews_verdict v ON v.id = p.verdict_id\n    WHERE p.id = NEW.version_id\n        AND coalesce(NEW.appeal_decided_by_id, NEW.decided_by_id) IN (v.author_id, v.last_editor_id)\n) THEN\n    RAISE EXCEPTION 'Whoever wrote a verdict does not decide on a dispute about it.'\n        USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='37df984a7922d3b48fc6dcc205fbec1d42e1c6ab', operation='UPDATE', pgid='pgtrigger_moves_are_legal_9210f', table='reviews_readerreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readerreport',
            trigger=pgtrigger.compiler.Trigger(name='starts_received', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.status NOT IN ('received', 'held', 'merged') THEN\n    RAISE EXCEPTION 'A report starts as received.' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='0f39804d8c1292cd7d2898a01e3b4a22be8fbe38', operation='INSERT', pgid='pgtrigger_starts_received_d5d34', table='reviews_readerreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readerreport',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='83f046c795805761b6196c022633a26ee5328697', operation='DELETE', pgid='pgtrigger_never_deleted_262ac', table='reviews_readerreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportevent',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_reportevent is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='3d90a5b60d0af5821d18610d28ee17028f5577b2', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_0d3f1', table='reviews_reportevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportevent',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reviews_reportevent is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';", hash='75017130d386ccd31f3435ac9acb1155e81e7c58', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_ed930', table='reviews_reportevent', when='BEFORE')),
        ),
    ]
