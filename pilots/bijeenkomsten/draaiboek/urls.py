"""The addresses of this app."""

from django.urls import URLPattern, path

from pilots.bijeenkomsten.draaiboek.views import blok, draaiboek

app_name = "draaiboek"

PILOT = "pilots/<int:pilot_id>/"
BIJEENKOMST = f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/"
DRAAIBOEK = f"{BIJEENKOMST}draaiboek/"
BLOK = f"{DRAAIBOEK}<int:blok_id>/"

urlpatterns: list[URLPattern] = [
    path(DRAAIBOEK, draaiboek.draaiboek_detail, name="draaiboek_detail"),
    path(f"{DRAAIBOEK}stand/", draaiboek.draaiboek_state, name="draaiboek_state"),
    path(f"{DRAAIBOEK}geschiedenis/", draaiboek.draaiboek_history, name="draaiboek_history"),
    path(f"{DRAAIBOEK}nieuw-blok/", blok.blok_add, name="blok_add"),
    path(BLOK, blok.blok_edit, name="blok_edit"),
    path(f"{BLOK}minuten/", blok.blok_minutes, name="blok_minutes"),
    path(f"{BLOK}verplaats/", blok.blok_move, name="blok_move"),
    path(f"{BLOK}kopieer/", blok.blok_duplicate, name="blok_duplicate"),
    path(f"{BLOK}verwijder/", blok.blok_remove, name="blok_remove"),
    path(f"{BLOK}zet-terug/", blok.blok_restore, name="blok_restore"),
]
