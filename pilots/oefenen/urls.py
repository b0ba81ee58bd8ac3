"""The addresses of this app."""

from django.urls import path

from pilots.oefenen.views import oefening

app_name = "oefenen"

OEFENEN = "pilots/<int:pilot_id>/oefenen/"

urlpatterns = [
    path(OEFENEN, oefening.oefening_list, name="oefening_list"),
    path(f"{OEFENEN}nieuw/", oefening.oefening_new, name="oefening_new"),
    path(f"{OEFENEN}antwoord/", oefening.oefening_antwoord, name="oefening_antwoord"),
    path(f"{OEFENEN}weg/", oefening.oefening_weg, name="oefening_weg"),
]
