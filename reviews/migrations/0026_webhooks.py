import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import reviews.models.webhook
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0025_readers")]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        default=reviews.models.webhook.new_id,
                        editable=False,
                        max_length=40,
                        unique=True,
                        verbose_name="id",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("delivered", "delivered"),
                            ("failed", "given up"),
                        ],
                        default="waiting",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("due_at", models.DateTimeField(null=True, verbose_name="due")),
                ("delivered_at", models.DateTimeField(null=True, verbose_name="delivered")),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="DeliveryAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "took_ms",
                    models.PositiveIntegerField(help_text="milliseconds", verbose_name="took"),
                ),
                ("status", models.PositiveSmallIntegerField(null=True, verbose_name="status")),
                ("problem", models.TextField(blank=True, verbose_name="problem")),
                (
                    "answer",
                    models.TextField(
                        blank=True, help_text="its first 1,024 characters", verbose_name="answer"
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log",
                        to="reviews.delivery",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="WebhookEndpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("url", models.CharField(max_length=2000, verbose_name="address")),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("fact_check.published", "published"),
                                ("fact_check.corrected", "corrected"),
                                ("fact_check.updated", "updated"),
                                ("fact_check.retracted", "retracted"),
                                ("fact_check.flagged", "needs another look"),
                                ("fact_check.unflagged", "is well again"),
                                ("fact_check.reopened", "reopened"),
                            ],
                            max_length=30,
                        ),
                        size=None,
                        verbose_name="told of",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("active", "active"),
                            ("paused", "paused"),
                            ("stopped", "stopped by the desk"),
                            ("ended", "ended"),
                        ],
                        default="active",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "stopped_because",
                    models.TextField(blank=True, verbose_name="why it was stopped"),
                ),
                ("secret", models.TextField(editable=False)),
                ("former_secret", models.TextField(blank=True, editable=False)),
                (
                    "former_until",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="former secret valid until"
                    ),
                ),
                (
                    "failures",
                    models.PositiveIntegerField(default=0, verbose_name="failed in a row"),
                ),
                (
                    "failing_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="failing since"),
                ),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last delivered"),
                ),
                ("not_before", models.DateTimeField(blank=True, null=True)),
                ("lease", models.UUIDField(blank=True, editable=False, null=True)),
                ("lease_expires", models.DateTimeField(blank=True, editable=False, null=True)),
                ("made_at", models.DateTimeField(verbose_name="made")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="webhook_endpoints",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
            ],
            options={
                "verbose_name": "webhook",
                "verbose_name_plural": "webhooks",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="WebhookChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("made", "made"),
                            ("changed", "changed"),
                            ("rotated", "given another secret"),
                            ("paused", "paused"),
                            ("resumed", "resumed"),
                            ("stopped", "stopped"),
                            ("ended", "ended"),
                            ("replayed", "told again of what was before"),
                        ],
                        max_length=8,
                        verbose_name="what",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                ("data", models.JSONField(default=dict)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="reviews.webhookendpoint",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="endpoint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliveries",
                to="reviews.webhookendpoint",
            ),
        ),
        migrations.CreateModel(
            name="WebhookMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fact_check.published", "published"),
                            ("fact_check.corrected", "corrected"),
                            ("fact_check.updated", "updated"),
                            ("fact_check.retracted", "retracted"),
                            ("fact_check.flagged", "needs another look"),
                            ("fact_check.unflagged", "is well again"),
                            ("fact_check.reopened", "reopened"),
                            ("test", "test"),
                        ],
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("slug", models.CharField(blank=True, max_length=120, verbose_name="fact-check")),
                ("payload", models.TextField()),
                ("made_at", models.DateTimeField(verbose_name="when")),
                (
                    "event",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="webhook_message",
                        to="reviews.event",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliveries",
                to="reviews.webhookmessage",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deliveryattempt",
            trigger=pgtrigger.compiler.Trigger(
                name="never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'reviews_deliveryattempt is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';",
                    hash="c5b72b78aa07b67e2e96e34240ca08a6c218cade",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_never_changed_c9c3e",
                    table="reviews_deliveryattempt",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deliveryattempt",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'reviews_deliveryattempt is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';",
                    hash="464bcd17957d85754da304e69168faf229f72e05",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_8e8d6",
                    table="reviews_deliveryattempt",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookendpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["active", "paused", "stopped", "ended"])),
                name="endpoint_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookendpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "stopped"), models.Q(("stopped_because", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("state", "stopped"), _negated=True), ("stopped_because", "")
                    ),
                    _connector="OR",
                ),
                name="endpoint_stopped_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookendpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("former_secret", ""), ("former_until", None)),
                    models.Q(
                        models.Q(("former_secret", ""), _negated=True),
                        ("former_until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="endpoint_former_secret_ends",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="webhookchange",
            trigger=pgtrigger.compiler.Trigger(
                name="never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'reviews_webhookchange is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';",
                    hash="b8231cc707998ed15061bd658963aaf422de5ca0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_never_changed_ac8a1",
                    table="reviews_webhookchange",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="webhookchange",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'reviews_webhookchange is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';",
                    hash="7f0165ad3307648e9f58208af88e708a2233f20e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_ba3f7",
                    table="reviews_webhookchange",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("event__isnull", True), ("kind", "test")),
                    models.Q(
                        ("event__isnull", False),
                        (
                            "kind__in",
                            [
                                "fact_check.published",
                                "fact_check.corrected",
                                "fact_check.updated",
                                "fact_check.retracted",
                                "fact_check.flagged",
                                "fact_check.unflagged",
                                "fact_check.reopened",
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="webhook_message_of_event_or_test",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="webhookmessage",
            trigger=pgtrigger.compiler.Trigger(
                name="never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'reviews_webhookmessage is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';",
                    hash="54052d217242efb59e4d70ff199fe2f438f60b53",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_never_changed_17be6",
                    table="reviews_webhookmessage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="webhookmessage",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'reviews_webhookmessage is append-only: rows are never changed or removed.' USING ERRCODE = 'restrict_violation';",
                    hash="807a6e9736642b366b0e9a391566370080abacd7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_806ac",
                    table="reviews_webhookmessage",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["endpoint", "attempts", "id"],
                name="delivery_due",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["endpoint", "-id"], name="delivery_log"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("message", "endpoint"), name="delivery_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_at__isnull", False), ("state", "waiting")),
                    models.Q(("state__in", ["delivered", "failed"]), ("due_at", None)),
                    _connector="OR",
                ),
                name="delivery_due_while_waiting",
            ),
        ),
    ]
