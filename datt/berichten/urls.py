"""The addresses of this app; without a namespace, because the shell and every mail link to them."""

from django.urls import path

from datt.berichten.views.afmelden import afmelden
from datt.berichten.views.demo import demo_post
from datt.berichten.views.terugpost import terugpost

urlpatterns = [
    path("demo/post/", demo_post, name="demo_post"),
    path("post/afmelden/<str:token>/", afmelden, name="afmelden"),
    path("post/terug/", terugpost, name="terugpost"),
]
