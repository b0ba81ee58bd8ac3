"""The addresses of this app."""

from django.urls import path

from pilots.keten.views import ambtenaar, gemeente, huisstijl

app_name = "keten"

BEHEER = "beheer/gemeenten/"
GEMEENTE = f"{BEHEER}<int:gemeente_id>/"

urlpatterns = [
    path("huisstijl/<slug:code>.<slug:versie>.css", huisstijl.huisstijl, name="huisstijl"),
    path("huisstijl/<slug:code>/logo.<slug:versie>.png", huisstijl.logo, name="logo"),
    path(BEHEER, gemeente.gemeente_list, name="gemeente_list"),
    path(GEMEENTE, gemeente.gemeente_detail, name="gemeente_detail"),
    path(f"{GEMEENTE}kleur/", gemeente.gemeente_colour, name="gemeente_colour"),
    path(f"{GEMEENTE}logo/", gemeente.gemeente_logo, name="gemeente_logo"),
    path(f"{GEMEENTE}logo/weghalen/", gemeente.gemeente_logo_remove, name="gemeente_logo_remove"),
    path(f"{GEMEENTE}ambtenaren/toevoegen/", ambtenaar.ambtenaar_add, name="ambtenaar_add"),
    path(f"{GEMEENTE}ambtenaren/<int:ambtenaar_id>/weghalen/", ambtenaar.ambtenaar_remove, name="ambtenaar_remove"),
]
