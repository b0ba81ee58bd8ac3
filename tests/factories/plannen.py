"""Factories for groups and plans."""

import factory
from factory.django import DjangoModelFactory

from pilots.access import Rol
from tests.factories.traject import DeelnameFactory, PersoonFactory, PilotFactory
from verbeterplannen.plannen.kaart import velden
from verbeterplannen.plannen.models import Functie, Plangroep, Plangroeplid, Sectie, Verbeterplan


class PlangroepFactory(DjangoModelFactory):
    class Meta:
        model = Plangroep

    pilot = factory.SubFactory(PilotFactory)
    naam = factory.Sequence(lambda nr: f"Plangroep {nr}")


class VerbeterplanFactory(DjangoModelFactory):
    """A plan with an empty section for each question; `filled=True` answers all that is needed."""

    class Meta:
        model = Verbeterplan
        skip_postgeneration_save = True

    pilot = factory.SubFactory(PilotFactory)
    groep = factory.SubFactory(PlangroepFactory, pilot=factory.SelfAttribute("..pilot"))
    titel = "Eerst bellen, dan pas een brief"

    @factory.post_generation
    def filled(self, create, extracted, **kwargs):
        for veld in velden():
            inhoud = f"Antwoord op {veld.label}" if extracted and veld.needed_to_submit else ""
            if veld.slug == "titel":
                inhoud = self.titel
            Sectie.objects.create(plan=self, veld=veld.slug, inhoud=inhoud, versie=1 if inhoud else 0)


def member_of(plan, user, *, functie=Functie.TREKKER):
    """Put this user in the group of the plan, as contact person of a ketenpartner."""
    persoon = plan.pilot.personen.filter(user=user).first()
    if persoon is None:
        persoon = PersoonFactory(pilot=plan.pilot, user=user, naam=user.naam, email=user.email)
        DeelnameFactory(pilot=plan.pilot, persoon=persoon, rol=Rol.KETENPARTNER)
    return Plangroeplid.objects.create(groep=plan.groep, persoon=persoon, functie=functie)
