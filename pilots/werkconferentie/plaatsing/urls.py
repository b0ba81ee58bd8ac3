"""The pages of who goes where."""

from django.urls import path

from pilots.werkconferentie.plaatsing.views import plaatsing, verdeling, voorstel

app_name = "plaatsing"

VERDELING = "pilots/<int:pilot_id>/bijeenkomsten/<int:bijeenkomst_id>/verdeling/"
VOORSTEL = f"{VERDELING}voorstel/<int:beurt_id>/"
PLEK = f"{VERDELING}rondes/<int:ronde_id>/personen/<int:persoon_id>/"

urlpatterns = [
    path(VERDELING, verdeling.verdeling_detail, name="verdeling_detail"),
    path(f"{VERDELING}ongedaan/", verdeling.verdeling_undo, name="verdeling_undo"),
    path(f"{VERDELING}vastzetten/", verdeling.verdeling_fix, name="verdeling_fix"),
    path(f"{VERDELING}openen/", verdeling.verdeling_reopen, name="verdeling_reopen"),
    path(f"{VERDELING}vertellen/", verdeling.verdeling_tell, name="verdeling_tell"),
    path(f"{VERDELING}voorstel/", voorstel.voorstel_make, name="voorstel_make"),
    path(VOORSTEL, voorstel.voorstel_detail, name="voorstel_detail"),
    path(f"{VOORSTEL}stop/", voorstel.voorstel_stop, name="voorstel_stop"),
    path(f"{VOORSTEL}overnemen/", voorstel.voorstel_take_over, name="voorstel_take_over"),
    path(f"{VOORSTEL}weg/", voorstel.voorstel_discard, name="voorstel_discard"),
    path(f"{VERDELING}personen/", plaatsing.plaatsing_list, name="plaatsing_list"),
    path(f"{VERDELING}lijst/", plaatsing.plaatsing_export, name="plaatsing_export"),
    path(PLEK, plaatsing.plaatsing_move, name="plaatsing_move"),
    path(f"{PLEK}vast/", plaatsing.plaatsing_pin, name="plaatsing_pin"),
    path(f"{PLEK}weg/", plaatsing.plaatsing_remove, name="plaatsing_remove"),
]
