"""The pages of a meeting that is open to every resident."""

from django.urls import URLPattern

app_name = "proeverij"

urlpatterns: list[URLPattern] = []
