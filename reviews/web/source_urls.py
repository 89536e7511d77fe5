"""Below `/sources/`, in the namespace `reviews`."""

from django.urls import path

from reviews.web import copies, sources

urlpatterns = [
    path("", sources.sources, name="sources"),
    path("export.csv", sources.export, name="sources_export"),
    path("<int:pk>/", sources.source, name="source"),
    path("<int:pk>/check/", sources.check, name="source_check"),
    path("<int:pk>/host/", sources.host, name="source_host"),
    path("<int:pk>/evidence/<int:evidence_id>/accept/", sources.accept, name="source_accept"),
    path("<int:pk>/copies.warc.gz", copies.whole, name="source_warc"),
    path("<int:pk>/copies/<int:copy_id>/", sources.copy, name="source_copy"),
]
