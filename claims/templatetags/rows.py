"""The rows of the triage list."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from claims.web import rows
from claims.web.rows import Item
from factcheck.exceptions import DeskError

register = template.Library()


@register.simple_tag(takes_context=True)
def item_row(context: Context, item: Item, refused: DeskError | None = None) -> SafeString:
    """A claim and what can be done with it; `refused` is what could not be done."""
    return rows.row(context, item, refused)
