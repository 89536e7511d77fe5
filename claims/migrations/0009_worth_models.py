import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_proposal_runs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WorthModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(unique=True, verbose_name="version")),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="name")),
                ("trained_at", models.DateTimeField(verbose_name="trained at")),
                ("source", models.CharField(max_length=300, verbose_name="learned from")),
                ("counts", models.JSONField(verbose_name="counts")),
                ("metrics", models.JSONField(verbose_name="metrics")),
                ("weights", models.JSONField(verbose_name="weights")),
                ("active", models.BooleanField(default=False, verbose_name="in use")),
                (
                    "switched_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="switched at"),
                ),
                (
                    "switched_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="switched by",
                    ),
                ),
                (
                    "trained_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="trained by",
                    ),
                ),
            ],
            options={
                "verbose_name": "check-worthiness model",
                "verbose_name_plural": "check-worthiness models",
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("active", True)),
                        fields=("active",),
                        name="one_worth_model_active",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="worth_model_version_from_1"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="worthmodel",
            trigger=pgtrigger.compiler.Trigger(
                name="worth_model_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."trained_at" IS DISTINCT FROM (NEW."trained_at") OR OLD."trained_by_id" IS DISTINCT FROM (NEW."trained_by_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."counts" IS DISTINCT FROM (NEW."counts") OR OLD."metrics" IS DISTINCT FROM (NEW."metrics") OR OLD."weights" IS DISTINCT FROM (NEW."weights"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="5b2c075712d647390412b699af14b24a28c2e52a",
                    operation="UPDATE",
                    pgid="pgtrigger_worth_model_kept_442db",
                    table="claims_worthmodel",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="worthmodel",
            trigger=pgtrigger.compiler.Trigger(
                name="worth_model_not_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="fb322299a38f65340d7fc37bfaaa6a06a36afe29",
                    operation="DELETE",
                    pgid="pgtrigger_worth_model_not_deleted_bd493",
                    table="claims_worthmodel",
                    when="BEFORE",
                ),
            ),
        ),
    ]
