"""The pages on which two people take a lost second factor off somebody's account."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from blues.common import formats
from blues.common.lists import Column, ListPage
from clusters.people import factors, rules
from clusters.people.account_models import FactorReset
from clusters.people.forms import FactorResetForm
from clusters.people.models import RoleAssignment, User
from clusters.people.pages import Action, detail_page


class ResetList(ListPage):
    title = gettext_lazy("Lost second steps")
    empty_title = gettext_lazy("Nobody has lost a second step")
    empty_text = gettext_lazy("It is asked for on the page of the person's role.")
    columns = [
        Column(
            "name",
            gettext_lazy("Name"),
            value="person.name",
            sort="person__family_name",
            link=lambda row: reverse("people:reset-detail", args=[row.public_id]),
        ),
        Column("asked_by", gettext_lazy("Asked by"), value="asked_by.name"),
        Column("asked_at", gettext_lazy("Asked"), sort="asked_at"),
        Column("state", gettext_lazy("State")),
    ]
    default_sort = "-asked_at"

    def get_queryset(self):
        return _visible(self.request.user)


def _visible(user):
    """One's own, those one asked for, and all for those who may agree."""
    rows = FactorReset.objects.select_related("person", "asked_by", "confirmed_by")
    if rules.may_confirm_factor_reset(user) or user.is_auditor:
        return rows
    return rows.filter(asked_by=user) | rows.filter(person=user)


@require_http_methods(["GET", "POST"])
def reset_new(request, public_id):
    person = _person(request.user, public_id)
    if not rules.may_ask_for_factor_reset(request.user, person):
        raise PermissionDenied
    form = FactorResetForm(request.POST or None)
    if form.is_valid():
        reset = factors.ask(person=person, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Asked. Another person has to agree."))
        return redirect("people:reset-detail", reset.public_id)
    return render(request, "clusters/reset_new.html", {"form": form, "person": person})


def _person(user, public_id) -> User:
    """Whoever the reader finds among the roles, and anybody for operators."""
    if user.is_operator:
        return get_object_or_404(User, public_id=public_id)
    known = RoleAssignment.objects.visible_to(user).values("user")
    return get_object_or_404(User.objects.filter(pk__in=known), public_id=public_id)


def reset_detail(request, public_id):
    reset = _reset(request, public_id)
    facts = [
        (_("Account"), f"{reset.person.name}, {reset.person.email}"),
        (_("Asked by"), f"{reset.asked_by.name}, {formats.moment(reset.asked_at)}"),
        (_("How they made sure"), reset.reason),
        (_("State"), reset.state),
        (_("Agreed by"), reset.confirmed_by.name if reset.confirmed_by else _("nobody yet")),
    ]
    actions = _actions(request.user, reset) if reset.is_open else []
    return detail_page(request, _("Lost second step"), facts, actions, back="people:reset-list")


def _actions(user, reset: FactorReset) -> list[Action]:
    actions = []
    if rules.may_confirm_factor_reset(user):
        same = user.pk in {reset.asked_by_id, reset.person_id}
        address = reverse("people:reset-confirm", args=[reset.public_id])
        reason = _("Another person than you has to agree.") if same else ""
        actions.append(Action(_("Agree and take the second step off"), address, reason))
    address = reverse("people:reset-withdraw", args=[reset.public_id])
    return [*actions, Action(_("Withdraw"), address, tone="secondary")]


def _reset(request, public_id) -> FactorReset:
    return get_object_or_404(_visible(request.user), public_id=public_id)


@require_POST
def reset_confirm(request, public_id):
    factors.confirm(reset=_reset(request, public_id), by=request.user)
    messages.success(request, _("The second step is off; the person was told."))
    return redirect("people:reset-list")


@require_POST
def reset_withdraw(request, public_id):
    factors.withdraw(reset=_reset(request, public_id), by=request.user)
    messages.success(request, _("Withdrawn. Nothing was changed."))
    return redirect("people:reset-list")
