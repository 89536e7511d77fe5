import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from reviews import partitions


# Vacuum after 2 or 5 % of the rows have changed and not after 20: claiming walks past the dead
# entries at the front of its index, and all links are rewritten within weeks. A tally of today is
# changed again and again: with room in its page, no index is touched for it.
SETTLE = """
ALTER TABLE reviews_sourcehost SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE reviews_sourcelink SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE reviews_linktally SET (fillfactor = 50);
"""
UNSETTLE = """
ALTER TABLE reviews_sourcehost RESET (autovacuum_vacuum_scale_factor);
ALTER TABLE reviews_sourcelink RESET (autovacuum_vacuum_scale_factor);
ALTER TABLE reviews_linktally RESET (fillfactor);
"""

GUARD_PARTITIONS = partitions.CREATE_GUARD + """
DO $$
DECLARE
    part regclass;
BEGIN
    FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'reviews_linkcheck'::regclass LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER never_emptied BEFORE TRUNCATE ON %s '
            'FOR EACH STATEMENT EXECUTE FUNCTION reviews_append_only()', part);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0012_replacements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='sourcehost',
            name='host_next_due',
        ),
        migrations.AlterField(
            model_name='sourcelink',
            name='dedup_key',
            field=models.CharField(max_length=8192),
        ),
        migrations.AlterField(
            model_name='sourcelink',
            name='host',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='reviews.sourcehost'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('condition__in', ['dead', 'drifted'])), fields=['link'], name='evidence_troubled'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(condition=models.Q(('flagged_at__isnull', False)), fields=['flagged_at'], name='publication_flagged'),
        ),
        migrations.AddIndex(
            model_name='sourcehost',
            index=models.Index(condition=models.Q(('next_due__isnull', False), ('opted_out', False)), fields=['next_due'], name='host_next_due'),
        ),
        migrations.AddIndex(
            model_name='sourcelink',
            index=models.Index(fields=['host', '-id'], name='link_of_host'),
        ),
        migrations.AddIndex(
            model_name='sourcelink',
            index=models.Index(condition=models.Q(('state', 'healthy'), _negated=True), fields=['state', '-id'], name='link_by_state'),
        ),
        migrations.AddConstraint(
            model_name='sourcelink',
            constraint=models.UniqueConstraint(fields=('dedup_key',), name='one_link_per_page'),
        ),
        migrations.RunSQL(SETTLE, UNSETTLE),
        migrations.RunSQL(GUARD_PARTITIONS, migrations.RunSQL.noop),
    ]
