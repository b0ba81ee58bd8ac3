"""The addresses of this app."""

from django.urls import URLPattern, path

from pilots.bijeenkomsten.draaiboek.views import (
    bladen,
    blok,
    draaiboek,
    nu,
    papier,
    scherm,
    schermen,
    terugblik,
    uitloop,
    werkvormen,
)

app_name = "draaiboek"

PILOT = "pilots/<int:pilot_id>/"
BIJEENKOMST = f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/"
DRAAIBOEK = f"{BIJEENKOMST}draaiboek/"
BLOK = f"{DRAAIBOEK}<int:blok_id>/"
NU = f"{BIJEENKOMST}nu/"
WERKVORMEN = f"{PILOT}werkvormen/"
WERKVORM = f"{WERKVORMEN}<int:werkvorm_id>/"

urlpatterns: list[URLPattern] = [
    path(DRAAIBOEK, draaiboek.draaiboek_detail, name="draaiboek_detail"),
    path(f"{DRAAIBOEK}stand/", draaiboek.draaiboek_state, name="draaiboek_state"),
    path(f"{DRAAIBOEK}geschiedenis/", draaiboek.draaiboek_history, name="draaiboek_history"),
    path(f"{DRAAIBOEK}download/", bladen.draaiboek_export, name="draaiboek_export"),
    path(f"{DRAAIBOEK}inlezen/", bladen.draaiboek_import, name="draaiboek_import"),
    path(f"{DRAAIBOEK}neem-over/", bladen.draaiboek_take, name="draaiboek_take"),
    path(f"{DRAAIBOEK}overnemen/", bladen.draaiboek_copy, name="draaiboek_copy"),
    path(f"{DRAAIBOEK}nieuw-blok/", blok.blok_add, name="blok_add"),
    path(BLOK, blok.blok_edit, name="blok_edit"),
    path(f"{BLOK}minuten/", blok.blok_minutes, name="blok_minutes"),
    path(f"{BLOK}verplaats/", blok.blok_move, name="blok_move"),
    path(f"{BLOK}kopieer/", blok.blok_duplicate, name="blok_duplicate"),
    path(f"{BLOK}verwijder/", blok.blok_remove, name="blok_remove"),
    path(f"{BLOK}zet-terug/", blok.blok_restore, name="blok_restore"),
    path(f"{DRAAIBOEK}papier/", papier.draaiboek_paper, name="draaiboek_paper"),
    path(f"{DRAAIBOEK}papier/nogmaals/<uuid:kenmerk>/", papier.draaiboek_retry, name="draaiboek_retry"),
    path(f"{DRAAIBOEK}papier/<slug:soort>/", papier.draaiboek_order, name="draaiboek_order"),
    path(NU, nu.loop_nu, name="loop_nu"),
    path(f"{NU}begin/", nu.loop_begin, name="loop_begin"),
    path(f"{NU}volgende/", nu.loop_next, name="loop_next"),
    path(f"{NU}ruimte-klaar/", nu.loop_room, name="loop_room"),
    path(f"{NU}langer/", nu.loop_longer, name="loop_longer"),
    path(f"{NU}sla-over/", nu.loop_skip, name="loop_skip"),
    path(f"{NU}stap-terug/", nu.loop_back, name="loop_back"),
    path(f"{NU}melding/", nu.loop_message, name="loop_message"),
    path(f"{NU}nieuw-plan/", uitloop.loop_replan, name="loop_replan"),
    path(f"{NU}nieuw-plan/geldt/", uitloop.loop_accept, name="loop_accept"),
    path(f"{NU}nieuw-plan/terug/", nu.loop_unplan, name="loop_unplan"),
    path(f"{NU}gepland-en-echt/", terugblik.loop_result, name="loop_result"),
    path(f"{NU}schermen/", schermen.scherm_list, name="scherm_list"),
    path(f"{NU}schermen/maak/", schermen.scherm_make, name="scherm_make"),
    path(f"{NU}schermen/<int:link_id>/trek-in/", schermen.scherm_revoke, name="scherm_revoke"),
    # Without an account: who has the link.
    path("stand/<str:sleutel>/", scherm.stand_ask, name="stand_ask"),
    path("stand/<str:sleutel>/nu/", scherm.stand_now, name="stand_now"),
    path("zaal/scherm/<int:link_id>/", scherm.scherm_page, name="scherm_page"),
    path("zaal/scherm/<int:link_id>/klaar/", scherm.scherm_done, name="scherm_done"),
    path("zaal/scherm/<int:link_id>/langer/", scherm.scherm_longer, name="scherm_longer"),
    path("zaal/<str:token>/", scherm.scherm_open, name="scherm_open"),
    path(WERKVORMEN, werkvormen.werkvorm_list, name="werkvorm_list"),
    path(f"{WERKVORMEN}nieuw/", werkvormen.werkvorm_add, name="werkvorm_add"),
    path(WERKVORM, werkvormen.werkvorm_detail, name="werkvorm_detail"),
    path(f"{WERKVORM}wijzig/", werkvormen.werkvorm_edit, name="werkvorm_edit"),
    path(f"{WERKVORM}in-draaiboek/", werkvormen.werkvorm_use, name="werkvorm_use"),
    path(f"{WERKVORM}verwijder/", werkvormen.werkvorm_remove, name="werkvorm_remove"),
    path(f"{WERKVORM}zet-terug/", werkvormen.werkvorm_restore, name="werkvorm_restore"),
]
