"""Rules that hold for every request."""

import logging
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.db import OperationalError
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _

from blues.common.error_pages import busy
from blues.common.errors import BadInput, Refusal, TooMuch, refuse
from blues.common.typed import UNSTORABLE, page_before, typed_texts

logger = logging.getLogger(__name__)

LONGEST_QUERY = 4096  # characters; a filtered list needs a few hundred

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
        "xr-spatial-tracking",
    )
)


class Middleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)


class HeadersMiddleware(Middleware):
    """What Django's own security middleware leaves out, on static files and errors too."""

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "DENY")
        return response


class InputMiddleware(Middleware):
    """Turns away what no page can make sense of, before any of it reaches a form or a query."""

    def __call__(self, request):
        if refusal := _trouble_in_address(request):
            return refuse(request, refusal)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method == "POST" and (refusal := _trouble_in_body(request)):
            return refuse(request, refusal)
        return None


def _trouble_in_address(request) -> Refusal | None:
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return BadInput(_("The address of this page is too long."))
    try:
        clean = _is_storable(request.path) and _all_storable(request.GET)
    except TooManyFieldsSent:
        clean = False
    return None if clean else _nonsense()


def _trouble_in_body(request) -> Refusal | None:
    try:
        clean = _all_storable(request.POST)
    except RequestDataTooBig:
        return TooMuch(
            _("That was more than this page takes."),
            way_out=_("Send less text at once; files have an upload page of their own."),
        )
    except (TooManyFieldsSent, TooManyFilesSent, MultiPartParserError):
        clean = False
    return None if clean else _nonsense()


def _nonsense() -> BadInput:
    return BadInput(
        _("What was sent contains characters that cannot be read, so nothing was changed."),
        way_out=_("Go back, type the text again and send it."),
    )


def _is_storable(text: str) -> bool:
    return UNSTORABLE.search(text) is None


def _all_storable(data) -> bool:
    return all(
        _is_storable(key) and all(_is_storable(value) for value in values)
        for key, values in data.lists()
    )


class SignInMiddleware(LoginRequiredMiddleware):
    """Closed unless a view says otherwise; whoever was signed out while typing loses no word."""

    def handle_no_permission(self, request, view_func):
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Refresh": "true"})  # the whole page asks to sign in
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        # The address of a button is no page to return to: the one that showed the button is.
        sign_in = redirect_to_login(
            page_before(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
        )
        if texts := typed_texts(request):
            context = {"typed": texts, "sign_in": sign_in.url}
            response = render(request, "errors/signed_out.html", context, status=403)
            patch_cache_control(response, private=True, no_store=True)
            return response
        return sign_in


class PrivatePagesMiddleware(Middleware):
    """No cache keeps a page of somebody who is signed in, not even behind the back button."""

    def __call__(self, request):
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
            patch_vary_headers(response, ["Cookie"])
        return response


class RefusalMiddleware(Middleware):
    """A refusal raised anywhere below a view becomes its page; nothing was changed.

    So does the bare "method not allowed" of a view, and a page that shows a form again because of
    what was sent says so in its status, too.
    """

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            allow = response.headers["Allow"]
            response = refuse(request, _only_for_forms())
            response.status_code = HTTPStatus.METHOD_NOT_ALLOWED
            response.headers["Allow"] = allow
        elif response.status_code == HTTPStatus.OK and _has_refused(request):
            response.status_code = HTTPStatus.BAD_REQUEST.value
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, Refusal):
            return refuse(request, exception)
        if isinstance(exception, ValidationError):
            return refuse(request, _refusal_of(exception))
        if isinstance(exception, OperationalError) and _is_only_busy(exception):
            logger.warning("The database was too busy for %s: %s", request.path, exception)
            return busy(request)
        return None


def _has_refused(request) -> bool:
    """A form that was sent is shown again; a filter that nobody understands still finds a page."""
    return request.method == "POST" and getattr(request, "has_refused", False)


def _only_for_forms() -> BadInput:
    return BadInput(
        _("This address takes the answer of a button; it is not a page to open."),
        way_out=_("Open the case from your list and use the button there."),
    )


def _refusal_of(error: ValidationError) -> BadInput:
    """What a row refused although no form had asked."""
    first, *others = error.messages or [_("That cannot be saved.")]
    return BadInput(first, reasons=others)


def _is_only_busy(error: OperationalError) -> bool:
    """Lock not available, or the statement ran out of time: worth another try."""
    return getattr(error.__cause__, "sqlstate", None) in {"55P03", "57014", "40001", "40P01"}
