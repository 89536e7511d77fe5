"""What every template knows about the desk."""

from django.conf import settings
from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, object]:
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "sample_web": settings.SAMPLE_WEB,
        "sends_mail": settings.SENDS_MAIL,
        "oidc_name": settings.OIDC_NAME if settings.OIDC_SERVER else "",
    }
