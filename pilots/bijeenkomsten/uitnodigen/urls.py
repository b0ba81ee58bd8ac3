"""The addresses of this app."""

from django.urls import path

from pilots.bijeenkomsten.uitnodigen.views import (
    gast,
    gast_antwoord,
    gast_collega,
    gast_gegevens,
    gast_link,
    gasten,
    gastlink,
    kiezen,
    versturen,
)

app_name = "uitnodigen"

PILOT = "pilots/<int:pilot_id>/"
BIJEENKOMST = f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/"
GAST = f"{BIJEENKOMST}gasten/<int:uitnodiging_id>/"

urlpatterns = [
    path(f"{BIJEENKOMST}gasten/", gasten.gast_list, name="gast_list"),
    path(f"{BIJEENKOMST}gasten/lijst/", gasten.gast_export, name="gast_export"),
    path(f"{BIJEENKOMST}gasten/kiezen/", kiezen.gast_kiezen, name="gast_kiezen"),
    path(f"{BIJEENKOMST}gasten/nieuw/", kiezen.gast_nieuw, name="gast_nieuw"),
    path(f"{BIJEENKOMST}gasten/plaatsen/", kiezen.gast_plaatsen, name="gast_plaatsen"),
    path(f"{BIJEENKOMST}gasten/versturen/", versturen.gast_versturen, name="gast_versturen"),
    path(f"{BIJEENKOMST}gasten/voorbeeld/", versturen.gast_voorbeeld, name="gast_voorbeeld"),
    path(f"{BIJEENKOMST}gasten/brieven/", versturen.gast_brieven, name="gast_brieven"),
    path(f"{BIJEENKOMST}gasten/brieven/gepost/", versturen.gast_gepost, name="gast_gepost"),
    path(f"{BIJEENKOMST}gasten/vanzelf/", versturen.bericht_plan, name="bericht_plan"),
    path(f"{BIJEENKOMST}gasten/vanzelf/<slug:bericht>/", versturen.bericht_schakel, name="bericht_schakel"),
    path(f"{BIJEENKOMST}gasten/vanzelf/<slug:bericht>/nu/", versturen.bericht_nu, name="bericht_nu"),
    path(GAST, gasten.gast_detail, name="gast_detail"),
    path(f"{GAST}antwoord/", gasten.gast_antwoord, name="gast_antwoord"),
    path(f"{GAST}opnieuw/", gasten.gast_opnieuw, name="gast_opnieuw"),
    path(f"{GAST}van-de-lijst/", gasten.gast_weg, name="gast_weg"),
    path(f"{GAST}intrekken/", gasten.gast_intrekken, name="gast_intrekken"),
    path("u/", gast.gast_page, name="gast_page"),
    path("u/sluit/", gast.gast_close, name="gast_close"),
    path("u/kwijt/", gast_link.gast_kwijt, name="gast_kwijt"),
    path("u/vernieuw/", gast_link.gast_vernieuw, name="gast_vernieuw"),
    path("u/gegevens/", gast_gegevens.gast_gegevens, name="gast_gegevens"),
    path("u/gegevens/mijn-gegevens.<slug:vorm>", gast_gegevens.gast_bestand, name="gast_bestand"),
    path("u/gegevens/behoeften/", gast_gegevens.gast_behoeften, name="gast_behoeften"),
    path("u/gegevens/berichten/", gast_gegevens.gast_berichten, name="gast_berichten"),
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
