"""The addresses of this app."""

from django.urls import path

from pilots.bijeenkomsten.uitnodigen.views import (
    gast,
    gast_antwoord,
    gast_collega,
    gast_gegevens,
    gast_link,
    gastlink,
)

app_name = "uitnodigen"

PILOT = "pilots/<int:pilot_id>/"
BIJEENKOMST = f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/"

urlpatterns = [
    path("u/", gast.gast_page, name="gast_page"),
    path("u/sluit/", gast.gast_close, name="gast_close"),
    path("u/kwijt/", gast_link.gast_kwijt, name="gast_kwijt"),
    path("u/vernieuw/", gast_link.gast_vernieuw, name="gast_vernieuw"),
    path("u/gegevens/", gast_gegevens.gast_gegevens, name="gast_gegevens"),
    path("u/gegevens/mijn-gegevens.<slug:vorm>", gast_gegevens.gast_bestand, name="gast_bestand"),
    path("u/gegevens/behoeften/", gast_gegevens.gast_behoeften, name="gast_behoeften"),
    path("u/gegevens/verwijder/", gast_gegevens.gast_wis, name="gast_wis"),
    path("u/collegas/", gast_collega.gast_collegas, name="gast_collegas"),
    path("u/collegas/erbij/", gast_collega.gast_collegas_erbij, name="gast_collegas_erbij"),
    path("u/collegas/<int:uitnodiging_id>/", gast_collega.gast_collegas_antwoord, name="gast_collegas_antwoord"),
    path("u/bijeenkomst/<int:bijeenkomst_id>/", gast_antwoord.gast_bijeenkomst, name="gast_bijeenkomst"),
    path("u/bijeenkomst/<int:bijeenkomst_id>/bijeenkomst.ics", gast_antwoord.gast_ics, name="gast_ics"),
    path("u/bijeenkomst/<int:bijeenkomst_id>/collega/", gast_collega.gast_collega, name="gast_collega"),
    path("u/bijeenkomst/<int:bijeenkomst_id>/zelf/", gast_collega.gast_collega_terug, name="gast_collega_terug"),
    path("u/<str:token>/", gast.gast_open, name="gast_open"),
    path("agenda/gast/<str:token>/", gast_antwoord.gast_agenda, name="gast_agenda"),
    path("k/", gast_link.gast_typ, name="gast_typ"),
    path("k/<str:code>/", gast.gast_code, name="gast_code"),
    path(f"{PILOT}personen/<int:persoon_id>/link/", gastlink.link_detail, name="link_detail"),
]
