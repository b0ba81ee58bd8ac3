"""The pages of what everybody has on the day."""

from django.urls import path

from pilots.werkconferentie.dagprogramma.views import dag, gast, wissel

app_name = "dagprogramma"

DAG = "pilots/<int:pilot_id>/bijeenkomsten/<int:bijeenkomst_id>/programma/dag/"
GAST = "u/dag/<int:bijeenkomst_id>/"

urlpatterns = [
    path(DAG, dag.dag_detail, name="dag_detail"),
    path(f"{DAG}papier/", dag.papier_kies, name="papier_kies"),
    path(f"{DAG}wissel-open/", dag.wissel_open, name="wissel_open"),
    path(f"{DAG}wissel-dicht/", dag.wissel_close, name="wissel_close"),
    path(f"{DAG}wissel/", wissel.wissel_list, name="wissel_list"),
    path(f"{DAG}wissel/<int:persoon_id>/", wissel.wissel_detail, name="wissel_detail"),
    path(GAST, gast.gast_dag, name="gast_dag"),
    path(f"{GAST}wissel/", gast.gast_wissel, name="gast_wissel"),
]
