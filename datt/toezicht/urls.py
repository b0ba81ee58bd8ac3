"""The addresses of this app; without a namespace, because monitors know them by heart."""

from django.urls import path

from datt.toezicht.views import gereed, gezond

urlpatterns = [
    path("gezond/", gezond, name="gezond"),
    path("gezond/klaar/", gereed, name="gereed"),
]
