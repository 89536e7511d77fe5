import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0010_moved_and_resplit")]
    operations = [
        migrations.AddField(
            model_name="change",
            name="article",
            field=models.ForeignKey(
                help_text="The text that the places in it are of",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.article",
            ),
        ),
    ]
