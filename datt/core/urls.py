"""The addresses of the shell: public pages and reading help. No namespace: every page links to them."""

from django.urls import path

from datt.core.views import public
from datt.core.views.leeshulp import leeshulp
from datt.core.views.stijl import stijl
from datt.core.views.wachtrij import wachtrij_proef, wachtrij_stand, wachtrij_werker

urlpatterns = [
    path("", public.home, name="home"),
    path("over/", public.over, name="over"),
    path("uit-de-praktijk/", public.praktijk, name="praktijk"),
    path("privacy/", public.privacy, name="privacy"),
    path("toegankelijkheid/", public.toegankelijkheid, name="toegankelijkheid"),
    path("hulp/", public.hulp, name="hulp"),
    path("leeshulp/", leeshulp, name="leeshulp"),
    path("stijl/", stijl, name="stijl"),
    path("wachtrij/", wachtrij_stand, name="wachtrij_stand"),
    path("wachtrij/proef/", wachtrij_proef, name="wachtrij_proef"),
    path("wachtrij-werker.js", wachtrij_werker, name="wachtrij_werker"),
    path(".well-known/security.txt", public.security_txt, name="security_txt"),
    path("robots.txt", public.robots_txt, name="robots_txt"),
]
