"""Where each room is."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from factcheck import celery, health, styleguide  # noqa: F401 - tasks find their broker through `celery`

urlpatterns = [
    path("", include("reviews.web.public_urls")),
    path("", include("claims.web.urls")),
    path("", include("reviews.web.urls")),
    path("account/", include("factcheck.accounts.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.check, name="health"),
    path("", include("factcheck.api_urls")),
    path("", include("reviews.samples.urls")),
]
if settings.DEBUG:
    urlpatterns += [path("styleguide/", styleguide.show, name="styleguide")]
handler400 = "factcheck.errors.bad_request"
handler403 = "factcheck.errors.not_allowed"
handler404 = "factcheck.errors.not_found"
handler500 = "factcheck.errors.server_error"
