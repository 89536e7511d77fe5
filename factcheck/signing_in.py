"""The part of the settings about who gets in: passwords, second factors, passkeys, sessions.

django-allauth does the work (docs/adr/0026-allauth.md); nobody signs themselves up here.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from factcheck.variables import env

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "claims:inbox"
LOGOUT_REDIRECT_URL = "public:archive"
SESSION_COOKIE_AGE = env.int("FACTCHECK_SESSION_SECONDS", 14 * 24 * 3600)
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Django's own: somebody who left is told what everybody is told whose password is wrong.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds that a link to a new password works

ACCOUNT_ADAPTER = "factcheck.accounts.adapter.Desk"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]  # of the form that stays closed
ACCOUNT_FORMS = {"login": "factcheck.accounts.forms.SignInForm"}
ACCOUNT_CHANGE_EMAIL = True  # one address a person; a new one counts once it is confirmed
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # people are told when their way in changes
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a desk writes to its people, not to strangers
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if env.bool("FACTCHECK_BEHIND_TLS", False) else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("FACTCHECK_BEHIND_TLS", False) else 0

MFA_ADAPTER = "factcheck.accounts.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # admins vouch for people's addresses
MFA_TOTP_TOLERANCE = 1  # the code before is still good: clocks differ, people type slowly
MFA_TOTP_ISSUER = env.str("FACTCHECK_SITE_NAME", "Factcheck")

SOCIALACCOUNT_ADAPTER = "factcheck.accounts.adapter.Provider"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_QUERY_EMAIL = True
OIDC_SERVER = env.str("FACTCHECK_OIDC_SERVER", "").rstrip("/")
OIDC_CLIENT = env.str("FACTCHECK_OIDC_CLIENT", "")
OIDC_SECRET = env.str("FACTCHECK_OIDC_SECRET", "")
OIDC_NAME = env.str("FACTCHECK_OIDC_NAME", "OpenID Connect")
if OIDC_SERVER and not (OIDC_CLIENT and OIDC_SECRET):
    raise ImproperlyConfigured(
        "FACTCHECK_OIDC_SERVER is set: set FACTCHECK_OIDC_CLIENT and FACTCHECK_OIDC_SECRET too, "
        "as the provider gave them to you."
    )
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        # People are found by the address that the provider has verified.
        "EMAIL_AUTHENTICATION": True,
        "EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
        "APPS": [
            {
                "provider_id": "desk",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT,
                "secret": OIDC_SECRET,
                "settings": {"server_url": OIDC_SERVER},
            }
        ]
        if OIDC_SERVER
        else [],
    }
}
