"""The addresses of this app."""

from django.urls import path

from pilots.tafels.views import indeling, rondes, tafel

app_name = "tafels"

PILOT = "pilots/<int:pilot_id>/"
TAFELS = f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/tafels/"

urlpatterns = [
    path(f"{PILOT}wie-kent-wie/", tafel.ontmoeting_list, name="ontmoeting_list"),
    path(TAFELS, indeling.indeling_detail, name="indeling_detail"),
    path(f"{TAFELS}lijst/", indeling.indeling_export, name="indeling_export"),
    path(f"{TAFELS}zaal/", indeling.zaal_edit, name="zaal_edit"),
    path(f"{TAFELS}voorstel/", indeling.indeling_propose, name="indeling_propose"),
    path(f"{TAFELS}vastzetten/", indeling.indeling_fix, name="indeling_fix"),
    path(f"{TAFELS}openen/", indeling.indeling_reopen, name="indeling_reopen"),
    path(f"{TAFELS}ongedaan/", indeling.indeling_undo, name="indeling_undo"),
    path(f"{TAFELS}herstellen/", indeling.indeling_repair, name="indeling_repair"),
    path(f"{TAFELS}verplaatsen/", indeling.plaats_move, name="plaats_move"),
    path(f"{TAFELS}vaste-plaats/", indeling.plaats_pin, name="plaats_pin"),
    path(f"{TAFELS}rondes/", rondes.rondes_detail, name="rondes_detail"),
    path(f"{TAFELS}rondes/maken/", rondes.rondes_propose, name="rondes_propose"),
    path(f"{TAFELS}rondes/vastzetten/", rondes.rondes_fix, name="rondes_fix"),
    path(f"{TAFELS}rondes/openen/", rondes.rondes_reopen, name="rondes_reopen"),
    path(f"{TAFELS}rondes/herstellen/", rondes.rondes_repair, name="rondes_repair"),
    path(f"{TAFELS}gastheren/", rondes.gastheren_edit, name="gastheren_edit"),
    path(f"{TAFELS}<int:tafel_id>/", tafel.tafel_edit, name="tafel_edit"),
    path(f"{TAFELS}wensen/", tafel.wens_list, name="wens_list"),
    path(f"{TAFELS}wensen/<int:wens_id>/weg/", tafel.wens_remove, name="wens_remove"),
]
