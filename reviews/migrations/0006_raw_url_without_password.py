"""Addresses as they were pasted may hold a user name and a password; they are kept no more."""

from django.db import migrations

STRIP = r"""
UPDATE reviews_sourcelink
SET raw_url = regexp_replace(raw_url, '^([A-Za-z][A-Za-z0-9+.-]*:[/\\]*)[^/\\?#]*@', '\1')
WHERE raw_url ~ '^[A-Za-z][A-Za-z0-9+.-]*:[/\\]*[^/\\?#]*@'
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0005_condition_accepted")]
    operations = [migrations.RunSQL(STRIP, migrations.RunSQL.noop)]
