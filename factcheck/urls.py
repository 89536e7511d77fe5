"""Where each room is."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from factcheck import celery, health, styleguide  # noqa: F401 - tasks find their broker through `celery`

# The admin has no sign-in of its own: it would know of no second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

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
handler429 = "factcheck.errors.too_many"  # allauth's
handler500 = "factcheck.errors.server_error"
