"""Refusals: what a verb raises when it will not do as asked, and the pages that show it.

A verb raises one of these with a sentence for the reader; ``RefusalMiddleware`` answers with the
matching status and page, so that views stay free of error handling. A verb that raises has changed
nothing: it runs in one transaction.
"""

from django.shortcuts import render
from django.utils.translation import gettext as _

from blues.common.typed import typed_texts


class Refusal(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """``message`` is for people; ``reasons`` are further sentences; ``way_out`` says what to do."""

    status = 400

    def __init__(self, message, *, reasons=(), way_out=""):
        super().__init__(str(message))
        self.message = str(message)
        self.reasons = [str(reason) for reason in reasons]
        self.way_out = str(way_out)


class BadInput(Refusal):
    """What was sent makes no sense here (400)."""

    status = 400


class NotAllowed(Refusal):
    """The person may know of the thing but not do this to it (403)."""

    status = 403


class Conflict(Refusal):
    """The thing has moved on: stale page, double submit, step out of order, old version (409)."""

    status = 409


class TooMuch(Refusal):
    """More was sent than a page takes (413)."""

    status = 413


class TooOften(Refusal):
    """The same was asked for too many times in a short while (429)."""

    status = 429


def refuse(request, refusal: Refusal):
    context = {"refusal": refusal, "typed": typed_texts(request)}
    return render(request, "errors/refused.html", context, status=refusal.status)


def csrf_failure(request, reason=""):
    return refuse(
        request,
        NotAllowed(
            _("This form was open for too long or came from another page, so nothing was changed."),
            way_out=_("Go back, reload the page and send it again."),
        ),
    )
