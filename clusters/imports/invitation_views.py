"""Choosing members to invite, looking at the choice once more, sending."""

from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from blues.common.errors import BadInput
from blues.common.lists import Column, ListPage
from clusters.imports import inviting
from clusters.imports.filters import ContactFilter
from clusters.imports.models import MemberContact
from clusters.people.roles import Role

SHOWN = 50  # of the people of a preview


def require_coordinator(user) -> None:
    if not user.cluster_ids:
        raise PermissionDenied


def tick_box(contact: MemberContact):
    name = _("Choose %(person)s") % {"person": contact.name}
    return format_html(
        '<input type="checkbox" name="contact" value="{}" aria-label="{}">', contact.public_id, name
    )


class ContactList(ListPage):
    """People named for members for whom nobody acts yet."""

    title = gettext_lazy("Members to invite")
    filterset_class = ContactFilter
    template_name = "clusters/imports/contact_list.html"
    empty_title = gettext_lazy("Nobody is waiting for an invitation")
    empty_text = gettext_lazy("Contact persons come with a member list.")
    columns = [
        Column("pick", gettext_lazy("Choose"), value=lambda _contact: "", shown=tick_box),
        Column(
            "organisation",
            gettext_lazy("Organisation"),
            value="organisation.legal_name",
            sort="organisation__legal_name",
            link=lambda contact: contact.organisation.get_absolute_url(),
        ),
        Column("name", gettext_lazy("Contact person"), sort="family_name"),
        Column("email", gettext_lazy("E-mail address"), sort="email"),
        Column("language", gettext_lazy("Language"), value="get_language_display"),
        Column("invited_at", gettext_lazy("Last invited"), sort="invited_at"),
        Column("times_invited", gettext_lazy("Times"), numeric=True),
    ]
    default_sort = "organisation"

    def get_queryset(self):
        require_coordinator(self.request.user)
        return inviting.invitable_by(self.request.user)

    def export(self, kind):
        self.columns = self.columns[1:]  # a box to tick is nothing to take along
        return super().export(kind)


class InviteForm(forms.Form):
    role = forms.ChoiceField(
        label=gettext_lazy("They are invited as"),
        choices=[(role, Role(role).label) for role in Role.for_organisations()],
    )
    contacts = forms.CharField(widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)


@require_POST
def invitation_preview(request):
    """Who would get a mail. ``all`` takes everybody whom the filters of the list leave."""
    require_coordinator(request.user)
    people = _wanted(request)
    due = list(people.due().order_by("organisation__legal_name", "pk"))
    if len(due) > inviting.MOST_AT_ONCE:
        raise BadInput(
            _("At most %(most)s people can be invited at once.") % {"most": inviting.MOST_AT_ONCE}
        )
    ids = ",".join(str(contact.public_id) for contact in due)
    context = {
        "people": due[:SHOWN],
        "count": len(due),
        "more": max(len(due) - SHOWN, 0),
        "left_out": people.count() - len(due),
        "form": InviteForm(initial={"contacts": ids, "token": uuid4()}),
    }
    return render(request, "clusters/imports/contact_preview.html", context)


def _wanted(request):
    everybody = inviting.invitable_by(request.user)
    if "all" not in request.POST:
        return inviting.chosen(request.POST.getlist("contact"), among=everybody)
    filters = ContactFilter(request.GET, queryset=everybody)
    if not filters.form.is_valid():
        raise BadInput(_("One of the filters makes no sense, so nobody is chosen."))
    return filters.qs


@require_POST
def contact_invite(request):
    require_coordinator(request.user)
    form = InviteForm(request.POST)
    if not form.is_valid():
        raise BadInput(_("Choose somebody to invite."))
    visible = MemberContact.objects.visible_to(request.user)
    job = inviting.request(
        inviting.chosen(form.cleaned_data["contacts"].split(","), among=visible),
        role=Role(form.cleaned_data["role"]),
        token=UUID(str(form.cleaned_data["token"])),
        by=request.user,
    )
    return redirect(job)
