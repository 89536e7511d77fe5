"""What people are told."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_sign_in"), ("reviews", "0019_drafts_and_presence")]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mentioned', 'You were mentioned'), ('assigned', 'A review was given to you'), ('changes_requested', 'Changes are asked for'), ('approved', 'Your verdict was approved'), ('votes_asked', 'Votes are asked for'), ('needs_another_look', 'A verdict needs another look'), ('deadline_near', 'A deadline is near'), ('deadline_over', 'A deadline has passed')], max_length=20, verbose_name='kind')),
                ('due_on', models.DateField(null=True, verbose_name='due')),
                ('made_at', models.DateTimeField(verbose_name='when')),
                ('read_at', models.DateTimeField(null=True, verbose_name='read')),
                ('settled_at', models.DateTimeField(null=True)),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='reviews.event')),
                ('letter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='accounts.letter')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='reviews.review')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(fields=['person', '-made_at', '-id'], name='notice_inbox'), models.Index(condition=models.Q(('read_at', None)), fields=['person'], name='notice_unread'), models.Index(condition=models.Q(('settled_at', None)), fields=['person'], name='notice_pending')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['mentioned', 'assigned', 'changes_requested', 'approved', 'votes_asked', 'needs_another_look', 'deadline_near', 'deadline_over'])), name='notice_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('due_on', None), ('event__isnull', False)), models.Q(('due_on__isnull', False), ('event__isnull', True)), _connector='OR'), name='notice_of_event_or_deadline'), models.UniqueConstraint(condition=models.Q(('event__isnull', False)), fields=('person', 'event'), name='notice_once_an_event'), models.UniqueConstraint(condition=models.Q(('event__isnull', True)), fields=('person', 'review', 'kind', 'due_on'), name='notice_once_a_deadline')],
            },
        ),
    ]
