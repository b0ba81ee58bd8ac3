"""The addresses of the shell: public pages and reading help. No namespace: every page links to them."""

from django.urls import path

from datt.core.views import public
from datt.core.views.leeshulp import leeshulp
from datt.core.views.stijl import stijl

urlpatterns = [
    path("", public.home, name="home"),
    path("over/", public.over, name="over"),
    path("uit-de-praktijk/", public.praktijk, name="praktijk"),
    path("privacy/", public.privacy, name="privacy"),
    path("toegankelijkheid/", public.toegankelijkheid, name="toegankelijkheid"),
    path("hulp/", public.hulp, name="hulp"),
    path("leeshulp/", leeshulp, name="leeshulp"),
    path("stijl/", stijl, name="stijl"),
    path(".well-known/security.txt", public.security_txt, name="security_txt"),
    path("robots.txt", public.robots_txt, name="robots_txt"),
]
