"""The pages of what guests would like to go to."""

from django.urls import path

from pilots.werkconferentie.keuzes.views import gast, keuzes, oproepen, papier

app_name = "keuzes"

KEUZES = "pilots/<int:pilot_id>/bijeenkomsten/<int:bijeenkomst_id>/keuzes/"

urlpatterns = [
    path("u/bijeenkomst/<int:bijeenkomst_id>/keuzes/", gast.gast_kiezen, name="gast_kiezen"),
    path(KEUZES, keuzes.keuze_list, name="keuze_list"),
    path(f"{KEUZES}lijst/", keuzes.keuze_export, name="keuze_export"),
    path(f"{KEUZES}open/", keuzes.keuze_open, name="keuze_open"),
    path(f"{KEUZES}gast/<int:uitnodiging_id>/", keuzes.keuze_bellen, name="keuze_bellen"),
    path(f"{KEUZES}bericht/<slug:oproep>/", oproepen.keuze_oproep, name="keuze_oproep"),
    path(f"{KEUZES}papier/", papier.formulier_list, name="formulier_list"),
    path(f"{KEUZES}papier/maak/<slug:formuliersoort>/", papier.formulier_print, name="formulier_print"),
    path(f"{KEUZES}papier/<slug:formuliercode>/", papier.formulier_code, name="formulier_code"),
    path(f"{KEUZES}gast/<int:uitnodiging_id>/papier/", papier.formulier_overnemen, name="formulier_overnemen"),
    path(f"{KEUZES}gast/<int:uitnodiging_id>/verschil/", papier.formulier_verschil, name="formulier_verschil"),
    path(f"{KEUZES}gast/<int:uitnodiging_id>/opnieuw/", papier.formulier_opnieuw, name="formulier_opnieuw"),
]
