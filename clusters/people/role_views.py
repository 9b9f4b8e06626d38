"""Who holds which role, since when, by whom and until when; stand-ins; the offices at a glance."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from blues.common import formats
from blues.common.lists import Column, ListPage
from clusters.people import appointments, offices, rules, stand_ins
from clusters.people.filters import AssignmentFilter
from clusters.people.forms import ExtensionForm, StandInForm
from clusters.people.models import RoleAssignment
from clusters.people.pages import Action


class AssignmentList(ListPage):
    """The roles held by colleagues and by the people whom the reader looks after or oversees."""

    title = gettext_lazy("People and roles")
    filterset_class = AssignmentFilter
    template_name = "clusters/assignment_list.html"
    columns = [
        Column(
            "name",
            gettext_lazy("Name"),
            value="user.name",
            sort="user__family_name",
            link=lambda row: row.get_absolute_url(),
        ),
        Column("role", gettext_lazy("Role"), value="part", sort="role"),
        Column("for", gettext_lazy("Stands in for"), value="stands_in_for.user.name"),
        Column("valid_from", gettext_lazy("Since"), sort="valid_from"),
        Column("given_by", gettext_lazy("Given by"), value="given_by.name"),
        Column("valid_until", gettext_lazy("Until"), sort="valid_until"),
    ]
    default_sort = "name"

    def get_queryset(self):
        return RoleAssignment.objects.visible_to(self.request.user).with_scope()

    def get_context_data(self, **kwargs):
        user = self.request.user
        further = {
            "reads_offices": offices.may_read(user),
            "may_invite": bool(rules.invitable_roles(user)),
            "sees_resets": rules.may_confirm_factor_reset(user) or bool(user.cluster_ids),
        }
        return super().get_context_data(**kwargs) | further


def assignment_detail(request, public_id):
    held = _assignment(request, public_id)
    named = held.stand_ins.not_over().with_scope().order_by("valid_from", "pk")
    context = {
        "held": held,
        "title": held.user.name,
        "facts": _facts(held),
        "actions": [] if held.is_over else _actions(request.user, held),
        "stand_ins": named,
        "back": reverse("people:assignment-list"),
    }
    return render(request, "clusters/assignment_detail.html", context)


def _facts(held: RoleAssignment) -> list:
    given_by = held.given_by.name if held.given_by else _("the portal")
    facts = [
        (_("E-mail address"), held.user.email),
        (_("Role"), held.part),
        (_("Since"), formats.day(held.valid_from)),
        (_("Given by"), f"{given_by}, {formats.moment(held.given_at)}"),
        (_("Until"), formats.day(held.valid_until) or _("further notice")),
        (_("Ended"), formats.moment(held.ended_at) if held.ended_at else _("no")),
    ]
    if held.is_stand_in:
        signs = formats.moment(held.signs_at) if held.signs_at else _("no")
        facts.insert(2, (_("Stands in for"), held.principal.name))
        facts.append((_("Signs as delegate"), signs))
    return facts


def _actions(user, held: RoleAssignment) -> list[Action]:
    offered = [
        (
            rules.may_name_stand_in(user, held),
            _link(_("Name a stand-in"), "people:stand-in-name", held),
        ),
        (rules.may_extend(user, held), _link(_("Change the last day"), _EXTEND, held)),
        (rules.may_let_sign(user, held), _signing(held)),
        (rules.may_ask_for_factor_reset(user, held.user), _reset(held)),
        (rules.may_end(user, held), _ending(user, held)),
    ]
    return [action for may, action in offered if may]


_EXTEND = "people:assignment-extend"


def _link(label: str, page: str, held: RoleAssignment) -> Action:
    return Action(label, reverse(page, args=[held.public_id]), tone="secondary", is_link=True)


def _reset(held: RoleAssignment) -> Action:
    address = reverse("people:reset-new", args=[held.user.public_id])
    return Action(_("Second step lost"), address, tone="quiet", is_link=True)


def _signing(held: RoleAssignment) -> Action:
    label = _("No longer sign as delegate") if held.signs_at else _("Let them sign as delegate")
    address = reverse("people:stand-in-sign", args=[held.public_id])
    return Action(label, address, tone="secondary")


def _ending(user, held: RoleAssignment) -> Action:
    label = _("Give up this role") if held.user_id == user.pk else _("End this role")
    address = reverse("people:assignment-end", args=[held.public_id])
    return Action(label, address, tone="danger", is_link=True)


def _assignment(request, public_id) -> RoleAssignment:
    rows = RoleAssignment.objects.visible_to(request.user).with_scope()
    return get_object_or_404(rows, public_id=public_id)


@require_http_methods(["GET", "POST"])
def assignment_end(request, public_id):
    """Asks once more: a role that has ended takes another invitation to come back."""
    assignment = _assignment(request, public_id)
    if request.method == "GET":
        return render(request, "clusters/assignment_end.html", {"held": assignment})
    appointments.end(assignment=assignment, by=request.user)
    messages.success(request, _("The role has ended."))
    own = request.user in {assignment.user, assignment.principal}
    return redirect("people:account-page" if own else "people:assignment-list")


@require_http_methods(["GET", "POST"])
def assignment_extend(request, public_id):
    held = _assignment(request, public_id)
    if not rules.may_extend(request.user, held):
        raise PermissionDenied
    form = ExtensionForm(request.POST or None, assignment=held)
    if form.is_valid():
        appointments.extend(assignment=held, until=form.cleaned_data["until"], by=request.user)
        messages.success(request, _("The last day is changed."))
        return redirect(held)
    return render(request, "clusters/assignment_extend.html", {"form": form, "held": held})


# -- Stand-ins -------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def stand_in_name(request, public_id):
    held = _assignment(request, public_id)
    if not rules.may_name_stand_in(request.user, held):
        raise PermissionDenied
    colleagues = stand_ins.candidates(held)
    form = StandInForm(request.POST or None, colleagues=colleagues)
    if form.is_valid():
        stand_ins.name(assignment=held, **form.cleaned_data, by=request.user)
        messages.success(request, _("The stand-in is named, and told."))
        return redirect(held)
    context = {"form": form, "held": held, "has_colleagues": colleagues.exists()}
    return render(request, "clusters/stand_in_name.html", context)


@require_POST
def stand_in_sign(request, public_id):
    """Appoint the stand-in delegate signatory, or end that."""
    held = _assignment(request, public_id)
    verb = stand_ins.stop_signing if held.signs_at else stand_ins.let_sign
    verb(stand_in=held, by=request.user)
    messages.success(request, _("The right to sign as a delegate is changed."))
    return redirect(held)


# -- At a glance -----------------------------------------------------------------------------------


def office_page(request):
    """Every office of the partnership with whoever holds it, and the ones nobody holds."""
    if not offices.may_read(request.user):
        raise PermissionDenied
    return render(request, "clusters/office_page.html", {"groups": offices.groups(request.user)})
