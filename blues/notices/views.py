"""The inbox of a person, and in the demo the mails of everybody."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues.notices import wishes
from blues.notices.forms import WishForm
from blues.notices.models import Mail, Notice

ON_A_PAGE = 50


@require_safe
def inbox_page(request):
    page = Paginator(request.user.notices.all(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/inbox.html", {"page_obj": page})


@require_POST
def notice_open(request, public_id):
    """Mark as read and go where the notice leads."""
    notice = get_object_or_404(Notice, public_id=public_id, reader=request.user)
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=timezone.now())
    return redirect(notice.link)


@require_POST
def inbox_clear(request):
    request.user.notices.unread().update(read_at=timezone.now())
    return redirect("notices:inbox-page")


@require_http_methods(["GET", "HEAD", "POST"])
def wish_edit(request):
    """By mail at once, once a day, or in the inbox alone: one's own choice for each matter."""
    form = WishForm(request.POST or None, wished=wishes.wishes_of(request.user))
    if form.is_valid():
        wishes.choose(by=request.user, ways=form.cleaned_data)
        messages.success(request, _("Your choice is saved."))
        return redirect("notices:wish-edit")
    return render(request, "notices/wish_edit.html", {"form": form})


@login_not_required
@require_safe
def mail_list(request):
    """Mails never leave the demo; they are read here."""
    if not settings.DEMO:
        raise Http404
    page = Paginator(Mail.objects.all(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/mail_list.html", {"page_obj": page})


@login_not_required
@require_safe
def mail_detail(request, public_id):
    if not settings.DEMO:
        raise Http404
    return render(
        request, "notices/mail_detail.html", {"mail": get_object_or_404(Mail, public_id=public_id)}
    )
