"""The finance officer's queue: ready, waiting for what, due in how many days."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common import formats
from blues.common.lists import Column, ListPage
from clusters.models import Cluster
from clusters.programme.choice import chosen
from exchanges.finalisation import conditions, dues
from exchanges.finalisation.menu import sees_payments
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import COMMITTED, FINISHED, State
from exchanges.registration.models import Mode

READY = dues.CLOCK_RUNS
WAITING = tuple(state for state in COMMITTED if state not in READY)
PAID = (State.PAID, *FINISHED)
STAGES = {
    "ready": (gettext_lazy("ready"), READY),
    "waiting": (gettext_lazy("waiting"), WAITING),
    "paid": (gettext_lazy("paid"), PAID),
}


def amount(exchange: Exchange):
    """Approved, computed from the days confirmed, or as agreed: what is known best."""
    payment = getattr(exchange, "payment", None)
    if payment is not None:
        return payment.amount
    if hasattr(exchange, "presence"):
        return dues.amount_due(exchange).amount
    agreement = dues.agreement_of(exchange)
    return agreement.amount if agreement else None


def waiting_for(exchange: Exchange) -> str:
    return conditions.waiting_for(exchange) or _("nothing: paid")


def shown_due(exchange: Exchange) -> str:
    """The day, and in how many days it is; only while the clock of the payment runs."""
    if exchange.state not in READY or not exchange.due_on:
        return "–"
    return f"{formats.day(exchange.due_on)} ({formats.deadline(exchange.due_on)})"


def _partners(request):
    partners = Cluster.objects.filter(is_partner=True, programme__in=chosen(request))
    return partners.select_related("organisation")


class PaymentFilter(django_filters.FilterSet):
    stage = django_filters.ChoiceFilter(
        label=gettext_lazy("Stage"),
        choices=[(code, label) for code, (label, _states) in STAGES.items()],
        method="of_stage",
    )
    cluster = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Paying cluster"),
        field_name="vop",
        queryset=_partners,
    )

    class Meta:
        model = Exchange
        fields: list[str] = []

    def of_stage(self, queryset, _name, value):
        return queryset.filter(state__in=STAGES[value][1])


class PaymentList(ListPage):
    title = gettext_lazy("Payments")
    filterset_class = PaymentFilter
    default_sort = "due"
    export_name = "payments"
    empty_title = gettext_lazy("No payments yet")
    empty_text = gettext_lazy("An exchange appears here once its Financial Agreement is signed.")
    columns = [
        Column(
            "reference",
            gettext_lazy("Exchange"),
            sort="reference",
            link=lambda e: reverse("finalisation:payment-detail", args=[e.public_id]),
            shown=lambda e: format_html('<span class="unbroken">{}</span>', e.reference),
        ),
        Column("payee", gettext_lazy("Payee"), value="visitor_organisation.legal_name"),
        Column(
            "cluster", gettext_lazy("Paying cluster"), value=lambda e: str(e.vop), sort="vop__code"
        ),
        Column("amount", gettext_lazy("Amount, EUR"), value=amount, numeric=True),
        Column("waiting_for", gettext_lazy("Waiting for"), value=waiting_for),
        Column(
            "due",
            gettext_lazy("Due"),
            value="due_on",
            sort="due_on",
            shown=shown_due,
        ),
        Column("paid_on", gettext_lazy("Paid on"), value="payment.value_date"),
    ]

    def get_queryset(self):
        user = self.request.user
        if not sees_payments(user):
            raise PermissionDenied
        return (
            Exchange.objects.visible_to(user)
            .filter(programme__in=chosen(self.request))
            .filter(Q(state__in=COMMITTED) | Q(state__in=PAID), mode=Mode.PHYSICAL)
            .with_parties()
            .select_related(
                "payment", "presence", "interruption", "bank_account", "host_organisation__country"
            )
            .prefetch_related(
                "account_changes",
                "agreements__text_document",
                "agreements__rate_table__rates",
                "reports",
                "evidence",
                "rule_set__type_rules",
            )
        )
