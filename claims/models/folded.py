"""Telling two texts apart by their words alone: `claims_folded`, a function of the database."""

from django.db.models import CharField, Func


class Folded(Func):
    """The digest of a text in lower case, with every space, quotation mark and dash the same.

    Migration 0005 defines it, so that the constraint and every question about it agree. Digits
    and full stops count: 4.2 and 42 are two figures.
    """

    function = "claims_folded"
    output_field = CharField(max_length=64)
