"""What this app shows on the pages of others."""

from datt.accounts.panels import BeheerLink, register_beheer_link

register_beheer_link(
    BeheerLink(
        titel="Gemeenten",
        uitleg="Wie de pilots van een gemeente volgt, en de kleur en het logo.",
        url_name="keten:gemeente_list",
        order=20,
    )
)
