"""Originals and places; and one article for one wording.

Articles that were two before, for the case of a letter or the kind of a quotation mark, stay: the
newer ones are numbered as copies, and the constraint counts from there. Addresses are compared in
a new form; where two articles have one, it leads to the one that had it, else to the older.

`claims_folded` leaves of a text what makes two copies of it the same: in lower case, with every
kind of space, quotation mark and dash the same, and without what has no width. It is IMMUTABLE as
an index needs it: it depends on nothing but its argument and the database's letters.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import claims.models.folded
from claims.exceptions import UnusableAddress
from claims.ingestion import addresses


def _points(*spans):
    return "".join(chr(point) for first, last in spans for point in range(first, last + 1))


SPACES = _points((0x09, 0x0D), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A),
                 (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000))
DOUBLE = "“”„‟«»″〝〞＂"
SINGLE = "‘’‚‛‹›′`´＇ʼ"
DASHES = "‐‑‒–—―−﹣－"
WIDTHLESS = _points((0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064),
                    (0x2066, 0x2069), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF))
FROM = SPACES + DOUBLE + SINGLE + DASHES + WIDTHLESS
TO = " " * len(SPACES) + '"' * len(DOUBLE) + "''" * len(SINGLE) + "-" * len(DASHES)

FOLDED = f"""
CREATE FUNCTION claims_folded(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(btrim(regexp_replace(
        translate(replace(lower(words), '…', '...'), '{FROM}', '{TO}'), ' +', ' ', 'g'
    )), 'UTF8')), 'hex')
$$;
"""
COPIES = """
UPDATE claims_article SET copy_number = numbered.copy
FROM (
    SELECT id, row_number() OVER (PARTITION BY claims_folded(text) ORDER BY created_at, id) - 1
    FROM claims_article WHERE live
) AS numbered (id, copy)
WHERE claims_article.id = numbered.id AND numbered.copy > 0;
"""


def place(apps, schema_editor):
    """Where each live article was found, by the key that addresses are asked for."""
    article, place = apps.get_model("claims", "Article"), apps.get_model("claims", "Place")
    found = article.objects.exclude(url="").order_by("-live", "created_at", "pk")
    keyed = [(each, _key(each.url)) for each in found.defer("text")]
    taken = {each.canonical_url for each, key in keyed if each.live and key == each.canonical_url}
    for each, key in keyed:
        is_its_own = key == each.canonical_url
        if not key or (each.live and key in taken and not is_its_own):
            continue  # its address stays as it was: two live articles may not have the same
        article.objects.filter(pk=each.pk).update(canonical_url=key)
        if each.live:
            taken.add(key)
            place.objects.create(article=each, url=each.url, key=key, found_at=each.created_at)


def _key(url):
    try:
        return addresses.key(url)
    except UnusableAddress:
        return ""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0004_statement_parts'),
    ]

    operations = [
        migrations.RunSQL(FOLDED, "DROP FUNCTION claims_folded(text)"),
        migrations.AddField(
            model_name='article',
            name='copy_number',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.RunSQL(COPIES, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(
                claims.models.folded.Folded('text'),
                models.F('copy_number'),
                condition=models.Q(('live', True)),
                name='one_live_article_per_wording',
            ),
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=8192, verbose_name='address')),
                ('key', models.CharField(max_length=8192, unique=True)),
                ('found_at', models.DateTimeField(verbose_name='found')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='claims.article')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Original',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.TextField(blank=True, verbose_name='address')),
                ('media_type', models.CharField(max_length=200, verbose_name='kind')),
                ('sha256', models.CharField(max_length=64)),
                ('bytes', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('storage_key', models.CharField(max_length=200)),
                ('taken_at', models.DateTimeField(verbose_name='taken')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='originals', to='claims.article')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('article', 'sha256'), name='one_original_per_body')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='original',
            trigger=pgtrigger.compiler.Trigger(name='original_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ce71a8345d3d75daea0ff45257efa477744bff08', operation='UPDATE OR DELETE', pgid='pgtrigger_original_append_only_f50a0', table='claims_original', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='place_has_key'),
        ),
        migrations.RunPython(place, migrations.RunPython.noop),
    ]
