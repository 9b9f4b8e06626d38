"""One version, one draft, and what a second person needs to see before putting it into force."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues.common import clock, formats
from clusters.programme import contents, versions
from clusters.programme.choice import programme_of, programmes_of
from clusters.programme.drafts import VersionDraft
from clusters.programme.forms import FORM_OF
from clusters.programme.models import Programme
from clusters.programme.rules import may_confirm_rules, may_draft_rules, may_read_rules

PAGES = "clusters/versions"
PAGE_OF = {
    VersionDraft.Kind.RULES: "programme:rules-page",
    VersionDraft.Kind.RATES: "programme:rates-page",
    VersionDraft.Kind.TERMS: "programme:terms-page",
    VersionDraft.Kind.HOLIDAYS: "programme:holidays-page",
    VersionDraft.Kind.WEIGHTS: "programme:weights-page",
}


def readable_programme(request) -> Programme:
    if not may_read_rules(request.user):
        raise Http404
    return programme_of(request)


def standing_of(version) -> tuple[str, str]:
    """In force, past or coming: the word and its tone."""
    today = clock.today()
    if version.valid_from > today:
        return _("coming"), "info"
    if version.valid_until and version.valid_until < today:
        return _("past"), "neutral"
    return _("in force"), "success"


def head_of(request, programme: Programme, kind: str) -> dict:
    """What the list of versions of one kind shows above the version in force."""
    drafts = programme.drafts.open().filter(kind=kind).select_related("drafted_by")
    return {
        "programme": programme,
        "kind": kind,
        "draft": drafts.first(),
        "may_draft": may_draft_rules(request.user) and not programme.is_archived,
    }


@require_safe
def version_detail(request, kind, version):
    """A version line by line, and what it changed."""
    programme = readable_programme(request)
    shown, before = _with_the_one_before(programme, _kind(kind), version)
    content = contents.of_version(shown)
    drafts = programme.drafts.filter(kind=kind, version=version, confirmed_at__isnull=False)
    context = {
        "programme": programme,
        "kind": kind,
        "version": shown,
        "standing": standing_of(shown),
        "lines": contents.lines_of(kind, content),
        "before": before,
        "changes": contents.changes(kind, contents.of_version(before), content) if before else [],
        "draft": drafts.select_related("drafted_by", "confirmed_by").first(),
        "back": PAGE_OF[_kind(kind)],
    }
    return render(request, f"{PAGES}/version_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_new(request, kind):
    """Start from what holds in the end; the author changes what is to be different."""
    programme = readable_programme(request)
    if not may_draft_rules(request.user):
        raise PermissionDenied
    content = contents.of_the_newest(programme, _kind(kind))
    form = FORM_OF[_kind(kind)](request.POST or None, content=content)
    if form.is_valid():
        draft = versions.draft(programme=programme, kind=kind, by=request.user, **form.said())
        messages.success(request, _("The draft is kept. A second person can now confirm it."))
        return redirect(draft)
    title = _("Draft a new version")
    context = {"form": form, "title": title, "kind": kind, "back": PAGE_OF[_kind(kind)]}
    return render(request, f"{PAGES}/draft_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_edit(request, public_id):
    draft = get_draft(request, public_id)
    if request.user != draft.drafted_by or not draft.is_open:
        raise PermissionDenied
    head = {name: getattr(draft, name) for name in ("version", "valid_from", "source")}
    form = FORM_OF[_kind(draft.kind)](request.POST or None, content=draft.content, initial=head)
    if form.is_valid():
        draft = versions.revise(draft, by=request.user, **form.said())
        messages.success(request, _("The draft is kept."))
        return redirect(draft)
    title = _("Correct the draft")
    context = {"form": form, "title": title, "kind": draft.kind, "draft": draft}
    return render(request, f"{PAGES}/draft_edit.html", context)


@require_safe
def draft_detail(request, public_id):
    """The difference to what holds, and the two ways to end the draft."""
    draft = get_draft(request, public_id)
    user = request.user
    context = {
        "draft": draft,
        "changes": contents.changes(draft.kind, _compared(draft), draft.content),
        "facts": _facts(draft),
        "may_end": draft.is_open and may_confirm_rules(user),
        "may_edit": draft.is_open and user == draft.drafted_by,
        "why_not": _("A second person confirms it.") if user == draft.drafted_by else "",
        "back": PAGE_OF[_kind(draft.kind)],
    }
    return render(request, f"{PAGES}/draft_detail.html", context)


@require_POST
def draft_confirm(request, public_id):
    draft = versions.confirm(get_draft(request, public_id), by=request.user)
    day = formats.day(draft.valid_from)
    messages.success(request, _("Confirmed. It is in force from %(day)s.") % {"day": day})
    return redirect(PAGE_OF[_kind(draft.kind)])


@require_POST
def draft_discard(request, public_id):
    draft = versions.discard(get_draft(request, public_id), by=request.user)
    messages.success(request, _("The draft is discarded."))
    return redirect(PAGE_OF[_kind(draft.kind)])


def get_draft(request, public_id) -> VersionDraft:
    if not may_read_rules(request.user):
        raise Http404
    rows = VersionDraft.objects.filter(programme__in=programmes_of(request.user))
    return get_object_or_404(
        rows.select_related("programme", "drafted_by", "confirmed_by", "discarded_by"),
        public_id=public_id,
    )


def _kind(kind: str) -> VersionDraft.Kind:
    try:
        return VersionDraft.Kind(kind)
    except ValueError:
        raise Http404 from None


def _with_the_one_before(programme, kind, version):
    rows = contents.rows_of(programme, kind)
    if rows is None:
        raise Http404
    shown = get_object_or_404(rows, version=version)
    return shown, rows.filter(valid_from__lt=shown.valid_from).order_by("valid_from").last()


def _compared(draft) -> dict:
    """What the draft is read against: once it is confirmed or discarded, what it was based on."""
    if draft.is_open or draft.kind == VersionDraft.Kind.TERMS:
        return contents.of_the_newest(draft.programme, draft.kind)
    rows = contents.rows_of(draft.programme, draft.kind)
    base = rows.filter(version=draft.based_on).first()
    return contents.of_version(base) if base else {}


def _facts(draft) -> list[tuple]:
    return [
        (_("Written against"), draft.based_on),
        (_("Valid from"), formats.day(draft.valid_from)),
        (_("Source"), draft.source),
        (_("Drafted"), f"{draft.drafted_by}, {formats.moment(draft.drafted_at)}"),
        *_ending(draft),
    ]


def _ending(draft):
    if draft.confirmed_at:
        yield _("Confirmed"), f"{draft.confirmed_by}, {formats.moment(draft.confirmed_at)}"
    if draft.discarded_at:
        yield _("Discarded"), f"{draft.discarded_by}, {formats.moment(draft.discarded_at)}"
