"""The addresses of this app."""

from django.urls import path

from pilots.bijeenkomsten.verslag.views import afspraken, brieven, gast, terugblik, verslag, zaal

app_name = "verslag"

PILOT = "pilots/<int:pilot_id>/"
VERSLAG = f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/verslag/"
AFSPRAAK = f"{VERSLAG}afspraken/<int:afspraak_id>/"

urlpatterns = [
    path(VERSLAG, verslag.verslag_detail, name="verslag_detail"),
    path(f"{VERSLAG}deel/<slug:deel_slug>/", verslag.deel_save, name="deel_save"),
    path(f"{VERSLAG}vaststellen/", verslag.verslag_fix, name="verslag_fix"),
    path(f"{VERSLAG}openen/", verslag.verslag_reopen, name="verslag_reopen"),
    path(f"{VERSLAG}intrekken/", verslag.verslag_withdraw, name="verslag_withdraw"),
    path(f"{VERSLAG}opmerkingen/<int:opmerking_id>/", verslag.opmerking_done, name="opmerking_done"),
    path(f"{VERSLAG}pdf/opnieuw/", verslag.verslag_pdf_retry, name="verslag_pdf_retry"),
    path(f"{VERSLAG}brieven/", brieven.verslag_brieven, name="verslag_brieven"),
    path(f"{VERSLAG}afspraken/", afspraken.afspraak_add, name="afspraak_add"),
    path(f"{AFSPRAAK}wijzig/", afspraken.afspraak_edit, name="afspraak_edit"),
    path(f"{AFSPRAAK}weg/", afspraken.afspraak_drop, name="afspraak_drop"),
    path(f"{AFSPRAAK}gedaan/", afspraken.afspraak_done, name="afspraak_done"),
    path(f"{AFSPRAAK}open/", afspraken.afspraak_reopen, name="afspraak_reopen"),
    path(f"{VERSLAG}terugblik/", terugblik.terugblik_detail, name="terugblik_detail"),
    path(f"{VERSLAG}bedankje/aan/", terugblik.bedankje_set, {"stand": "aan"}, name="bedankje_aan"),
    path(f"{VERSLAG}bedankje/uit/", terugblik.bedankje_set, {"stand": "uit"}, name="bedankje_uit"),
    path(f"{VERSLAG}terugblik/papier/", terugblik.evaluatie_papier, name="evaluatie_papier"),
    path("vragen/zaal/<slug:zaalcode>/", zaal.evaluatie_zaal, name="evaluatie_zaal"),
    path("vragen/<slug:incheckcode>/", zaal.evaluatie_badge, name="evaluatie_badge"),
    path("u/vragen/<int:bijeenkomst_id>/", gast.evaluatie_answer, name="evaluatie_answer"),
    path("u/actie/<int:bijeenkomst_id>/", gast.actie_choose, name="actie_choose"),
    path("u/actie/antwoord/<int:actie_id>/", gast.actie_answer, name="actie_answer"),
    path("u/verslag/<int:bijeenkomst_id>/", gast.verslag_read, name="verslag_read"),
    path("u/verslag/<int:bijeenkomst_id>/pdf/", gast.verslag_file, name="verslag_file"),
]
