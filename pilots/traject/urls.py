"""The addresses of this app."""

from django.urls import path

from pilots.traject.views import bijeenkomst, datums, documenten, pilots, plannen, zoeken

app_name = "traject"

PILOT = "pilots/<int:pilot_id>/"
BIJEENKOMST = f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/"
DOCUMENTEN = f"{PILOT}documenten/"
CONCEPT = "pilots/plannen/<int:concept_id>/"

urlpatterns = [
    path("zoeken/", zoeken.search, name="search"),
    path("pilots/", pilots.pilot_list, name="pilot_list"),
    path("pilots/plannen/", plannen.plan_start, name="plan_start"),
    path(f"{CONCEPT}gemeente/", plannen.plan_gemeente, name="plan_gemeente"),
    path(f"{CONCEPT}doel/", plannen.plan_doel, name="plan_doel"),
    path(f"{CONCEPT}mensen/", plannen.plan_mensen, name="plan_mensen"),
    path(f"{CONCEPT}datums/", datums.plan_datums, name="plan_datums"),
    path(f"{CONCEPT}controle/", plannen.plan_controle, name="plan_controle"),
    path(f"{CONCEPT}weg/", plannen.plan_delete, name="plan_delete"),
    path(PILOT, pilots.pilot_detail, name="pilot_detail"),
    path(BIJEENKOMST, bijeenkomst.bijeenkomst_detail, name="bijeenkomst_detail"),
    path(DOCUMENTEN, documenten.document_list, name="document_list"),
    path(f"{DOCUMENTEN}<uuid:kenmerk>/", documenten.document_download, name="document_download"),
    path(f"{DOCUMENTEN}<uuid:kenmerk>/opnieuw/", documenten.document_retry, name="document_retry"),
    path(f"{DOCUMENTEN}<slug:soort>/", documenten.document_kind, name="document_kind"),
    path(f"{DOCUMENTEN}<slug:soort>/bestel/", documenten.document_order, name="document_order"),
]
