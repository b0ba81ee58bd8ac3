"""The pages of the programme."""

from django.urls import path

from pilots.werkconferentie.programma.views import rooster, ruimten

app_name = "programma"

PILOT = "pilots/<int:pilot_id>/"
PROGRAMMA = f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/programma/"

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
]
