"""The outbox of a person: mails to many, each looked at before it goes."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from blues.common.lists import Column, ListPage
from blues.notices import drafts
from blues.notices.draft_models import Draft, Recipient
from blues.notices.letters import LETTERS

ON_A_PAGE = 25


class DraftForm(forms.ModelForm):
    """The common text, with places that each mail fills in."""

    class Meta:
        model = Draft
        fields = ["subject", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = [f"{{{name}}}" for name in drafts.places_of(self.instance)]
        self.fields["body"].help_text = _(
            "One text for everybody, sent as you write it. In each mail these are filled in: "
            "%(places)s. A button below the text opens the page that it is about."
        ) % {"places": ", ".join(places)}

    def clean(self):
        cleaned = super().clean()
        text = "".join(self.cleaned_data.get(name, "") for name in ("subject", "body"))
        if unknown := drafts.unknown_places(self.instance, text):
            message = _("Nothing is known that could stand for %(names)s.")
            self.add_error("body", message % {"names": unknown})
        return cleaned


def standing_of(draft: Draft) -> str:
    if draft.released_at:
        return _("sent")
    return _("thrown away") if draft.discarded_at else _("waits for you")


class DraftList(ListPage):
    title = gettext_lazy("Drafts")
    default_sort = "-made_at"
    export_name = "drafts"
    empty_title = gettext_lazy("No drafts")
    empty_text = gettext_lazy("Mails to many wait here until you have looked at them.")
    columns = [
        Column(
            "subject",
            gettext_lazy("Subject"),
            sort="subject",
            link=lambda draft: reverse("notices:draft-detail", args=[draft.public_id]),
        ),
        Column("about", gettext_lazy("Why"), sort="about"),
        Column("people", gettext_lazy("People"), sort="people", numeric=True),
        Column("made_at", gettext_lazy("Made"), sort="made_at"),
        Column("released_at", gettext_lazy("Sent"), sort="released_at"),
        Column("standing", gettext_lazy("Status"), value=standing_of),
    ]

    def get_queryset(self):
        left = Count("recipients", filter=Q(recipients__is_left_out=False))
        return self.request.user.drafts.annotate(people=left)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_detail(request, public_id):
    """The common text, and what each person will read."""
    draft = get_object_or_404(request.user.drafts.all(), public_id=public_id)
    sent = request.POST if request.method == "POST" else None
    form = DraftForm(sent, instance=draft)
    if request.method == "POST" and form.is_valid():
        drafts.rewrite(draft, by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept. Nothing has been sent yet."))
        return redirect("notices:draft-detail", public_id)
    draft.refresh_from_db()
    everybody = draft.recipients.select_related("reader")
    page = Paginator(everybody, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "draft": draft,
        "standing": standing_of(draft),
        "form": form,
        "page_obj": page,
        "lines": [_line(draft, one) for one in page],
        "left": drafts.reached(draft).count(),
        "button": LETTERS[draft.letter].button,
    }
    return render(request, "notices/draft_detail.html", context)


def _line(draft: Draft, one: Recipient) -> dict:
    return {
        "recipient": one,
        "title": one.words.get("organisation") or str(one.reader),
        "subject": drafts.filled(draft.subject, one.words),
        "body": drafts.filled(draft.body, one.words),
    }


@require_POST
def draft_release(request, public_id):
    draft = get_object_or_404(request.user.drafts.all(), public_id=public_id)
    sent = drafts.reached(drafts.release(draft, by=request.user)).count()
    said = ngettext("Sent to %(sent)s person.", "Sent to %(sent)s people.", sent)
    messages.success(request, said % {"sent": sent})
    return redirect("notices:draft-detail", public_id)


@require_POST
def draft_discard(request, public_id):
    drafts.discard(
        get_object_or_404(request.user.drafts.all(), public_id=public_id), by=request.user
    )
    messages.success(request, _("Thrown away. Nobody has been written to."))
    return redirect("notices:draft-list")


@require_POST
def recipient_leave(request, public_id):
    return _sort_out(request, public_id, back=False)


@require_POST
def recipient_back(request, public_id):
    return _sort_out(request, public_id, back=True)


def _sort_out(request, public_id, *, back: bool):
    mine = Recipient.objects.filter(draft__made_by=request.user).select_related("draft")
    recipient = get_object_or_404(mine, public_id=public_id)
    drafts.leave_out(recipient, by=request.user, back=back)
    return redirect("notices:draft-detail", recipient.draft.public_id)
