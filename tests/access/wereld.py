"""A small world to walk through: a pilot with one of everything, its neighbour, and every kind of visitor."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from pilots.access import Rol
from pilots.bijeenkomsten.dag.code import code_of
from pilots.bijeenkomsten.draaiboek.services.stand import key_of
from pilots.bijeenkomsten.verslag.code import hall_code
from pilots.traject.models import Pilot
from pilots.werkconferentie.keuzes.services.overnemen import form_for
from pilots.werkconferentie.proeverij.codes import code_of as code_of_visit
from pilots.werkconferentie.programma.models import Begeleiding
from pilots.werkconferentie.terugblik.code import workshop_code
from tests.factories.accounts import UserFactory
from tests.factories.berichten import BerichtFactory
from tests.factories.bijeenkomsten import (
    DraaiboekblokFactory,
    SchermlinkFactory,
    UitnodigingFactory,
    WerkvormFactory,
)
from tests.factories.documenten import DocumentFactory
from tests.factories.keten import AmbtenaarFactory, OrganisatieFactory
from tests.factories.partners import (
    InleesvoorstelFactory,
    KetenpartnerFactory,
    PersoonlijkeLinkFactory,
    SamenvoegingFactory,
)
from tests.factories.plannen import VerbeterplanFactory, member_of
from tests.factories.proeverij import BezoekaanmeldingFactory, OpenstellingFactory, PubliekFactory
from tests.factories.selectie import drawn_selection
from tests.factories.tafels import IndelingFactory, TafelFactory, TafelplaatsFactory, TafelwensFactory
from tests.factories.traject import (
    BijeenkomstFactory,
    DeelnameFactory,
    PersoonFactory,
    PilotFactory,
    PlanconceptFactory,
    TaakFactory,
)
from tests.factories.verslag import AfspraakFactory, EigenActieFactory, VerslagopmerkingFactory
from tests.factories.werkconferentie import SessieFactory, VerdeelbeurtFactory, published

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

BEZOEKERS = (
    "anoniem",  # not signed in
    "vreemd",  # an account without any role
    "buur",  # the facilitator of another pilot, of another gemeente
    "geweest",  # was facilitator here, the role was taken away
    "half",  # the facilitator, before the second factor
    "deelnemer",
    "bestuurder",
    "ketenpartner",  # contact person of the partner, member of the plan group
    "collega",  # contact person of another partner of the same pilot
    "ambtenaar",
    "facilitator",
    "beheerder",  # runs the installation, has no role in the pilot
)


@dataclass
class Wereld:
    """`ids` says for each part of an address which thing of this pilot stands there."""

    pilot: Pilot
    ids: dict[str, Any] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)


def make_wereld(titel: str = "Eerder erbij", gemeente: str = "Waterrade") -> Wereld:
    pilot = PilotFactory(titel=titel, gemeente__naam=gemeente, gemeente__kleur="#4b2a8c")
    wereld = Wereld(pilot)
    _people(wereld)
    _things(wereld)
    return wereld


def _people(wereld: Wereld) -> None:
    pilot = wereld.pilot
    for naam in BEZOEKERS:
        client = wereld.clients[naam] = Client()
        if naam == "anoniem":
            continue
        is_lead = naam in {"facilitator", "half", "buur", "geweest"}
        user = UserFactory(is_facilitator=is_lead, is_beheerder=naam == "beheerder")
        client.user = user
        client.force_login(user, backend=BACKEND)
        if naam != "half":
            session = client.session
            session["tweede_stap"] = user.pk
            session.save()
    for naam, rol in {
        "facilitator": Rol.FACILITATOR,
        "half": Rol.FACILITATOR,
        "geweest": Rol.FACILITATOR,
        "deelnemer": Rol.DEELNEMER,
        "bestuurder": Rol.BESTUURDER,
        "ketenpartner": Rol.KETENPARTNER,
        "collega": Rol.KETENPARTNER,
    }.items():
        user = wereld.clients[naam].user
        persoon = PersoonFactory(pilot=pilot, user=user, naam=user.naam, email=user.email)
        DeelnameFactory(pilot=pilot, persoon=persoon, rol=rol)
    pilot.deelnames.filter(persoon__user=wereld.clients["geweest"].user).update(ingetrokken_op=pilot.created_at)
    AmbtenaarFactory(gemeente=pilot.gemeente, user=wereld.clients["ambtenaar"].user)
    DeelnameFactory(persoon__pilot=PilotFactory(), persoon__user=wereld.clients["buur"].user, rol=Rol.FACILITATOR)


def _things(wereld: Wereld) -> None:
    pilot, clients = wereld.pilot, wereld.clients
    contact = pilot.personen.get(user=clients["ketenpartner"].user)
    contact.organisatie = OrganisatieFactory()
    contact.save()
    partner = KetenpartnerFactory(pilot=pilot, organisatie=contact.organisatie, contactpersoon=contact, confirmed=True)
    other = pilot.personen.get(user=clients["collega"].user)
    other.organisatie = OrganisatieFactory()
    other.save()
    KetenpartnerFactory(pilot=pilot, organisatie=other.organisatie, contactpersoon=other, confirmed=True)
    persoon = PersoonFactory(pilot=pilot, organisatie=partner.organisatie)
    bijeenkomst = BijeenkomstFactory(pilot=pilot)
    blok = DraaiboekblokFactory(draaiboek__bijeenkomst=bijeenkomst)
    plan = VerbeterplanFactory(pilot=pilot)
    lid = member_of(plan, clients["ketenpartner"].user)
    link = PersoonlijkeLinkFactory(ketenpartner=partner)
    seat = TafelplaatsFactory(
        indeling=IndelingFactory(bijeenkomst=bijeenkomst), tafel=TafelFactory(bijeenkomst=bijeenkomst), persoon=persoon
    )
    sessie = SessieFactory(
        ronde__bijeenkomst=bijeenkomst, workshop__indiener=contact, workshop__organisatie=contact.organisatie
    )
    openstelling = OpenstellingFactory(bijeenkomst=bijeenkomst, status="open")
    Begeleiding.objects.create(workshop=sessie.workshop, persoon=persoon)
    published(bijeenkomst)
    wereld.ids = {
        "pilot_id": pilot.pk,
        "kenmerk": DocumentFactory(subject=pilot, soort="trajectplan", failed=True).kenmerk,
        "soort": "trajectplan",
        "slug": pilot.slug,
        "partner_id": partner.pk,
        "organisatie_id": partner.organisatie_id,
        "persoon_id": persoon.pk,
        "bijeenkomst_id": bijeenkomst.pk,
        "uitnodiging_id": UitnodigingFactory(bijeenkomst=bijeenkomst, persoon=persoon).pk,
        "vorm": "json",
        "blok_id": blok.pk,
        "link_id": SchermlinkFactory(draaiboek=blok.draaiboek).pk,
        "sleutel": key_of(blok.draaiboek_id),
        "werkvorm_id": WerkvormFactory(gemeente=pilot.gemeente).pk,
        "bericht": "herinnering_3",
        "oproep": "herinneren",
        "formuliersoort": "keuzeformulieren",
        "formuliercode": form_for(bijeenkomst, persoon).code,
        "taak_id": TaakFactory(bijeenkomst=bijeenkomst).pk,
        "voorstel_id": InleesvoorstelFactory(pilot=pilot, door=clients["facilitator"].user).pk,
        "plan_id": plan.pk,
        "groep_id": plan.groep_id,
        "lid_id": lid.pk,
        "deelname_id": pilot.deelnames.get(persoon__user=clients["bestuurder"].user).pk,
        "veld_slug": "titel",
        **drawn_selection(bijeenkomst, persoon),
        "concept_id": PlanconceptFactory(maker=clients["facilitator"].user).pk,
        "token": link.token if hasattr(link, "token") else "geheim-woord",
        "bericht_id": BerichtFactory(pilot=pilot, failed=True).pk,
        "user_id": clients["vreemd"].user.pk,
        "pk": 1,
        "incheckcode": code_of(bijeenkomst.pk, persoon.pk),
        "zaalcode": hall_code(bijeenkomst),
        "papiersoort": "badges",
        "provider_id": "gemeente",
        "gemeente_id": pilot.gemeente_id,
        "code": pilot.gemeente.code,
        "versie": pilot.gemeente.kleur.removeprefix("#"),
        "ander_id": PersoonFactory(pilot=pilot).pk,
        "tafel_id": seat.tafel_id,
        "wens_id": TafelwensFactory(een=persoon, bijeenkomst=bijeenkomst).pk,
        "samenvoeging_id": SamenvoegingFactory(pilot=pilot).pk,
        "dubbel_id": other.organisatie_id,
        "merge_id": SamenvoegingFactory(
            pilot=None,
            soort="organisatie",
            behouden_nr=other.organisatie_id,
            vervallen_nr=partner.organisatie_id,
        ).pk,
        "ambtenaar_id": pilot.gemeente.ambtenaren.get().pk,
        "ronde_id": sessie.ronde_id,
        "ruimte_id": sessie.ruimte_id,
        "sessie_id": sessie.pk,
        "workshop_id": sessie.workshop_id,
        "workshopcode": workshop_code(sessie.workshop),
        "deel_slug": "kort",
        "afspraak_id": AfspraakFactory(bijeenkomst=bijeenkomst).pk,
        "opmerking_id": VerslagopmerkingFactory(verslag__bijeenkomst=bijeenkomst).pk,
        "openslug": openstelling.slug,
        "bezoekcode": code_of_visit(BezoekaanmeldingFactory(openstelling=openstelling)),
        "postersoort": "poster_a4",
        "stuksoort": "poster_a4",
        "publiek_id": PubliekFactory(bijeenkomst=bijeenkomst).pk,
        "actie_id": EigenActieFactory(bijeenkomst=bijeenkomst).pk,
        "beurt_id": VerdeelbeurtFactory(bijeenkomst=bijeenkomst, gevraagd_door=clients["facilitator"].user).pk,
    }
