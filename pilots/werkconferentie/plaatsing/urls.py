"""The pages of who goes where."""

from django.urls import URLPattern

app_name = "plaatsing"

urlpatterns: list[URLPattern] = []
