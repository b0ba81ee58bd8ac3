"""The addresses of this app."""

from django.urls import URLPattern

app_name = "tafels"

PILOT = "pilots/<int:pilot_id>/"
BIJEENKOMST = f"{PILOT}bijeenkomsten/<int:bijeenkomst_id>/"

urlpatterns: list[URLPattern] = []
