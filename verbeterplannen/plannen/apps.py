"""Register this app with Django."""

from django.apps import AppConfig


class PlannenConfig(AppConfig):
    name = "verbeterplannen.plannen"
    label = "plannen"
    verbose_name = "Verbeterplannen"
