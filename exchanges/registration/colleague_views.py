"""The people of an organisation, what each represents, and the hand-over when one leaves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clusters.directory.rules import looks_after_people_of
from clusters.models import Organisation, User
from clusters.people import handover
from clusters.people.rules import looks_after
from exchanges.registration import representatives
from exchanges.registration.colleague_forms import HandOverForm


@require_safe
def colleague_list(request, public_id):
    organisation = _organisation(request, public_id)
    live = list(representatives.live_registrations(organisation))
    people = handover.colleagues(organisation)
    context = {
        "organisation": organisation,
        "rows": [
            (
                colleague,
                [one for one in live if one.representative_id == colleague.person.pk],
                handover.may_hand_over(request.user, organisation, colleague.person),
            )
            for colleague in people
        ],
        "has_successors": len(people) > 1,
        "may_invite": looks_after(request.user, organisation),
        "left_behind": _left_behind(live, people),
    }
    return render(request, "exchanges/registration/colleague_list.html", context)


def _left_behind(live, people) -> list[tuple]:
    """Registrations whose representative acts for the organisation no longer."""
    here = {colleague.person.pk for colleague in people}
    return [(one, one.representative) for one in live if one.representative_id not in here]


@require_http_methods(["GET", "POST"])
def colleague_hand_over(request, public_id, person):
    """Who takes over, and what the rules ask about that person."""
    organisation = _organisation(request, public_id)
    leaver = _leaver(organisation, person)
    if not handover.may_hand_over(request.user, organisation, leaver):
        raise PermissionDenied
    moving = representatives.live_registrations(organisation).filter(representative=leaver)
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        successors=[
            colleague.person
            for colleague in handover.colleagues(organisation)
            if colleague.person != leaver
        ],
        asks_about_person=moving.exists(),
    )
    if form.is_valid():
        answers = form.cleaned_data
        representatives.hand_over(
            organisation=organisation, leaver=leaver, by=request.user, **answers
        )
        messages.success(
            request,
            _("%(name)s has taken over. Both have been told.")
            % {"name": answers["successor"].name},
        )
        return _onwards(request, organisation)
    context = {"organisation": organisation, "leaver": leaver, "form": form, "moving": moving}
    return render(request, "exchanges/registration/colleague_hand_over.html", context)


def _onwards(request, organisation: Organisation):
    """Whoever handed over their own place does not see the organisation any more."""
    now = User.objects.get(pk=request.user.pk)  # with the roles held from here on
    if Organisation.objects.visible_to(now).filter(pk=organisation.pk).exists():
        return redirect("registration:colleague-list", organisation.public_id)
    return redirect("people:account-page")


def _organisation(request, public_id) -> Organisation:
    visible = Organisation.objects.visible_to(request.user)
    organisation = get_object_or_404(visible, public_id=public_id)
    if not looks_after_people_of(request.user, organisation):
        raise PermissionDenied
    return organisation


def _leaver(organisation: Organisation, person) -> User:
    """Somebody who acts for the organisation, or whose name still stands in a registration."""
    live = representatives.live_registrations(organisation)
    known = {colleague.person.pk for colleague in handover.colleagues(organisation)}
    known |= set(live.values_list("representative", flat=True))
    leaver = User.objects.filter(pk__in=known, public_id=person).first()
    if leaver is None:
        raise Http404
    return leaver
