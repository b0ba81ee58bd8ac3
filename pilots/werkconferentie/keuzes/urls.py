"""The pages of what guests would like to go to."""

from django.urls import URLPattern

app_name = "keuzes"

urlpatterns: list[URLPattern] = []
