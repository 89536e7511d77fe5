"""Renditions for readers; the words of a publication as a column, so that their counts are known."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


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
    ]
