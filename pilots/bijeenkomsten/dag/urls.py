"""The addresses of this app."""

from django.urls import path

from pilots.bijeenkomsten.dag.views import deuren, gast, incheck, papier, presentie

app_name = "dag"

PILOT = "pilots/<int:pilot_id>/"
BIJEENKOMST = f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/"
DAG = f"{BIJEENKOMST}dag/"

urlpatterns = [
    path(DAG, incheck.incheck, name="incheck"),
    path(f"{DAG}stand/", incheck.stand, name="stand"),
    path(f"{DAG}binnen/", incheck.binnen, name="binnen"),
    path(f"{DAG}terug/", incheck.terug, name="terug"),
    path(f"{DAG}inloper/", incheck.inloper, name="inloper"),
    path(f"{DAG}deuren-dicht/", deuren.deuren_close, name="deuren_close"),
    path(f"{DAG}deuren-open/", deuren.deuren_reopen, name="deuren_reopen"),
    path(f"{DAG}dagdelen/", incheck.dagdelen, name="dagdelen"),
    path(f"{DAG}code/<str:incheckcode>/", incheck.code_host, name="code_host"),
    path(f"{DAG}aanwezig/", presentie.presentie, name="presentie"),
    path(f"{DAG}aanwezig/bestand/", presentie.presentie_export, name="presentie_export"),
    path(f"{DAG}aanwezig/compleet/", presentie.afwezig, name="afwezig"),
    path(f"{DAG}papier/", papier.papier, name="papier"),
    path(f"{DAG}papier/badges-opnieuw/", papier.badges_opnieuw, name="badges_opnieuw"),
    path(f"{DAG}papier/nogmaals/<uuid:kenmerk>/", papier.papier_nogmaals, name="papier_nogmaals"),
    path(f"{DAG}papier/<slug:papiersoort>/", papier.papier_bestel, name="papier_bestel"),
    path(f"{DAG}materiaal/", papier.materiaal, name="materiaal"),
    path(f"{DAG}materiaal/maken/", papier.materiaal_bestel, name="materiaal_bestel"),
    path(f"{DAG}materiaal/bestand/", papier.materiaal_export, name="materiaal_export"),
    path("in/<str:incheckcode>/", gast.code, name="code"),
    path("u/binnen/<int:bijeenkomst_id>/", gast.zelf, name="zelf"),
]
