"""The addresses of accounts, below /account/; the other lists are the few pages of allauth that exist here."""

from allauth.account import views as allauth_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as webauthn_views
from allauth.socialaccount import views as social_views
from allauth.socialaccount.providers.openid_connect import views as openid_views
from django.urls import path

from datt.accounts.views import beheer, gemeente, own

app_name = "accounts"

urlpatterns = [
    path("", own.account, name="account"),
    path("overal-uitloggen/", own.sign_out_everywhere, name="sign_out_everywhere"),
    path("beheer/", beheer.beheer, name="beheer"),
    path("beheer/gebruikers/", beheer.gebruiker_list, name="gebruiker_list"),
    path("beheer/gebruikers/nieuw/", beheer.gebruiker_new, name="gebruiker_new"),
    path("beheer/gebruikers/<int:user_id>/", beheer.gebruiker_edit, name="gebruiker_edit"),
    path("beheer/gebruikers/<int:user_id>/uitloggen/", beheer.gebruiker_sign_out, name="gebruiker_sign_out"),
]

# allauth finds these by name. There is no password, so signing in begins with asking for a code.
allauth_urls = [
    path("login/", allauth_views.request_login_code, name="account_request_login_code"),
    path("login/", allauth_views.request_login_code, name="account_login"),
    path("login/code/", allauth_views.confirm_login_code, name="account_confirm_login_code"),
    path("uitloggen/", allauth_views.logout, name="account_logout"),
    path("geblokkeerd/", allauth_views.account_inactive, name="account_inactive"),
    path("opnieuw/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("aanmelden/", own.closed, name="account_signup"),
]

mfa_urls = [
    path("", mfa_views.index, name="mfa_index"),
    path("invullen/", mfa_views.authenticate, name="mfa_authenticate"),
    path("opnieuw/", mfa_views.reauthenticate, name="mfa_reauthenticate"),
    path("app/aan/", totp_views.activate_totp, name="mfa_activate_totp"),
    path("app/uit/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("herstelcodes/", recovery_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("herstelcodes/nieuw/", recovery_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sleutels/", webauthn_views.list_webauthn, name="mfa_list_webauthn"),
    path("sleutels/nieuw/", webauthn_views.add_webauthn, name="mfa_add_webauthn"),
    path("sleutels/opnieuw/", webauthn_views.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("sleutels/<int:pk>/naam/", webauthn_views.edit_webauthn, name="mfa_edit_webauthn"),
    path("sleutels/<int:pk>/weg/", webauthn_views.remove_webauthn, name="mfa_remove_webauthn"),
]

# A municipality's own sign-in never makes or connects an account by hand.
gemeente_urls = [
    path("afgebroken/", social_views.login_cancelled, name="socialaccount_login_cancelled"),
    path("mislukt/", social_views.login_error, name="socialaccount_login_error"),
    path("aanmelden/", own.closed, name="socialaccount_signup"),
    path("koppelingen/", own.closed, name="socialaccount_connections"),
]

oidc_urls = [
    path("<str:provider_id>/login/", gemeente.to_gemeente, name="openid_connect_login"),
    path("<str:provider_id>/login/callback/", openid_views.callback, name="openid_connect_callback"),
]
