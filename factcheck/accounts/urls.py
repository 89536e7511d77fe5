"""Ours, and allauth's as far as this desk has a use for them."""

from allauth.account import views as allauth
from allauth.socialaccount import views as social
from django.urls import include, path, re_path

from factcheck.accounts import keys, views

RESET = "new-password/"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("keys/", keys.mine, name="keys"),
    path("keys/<str:prefix>/end/", keys.end, name="key_end"),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/", views.sign_in, name="login"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("sign-out/", views.sign_out, name="logout"),
    path("sign-up/", allauth.signup, name="account_signup"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("confirm-it-is-you/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/", allauth.password_change, name="account_change_password"),
    path("first-password/", allauth.password_set, name="account_set_password"),
    path(RESET, allauth.password_reset, name="account_reset_password"),
    path(f"{RESET}sent/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        f"{RESET}done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        rf"^{RESET}(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("email/", allauth.email, name="account_email"),
    path("email/sent/", allauth.email_verification_sent, name="account_email_verification_sent"),
    path("email/<str:key>/", allauth.confirm_email, name="account_confirm_email"),
    path("security/", include("allauth.mfa.urls")),
    path("sessions/", views.sessions, name="usersessions_list"),
    path("sessions/others/end/", views.end_other_sessions, name="sessions_end"),
    path("sessions/<int:pk>/end/", views.end_session, name="session_end"),
    path("mail/stop/<str:token>/", views.stop_mail, name="stop_mail"),
    path("provider/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("provider/refused/", social.login_error, name="socialaccount_login_error"),
    path("provider/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("provider/unknown/", social.signup, name="socialaccount_signup"),
    path("provider/connections/", social.connections, name="socialaccount_connections"),
]
