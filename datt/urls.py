"""Every address of the site. It may name every app; nobody imports it."""

from django.urls import include, path

from datt.accounts.urls import allauth_urls, gemeente_urls, mfa_urls, oidc_urls
from datt.accounts.views.demo import demo

urlpatterns = [
    path("", include("datt.core.urls")),
    path("", include("datt.toezicht.urls")),
    path("", include("datt.berichten.urls")),
    path("demo/", demo, name="demo"),
    path("account/", include("datt.accounts.urls")),
    path("account/", include(allauth_urls)),
    path("account/tweede-stap/", include(mfa_urls)),
    path("account/gemeente/", include(gemeente_urls)),
    path("account/oidc/", include(oidc_urls)),
    path("documenten/", include("datt.documenten.urls")),
    path("", include("pilots.keten.urls")),
    path("", include("pilots.traject.urls")),
    path("", include("pilots.partners.urls")),
    path("", include("pilots.tafels.urls")),
    path("", include("pilots.bijeenkomsten.uitnodigen.urls")),
    path("", include("pilots.bijeenkomsten.draaiboek.urls")),
    path("", include("pilots.bijeenkomsten.dag.urls")),
    path("", include("pilots.bijeenkomsten.verslag.urls")),
    path("", include("pilots.werkconferentie.selectie.urls")),
    path("", include("pilots.werkconferentie.programma.urls")),
    path("", include("pilots.werkconferentie.keuzes.urls")),
    path("", include("pilots.werkconferentie.plaatsing.urls")),
    path("", include("pilots.werkconferentie.dagprogramma.urls")),
    path("", include("pilots.werkconferentie.terugblik.urls")),
    path("", include("pilots.werkconferentie.proeverij.urls")),
    path("", include("pilots.oefenen.urls")),
    path("", include("verbeterplannen.plannen.urls")),
]

handler400 = "datt.core.views.errors.bad_request"
handler403 = "datt.core.views.errors.forbidden"
handler404 = "datt.core.views.errors.not_found"
handler500 = "datt.core.views.errors.server_error"
