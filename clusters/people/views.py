"""All accounts, for those who run the portal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from blues.common import formats
from blues.common.lists import Column, ListPage
from clusters.people import accounts, rules
from clusters.people.filters import PersonFilter
from clusters.people.models import User
from clusters.people.pages import Action, detail_page


class PersonList(ListPage):
    """Accounts, for system operators; nobody else has a use for a list of all people."""

    title = gettext_lazy("Accounts")
    filterset_class = PersonFilter
    columns = [
        Column(
            "name",
            gettext_lazy("Name"),
            sort="family_name",
            link=lambda row: reverse("people:person-detail", args=[row.public_id]),
        ),
        Column("email", gettext_lazy("E-mail address"), sort="email"),
        Column("is_active", gettext_lazy("Open"), sort="is_active"),
        Column("last_login", gettext_lazy("Last signed in"), sort="last_login"),
    ]
    default_sort = "name"

    def get_queryset(self):
        if not self.request.user.is_operator:
            raise PermissionDenied
        return User.objects.all()


def person_detail(request, public_id):
    person = _person(request, public_id)
    address = "people:person-disable" if person.is_active else "people:person-enable"
    actions = [
        Action(
            _("Close the account") if person.is_active else _("Open the account again"),
            reverse(address, args=[person.public_id]),
            _("This is your own account.") if person == request.user else "",
        )
    ]
    if rules.may_ask_for_factor_reset(request.user, person):
        lost = reverse("people:reset-new", args=[person.public_id])
        actions.append(Action(_("Second step lost"), lost, tone="secondary", is_link=True))
    held = person.assignments.current().with_scope()
    facts = [
        (_("E-mail address"), person.email),
        (_("Joined"), formats.day(timezone.localdate(person.joined_at))),
        (_("Roles"), "; ".join(assignment.part for assignment in held)),
        (_("Account"), _("open") if person.is_active else _("closed")),
    ]
    return detail_page(request, person.name, facts, actions, back="people:person-list")


@require_POST
def person_disable(request, public_id):
    person = _person(request, public_id)
    accounts.disable(person=person, by=request.user)
    messages.success(request, _("The account is closed and its sessions have ended."))
    return redirect("people:person-list")


@require_POST
def person_enable(request, public_id):
    person = _person(request, public_id)
    accounts.enable(person=person, by=request.user)
    messages.success(request, _("The account is open again."))
    return redirect("people:person-list")


def _person(request, public_id) -> User:
    everybody = User.objects.all() if request.user.is_operator else User.objects.none()
    return get_object_or_404(everybody, public_id=public_id)
