"""The pages of a meeting that is open to every resident."""

from django.urls import path

from pilots.werkconferentie.proeverij.views import deur, gast, mijn, openstelling, publiek, publieken

app_name = "proeverij"

BIJEENKOMST = "pilots/<int:pilot_id>/bijeenkomsten/<int:bijeenkomst_id>/"
OPEN = f"{BIJEENKOMST}open-voor-iedereen/"
PUBLIEKEN = f"{BIJEENKOMST}publieken/"
MIJN = "b/<str:bezoekcode>/"

urlpatterns = [
    path(OPEN, openstelling.openstelling, name="openstelling"),
    path(f"{OPEN}maken/", openstelling.openstelling_new, name="openstelling_new"),
    path(f"{OPEN}teksten/", openstelling.openstelling_edit, name="openstelling_edit"),
    path(f"{OPEN}voorbeeld/", openstelling.openstelling_preview, name="openstelling_preview"),
    path(f"{OPEN}zet-open/", openstelling.openstelling_open, name="openstelling_open"),
    path(f"{OPEN}sluit/", openstelling.openstelling_close, name="openstelling_close"),
    path(f"{OPEN}haal-weg/", openstelling.openstelling_hide, name="openstelling_hide"),
    path(f"{OPEN}poster/<slug:postersoort>/", openstelling.poster, name="poster"),
    path(f"{OPEN}aantallen/", openstelling.aantallen_export, name="aantallen_export"),
    path(f"{OPEN}vertel/", openstelling.vertel, name="vertel"),
    path(f"{BIJEENKOMST}tellen/", deur.deur, name="deur"),
    path(f"{BIJEENKOMST}tellen/tik/", deur.deur_tel, name="deur_tel"),
    path(PUBLIEKEN, publieken.publieken, name="publieken"),
    path(f"{PUBLIEKEN}nieuw/", publieken.publiek_new, name="publiek_new"),
    path(f"{PUBLIEKEN}<int:publiek_id>/", publieken.publiek_edit, name="publiek_edit"),
    path(f"{PUBLIEKEN}<int:publiek_id>/weg/", publieken.publiek_remove, name="publiek_remove"),
    path(f"{PUBLIEKEN}<int:publiek_id>/bekijk/", publieken.publiek_preview, name="publiek_preview"),
    path(f"{PUBLIEKEN}gast/<int:uitnodiging_id>/", publieken.publiek_gast, name="publiek_gast"),
    path("u/stuk/<int:bijeenkomst_id>/<slug:stuksoort>/", gast.gast_stuk, name="gast_stuk"),
    path("kom/<slug:openslug>/stuk/<slug:stuksoort>/", gast.publiek_stuk, name="publiek_stuk"),
    path("kom/code/", publiek.code, name="code"),
    path("kom/<slug:openslug>/", publiek.publiek, name="publiek"),
    path(MIJN, mijn.mijn, name="mijn"),
    path(f"{MIJN}veranderen/", mijn.mijn_edit, name="mijn_edit"),
    path(f"{MIJN}afmelden/", mijn.mijn_cancel, name="mijn_cancel"),
    path(f"{MIJN}agenda/", mijn.mijn_ics, name="mijn_ics"),
]
