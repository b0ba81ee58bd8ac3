"""The addresses of this app."""

from django.urls import path

from pilots.oefenen.views import oefening

app_name = "oefenen"

OEFENEN = "pilots/<int:pilot_id>/oefenen/"

urlpatterns = [
    path(OEFENEN, oefening.oefening_list, name="oefening_list"),
    path(f"{OEFENEN}nieuw/", oefening.oefening_new, name="oefening_new"),
    path(f"{OEFENEN}antwoord/", oefening.oefening_antwoord, name="oefening_antwoord"),
    path(f"{OEFENEN}vandaag/", oefening.oefening_vandaag, name="oefening_vandaag"),
    path(f"{OEFENEN}binnen/", oefening.oefening_binnen, name="oefening_binnen"),
    path(f"{OEFENEN}vragen/", oefening.oefening_vragen, name="oefening_vragen"),
    path(f"{OEFENEN}weg/", oefening.oefening_weg, name="oefening_weg"),
]
