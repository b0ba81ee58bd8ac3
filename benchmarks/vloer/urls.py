"""The floor twins; `gezond/` is what the start waits for."""

from django.http import HttpResponse
from django.urls import path

from benchmarks.vloer import views

urlpatterns = [
    path("gezond/", lambda request: HttpResponse("ja")),
    path("overzicht/<int:pilot_id>/", views.overview),
    path("sociale-kaart/<int:pilot_id>/", views.sociale_kaart),
    path("gasten/<int:pilot_id>/<int:bijeenkomst_id>/", views.gasten),
    path("partners/<int:pilot_id>/", views.partners),
    path("pilots/", views.pilots),
    path("stand/<str:sleutel>/", views.unchanged),
    path("inloggen/", views.sign_in),
]
