import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_originals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.CharField(max_length=8192, verbose_name="address")),
                ("key", models.CharField(max_length=2000, unique=True)),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                ("active", models.BooleanField(default=True, verbose_name="watched")),
                ("etag", models.CharField(blank=True, max_length=1000)),
                ("last_modified", models.CharField(blank=True, max_length=200)),
                ("interval", models.PositiveIntegerField()),
                ("next_fetch_at", models.DateTimeField(verbose_name="next fetch")),
                ("next_due_at", models.DateTimeField()),
                ("lease_token", models.UUIDField(null=True)),
                ("lease_expires", models.DateTimeField(null=True)),
                (
                    "failures",
                    models.PositiveIntegerField(default=0, verbose_name="failed in a row"),
                ),
                ("last_error", models.TextField(blank=True, verbose_name="last error")),
                ("last_fetched_at", models.DateTimeField(null=True, verbose_name="last fetched")),
                ("created_at", models.DateTimeField(verbose_name="added")),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FeedEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=2000)),
                ("url", models.CharField(blank=True, max_length=8192, verbose_name="address")),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
                ("author", models.CharField(blank=True, max_length=300, verbose_name="author")),
                ("content", models.TextField(blank=True)),
                ("published_at", models.DateTimeField(null=True, verbose_name="published")),
                ("updated_at", models.DateTimeField(null=True)),
                ("seen_updated_at", models.DateTimeField(null=True)),
                ("refetched_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "waiting"),
                            ("ingested", "added"),
                            ("refused", "refused"),
                            ("known", "known before"),
                        ],
                        default="new",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("why", models.TextField(blank=True, verbose_name="why")),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(verbose_name="seen")),
            ],
            options={
                "ordering": ["-seen_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="file")),
                ("storage_key", models.CharField(max_length=200, unique=True)),
                ("bytes_total", models.PositiveBigIntegerField()),
                ("ignored", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "being checked"),
                            ("checked", "waiting for a yes"),
                            ("running", "being added"),
                            ("done", "done"),
                            ("cancelled", "given up"),
                        ],
                        default="checking",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("bytes_done", models.PositiveBigIntegerField(default=0)),
                ("rows_total", models.PositiveIntegerField(null=True)),
                ("counts", models.JSONField(default=dict)),
                ("stuck", models.PositiveSmallIntegerField(default=0)),
                ("next_due_at", models.DateTimeField()),
                ("lease_token", models.UUIDField(null=True)),
                ("lease_expires", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(verbose_name="sent")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("line", models.PositiveIntegerField(verbose_name="line")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("would_add", "would be added"),
                            ("would_fetch", "would be fetched"),
                            ("added", "added"),
                            ("known", "on the desk already"),
                            ("repeated", "same as an earlier row"),
                            ("refused", "refused"),
                        ],
                        max_length=16,
                        verbose_name="outcome",
                    ),
                ),
                ("field", models.CharField(blank=True, max_length=40, verbose_name="field")),
                ("why", models.TextField(blank=True, verbose_name="why")),
                ("value", models.CharField(blank=True, max_length=200, verbose_name="value")),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="article",
            name="origin_known",
        ),
        migrations.AlterField(
            model_name="article",
            name="origin",
            field=models.CharField(
                choices=[
                    ("paste", "pasted"),
                    ("file", "file"),
                    ("url", "web address"),
                    ("api", "API"),
                    ("command", "command line"),
                    ("feed", "feed"),
                    ("bulk", "list of articles"),
                    ("sample", "sample"),
                ],
                max_length=16,
                verbose_name="origin",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "origin__in",
                        ["paste", "file", "url", "api", "command", "feed", "bulk", "sample"],
                    )
                ),
                name="origin_known",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="added_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="feeds",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="feedentry",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="feed_entries",
                to="claims.article",
            ),
        ),
        migrations.AddField(
            model_name="feedentry",
            name="feed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entries",
                to="claims.feed",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="import_rows",
                to="claims.article",
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="of",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="claims.import"
            ),
        ),
        migrations.AddIndex(
            model_name="feed",
            index=models.Index(
                condition=models.Q(("active", True)), fields=["next_due_at"], name="feed_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lease_expires__isnull", True), ("lease_token__isnull", True)),
                    models.Q(("lease_expires__isnull", False), ("lease_token__isnull", False)),
                    _connector="OR",
                ),
                name="feed_lease_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="feedentry",
            index=models.Index(
                condition=models.Q(("next_try_at__isnull", False)),
                fields=["feed", "next_try_at"],
                name="entry_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="feedentry",
            index=models.Index(
                condition=models.Q(("seen_updated_at__isnull", False)),
                fields=["seen_updated_at"],
                name="entry_changed",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedentry",
            constraint=models.UniqueConstraint(fields=("feed", "key"), name="one_entry_per_key"),
        ),
        migrations.AddConstraint(
            model_name="feedentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["new", "ingested", "refused", "known"])),
                name="entry_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article__isnull", False), ("state__in", ["ingested", "known"])),
                    models.Q(("article__isnull", True), ("state__in", ["new", "refused"])),
                    _connector="OR",
                ),
                name="entry_settled_with_article",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["checking", "checked", "running", "done", "cancelled"])
                ),
                name="import_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lease_expires__isnull", True), ("lease_token__isnull", True)),
                    models.Q(("lease_expires__isnull", False), ("lease_token__isnull", False)),
                    _connector="OR",
                ),
                name="import_lease_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["of", "outcome", "number"], name="import_rows_by_outcome"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("of", "number"), name="one_outcome_per_row"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        ["would_add", "would_fetch", "added", "known", "repeated", "refused"],
                    )
                ),
                name="import_outcome_known",
            ),
        ),
    ]
