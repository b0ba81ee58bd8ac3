"""The addresses of this app."""

from django.urls import path

from pilots.traject.views import (
    agenda,
    berichten,
    bijeenkomst,
    datums,
    documenten,
    instellingen,
    logboek,
    pilots,
    plannen,
    taken,
    team,
    wijzigen,
    zoeken,
)

app_name = "traject"

PILOT = "pilots/<int:pilot_id>/"
BIJEENKOMST = f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/"
TAAK = f"{PILOT}taken/<int:taak_id>/"
DOCUMENTEN = f"{PILOT}documenten/"
CONCEPT = "pilots/plannen/<int:concept_id>/"

urlpatterns = [
    path("zoeken/", zoeken.search, name="search"),
    path("pilots/", pilots.pilot_list, name="pilot_list"),
    path("pilots/begin/", pilots.begin, name="begin"),
    path("pilots/plannen/", plannen.plan_start, name="plan_start"),
    path(f"{CONCEPT}gemeente/", plannen.plan_gemeente, name="plan_gemeente"),
    path(f"{CONCEPT}doel/", plannen.plan_doel, name="plan_doel"),
    path(f"{CONCEPT}mensen/", plannen.plan_mensen, name="plan_mensen"),
    path(f"{CONCEPT}datums/", datums.plan_datums, name="plan_datums"),
    path(f"{CONCEPT}controle/", plannen.plan_controle, name="plan_controle"),
    path(f"{CONCEPT}weg/", plannen.plan_delete, name="plan_delete"),
    path(PILOT, pilots.pilot_detail, name="pilot_detail"),
    path(f"{PILOT}bijeenkomsten/", bijeenkomst.bijeenkomst_list, name="bijeenkomst_list"),
    path(f"{PILOT}bijeenkomsten/nieuw/", wijzigen.bijeenkomst_add, name="bijeenkomst_add"),
    path(f"{PILOT}logboek/", logboek.logboek, name="logboek"),
    path(f"{PILOT}logboek/export/", logboek.logboek_export, name="logboek_export"),
    path(f"{PILOT}mail/", berichten.bericht_list, name="bericht_list"),
    path(f"{PILOT}mail/<int:bericht_id>/opnieuw/", berichten.bericht_resend, name="bericht_resend"),
    path(f"{PILOT}instellingen/", instellingen.instellingen, name="instellingen"),
    path(f"{PILOT}team/", team.team, name="team"),
    path(f"{PILOT}team/facilitator/", team.facilitator_add, name="facilitator_add"),
    path(f"{PILOT}team/bestuurder/", team.bestuurder_add, name="bestuurder_add"),
    path(f"{PILOT}team/overdragen/", team.overdragen, name="overdragen"),
    path(f"{PILOT}team/<int:deelname_id>/weg/", team.rol_weg, name="rol_weg"),
    path(f"{PILOT}starten/", instellingen.pilot_stap, {"stap": "starten"}, name="pilot_starten"),
    path(f"{PILOT}afronden/", instellingen.pilot_stap, {"stap": "afronden"}, name="pilot_afronden"),
    path(f"{PILOT}nazorg/", instellingen.pilot_stap, {"stap": "nazorg"}, name="pilot_nazorg"),
    path(f"{PILOT}archiveren/", instellingen.pilot_stap, {"stap": "archiveren"}, name="pilot_archiveren"),
    path(f"{PILOT}afbreken/", instellingen.pilot_stap, {"stap": "afbreken"}, name="pilot_afbreken"),
    path(BIJEENKOMST, bijeenkomst.bijeenkomst_detail, name="bijeenkomst_detail"),
    path(f"{BIJEENKOMST}gegevens/", bijeenkomst.bijeenkomst_edit, name="bijeenkomst_edit"),
    path(f"{BIJEENKOMST}plannen/", bijeenkomst.bijeenkomst_plan, name="bijeenkomst_plan"),
    path(f"{BIJEENKOMST}beginnen/", bijeenkomst.bijeenkomst_begin, name="bijeenkomst_begin"),
    path(f"{BIJEENKOMST}afsluiten/", bijeenkomst.bijeenkomst_close, name="bijeenkomst_close"),
    path(f"{BIJEENKOMST}verzetten/", wijzigen.bijeenkomst_move, name="bijeenkomst_move"),
    path(f"{BIJEENKOMST}naam/", wijzigen.bijeenkomst_rename, name="bijeenkomst_rename"),
    path(f"{BIJEENKOMST}splitsen/", wijzigen.bijeenkomst_split, name="bijeenkomst_split"),
    path(f"{BIJEENKOMST}vervallen/", wijzigen.bijeenkomst_drop, name="bijeenkomst_drop"),
    path(f"{BIJEENKOMST}terug/", wijzigen.bijeenkomst_restore, name="bijeenkomst_restore"),
    path(f"{BIJEENKOMST}agenda.ics", agenda.bijeenkomst_ics, name="bijeenkomst_ics"),
    path(f"{BIJEENKOMST}taken/nieuw/", taken.taak_add, name="taak_add"),
    path(f"{PILOT}taken/", taken.taak_list, name="taak_list"),
    path(f"{PILOT}taken/downloaden/", taken.taak_export, name="taak_export"),
    path(TAAK, taken.taak_detail, name="taak_detail"),
    path(f"{TAAK}beginnen/", taken.taak_begin, name="taak_begin"),
    path(f"{TAAK}klaar/", taken.taak_finish, name="taak_finish"),
    path(f"{TAAK}open/", taken.taak_reopen, name="taak_reopen"),
    path(f"{TAAK}niet-nodig/", taken.taak_drop, name="taak_drop"),
    path(f"{PILOT}agenda/", agenda.agenda_detail, name="agenda_detail"),
    path(f"{PILOT}agenda/mijn-link/", agenda.agenda_renew_own, name="agenda_renew_own"),
    path(f"{PILOT}agenda/link/", agenda.agenda_renew_pilot, name="agenda_renew_pilot"),
    path("agenda/pilot/<str:token>.ics", agenda.agenda_pilot, name="agenda_pilot"),
    path("agenda/persoon/<str:token>.ics", agenda.agenda_persoon, name="agenda_persoon"),
    path(DOCUMENTEN, documenten.document_list, name="document_list"),
    path(f"{DOCUMENTEN}<uuid:kenmerk>/", documenten.document_download, name="document_download"),
    path(f"{DOCUMENTEN}<uuid:kenmerk>/opnieuw/", documenten.document_retry, name="document_retry"),
    path(f"{DOCUMENTEN}<slug:soort>/", documenten.document_kind, name="document_kind"),
    path(f"{DOCUMENTEN}<slug:soort>/bestel/", documenten.document_order, name="document_order"),
]
