"""From a text, a file or an address to an article with its candidate claims."""

from claims.ingestion.adding import (
    Fetched,
    Ingested,
    Provenance,
    ingest_text,
    ingest_url,
    known_text,
    known_url,
    read_text,
    read_url,
)

__all__ = [
    "Fetched",
    "Ingested",
    "Provenance",
    "ingest_text",
    "ingest_url",
    "known_text",
    "known_url",
    "read_text",
    "read_url",
]
