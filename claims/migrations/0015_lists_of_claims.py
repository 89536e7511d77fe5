import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_matches")]

    operations = [
        migrations.AddField(
            model_name="import",
            name="kind",
            field=models.CharField(
                choices=[("articles", "articles"), ("claims", "claims")],
                default="articles",
                max_length=8,
                verbose_name="list of",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=Q(kind__in=["articles", "claims"]), name="import_kind_known"
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="claim",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="import_rows",
                to="claims.claim",
            ),
        ),
    ]
