"""The pages of who may come."""

from django.urls import URLPattern

app_name = "selectie"

urlpatterns: list[URLPattern] = []
