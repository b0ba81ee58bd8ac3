"""The addresses of this app; without a namespace, because the shell links to it."""

from django.urls import path

from datt.berichten.views import demo_post

urlpatterns = [path("demo/post/", demo_post, name="demo_post")]
