"""The pages of the programme."""

from django.urls import path

from pilots.werkconferentie.programma.views import rooster, ruimten, versies, voorstellen, workshops

app_name = "programma"

PILOT = "pilots/<int:pilot_id>/"
PROGRAMMA = f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/programma/"
WORKSHOP = f"{PROGRAMMA}workshops/<int:workshop_id>/"

urlpatterns = [
    path(PROGRAMMA, rooster.rooster, name="rooster"),
    path(f"{PROGRAMMA}zetten/", rooster.sessie_place, name="sessie_place"),
    path(f"{PROGRAMMA}ongedaan/", rooster.rooster_undo, name="rooster_undo"),
    path(f"{PROGRAMMA}overnemen/", rooster.rooster_copy, name="rooster_copy"),
    path(f"{PROGRAMMA}sessies/<int:sessie_id>/dicht/", rooster.sessie_close, name="sessie_close"),
    path(f"{PROGRAMMA}sessies/<int:sessie_id>/open/", rooster.sessie_open, name="sessie_open"),
    path(f"{PROGRAMMA}ruimten/nieuw/", ruimten.ruimte_add, name="ruimte_add"),
    path(f"{PROGRAMMA}ruimten/<int:ruimte_id>/", ruimten.ruimte_edit, name="ruimte_edit"),
    path(f"{PROGRAMMA}ruimten/<int:ruimte_id>/weg/", ruimten.ruimte_remove, name="ruimte_remove"),
    path(f"{PROGRAMMA}rondes/nieuw/", ruimten.ronde_add, name="ronde_add"),
    path(f"{PROGRAMMA}rondes/<int:ronde_id>/", ruimten.ronde_edit, name="ronde_edit"),
    path(f"{PROGRAMMA}rondes/<int:ronde_id>/weg/", ruimten.ronde_remove, name="ronde_remove"),
    path(f"{PROGRAMMA}workshops/", workshops.workshop_list, name="workshop_list"),
    path(f"{PROGRAMMA}workshops/lijst/", workshops.workshop_export, name="workshop_export"),
    path(f"{PROGRAMMA}workshops/nieuw/", workshops.workshop_add, name="workshop_add"),
    path(f"{PROGRAMMA}workshops/voorstellen/", workshops.voorstellen_open, name="voorstellen_open"),
    path(WORKSHOP, workshops.workshop_detail, name="workshop_detail"),
    path(f"{WORKSHOP}wijzig/", workshops.workshop_edit, name="workshop_edit"),
    path(f"{WORKSHOP}aannemen/", workshops.workshop_accept, name="workshop_accept"),
    path(f"{WORKSHOP}aanpassen/", workshops.workshop_ask, name="workshop_ask"),
    path(f"{WORKSHOP}afwijzen/", workshops.workshop_decline, name="workshop_decline"),
    path(f"{WORKSHOP}intrekken/", workshops.workshop_withdraw, name="workshop_withdraw"),
    path(f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/voorstel/", voorstellen.voorstel_new, name="voorstel_new"),
    path(f"{PILOT}voorstellen/<int:workshop_id>/", voorstellen.voorstel_detail, name="voorstel_detail"),
    path(f"{PILOT}voorstellen/<int:workshop_id>/intrekken/", voorstellen.voorstel_withdraw, name="voorstel_withdraw"),
    path("u/bijeenkomst/<int:bijeenkomst_id>/workshop/", voorstellen.gast_voorstel_new, name="gast_voorstel_new"),
    path("u/workshops/<int:workshop_id>/", voorstellen.gast_voorstel, name="gast_voorstel"),
    path("u/workshops/<int:workshop_id>/intrekken/", voorstellen.gast_voorstel_withdraw, name="gast_voorstel_withdraw"),
    path(f"{PROGRAMMA}versies/", versies.versie_list, name="versie_list"),
    path(f"{PROGRAMMA}versies/nieuw/", versies.versie_new, name="versie_new"),
    path("u/bijeenkomst/<int:bijeenkomst_id>/programma/", versies.gast_programma, name="gast_programma"),
]
