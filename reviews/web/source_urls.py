"""Below `/sources/`, in the namespace `reviews`."""

from django.urls import path

from reviews.web import (
    copies,
    source_actions,
    source_imports,
    source_pages,
    source_replacing,
    sources,
)

urlpatterns = [
    path("", sources.sources, name="sources"),
    path("export.csv", sources.export, name="sources_export"),
    path("import/", source_imports.page, name="sources_import"),
    path("<int:pk>/", source_pages.source, name="source"),
    path("<int:pk>/check/", source_actions.check, name="source_check"),
    path("<int:pk>/host/", source_actions.host, name="source_host"),
    path("<int:pk>/delay/", source_actions.delay, name="source_delay"),
    path(
        "<int:pk>/evidence/<int:evidence_id>/accept/", source_actions.accept, name="source_accept"
    ),
    path(
        "<int:pk>/evidence/<int:evidence_id>/replace/",
        source_replacing.replace,
        name="source_replace",
    ),
    path(
        "<int:pk>/evidence/<int:evidence_id>/reopen/",
        source_replacing.reopen,
        name="source_reopen",
    ),
    path("<int:pk>/copies/", copies.choose, name="source_copies"),
    path("<int:pk>/copies/<int:a>/<int:b>/", copies.compare, name="source_compare"),
    path("<int:pk>/copies.warc.gz", copies.whole, name="source_warc"),
    path("<int:pk>/copies/<int:copy_id>/", source_pages.copy, name="source_copy"),
]
