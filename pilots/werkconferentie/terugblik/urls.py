"""The addresses of this app."""

from django.urls import path

from pilots.werkconferentie.terugblik.views import uitslag, vragen

app_name = "terugblik"

TERUGBLIK = "pilots/<int:pilot_id>/bijeenkomsten/<int:bijeenkomst_id>/programma/terugblik/"

urlpatterns = [
    path(TERUGBLIK, uitslag.uitslag_list, name="uitslag_list"),
    path(f"{TERUGBLIK}lijst/", uitslag.uitslag_export, name="uitslag_export"),
    path("vragen/workshop/<slug:workshopcode>/", vragen.vragen, name="vragen"),
]
