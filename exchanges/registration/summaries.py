"""One paper with all answers as they were sent; every sending has its own."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from blues import documents
from blues.common import clock
from blues.common.formats import day
from blues.documents.models import Document
from exchanges.registration import shown
from exchanges.registration.completeness import SECTIONS
from exchanges.registration.forms import DeclarationForm
from exchanges.registration.models import Registration

LANGUAGE = "en"
KIND = documents.kind(
    code="registration-summary",
    template="documents/registration_summary.html",
    title=gettext_lazy("Registration"),
    noun=gettext_lazy("registration"),
)


def issue(registration: Registration, *, by) -> Document:
    version = Document.objects.filter(case=registration.case, kind=KIND.code).count() + 1
    return documents.issue(
        kind=KIND.code,
        case=registration.case,
        version=version,
        reference=f"{registration.reference}-v{version}",
        title=KIND.title,
        snapshot=snapshot(registration, by=by),
        by=by,
        lane=f"cluster:{registration.cluster_id}",
    )


def newest_of(registration: Registration) -> Document | None:
    papers = Document.objects.filter(case=registration.case, kind=KIND.code)
    return papers.newest().select_related("job").first()


def download(registration: Registration) -> HttpResponse:
    papers = Document.objects.filter(case=registration.case, kind=KIND.code).newest()
    return documents.download(get_object_or_404(papers))


def snapshot(registration: Registration, *, by) -> dict:
    """Everything the paper prints, as plain data: the renderer sees nothing else."""
    programme, today = registration.programme, clock.today()
    with override(LANGUAGE):
        return {
            "programme": f"{programme.name}, grant agreement {programme.grant_number}",
            "scheme": programme.scheme_name,
            "funding_line": programme.funding_line,
            "disclaimer": programme.disclaimer_for("registration", on=today),
            "agency": programme.agency_on(today),
            "rules": programme.rule_set_on(today).version,
            "written_on": day(today),
            "subtitle": _("%(organisation)s as %(role)s")
            % {
                "organisation": registration.organisation.legal_name,
                "role": registration.get_role_display(),
            },
            "cluster": registration.cluster.organisation.legal_name,
            "answer_by": day(registration.due_on),
            "parts": [
                {
                    "title": str(section.subject),
                    "facts": [
                        [str(answer.label), str(answer.value)]
                        for answer in shown.answers_in(registration, section.code)
                        if answer.value not in ("", None)
                    ],
                }
                for section in SECTIONS
            ],
            "declared": {
                "name": by.name,
                "function": by.function,
                "at": registration.declared_at,
                "lines": [str(line) for line in DeclarationForm.DECLARATIONS],
            },
        }
