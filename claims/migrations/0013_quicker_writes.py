"""Two guards of the database in a fraction of their time, with the same answers as before.

`claims_folded` went through its list of ninety characters for each letter of a text, and put a
space in the place of each space. The digest is the same to the bit, so no index is built anew.
`quotes_are_anchored` cut fifty leaves from a text of five.
"""

from importlib import import_module

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

BEFORE = import_module("claims.migrations.0005_originals")


def _any_of(characters):
    return "[" + "".join(f"\\u{ord(each):04X}" for each in characters) + "]"


FOLDED = f"""
CREATE OR REPLACE FUNCTION claims_folded(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(btrim(
        regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
            replace(lower(words), '…', '...'),
            '{_any_of(BEFORE.WIDTHLESS)}', '', 'g'),
            '{_any_of(BEFORE.DASHES)}', '-', 'g'),
            '{_any_of(BEFORE.SINGLE)}', '''', 'g'),
            '{_any_of(BEFORE.DOUBLE)}', '"', 'g'),
            '{_any_of(BEFORE.SPACES)}', ' ', 'g'),
            ' {{2,}}', ' ', 'g')
    ), 'UTF8')), 'hex')
$$;
"""
FOLDED_BEFORE = BEFORE.FOLDED.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0012_import_progress_and_feed_counts'),
    ]

    operations = [
        migrations.RunSQL(FOLDED, FOLDED_BEFORE),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='quotes_are_anchored',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='quotes_are_anchored', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF EXISTS (\n    WITH boughs AS MATERIALIZED (\n        SELECT a.id, j, substr(a.text, j * 50000 + 1, 50000) AS words\n        FROM claims_article a, generate_series(0, length(a.text) / 50000) j\n        WHERE a.id IN (SELECT article_id FROM added)\n    ), leaves AS MATERIALIZED (\n        SELECT id, j * 50 + i AS number, substr(words, i * 1000 + 1, 1000) AS words\n        FROM boughs, generate_series(0, (length(words) - 1) / 1000) i\n    ), found AS (\n        SELECT n.id, substr(\n            string_agg(l.words, \'\' ORDER BY l.number), n.start % 1000 + 1, n."end" - n.start\n        ) AS words\n        FROM added n\n            CROSS JOIN LATERAL generate_series(n.start / 1000, n."end" / 1000) AS leaf\n            JOIN leaves l ON l.id = n.article_id AND l.number = leaf\n        GROUP BY n.id, n.start, n."end"\n    )\n    SELECT 1 FROM added n LEFT JOIN found f ON f.id = n.id\n    WHERE n.quote IS DISTINCT FROM f.words\n) THEN\n    RAISE EXCEPTION \'The quote is not the text of the article at these characters.\'\n        USING ERRCODE = \'check_violation\';\nEND IF;\nRETURN NULL;\n', hash='36474c2eeaee7f1c133e8fb7ed97a4a22036320f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_quotes_are_anchored_cb7b8', referencing='REFERENCING NEW TABLE AS added ', table='claims_claim', when='AFTER')),
        ),
    ]
