"""One's own account: details, address, sessions."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues.common.errors import Conflict
from clusters.people import accounts, addresses, external, rules, sessions
from clusters.people.adapter import remember_language
from clusters.people.forms import AccountForm, AddressForm
from clusters.people.middleware import own_account
from clusters.people.models import RoleAssignment, User


@own_account
@require_http_methods(["GET", "POST"])
def account_page(request):
    """Who am I here, and what may I act as."""
    form = AccountForm(request.POST or None, instance=request.user)
    if form.is_valid():
        accounts.change(person=form.instance, by=request.user)
        messages.success(request, _("Your details are saved."))
        response = redirect("people:account-page")
        remember_language(response, request.user)
        return response
    context = {
        "form": form,
        "assignments": request.user.assignments.not_over().with_scope().order_by("pk"),
        "stand_ins": _stand_ins_of(request.user),
        "second_factor_is_required": rules.needs_second_factor(request.user),
        "second_factor_is_optional_here": not settings.MFA_REQUIRED_ROLES,
        "may_invite": bool(rules.invitable_roles(request.user)),
        "address_change": addresses.open_change(request.user),
        "has_providers": external.is_configured(),
    }
    return render(request, "clusters/account_page.html", context)


def _stand_ins_of(user: User):
    """Who stands in for this person, now or later."""
    named = RoleAssignment.objects.not_over().filter(stands_in_for__user=user)
    return named.with_scope().order_by("valid_from", "pk")


# -- Sessions --------------------------------------------------------------------------------------


@own_account
@require_safe
def session_list(request):
    this = request.session.session_key
    lines = [_session_line(session, this) for session in sessions.live(request.user)]
    return render(request, "clusters/session_list.html", {"sessions": lines})


def _session_line(session, this: str) -> dict:
    browser, system = sessions.device(session.user_agent)
    return {
        "browser": browser,
        "system": system,
        "began": session.created_at,
        "seen": session.last_seen_at,
        "is_this": session.session_key == this,
        "handle": sessions.handle(session.session_key),
    }


@own_account
@require_POST
def session_end(request):
    """End the one session that is named, else all but this one."""
    if wanted := request.POST.get("session"):
        if not sessions.end_one(request.user, wanted):
            raise Conflict(_("This session is over already."))
        messages.success(request, _("The session has ended."))
    else:
        sessions.end_all(request.user, but=request.session.session_key)
        messages.success(request, _("All other sessions have ended."))
    return redirect("people:session-list")


# -- The address -----------------------------------------------------------------------------------


@own_account
@require_http_methods(["GET", "POST"])
@reauthentication_required
def address_edit(request):
    """Asks for the password once more: an open session alone moves no account."""
    form = AddressForm(request.POST or None)
    if form.is_valid():
        addresses.ask(person=request.user, email=form.cleaned_data["email"], by=request.user)
        messages.success(
            request, _("We have written to both addresses. Open the links in both mails.")
        )
        return redirect("people:address-edit")
    context = {"form": form, "change": addresses.open_change(request.user)}
    return render(request, "clusters/address_edit.html", context)


@own_account
@require_http_methods(["GET", "POST"])
def address_confirm(request, token):
    found = addresses.find(token, person=request.user)
    if found is None:
        return render(request, "clusters/address_unusable.html", status=404)
    change, which = found
    if request.method == "GET":
        return render(request, "clusters/address_confirm.html", {"change": change, "which": which})
    key = request.session.session_key
    change = addresses.confirm(change=change, which=which, by=request.user, session_key=key)
    if change.done_at:
        messages.success(request, _("Done. From now on you sign in with the new address."))
    else:
        messages.success(request, _("Thank you. Now open the link in the other mail."))
    return redirect("people:account-page")


@own_account
@require_POST
def address_withdraw(request):
    addresses.withdraw(person=request.user, by=request.user)
    messages.success(request, _("Withdrawn. Your address stays as it is."))
    return redirect("people:account-page")
