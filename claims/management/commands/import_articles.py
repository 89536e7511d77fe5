"""`manage.py import_articles FILE`: add many articles from CSV or JSON Lines."""

from claims.management.listing import ListCommand


class Command(ListCommand):
    help = (
        "Add articles from a CSV file (columns url or text, title, author, publisher, language, "
        "published_on) or JSON Lines, at most 50 MB or 100,000 rows."
    )
