"""The addresses of groups and plans, below their pilot."""

from django.urls import path

from verbeterplannen.plannen.views import groepen, plannen, schrijven

app_name = "plannen"

PLANNEN = "pilots/<int:pilot_id>/verbeterplannen/"

urlpatterns = [
    path(PLANNEN, plannen.plan_list, name="plan_list"),
    path(f"{PLANNEN}<int:plan_id>/", plannen.plan_detail, name="plan_detail"),
    path(f"{PLANNEN}<int:plan_id>/schrijven/", schrijven.plan_edit, name="plan_edit"),
    path(f"{PLANNEN}<int:plan_id>/schrijven/<slug:veld_slug>/", schrijven.sectie_save, name="sectie_save"),
    path(
        f"{PLANNEN}<int:plan_id>/schrijven/<slug:veld_slug>/versies/",
        schrijven.sectie_versies,
        name="sectie_versies",
    ),
    path(f"{PLANNEN}<int:plan_id>/indienen/", plannen.plan_submit, name="plan_submit"),
    path(f"{PLANNEN}<int:plan_id>/terug/", plannen.plan_return, name="plan_return"),
    path(f"{PLANNEN}<int:plan_id>/goedkeuren/", plannen.plan_approve, name="plan_approve"),
    path(f"{PLANNEN}groepen/nieuw/", groepen.groep_new, name="groep_new"),
    path(f"{PLANNEN}groepen/<int:groep_id>/", groepen.groep_detail, name="groep_detail"),
    path(f"{PLANNEN}groepen/<int:groep_id>/leden/", groepen.lid_add, name="lid_add"),
    path(f"{PLANNEN}groepen/<int:groep_id>/leden/<int:lid_id>/weg/", groepen.lid_remove, name="lid_remove"),
    path(
        f"{PLANNEN}groepen/<int:groep_id>/leden/<int:lid_id>/functie/",
        groepen.lid_functie,
        name="lid_functie",
    ),
]
