"""Pages of the admin that show: searchable, filterable, and never a way to change a row."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin, TabularInline
from unfold.paginator import InfinitePaginator


class Shown(ModelAdmin):
    """What changes these rows is on the desk, where each change bears a name."""

    list_per_page = 50
    show_full_result_count = False

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """All of them; Django would build a form to learn that."""
        if self.fields:
            return self.fields
        hidden = set(self.exclude or ())
        meta = self.model._meta  # noqa: SLF001 - public, says the documentation
        shown = [field.name for field in meta.fields if field.editable and not field.primary_key]
        return [name for name in shown if name not in hidden] + list(self.readonly_fields)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ShownUncounted(Shown):
    """There may be millions: they are leafed through, not counted."""

    paginator = InfinitePaginator


class ShownInline(TabularInline):
    """Rows that belong to another, on its page. Name `fields`; all are read only."""

    extra = 0
    can_delete = False
    related: tuple[str, ...] = ()
    """What `select_related` fetches with them."""

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return self.fields

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related(*self.related)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def list_of(model: type[Model], **of: int) -> SafeString:
    """A link to the rows of `model` that belong to something: there may be a hundred thousand."""
    ((name, pk),) = of.items()
    meta = model._meta  # noqa: SLF001 - public, says the documentation
    page = f"admin:{meta.app_label}_{meta.model_name}_changelist"
    return format_html(
        '<a href="{}">{}</a>', reverse(page, query={f"{name}__id__exact": pk}), _("Show them")
    )
