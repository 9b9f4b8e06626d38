"""What became of the mails that arrived: for operators, without a word of what was written."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, FilterSet

from blues.common.errors import NotAllowed
from blues.common.lists import Column, ListPage
from exchanges.lifecycle.thread.models import InboundMail
from exchanges.lifecycle.thread.reasons import Outcome, Reason


class InboundMailFilter(FilterSet):
    outcome = ChoiceFilter(label=gettext_lazy("What became of it"), choices=Outcome.choices)
    reason = ChoiceFilter(label=gettext_lazy("Why"), choices=Reason.choices)

    class Meta:
        model = InboundMail
        fields = ("outcome", "reason")


class InboundMailList(ListPage):
    title = gettext_lazy("Mails received")
    empty_title = gettext_lazy("No mail has arrived yet")
    empty_text = gettext_lazy("Answers to mails about conversations are listed here.")
    export_name = "mails-received"
    filterset_class = InboundMailFilter
    default_sort = "-received_at"
    columns = (
        Column("received_at", gettext_lazy("Received"), sort="received_at"),
        Column("sender", gettext_lazy("From"), sort="sender"),
        Column(
            "outcome",
            gettext_lazy("What became of it"),
            value="get_outcome_display",
            sort="outcome",
        ),
        Column("reason", gettext_lazy("Why"), value="get_reason_display", sort="reason"),
        Column("source", gettext_lazy("How it came"), value="get_source_display"),
        Column("size", gettext_lazy("Bytes"), sort="size", numeric=True),
        Column("message_id", gettext_lazy("Message-ID")),
    )

    def get_queryset(self) -> QuerySet[InboundMail]:
        if not self.request.user.is_operator:
            raise NotAllowed(_("Only the operators of the portal look after its mails."))
        return InboundMail.objects.all()
