"""The addresses of accounts, below /account/; `allauth_urls` are the few pages of allauth that exist here."""

from allauth.account import views as allauth_views
from django.urls import path

from datt.accounts.views import beheer, own

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
