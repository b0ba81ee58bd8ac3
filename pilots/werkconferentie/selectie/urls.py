"""The pages of who may come."""

from django.urls import path

from pilots.werkconferentie.selectie.views import loting, selectie, uitslag

app_name = "selectie"

MENGREGEL = "pilots/<int:pilot_id>/bijeenkomsten/<int:bijeenkomst_id>/mengregel/"

urlpatterns = [
    path(MENGREGEL, selectie.selectie_detail, name="selectie_detail"),
    path(f"{MENGREGEL}instelling/", selectie.selectie_edit, name="selectie_edit"),
    path(f"{MENGREGEL}zinnen/", selectie.mengregel_new, name="mengregel_new"),
    path(f"{MENGREGEL}zinnen/<int:mengregel_id>/weg/", selectie.mengregel_remove, name="mengregel_remove"),
    path(f"{MENGREGEL}mensen/", selectie.keuze_new, name="keuze_new"),
    path(f"{MENGREGEL}mensen/<int:selectiekeuze_id>/weg/", selectie.keuze_remove, name="keuze_remove"),
    path(f"{MENGREGEL}vastzetten/", loting.loting_fix, name="loting_fix"),
    path(f"{MENGREGEL}losmaken/", loting.loting_release, name="loting_release"),
    path(f"{MENGREGEL}loten/", loting.loting_draw, name="loting_draw"),
    path(f"{MENGREGEL}overnemen/", loting.loting_take, name="loting_take"),
    path(f"{MENGREGEL}reserve/", loting.reserve_call, name="reserve_call"),
    path(f"{MENGREGEL}uitslag/", uitslag.uitslag_list, name="uitslag_list"),
    path(f"{MENGREGEL}uitslag/lijst/", uitslag.uitslag_export, name="uitslag_export"),
    path(f"{MENGREGEL}uitleg/", uitslag.uitleg_detail, name="uitleg_detail"),
    path(f"{MENGREGEL}uitleg/lijst/", uitslag.uitleg_export, name="uitleg_export"),
    path(f"{MENGREGEL}uitleg/papier/", uitslag.uitleg_order, name="uitleg_order"),
]
