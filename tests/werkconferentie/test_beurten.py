"""A worker proposes who goes where; nothing changes before a facilitator takes it over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from datt.core.states import TransitionError
from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeelbeurt
from pilots.werkconferentie.plaatsing.services import beurten, rekenaar
from pilots.werkconferentie.plaatsing.vraagstuk import to_data
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import BijeenkomstFactory
from tests.factories.werkconferentie import RondeFactory, SessieFactory, VoorkeurFactory
from tests.werkconferentie.controle import broken_rules
from tests.werkconferentie.test_oplossen import a_hall

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def meeting():
    """Six guests, two workshops of four places; everybody wants the first."""
    meeting = BijeenkomstFactory()
    ronde = RondeFactory(bijeenkomst=meeting)
    first, _ = (SessieFactory(ronde=ronde, workshop__titel=titel, workshop__plaatsen_max=4) for titel in ("A", "B"))
    for _ in range(6):
        persoon = UitnodigingFactory(bijeenkomst=meeting, status="ja").persoon
        VoorkeurFactory(sessie=first, persoon=persoon)
    return meeting


def made(meeting, user, **rest) -> Verdeelbeurt:
    beurt = beurten.order(meeting, by=user, **rest)
    beurten.process(beurt.pk)
    beurt.refresh_from_db()
    return beurt


def test_a_proposal_changes_nothing_until_it_is_taken_over(meeting, user):
    beurt = made(meeting, user)

    assert (beurt.status, beurt.voortgang) == ("klaar", 100)
    assert broken_rules(beurt.invoer, beurt.voorstel["plaatsen"]) == []
    assert not Plaatsing.objects.exists()

    assert beurten.take_over(beurt, by=user) == 6

    reasons = sorted(Plaatsing.objects.values_list("reden", flat=True))
    assert reasons == ["Dit is uw eerste keus."] * 4 + ["Wat u koos, zit vol. Hier was nog plaats."] * 2


def test_one_proposal_at_a_time(meeting, user):
    beurten.order(meeting, by=user)

    with pytest.raises(TransitionError, match="al een voorstel gemaakt"):
        beurten.order(meeting, by=user)


def test_a_proposal_of_before_a_change_is_not_taken_over(meeting, user):
    beurt, other = made(meeting, user), made(meeting, user)
    beurten.take_over(other, by=user)

    with pytest.raises(TransitionError, match="Vraag een nieuw voorstel"):
        beurten.take_over(beurt, by=user)


def test_taken_over_twice_at_a_double_click(meeting, user):
    beurt = made(meeting, user)
    beurten.take_over(beurt, by=user)

    with pytest.raises(TransitionError, match="al overgenomen"):
        beurten.take_over(beurt, by=user)


def test_who_withdraws_while_it_is_calculated_gets_no_place(meeting, user):
    beurt = made(meeting, user)
    meeting.uitnodigingen.filter(pk=meeting.uitnodigingen.first().pk).update(status="afgemeld")

    beurten.take_over(beurt, by=user)

    assert Plaatsing.objects.count() == 5


def test_who_stays_keeps_the_place_after_somebody_dropped_out(meeting, user):
    beurten.take_over(made(meeting, user), by=user)
    before = dict(Plaatsing.objects.values_list("persoon", "sessie"))
    gone = Plaatsing.objects.filter(reden__startswith="Dit is uw").first()
    meeting.uitnodigingen.filter(persoon=gone.persoon).update(status="afgemeld")

    again = made(meeting, user, is_herstel=True)

    places = {who: nr for who, _, nr in again.voorstel["plaatsen"]}
    assert {who: nr for who, nr in before.items() if who != gone.persoon_id} == places


def test_a_stopped_run_is_not_calculated(meeting, user):
    beurt = beurten.order(meeting, by=user)
    beurten.stop(beurt, by=user)

    beurten.process(beurt.pk)

    beurt.refresh_from_db()
    assert (beurt.status, beurt.voorstel) == ("gestopt", {})


def test_a_worker_that_fell_silent_is_followed_by_another_and_in_the_end_given_up(meeting, user):
    beurt = beurten.order(meeting, by=user)
    for _ in range(3):
        assert beurten.sweep(timezone.now()) == [beurt.pk]
        assert Verdeelbeurt.objects.claim(beurt.pk, timezone.now())
        Verdeelbeurt.objects.update(levensteken_op=timezone.now() - timedelta(minutes=5))

    assert beurten.sweep(timezone.now()) == []

    beurt.refresh_from_db()
    assert (beurt.status, beurt.reden) == ("mislukt", beurten.MISLUKT)


def test_a_sum_that_nobody_wants_any_more_is_ended():
    question = to_data(a_hall(150, 12, 3, organisations=40, zaad=1))

    with pytest.raises(rekenaar.NotWantedError):
        rekenaar.calculate(question, lambda procent, wat: False, seconden=30)


def test_nothing_to_divide_is_said(user):
    with pytest.raises(TransitionError, match="nog geen workshops"):
        beurten.order(BijeenkomstFactory(), by=user)
