"""Addresses from the signed papers to the money."""

from django.urls import path

from exchanges.finalisation import (
    evidence_views,
    payment_views,
    report_views,
    review_views,
    stay_views,
)
from exchanges.finalisation.lists import PaymentList

app_name = "finalisation"


def of_exchange(route, view, name):
    return path(f"exchanges/<uuid:public_id>/{route}", view, name=name)


urlpatterns = [
    of_exchange("preparation/", stay_views.preparation_detail, "preparation-detail"),
    of_exchange("preparation/insurance/", stay_views.insurance_declare, "insurance-declare"),
    of_exchange("preparation/check/", stay_views.preparation_check, "preparation-check"),
    of_exchange("stay/", stay_views.stay_detail, "stay-detail"),
    of_exchange("stay/start/", stay_views.stay_start, "stay-start"),
    of_exchange("stay/end/", stay_views.stay_end, "stay-end"),
    of_exchange("stay/interruption/", stay_views.stay_interrupt, "stay-interrupt"),
    of_exchange("presence/", stay_views.presence_detail, "presence-detail"),
    of_exchange(
        "presence/acknowledgement/", stay_views.presence_acknowledge, "presence-acknowledge"
    ),
    of_exchange("reports/<slug:side>/", report_views.report_detail, "report-detail"),
    of_exchange("reports/<slug:side>/edit/", report_views.report_edit, "report-edit"),
    of_exchange("evidence/", evidence_views.evidence_page, "evidence-page"),
    of_exchange(
        "evidence/<uuid:evidence_id>/", evidence_views.evidence_download, "evidence-download"
    ),
    of_exchange(
        "evidence/<uuid:evidence_id>/removal/", evidence_views.evidence_remove, "evidence-remove"
    ),
    of_exchange("validation/", review_views.validation_detail, "validation-detail"),
    of_exchange("validation/<slug:side>/return/", review_views.report_return, "report-return"),
    of_exchange("payment/", payment_views.payment_detail, "payment-detail"),
    of_exchange("payment/approval/", payment_views.payment_approve, "payment-approve"),
    of_exchange(
        "payment/account/", payment_views.payment_approve_account, "payment-approve-account"
    ),
    of_exchange("closing-papers/<slug:kind>/", review_views.paper_download, "paper-download"),
    path("payments/", PaymentList.as_view(), name="payment-list"),
]
