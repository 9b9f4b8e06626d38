"""The conversation on a page of its own."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues.common import files
from blues.common.requests import SignedIn
from exchanges.lifecycle.access import get_exchange
from exchanges.lifecycle.thread import writing
from exchanges.lifecycle.thread.forms import MessageForm
from exchanges.lifecycle.thread.models import Attachment
from exchanges.lifecycle.thread.page import conversation_for, sees_files_of
from exchanges.lifecycle.thread.rules import require_voice


@require_http_methods(["GET", "HEAD", "POST"])
def thread_page(request: SignedIn, public_id: UUID) -> HttpResponse:
    exchange = get_exchange(request, public_id)
    shown = conversation_for(request.user, exchange, before=_before(request))
    if not shown.is_shown or request.method == "POST":
        require_voice(request.user, exchange)
    form = MessageForm(request.POST or None, request.FILES or None, takes_files=shown.takes_files)
    if form.is_valid():
        writing.say(
            exchange, by=request.user, text=form.cleaned_data["text"], files=form.files_sent
        )
        messages.success(request, _("Sent."))
        return redirect("thread:thread-page", public_id)
    context = {"exchange": exchange, "conversation": shown, "form": form}
    return render(request, "exchanges/thread/thread_page.html", context)


def _before(request: SignedIn) -> UUID | None:
    """The message before which older ones are asked for; nonsense shows the newest."""
    try:
        return UUID(request.GET.get("before", ""))
    except ValueError:
        return None


@require_POST
def thread_join(request: SignedIn, public_id: UUID) -> HttpResponse:
    writing.join(get_exchange(request, public_id), by=request.user)
    messages.success(request, _("You have joined. The others see that you read along."))
    return redirect("thread:thread-page", public_id)


@require_POST
def thread_leave(request: SignedIn, public_id: UUID) -> HttpResponse:
    writing.leave(get_exchange(request, public_id), by=request.user)
    messages.success(request, _("You have left; you no longer read along."))
    return redirect("thread:thread-page", public_id)


@require_safe
def attachment_download(request: SignedIn, public_id: UUID, file_id: UUID) -> FileResponse:
    exchange = get_exchange(request, public_id)
    found = Attachment.objects.select_related("message__exchange")
    attachment = get_object_or_404(found, public_id=file_id, message__exchange=exchange)
    attachment.message.exchange = exchange
    if not sees_files_of(request.user, attachment.message):
        raise Http404
    return files.download(attachment.file, name=attachment.name.rpartition(".")[0])
