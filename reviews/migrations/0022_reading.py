"""Renditions for readers; the words of a publication as a column, so that their counts are known."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# All that a reader's page depends on, in one question that is planned once a connection: planning it
# takes three times as long as answering it. `state` names everything that changes without a new
# version; whoever shows more of that kind adds it here. See `reviews.publishing.serving`.
LOOK = """
CREATE OR REPLACE FUNCTION reviews_look(wanted text, wanted_form text) RETURNS TABLE (
    publication_id bigint, number integer, digest text, kind text, reason text, retracted boolean,
    state text, kept_tag text, kept_body text
) LANGUAGE plpgsql STABLE AS $$
BEGIN
RETURN QUERY
SELECT p.id, v.number, v.digest::text, v.kind::text, v.reason, p.retracted_at IS NOT NULL,
    json_build_array(
        p.retracted_at, p.flagged_at, p.flag_reason, p.changed_at, p.topic_slugs, r.status,
        (
            SELECT json_build_array(a.decision, a.settled_at) FROM claims_anchoring a
            WHERE a.claim_id = r.claim_id ORDER BY a.id DESC LIMIT 1
        ),
        (
            SELECT json_agg(
                json_build_array(
                    e.id, e.condition, e.condition_since, e.condition_note, e.withdrawn_at,
                    l.state, l.first_strike_at, l.last_checked_at,
                    (
                        SELECT max(k.id) FROM reviews_archivelookup k
                        WHERE k.link_id = l.id AND k.outcome = 'found'
                    )
                ) ORDER BY e.id
            )
            FROM reviews_evidence e JOIN reviews_sourcelink l ON l.id = e.link_id
            WHERE e.review_id = p.review_id
        )
    )::text,
    n.tag::text, n.body
FROM reviews_publication p
JOIN reviews_publishedversion v ON v.id = p.latest_id
JOIN reviews_review r ON r.id = p.review_id
LEFT JOIN reviews_rendition n ON n.publication_id = p.id AND n.form = wanted_form
WHERE p.slug = wanted;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0021_desk_indexes")]

    operations = [
        migrations.RemoveIndex(model_name="publication", name="publication_words"),
        migrations.AddField(
            model_name="publication",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.SearchVector(
                    "searchable", config="simple"
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["words"], name="publication_words"
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["rating_word", "-first_published_at", "-id"], name="publication_rating"
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("retracted_at__isnull", False)),
                fields=["-changed_at", "-id"],
                name="publication_retracted",
            ),
        ),
        # How often each of the 3,000 commonest words occurs decides how a search is answered.
        migrations.RunSQL(
            "ALTER TABLE reviews_publication ALTER COLUMN words SET STATISTICS 300",
            "ALTER TABLE reviews_publication ALTER COLUMN words SET STATISTICS -1",
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.CharField(max_length=80, verbose_name="form")),
                ("tag", models.CharField(max_length=32, verbose_name="tag")),
                ("body", models.TextField()),
                ("made_at", models.DateTimeField(verbose_name="rendered")),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renditions",
                        to="reviews.publication",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "form"), name="rendition_unique"
                    )
                ],
            },
        ),
        migrations.RunSQL(LOOK, "DROP FUNCTION reviews_look(text, text)"),
    ]
