"""From a text, a file or an address to an article with its candidate claims."""

from claims.ingestion.adding import Ingested, ingest_text, ingest_url, known_text, known_url
from claims.ingestion.formats import ACCEPTED, LARGEST_DOCUMENT
from claims.ingestion.sources import Fetched, Provenance, read_url

__all__ = [
    "ACCEPTED",
    "LARGEST_DOCUMENT",
    "Fetched",
    "Ingested",
    "Provenance",
    "ingest_text",
    "ingest_url",
    "known_text",
    "known_url",
    "read_url",
]
