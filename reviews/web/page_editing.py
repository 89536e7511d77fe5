"""`/desk/pages/`: editors write what readers read about the desk, and see it before they do."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.accounts import access
from factcheck.accounts.models import Role
from factcheck.exceptions import DeskError
from reviews.models import PageName, PageText
from reviews.readers import drafting, pages
from reviews.web import reader_forms


@access.signed_in
@require_safe
def pages_list(request: access.DeskRequest) -> HttpResponse:
    """Each page in each language of the desk: written when, by whom, or not yet."""
    texts = PageText.objects.select_related("by").defer("markdown")
    newest = {
        (each.page, each.language): each
        for each in texts.order_by("page", "language", "-version").distinct("page", "language")
    }
    rows = [
        {"name": name, "language": code, "spoken": spoken, "text": newest.get((name.value, code))}
        for name in PageName
        for code, spoken in settings.LANGUAGES
    ]
    context = {"rows": rows, "may_write": request.user.at_least(Role.EDITOR)}
    return render(request, "reviews/pages.html", context)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: access.DeskRequest, page: str) -> HttpResponse:
    """With `preview` the words come back as readers would see them, and nothing is kept."""
    name, language = _name(page), _language(request)
    text = pages.newest(name, language=language)
    if request.method != "POST":
        form = reader_forms.PageForm(initial=_begun(name, text))
        return _page(request, name, language, form)
    form = reader_forms.PageForm(request.POST)
    form.is_valid()
    words = form.cleaned_data
    if "preview" in request.POST:
        return _page(request, name, language, form, preview=_html(words["markdown"]))
    try:
        pages.write(
            name,
            language=language,
            base=words["base"] or 0,
            by=request.user,
            now=timezone.now(),
            title=words["title"],
            markdown=words["markdown"],
        )
    except DeskError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _page(request, name, language, form, status=refused.status)
    messages.success(request, _("Published. The versions before it stay readable."))
    return redirect(f"{reverse(f'public:{name.value}')}?language={language}")


def _begun(name: PageName, text: PageText | None) -> dict[str, object]:
    if text is None:
        return {"title": name.label, "markdown": drafting.outline(name), "base": 0}
    return {"title": text.title, "markdown": text.markdown, "base": text.version}


def _page(
    request: access.DeskRequest,
    name: PageName,
    language: str,
    form: reader_forms.PageForm,
    *,
    preview: SafeString | str = "",
    status: int = 200,
) -> HttpResponse:
    newest = pages.newest(name, language=language)
    stale = newest is not None and form.is_bound and form.cleaned_data["base"] != newest.version
    context = {
        "name": name,
        "language": language,
        "spoken": dict(settings.LANGUAGES)[language],
        "form": form,
        "preview": preview,
        "newest": newest,
        "stale": stale,
        "questions": drafting.QUESTIONS[name],
        "may_write": request.user.at_least(Role.EDITOR),
    }
    return render(request, "reviews/page_edit.html", context, status=status)


def _html(markdown: str) -> SafeString:
    text = markdown[: pages.LONGEST_TEXT].replace("\r\n", "\n")
    return mark_safe(pages.html(text))  # noqa: S308 - sanitised by `rationale.render`


def _name(page: str) -> PageName:
    if page not in PageName.values:
        raise Http404
    return PageName(page)


def _language(request: access.DeskRequest) -> str:
    asked = request.GET.get("language") or get_language() or settings.LANGUAGE_CODE
    if asked not in dict(settings.LANGUAGES):
        raise Http404
    return asked
