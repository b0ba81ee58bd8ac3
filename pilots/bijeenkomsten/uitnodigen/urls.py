"""The addresses of this app."""

from django.urls import path

from pilots.bijeenkomsten.uitnodigen.views import gast

app_name = "uitnodigen"

PILOT = "pilots/<int:pilot_id>/"
BIJEENKOMST = f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/"

urlpatterns = [
    path("u/", gast.gast_page, name="gast_page"),
    path("u/<str:token>/", gast.gast_open, name="gast_open"),
    path("k/<str:code>/", gast.gast_code, name="gast_code"),
]
