"""The pages of what everybody has on the day."""

from django.urls import URLPattern

app_name = "dagprogramma"

urlpatterns: list[URLPattern] = []
