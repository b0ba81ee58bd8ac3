"""The beheerder's pages: accounts and their marks."""

from http import HTTPStatus

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from datt.accounts import services
from datt.accounts.decorators import beheer_view
from datt.accounts.forms import GebruikerForm, NieuweGebruikerForm
from datt.accounts.models import User
from datt.accounts.panels import beheer_links
from datt.core.http import Request
from datt.core.lists import page_of
from datt.core.models import Gebeurtenis

PER_PAGE = 50


@beheer_view
@require_GET
def beheer(request: Request) -> HttpResponse:
    return render(request, "accounts/beheer.html", {"links": beheer_links(), "hoofdmenu": "beheer"})


@beheer_view
@require_GET
def gebruiker_list(request: Request) -> HttpResponse:
    zoek = request.GET.get("zoek", "").strip()
    users = User.objects.filter(Q(naam__icontains=zoek) | Q(email__icontains=zoek)) if zoek else User.objects.all()
    page = page_of(request, users, PER_PAGE)
    context = {"bladzijde": page, "zoek": zoek, "hoofdmenu": "beheer"}
    return render(request, "accounts/gebruiker_list.html", context)


@beheer_view
@require_http_methods(["GET", "POST"])
def gebruiker_new(request: Request) -> HttpResponse:
    form = NieuweGebruikerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data
        user = services.invite_user(
            answer["email"],
            answer["naam"],
            is_beheerder=answer["is_beheerder"],
            is_facilitator=answer["is_facilitator"],
            by=request.user,
        )
        messages.success(request, f"{user} heeft een account en krijgt een mail.")
        return redirect("accounts:gebruiker_list")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/gebruiker_form.html", {"form": form, "hoofdmenu": "beheer"}, status=status)


@beheer_view
@require_http_methods(["GET", "POST"])
def gebruiker_edit(request: Request, user_id: int) -> HttpResponse:
    user = get_object_or_404(User, pk=user_id)
    form = GebruikerForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        # The form changed its instance already; the service compares with what the database holds.
        note = services.change_user(User.objects.get(pk=user_id), **form.cleaned_data, by=request.user)
        messages.success(request, f"De wijziging is bewaard. {note}".strip())
        return redirect("accounts:gebruiker_list")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {
        "form": form,
        "gebruiker": user,
        "gebeurtenissen": Gebeurtenis.objects.about(user).select_related("door")[:20],
        "hoofdmenu": "beheer",
    }
    return render(request, "accounts/gebruiker_form.html", context, status=status)


@beheer_view
@require_POST
def gebruiker_sign_out(request: Request, user_id: int) -> HttpResponse:
    user = get_object_or_404(User, pk=user_id)
    count = services.end_sessions(user, by=request.user)
    messages.success(request, f"{user} is overal uitgelogd ({count}).")
    return redirect("accounts:gebruiker_edit", user_id=user.pk)
