import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('claims', '0007_anchorings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProposalRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('splitter', models.CharField(max_length=128, verbose_name='language model')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'being asked'), ('done', 'done'), ('failed', 'failed')], default='waiting', max_length=16, verbose_name='state')),
                ('created_at', models.DateTimeField(verbose_name='asked for')),
                ('next_try_at', models.DateTimeField(null=True)),
                ('lease_expires', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('characters_read', models.PositiveIntegerField(default=0, verbose_name='characters read')),
                ('proposed', models.PositiveIntegerField(default=0, verbose_name='proposed')),
                ('stored', models.PositiveIntegerField(default=0, verbose_name='taken over')),
                ('known', models.PositiveIntegerField(default=0, verbose_name='known already')),
                ('dropped', models.JSONField(default=dict, verbose_name='dropped')),
                ('dropped_total', models.PositiveIntegerField(default=0)),
                ('reworded', models.PositiveIntegerField(default=0, help_text='they held words the article does not', verbose_name='statements not used')),
                ('prompt_tokens', models.PositiveIntegerField(default=0)),
                ('completion_tokens', models.PositiveIntegerField(default=0)),
                ('error', models.TextField(blank=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposal_runs', to='claims.article')),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'running'])), fields=['next_try_at'], name='run_due'), models.Index(fields=['finished_at'], name='run_finished')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'running'])), fields=('article',), name='one_open_run_per_article'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'failed'])), name='run_state_known'), models.CheckConstraint(condition=models.Q(('proposed', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('stored'), '+', models.F('known')), '+', models.F('dropped_total')))), name='proposals_add_up')],
            },
        ),
    ]
