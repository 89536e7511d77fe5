import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('reviews', '0022_reading'),
    ]

    operations = [
        migrations.CreateModel(
            name='ForeignPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.TextField(unique=True, verbose_name='address')),
                ('site', models.CharField(max_length=253, verbose_name='site')),
                ('publisher', models.TextField(verbose_name='publisher')),
                ('publisher_image', models.TextField(blank=True)),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published')),
                ('version', models.PositiveIntegerField(default=1)),
                ('origin', models.CharField(choices=[('page', 'a web page'), ('feed', 'a feed of the Data Commons form'), ('file', 'a file'), ('api', 'a program')], max_length=4, verbose_name='came from')),
                ('found_at', models.TextField(blank=True, verbose_name='found at')),
                ('imported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('imported_at', models.DateTimeField(verbose_name='imported')),
                ('changed_at', models.DateTimeField(verbose_name='changed')),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['site', '-id'], name='foreign_page_site')],
                'constraints': [models.CheckConstraint(condition=models.Q(('origin__in', ['page', 'feed', 'file', 'api'])), name='foreign_origin_known'), models.CheckConstraint(condition=models.Q(('url', ''), _negated=True), name='foreign_page_has_url'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='foreign_version_counts')],
            },
        ),
        migrations.CreateModel(
            name='ForeignCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='reviews.foreignpage')),
                ('position', models.PositiveIntegerField()),
                ('url', models.TextField(verbose_name='address')),
                ('claim', models.TextField(verbose_name='claim')),
                ('claimant', models.TextField(blank=True, verbose_name='claimant')),
                ('claimant_title', models.TextField(blank=True)),
                ('claimant_image', models.TextField(blank=True)),
                ('claimant_same_as', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('claimed_on', models.DateField(blank=True, null=True, verbose_name='claimed')),
                ('claimed_at', models.TextField(blank=True, verbose_name='place of the claim')),
                ('first_appearance', models.TextField(blank=True)),
                ('appearances', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('rating', models.TextField(verbose_name='rating')),
                ('rating_value', models.FloatField(blank=True, null=True)),
                ('rating_worst', models.FloatField(blank=True, null=True)),
                ('rating_best', models.FloatField(blank=True, null=True)),
                ('rating_image', models.TextField(blank=True)),
                ('explanation', models.TextField(blank=True)),
                ('language', models.CharField(blank=True, max_length=35)),
                ('reviewed_on', models.DateField(verbose_name='reviewed')),
                ('searchable', models.TextField(editable=False)),
                ('words', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('searchable', config='simple'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('markup', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['page_id', 'position'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='foreign_words'), models.Index(fields=['-reviewed_on', '-id'], name='foreign_newest')],
                'constraints': [models.UniqueConstraint(fields=('page', 'position'), name='foreign_position_unique'), models.CheckConstraint(condition=models.Q(models.Q(('url', ''), _negated=True), models.Q(('claim', ''), _negated=True), models.Q(('rating', ''), _negated=True)), name='foreign_check_whole')],
            },
        ),
    ]
