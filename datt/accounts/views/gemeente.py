"""To a municipality's own sign-in."""

import logging
from http import HTTPStatus

from allauth.socialaccount.providers.openid_connect import views as openid_views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests.exceptions import RequestException

logger = logging.getLogger(__name__)


@login_not_required
def to_gemeente(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody there; when it does not answer, a page says so and a code by mail still works."""
    try:
        answer: HttpResponse = openid_views.login(request, provider_id)
    except RequestException as error:
        logger.warning("own sign-in %s not reached: %s", provider_id, type(error).__name__)
        return render(request, "socialaccount/authentication_error.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    return answer
