"""Indicators, copies, and the periods they are taken for."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues.common import formats
from blues.common.errors import NotAllowed
from blues.common.exports import XLSX_TYPE
from blues.common.lists import as_text
from clusters.programme.choice import programme_of
from workpackages.reporting import archiving, indicators, rules, snapshots
from workpackages.reporting.differences import differences
from workpackages.reporting.figures import Table
from workpackages.reporting.forms import form_for
from workpackages.reporting.models import ReportingPeriod, Snapshot
from workpackages.reporting.records import records_of, reported


@dataclass(frozen=True)
class Cell:
    heading: str
    text: str
    href: str


@require_safe
def indicators_page(request):
    """Today's numbers; each leads to the exchanges it counts."""
    rules.must_read(request.user)
    programme = programme_of(request)
    records = records_of(reported(rules.in_scope(request.user, programme)))
    computed = indicators.compute(records, target=programme.target_exchanges)
    return render(
        request,
        "workpackages/reporting/indicators.html",
        {
            "indicators": [
                (indicator, [(table, _lines(table)) for table in indicator.tables])
                for indicator in computed
            ],
            "is_whole_programme": request.user.is_programme_coordinator or request.user.is_auditor,
            "may_take": rules.may_take_any(request.user),
        },
    )


def _lines(table: Table) -> list[tuple[str, list[Cell]]]:
    behind = reverse("reporting:exchange-list")
    lines = []
    for line in table.lines:
        cells = []
        for head, value in zip(table.heads, line.values, strict=True):
            query = table.query_of(head, line)
            href = f"{behind}?{urlencode(query)}" if value and query is not None else ""
            cells.append(Cell(head.label, as_text(value), href))
        lines.append((line.label, cells))
    return lines


@require_http_methods(["GET", "HEAD", "POST"])
def snapshot_take(request):
    rules.must_read(request.user)
    if not rules.may_take_any(request.user):
        raise NotAllowed(_("Auditors read copies; the coordinators take them."))
    programme = programme_of(request)
    form = form_for(request.user)(request.POST or None, programme=programme, user=request.user)
    if form.is_valid():
        snapshot = snapshots.take(programme, by=request.user, **form.cleaned_data)
        return redirect(snapshot)
    return render(request, "workpackages/reporting/snapshot_take.html", {"form": form})


@require_safe
def snapshot_detail(request, public_id):
    snapshot = _visible(request, public_id)
    changes, previous = _since_the_last(snapshot, request.user)
    period = snapshot.period
    return render(
        request,
        "workpackages/reporting/snapshot_detail.html",
        {
            "snapshot": snapshot,
            "facts": _facts(snapshot),
            "changes": changes,
            "previous": previous,
            "period": period,
            "accepted_with": period.accepted_snapshot_id == snapshot.pk if period else False,
            "may_accept": _may_accept(request.user, snapshot),
            "to_archive": _to_archive(request.user, snapshot),
        },
    )


def _facts(snapshot) -> list[tuple]:
    data = snapshot.data if snapshot.is_frozen else {"exchanges": []}
    return [
        (_("Scope"), snapshot.scope),
        (_("Variant"), snapshot.get_variant_display()),
        (_("Taken"), formats.moment(snapshot.taken_at)),
        (_("Taken by"), snapshot.taken_by),
        (_("Exchanges"), len(data["exchanges"])),
        (_("SHA-256 of the data"), snapshot.sha256),
        (_("SHA-256 of the workbook"), snapshot.file_sha256),
    ]


def _since_the_last(snapshot, user):
    """What changed since the frozen copy before this one, and that copy."""
    earlier = Snapshot.objects.visible_to(user).frozen().of_the_same_kind(snapshot)
    previous = earlier.filter(pk__lt=snapshot.pk).order_by("-pk").first()
    if previous is None or not snapshot.is_frozen:
        return [], None
    return differences(previous.data, snapshot.data), previous


def _may_accept(user, snapshot) -> bool:
    period = snapshot.period
    return bool(
        user.is_programme_coordinator
        and snapshot.is_frozen
        and period
        and not period.is_accepted
        and not period.snapshots.frozen().filter(pk__gt=snapshot.pk).exists()
    )


def _to_archive(user, snapshot) -> int:
    is_accepted = snapshot.period and snapshot.period.accepted_snapshot_id == snapshot.pk
    if not (user.is_programme_coordinator and is_accepted):
        return 0
    return archiving.waiting(snapshot.period).count()


@require_safe
def snapshot_download(request, public_id, kind):
    """The workbook or the data; who may have it is asked again at every download."""
    snapshot = _visible(request, public_id)
    if kind == "xlsx":
        return _file(snapshots.workbook_of(snapshot), snapshot, kind, XLSX_TYPE)
    return _file(snapshots.record_of(snapshot), snapshot, kind, "application/json")


def _file(content: bytes, snapshot, kind: str, content_type: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{snapshot.file_name}.{kind}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_POST
def period_accept(request, public_id):
    period = snapshots.accept(_period(request, public_id), by=request.user)
    messages.success(request, _("Noted: the agency has accepted the report on this period."))
    return redirect(_accepted(period))


@require_POST
def period_archive(request, public_id):
    period = _period(request, public_id)
    if not request.user.is_programme_coordinator:
        raise NotAllowed(_("The programme coordinator archives exchanges."))
    copy = _accepted(period)
    number = archiving.archive_counted(period, by=request.user)
    messages.success(
        request,
        ngettext("%(n)d exchange is archived.", "%(n)d exchanges are archived.", number)
        % {"n": number},
    )
    return redirect(copy)


def _period(request, public_id) -> ReportingPeriod:
    rules.must_read(request.user)
    return get_object_or_404(ReportingPeriod, public_id=public_id)


def _accepted(period: ReportingPeriod) -> Snapshot:
    if period.accepted_snapshot is None:
        raise Http404
    return period.accepted_snapshot


def _visible(request, public_id) -> Snapshot:
    rules.must_read(request.user)
    rows = Snapshot.objects.visible_to(request.user).with_scope()
    return get_object_or_404(rows, public_id=public_id)
