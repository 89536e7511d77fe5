import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SCOPES = [
    ("read", "Read the desk's unpublished work"),
    ("claims", "Add articles, decide on claims"),
    ("reviews", "Attach evidence, write and approve verdicts"),
    ("publish", "Publish, correct and retract"),
    ("import", "Bring in fact-checks of others"),
    ("webhooks", "Set up webhooks and follow what they deliver"),
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_sign_in")]

    operations = [
        migrations.AddField(
            model_name="apikey",
            name="last_used_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="last used"),
        ),
        migrations.AlterField(
            model_name="apikey",
            name="scopes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=SCOPES, max_length=16), default=list, size=None
            ),
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=255)),
                ("fingerprint", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("leased_until", models.DateTimeField()),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("headers", models.JSONField(default=dict)),
                ("body", models.BinaryField(default=bytes)),
                (
                    "api_key",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calls",
                        to="accounts.apikey",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calls",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["made_at"], name="call_made")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "api_key", "key"),
                        name="call_key_unique",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]
