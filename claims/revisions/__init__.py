"""New texts of an article: what became of its claims, and what a person says where it is open."""

from claims.revisions.annotating import Imported, annotated, import_annotations
from claims.revisions.making import Revised, refetch, revise
from claims.revisions.settling import settle_gone, settle_here, settle_rest
from claims.revisions.telling import Appearance, appearances, lineage, live, waiting

__all__ = [
    "Appearance",
    "Imported",
    "Revised",
    "annotated",
    "appearances",
    "import_annotations",
    "lineage",
    "live",
    "refetch",
    "revise",
    "settle_gone",
    "settle_here",
    "settle_rest",
    "waiting",
]
