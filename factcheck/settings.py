"""The settings; environments differ by variables only. Each is explained in `.env.example`.

`mail`, `schedule` and `signing_in` are parts of this file.
"""

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import validate

from factcheck import embedded, openapi, theme
from factcheck.mail import *  # noqa: F403 - parts of this file that grew
from factcheck.schedule import *  # noqa: F403
from factcheck.signing_in import *  # noqa: F403
from factcheck.variables import BASE_DIR, env

# --- the desk ---------------------------------------------------------------------------------
SITE_NAME = env.str("FACTCHECK_SITE_NAME", "Factcheck")
SITE_URL = env.str("FACTCHECK_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
PROXY_SECONDS = env.int("FACTCHECK_PROXY_SECONDS", 0, validate=validate.Range(min=0))
CONTACT_EMAIL = env.str("FACTCHECK_CONTACT_EMAIL", "desk@localhost")
LICENSE = env.str("FACTCHECK_LICENSE", "")  # of what is published, as a web address
SEARCH_FOREIGN = env.bool("FACTCHECK_SEARCH_FOREIGN", False)
STATE_DIR = Path(env.str("FACTCHECK_STATE", str(BASE_DIR / "var")))
SAMPLE_WEB = env.str("FACTCHECK_SAMPLE_WEB", "").rstrip("/")  # development only

# --- security ---------------------------------------------------------------------------------
DEBUG = env.bool("FACTCHECK_DEBUG", False)
SECRET_KEY = env.str("FACTCHECK_SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "FACTCHECK_SECRET_KEY is not set. Set it to a long random text; "
        "`make run` and `manage.py` on a development machine make one by themselves."
    )
_loopback = ["127.0.0.1", "localhost", ".localhost", "[::1]"]
ALLOWED_HOSTS = env.list("FACTCHECK_ALLOWED_HOSTS", _loopback)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("FACTCHECK_CSRF_TRUSTED_ORIGINS", [])
BEHIND_TLS = env.bool("FACTCHECK_BEHIND_TLS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = env.int("FACTCHECK_HSTS_SECONDS", 31_536_000 if BEHIND_TLS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/",),  # the admin theme brings inline styles of its own
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # a 5 MB article, percent-encoded by a form
FILE_UPLOAD_LIMIT = 64 * 1024 * 1024  # all files of a request; each room tells its own limit
FILE_UPLOAD_HANDLERS = [
    "factcheck.uploading.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- applications -----------------------------------------------------------------------------
INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "pgtrigger",
    "django_htmx",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "rest_framework",
    "rest_framework_api_key",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "factcheck.accounts",
    "claims",
    "reviews",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "factcheck.cross_origin.open_to_all_sites",
    "factcheck.quotas.told",
    "reviews.api.public_reading.without_sessions",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "factcheck.accounts.middleware.language_and_zone_of_the_reader",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "factcheck.errors.DeskErrors",
    "reviews.web.drafts.forget_when_saved",
    "factcheck.conditions.tagged",
    "factcheck.sparse.only_what_was_asked_for",
    "factcheck.idempotency.Once",
]
ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
CSRF_FAILURE_VIEW = "factcheck.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "factcheck.context.desk",
                "reviews.web.notices.bell",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# --- database, broker -------------------------------------------------------------------------
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(env.str("DATABASE_URL", "") or embedded.database_url())
}
if env.bool("FACTCHECK_DB_POOL", True):
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Sign-in attempts are counted in the database: for all processes, whatever the broker is. How often
# the API is asked is counted by each process: it must cost nothing.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_counts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # Django keeps 300, and forgets attempts beyond
    },
    "quotas": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # callers that one process counts
    },
}

# --- what readers tell the desk (reviews.readers) ---------------------------------------------
REPORTS_PER_ADDRESS = env.int("FACTCHECK_REPORTS_PER_ADDRESS", 5)
REPORTS_AN_HOUR = env.int("FACTCHECK_REPORTS_AN_HOUR", 120)

# --- the way out (factcheck.outbound) ---------------------------------------------------------
OUTBOUND_ALLOW_NETWORKS: list[str] = env.list("FACTCHECK_OUTBOUND_ALLOW_NETWORKS", [])
OUTBOUND_ALLOW_ORIGINS = [SAMPLE_WEB] if SAMPLE_WEB else []
OUTBOUND_CA_FILE = env.str("FACTCHECK_OUTBOUND_CA_FILE", "") or None
OUTBOUND_DEADLINE_SECONDS = env.float("FACTCHECK_OUTBOUND_DEADLINE_SECONDS", 20.0)
OUTBOUND_USER_AGENT = f"Factcheck/0.1 (+{SITE_URL}; {CONTACT_EMAIL})"
LINK_HOST_DELAY_SECONDS = env.float("FACTCHECK_LINK_HOST_DELAY_SECONDS", 1.0)
CHECKS_KEPT_MONTHS = env.int("FACTCHECK_CHECKS_KEPT_MONTHS", 0, validate=validate.Range(min=0))
ARCHIVES: list[str] = env.list("FACTCHECK_ARCHIVES", [])  # off: an archive learns what is cited
if unknown := set(ARCHIVES) - {"memento", "wayback"}:
    raise ImproperlyConfigured(
        f"FACTCHECK_ARCHIVES names {', '.join(sorted(unknown))}; there are: memento, wayback."
    )
PUBLIC_CONTEXT_CHARACTERS = max(0, env.int("FACTCHECK_PUBLIC_CONTEXT_CHARACTERS", 600))
MEMENTO_TIMEGATE = env.str("FACTCHECK_MEMENTO_TIMEGATE", "https://web.archive.org/web/")
WAYBACK_API = env.str("FACTCHECK_WAYBACK_API", "https://archive.org/wayback/available")

# --- a language model, if the desk has one (claims.proposals) ---------------------------------
LLM_URL = env.str("FACTCHECK_LLM_URL", "")
LLM_MODEL = env.str("FACTCHECK_LLM_MODEL", "default")
LLM_KEY = env.str("FACTCHECK_LLM_KEY", "")
LLM_SECONDS = min(env.float("FACTCHECK_LLM_SECONDS", 100.0), 120.0)  # a task ends at 150
LLM_CHARACTERS = env.int("FACTCHECK_LLM_CHARACTERS", 40_000)
LLM_TOKENS_A_DAY = env.int("FACTCHECK_LLM_TOKENS_A_DAY", 1_000_000)

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "factcheck" / "static"]
MEDIA_ROOT = Path(env.str("FACTCHECK_MEDIA", str(STATE_DIR / "media")))
S3_OPTIONS = {
    "bucket_name": env.str("FACTCHECK_S3_BUCKET", ""),
    "endpoint_url": env.str("FACTCHECK_S3_ENDPOINT", "") or None,
    "region_name": env.str("FACTCHECK_S3_REGION", "") or None,
    "access_key": env.str("FACTCHECK_S3_ACCESS_KEY", "") or None,  # else the usual chain of AWS
    "secret_key": env.str("FACTCHECK_S3_SECRET_KEY", "") or None,
}
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "factcheck.bucket.Bucket", "OPTIONS": S3_OPTIONS}
    if S3_OPTIONS["bucket_name"]
    else {"BACKEND": "factcheck.disk.Disk"},
    "staticfiles": {"BACKEND": env.str("FACTCHECK_STATICFILES", "factcheck.stylesheets.Joined")},
}

# --- languages, times -------------------------------------------------------------------------
LANGUAGE_CODE = env.str("FACTCHECK_LANGUAGE", "en")
_names = {"en": _("English"), "ar": _("Arabic")}
_codes = env.list("FACTCHECK_LANGUAGES", ["en", "ar"])
if unknown := set(_codes) - set(_names):
    raise ImproperlyConfigured(
        f"FACTCHECK_LANGUAGES names {', '.join(sorted(unknown))}; there are: {', '.join(_names)}."
    )
LANGUAGES = [(code, _names[code]) for code in _codes]
LOCALE_PATHS = [BASE_DIR / "factcheck" / "locale"]
TIME_ZONE = env.str("FACTCHECK_TIME_ZONE", "UTC")
USE_I18N = USE_TZ = True

# --- REST API ---------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "factcheck.accounts.authentication.ApiKeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["factcheck.parsing.Json"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "EXCEPTION_HANDLER": "factcheck.problems.handler",
    # Whose quota a request uses: the address that our proxy saw, never what a stranger claims.
    "NUM_PROXIES": 1 if BEHIND_TLS else 0,
    "DEFAULT_THROTTLE_CLASSES": [
        "factcheck.quotas.OfStrangers",
        "factcheck.quotas.OfAccounts",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env.str("FACTCHECK_API_ANON_RATE", "600/min"),
        "user": env.str("FACTCHECK_API_USER_RATE", "3000/min"),
    },
}
SPECTACULAR_SETTINGS = openapi.SETTINGS

# --- admin, log -------------------------------------------------------------------------------
UNFOLD = {"SITE_TITLE": SITE_NAME, "SITE_HEADER": SITE_NAME, **theme.SETTINGS}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("FACTCHECK_LOG_LEVEL", "INFO")},
}
