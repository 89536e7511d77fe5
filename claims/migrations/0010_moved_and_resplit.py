from django.db import migrations, models

KINDS = [
    ("proposed", "proposed"),
    ("accepted", "accepted"),
    ("dismissed", "dismissed"),
    ("edited", "edited"),
    ("moved", "moved"),
    ("cut", "cut in two"),
    ("merged", "merged"),
    ("refreshed", "read anew"),
    ("reanchored", "found in a new revision"),
    ("undone", "undone"),
]
GROUNDS = [
    ("not-checkable", "cannot be checked"),
    ("opinion", "an opinion"),
    ("duplicate", "said elsewhere"),
    ("trivial", "not worth a check"),
]


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_worth_models")]
    operations = [
        migrations.AddField(
            model_name="change",
            name="ground",
            field=models.CharField(blank=True, choices=GROUNDS, default="", max_length=16),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="change",
            name="batch",
            field=models.UUIDField(
                db_index=True, help_text="The same for all changes made in one go", null=True
            ),
        ),
        migrations.AlterField(
            model_name="change",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=16),
        ),
        migrations.RemoveConstraint(model_name="change", name="change_known"),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _ in KINDS]), name="change_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(ground__in=["", *(ground for ground, _ in GROUNDS)])
                & (models.Q(ground="") | models.Q(kind="dismissed")),
                name="ground_of_a_dismissal",
            ),
        ),
    ]
