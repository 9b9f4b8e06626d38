"""The page of a dossier: what will be in it, what was made, and the file."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from blues.common.errors import Conflict, NotAllowed
from blues.common.parts import Crumb
from exchanges.lifecycle.models import Exchange
from exchanges.workspace import dossiers
from exchanges.workspace.dossier_contents import contents_for, may_have


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_page(request, public_id):
    exchange = _exchange(request, public_id)
    if request.method == "POST":
        dossiers.ask(exchange, by=request.user)
        messages.success(request, _("The dossier is being packed; it appears on this page."))
        return redirect("workspace:dossier-page", exchange.public_id)
    contents = contents_for(exchange, request.user)
    return render(
        request,
        "exchanges/workspace/dossier_page.html",
        {
            "exchange": exchange,
            "contents": contents,
            "total": sum(file["size"] for file in contents["files"]),
            "dossiers": dossiers.open_with(contents, exchange),
            "crumbs": [
                Crumb(_("Exchanges"), reverse("workspace:exchange-list")),
                Crumb(exchange.reference, exchange.get_absolute_url()),
                Crumb(_("Dossier")),
            ],
        },
    )


@require_safe
def dossier_download(request, public_id, dossier_id):
    """Rights are asked again: a dossier with a part that the person may no longer read is gone."""
    exchange = _exchange(request, public_id)
    found = get_object_or_404(exchange.dossiers, public_id=dossier_id)
    if found not in dossiers.open_with(contents_for(exchange, request.user), exchange):
        raise NotAllowed(
            _("This dossier holds something that is not open to you."),
            way_out=_("Ask for one of your own."),
        )
    if not found.is_made:
        raise Conflict(_("This dossier is not ready yet."), way_out=_("Try again in a minute."))
    response = FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=f"{found.name}.zip",
        content_type="application/zip",
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _exchange(request, public_id) -> Exchange:
    """Also of an archived programme, which is what auditors come for: nothing of it is changed."""
    exchange = get_object_or_404(
        Exchange.objects.visible_to(request.user).with_parties(), public_id=public_id
    )
    if not may_have(request.user, exchange):
        raise NotAllowed(
            _("A dossier is for the clusters of an exchange, finance and the auditors."),
            way_out=_("Each paper that concerns you is on the page of the exchange."),
        )
    return exchange
