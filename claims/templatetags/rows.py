"""The buttons of a row of the triage list."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from claims.web.rows import Item

register = template.Library()


@register.simple_tag(takes_context=True)
def item_actions(context: Context, item: Item) -> SafeString:
    """What can be done with a claim; see `rows.Actions`."""
    made: SafeString = context["actions"].of(context, item)
    return made
