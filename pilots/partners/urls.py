"""The addresses of this app."""

from django.urls import path

from pilots.partners.views import (
    aanmelden,
    beheer,
    inleeswerk,
    inlezen,
    kaart,
    link,
    organisatie,
    partner,
    persoon,
    samenvoegen,
    toevoegen,
    uitvoeren,
)

app_name = "partners"

PARTNERS = "pilots/<int:pilot_id>/partners/"
PARTNER = f"{PARTNERS}<int:partner_id>/"
PERSOON = f"{PARTNER}mensen/<int:persoon_id>/"
VOORSTEL = f"{PARTNERS}inlezen/<int:voorstel_id>/"
KAART = "pilots/<int:pilot_id>/sociale-kaart/"

urlpatterns = [
    path("meedoen/<slug:slug>/", aanmelden.aanmelden, name="aanmelden"),
    path("meedoen/<slug:slug>/bedankt/", aanmelden.bedankt, name="bedankt"),
    path("organisatie/", link.link_page, name="link_page"),
    path("organisatie/klopt/", link.link_right, name="link_right"),
    path("organisatie/aanpassen/", link.link_edit, name="link_edit"),
    path("organisatie/<str:token>/", link.link_open, name="link_open"),
    path(PARTNERS, partner.partner_list, name="partner_list"),
    path(f"{PARTNERS}aanmelden/", aanmelden.aanmelden_instellen, name="aanmelden_instellen"),
    path(f"{PARTNERS}toevoegen/", toevoegen.partner_add, name="partner_add"),
    path(f"{PARTNERS}toevoegen/nieuw/", toevoegen.partner_new, name="partner_new"),
    path(f"{PARTNERS}toevoegen/<int:organisatie_id>/", toevoegen.partner_add_known, name="partner_add_known"),
    path(f"{PARTNERS}inlezen/", inlezen.import_upload, name="import_upload"),
    path(f"{PARTNERS}inlezen/voorbeeld/", inlezen.import_example, name="import_example"),
    path(VOORSTEL, inlezen.import_preview, name="import_preview"),
    path(f"{VOORSTEL}kolommen/", inlezen.import_columns, name="import_columns"),
    path(f"{VOORSTEL}keuzes/", inlezen.import_choices, name="import_choices"),
    path(f"{VOORSTEL}bevestigen/", inlezen.import_confirm, name="import_confirm"),
    path(f"{VOORSTEL}weggooien/", inlezen.import_cancel, name="import_cancel"),
    path(f"{VOORSTEL}bezig/", inleeswerk.import_progress, name="import_progress"),
    path(f"{VOORSTEL}opnieuw/", inleeswerk.import_retry, name="import_retry"),
    path(f"{VOORSTEL}uitkomst/", inlezen.import_result, name="import_result"),
    path(f"{VOORSTEL}terugdraaien/", inlezen.import_undo, name="import_undo"),
    path(f"{PARTNERS}downloaden/", uitvoeren.export, name="export"),
    path(f"{PARTNERS}downloaden/partners/", uitvoeren.export_partners, name="export_partners"),
    path(f"{PARTNERS}downloaden/mensen/", uitvoeren.export_mensen, name="export_mensen"),
    path(f"{PARTNERS}mensen/", persoon.persoon_list, name="persoon_list"),
    path(f"{PARTNERS}mensen/<int:persoon_id>/verwijderen/", persoon.persoon_forget, name="persoon_forget"),
    path(f"{PARTNERS}mensen/<int:persoon_id>/dubbel/", samenvoegen.persoon_dubbel, name="persoon_dubbel"),
    path(
        f"{PARTNERS}mensen/<int:persoon_id>/samenvoegen/<int:ander_id>/",
        samenvoegen.persoon_samenvoegen,
        name="persoon_samenvoegen",
    ),
    path(
        f"{PARTNERS}samenvoegingen/<int:samenvoeging_id>/ongedaan/",
        samenvoegen.samenvoeging_undo,
        name="samenvoeging_undo",
    ),
    path("beheer/organisaties/", beheer.organisatie_list, name="organisatie_list"),
    path(
        "beheer/organisaties/<int:organisatie_id>/samenvoegen/<int:dubbel_id>/",
        beheer.organisatie_merge,
        name="organisatie_merge",
    ),
    path("beheer/organisaties/ongedaan/<int:merge_id>/", beheer.organisatie_unmerge, name="organisatie_unmerge"),
    path(f"{PARTNER}dubbel/", samenvoegen.partner_dubbel, name="partner_dubbel"),
    path(f"{PARTNER}samenvoegen/<int:organisatie_id>/", samenvoegen.samenvoegen, name="samenvoegen"),
    path(PARTNER, partner.partner_detail, name="partner_detail"),
    path(f"{PARTNER}bevestigen/", partner.partner_confirm, name="partner_confirm"),
    path(f"{PARTNER}afwijzen/", partner.partner_decline, name="partner_decline"),
    path(f"{PARTNER}terugtrekken/", partner.partner_withdraw, name="partner_withdraw"),
    path(f"{PARTNER}heropenen/", partner.partner_reopen, name="partner_reopen"),
    path(f"{PARTNER}nagekeken/", partner.partner_check, name="partner_check"),
    path(f"{PARTNER}organisatie/", organisatie.organisatie_edit, name="organisatie_edit"),
    path(f"{PARTNER}mensen/nieuw/", persoon.persoon_add, name="persoon_add"),
    path(PERSOON, persoon.persoon_edit, name="persoon_edit"),
    path(f"{PERSOON}sleutelfunctionaris/", persoon.persoon_sleutel, name="persoon_sleutel"),
    path(f"{PERSOON}contactpersoon/", persoon.persoon_contact, name="persoon_contact"),
    path(f"{PERSOON}weghalen/", persoon.persoon_remove, name="persoon_remove"),
    path(f"{PERSOON}terugzetten/", persoon.persoon_restore, name="persoon_restore"),
    path(KAART, kaart.sociale_kaart, name="sociale_kaart"),
    path(f"{KAART}downloaden/", uitvoeren.export_kaart, name="export_kaart"),
    path(f"{KAART}<int:organisatie_id>/", kaart.kaart_detail, name="kaart_detail"),
    path(f"{KAART}<int:organisatie_id>/klopt-dit-nog/", kaart.kaart_ask, name="kaart_ask"),
]
