""" "Still interested?": answered from a mail or on one's own page, always by a button."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from exchanges.registration import interest
from exchanges.registration.access import get_registration


@login_not_required
@never_cache
def interest_confirm(request, token):
    """Programs that look at links in mails open this page; only the button on it says yes."""
    registration, person = interest.read(token)
    said = request.method == "POST"
    if said:
        registration = interest.confirm(registration, by=person)
    context = {"registration": registration, "said": said}
    return render(request, "exchanges/registration/interest_confirm.html", context)


@require_POST
def registration_interest(request, public_id):
    interest.confirm(get_registration(request, public_id), by=request.user)
    messages.success(request, _("Thank you. You are in the catalogue."))
    return redirect("registration:registration-detail", public_id)
