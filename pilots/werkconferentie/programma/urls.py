"""The pages of the programme."""

from django.urls import URLPattern

app_name = "programma"

urlpatterns: list[URLPattern] = []
