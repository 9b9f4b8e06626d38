"""The pages of invitations: list, new, accept, withdraw."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from blues.common import formats
from blues.common.errors import TooOften
from blues.common.lists import Column, ListPage
from clusters.people import invitations, rules
from clusters.people.filters import InvitationFilter
from clusters.people.forms import InvitationForm
from clusters.people.invitation_models import Invitation
from clusters.people.pages import Action, detail_page
from clusters.people.signup import bring_invitation


class InvitationList(ListPage):
    title = gettext_lazy("Invitations")
    filterset_class = InvitationFilter
    template_name = "clusters/invitation_list.html"
    columns = [
        Column(
            "email",
            gettext_lazy("E-mail address"),
            sort="email",
            link=lambda row: reverse("people:invitation-detail", args=[row.public_id]),
        ),
        Column("role", gettext_lazy("Role"), value="part", sort="role"),
        Column("state", gettext_lazy("State")),
        Column("invited_by", gettext_lazy("Sent by"), value="invited_by.name"),
        Column("invited_at", gettext_lazy("Sent"), sort="invited_at"),
        Column("expires_at", gettext_lazy("Good until"), sort="expires_at"),
    ]
    default_sort = "-invited_at"

    def get_queryset(self):
        return Invitation.objects.visible_to(self.request.user).with_scope()


def invitation_detail(request, public_id):
    invitation = _visible(request, public_id)
    facts = [
        (_("Role"), invitation.part),
        (_("Sent by"), invitation.invited_by.name),
        (_("Sent"), formats.moment(invitation.sent_at)),
        (_("Mails"), invitation.times_sent),
        (_("Good until"), formats.moment(invitation.expires_at)),
        (_("State"), invitation.state),
    ]
    actions = _actions(request.user, invitation)
    return detail_page(request, invitation.email, facts, actions, back="people:invitation-list")


def _actions(user, invitation: Invitation) -> list[Action]:
    if invitation.accepted_at or invitation.withdrawn_at:
        return []
    if not rules.may_change_invitation(user, invitation):
        return []
    send = reverse("people:invitation-send", args=[invitation.public_id])
    withdraw = reverse("people:invitation-withdraw", args=[invitation.public_id])
    actions = [Action(_("Send it again with a new link"), send, tone="secondary")]
    if invitation.is_open:
        actions.append(Action(_("Withdraw the invitation"), withdraw))
    return actions


def _visible(request, public_id) -> Invitation:
    rows = Invitation.objects.visible_to(request.user).with_scope()
    return get_object_or_404(rows, public_id=public_id)


@require_http_methods(["GET", "POST"])
def invitation_new(request):
    if not rules.invitable_roles(request.user):
        raise PermissionDenied
    form = InvitationForm(request.POST or None, inviter=request.user)
    if form.is_valid():
        invitations.invite(**form.cleaned_data, by=request.user)
        messages.success(request, _("The invitation is sent. It is good for two weeks."))
        return redirect("people:invitation-list")
    return render(request, "clusters/invitation_new.html", {"form": form})


@login_not_required
@require_http_methods(["GET", "POST"])
def invitation_accept(request, token):
    """Says the same about every link until the right person is signed in."""
    limit = {"app": "allauth.account", "action": "open_invitation", "limit_get": True}
    if ratelimit.consume(request, **limit) is None:
        raise TooOften(
            _("Too many links were opened from your network."), way_out=_("Wait a minute.")
        )
    if not request.user.is_authenticated:
        if address := invitations.address_behind(token):
            bring_invitation(request, address)
        return render(request, "clusters/invitation_sign_in.html", {"next": request.path})
    invitation = invitations.find(token, user=request.user)
    if invitation is None:
        return render(request, "clusters/invitation_unusable.html", status=404)
    if request.method == "POST":
        invitations.accept(invitation=invitation, by=request.user)
        messages.success(request, _("Welcome. You hold the role from now on."))
        return redirect("people:account-page")
    return render(request, "clusters/invitation_accept.html", {"invitation": invitation})


@require_POST
def invitation_send(request, public_id):
    invitation = _visible(request, public_id)
    invitations.send_again(invitation=invitation, by=request.user)
    messages.success(request, _("Sent again. The link in the earlier mail no longer works."))
    return redirect("people:invitation-detail", public_id)


@require_POST
def invitation_withdraw(request, public_id):
    invitation = _visible(request, public_id)
    invitations.withdraw(invitation=invitation, by=request.user)
    messages.success(request, _("The invitation is withdrawn; its link no longer works."))
    return redirect("people:invitation-list")
