"""Preparing the Financial Agreement: the sum, the rules, the budget, the versions."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict, NotAllowed
from blues.documents import issuing
from blues.notices.models import Notice
from exchanges.building import agreements, bank, ledger
from exchanges.building.current import agreement_of
from exchanges.models import Exchange, State
from tests.exchanges.together import at_once
from tests.factories import (
    BankAccountFactory,
    CommitmentFactory,
    FinancialAgreementFactory,
    PaymentFactory,
    ProgrammeFactory,
    RateFactory,
    SignatureFactory,
    UserFactory,
    coordinator_of,
    next_rates,
    signer,
    store,
)

pytestmark = pytest.mark.usefixtures("_before_the_stay")


@pytest.fixture
def _before_the_stay():
    with clock.standing_on(date(2027, 2, 1)):
        yield


def signed(**how):
    """An exchange with a Commitment signed by four and the bank details on file."""
    commitment = CommitmentFactory(signed=True, **how)
    for organisation in (
        commitment.exchange.visitor_organisation,
        commitment.exchange.host_organisation,
    ):
        organisation.sme_declared_at = commitment.created_at
        organisation.sme_declared_by = commitment.exchange.visitor.representative
        organisation.save()
    BankAccountFactory(exchange=commitment.exchange)
    return commitment.exchange


def prepare(exchange, **how):
    how = {"by": signer(exchange, "vop")} | how
    return agreements.prepare(exchange, **how)


# -- The sum --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "days", "km", "amount"),
    [
        ("DE", 3, "1870.0", "415.00"),
        ("DE", 5, "1870.0", "830.00"),
        ("DE", 5, "150.0", "415.00"),
        ("DE", 3, "150.0", "415.00"),
        ("DE", 5, "199.9", "415.00"),
        ("DE", 5, "200.0", "830.00"),
        ("DE", 4, "1870.0", "415.00"),
        ("PL", 3, "150.0", "305.00"),
        ("PT", 3, "2000.0", "390.00"),
        ("PT", 5, "2000.0", "780.00"),
        ("FR", 5, "900.0", "900.00"),
    ],
)
def test_the_sum_follows_from_country_days_and_distance(country, days, km, amount):
    ceilings = {"PL": 610, "PT": 780, "FR": 900}
    table = ProgrammeFactory().rate_tables.get()
    for code, ceiling in ceilings.items():
        RateFactory(table=table, country__code=code, amount=Decimal(ceiling))
    exchange = signed(
        agenda=days,
        exchange__distance_km=Decimal(km),
        exchange__host__organisation__country__code=country,
    )

    agreement = prepare(exchange)

    assert agreement.amount == Decimal(amount)
    assert (agreement.working_days, agreement.distance_km) == (days, Decimal(km))
    assert agreement.is_halved == (agreement.amount < agreement.base)


def test_a_prepared_agreement_is_issued_and_the_visitor_told():
    exchange = signed()

    agreement = prepare(exchange)

    exchange.refresh_from_db()
    assert exchange.state == State.FA_PREPARED
    assert agreement.text_document.reference == agreement.reference
    assert (agreement.rate_table.version, agreement.payment_days) == ("eye-2014", 10)
    notice = Notice.objects.get(topic="building.sign-agreement")
    assert notice.reader == exchange.visitor.representative
    entry = journal.entries_for(exchange.case).filter(verb="agreement-prepared").get()
    assert entry.detail["amount"] == "830.00"


def test_a_later_rate_changes_no_prepared_sum():
    exchange = signed()
    prepare(exchange)
    next_rates(exchange.programme, DE=1100)
    exchange.refresh_from_db()
    exchange.distance_km = Decimal("10.0")
    exchange.save()

    agreement = agreement_of(exchange)
    assert (agreement.amount, agreement.base) == (Decimal("830.00"), Decimal("830.00"))


def test_a_country_without_a_rate_is_refused_and_never_paid_zero():
    exchange = signed(exchange__host__organisation__country__code="NL")

    with pytest.raises(Conflict, match="no ceiling"):
        prepare(exchange)

    assert not exchange.agreements.exists()


# -- Who and when ---------------------------------------------------------------------------------


def test_the_programme_coordinator_may_prepare_too():
    assert prepare(signed(), by=UserFactory(programme_coordinator=True)).version == 1


def test_nobody_else_prepares():
    exchange = signed()
    others = [
        exchange.visitor.representative,
        exchange.host.representative,
        coordinator_of(exchange.hop),
        UserFactory(finance=True),
        UserFactory(),
    ]

    for person in others:
        with pytest.raises(NotAllowed):
            prepare(exchange, by=person)


@pytest.mark.parametrize(
    "state", [s for s in State if s not in (State.CTQ_SIGNED, State.FA_PREPARED)]
)
def test_in_other_states_nothing_is_prepared(state):
    with pytest.raises(Conflict):
        prepare(signed(exchange__state=state))


def test_without_bank_details_nothing_is_prepared():
    exchange = CommitmentFactory(signed=True).exchange

    with pytest.raises(Conflict) as refused:
        prepare(exchange)

    assert refused.value.reasons == ["The visitor has not given the bank details yet."]


def test_an_online_exchange_gets_no_agreement():
    with pytest.raises(Conflict) as refused:
        prepare(signed(exchange__virtual=True))

    assert refused.value.reasons == ["An online exchange needs no Financial Agreement."]


def test_on_the_first_day_it_is_too_late():
    exchange = signed()

    with clock.standing_on(exchange.first_day), pytest.raises(Conflict):
        prepare(exchange)


def test_an_unmet_rule_stops_the_agreement_and_says_why():
    exchange = signed(agenda=[date(2027, 3, 1), date(2027, 3, 3), date(2027, 3, 5)])

    with pytest.raises(Conflict) as refused:
        prepare(exchange)

    assert [reason[:37] for reason in refused.value.reasons] == [
        "The agenda leaves out working days: 2"
    ]
    assert not exchange.agreements.exists()


def test_little_time_before_the_stay_is_a_warning_and_no_obstacle():
    exchange = signed()

    assert agreements.warning_of_time(exchange) == ""
    with clock.standing_on(date(2027, 2, 24)):
        assert "5 working days before the stay" in agreements.warning_of_time(exchange)
        assert prepare(exchange).version == 1


# -- Versions -------------------------------------------------------------------------------------


def test_new_bank_details_lead_to_a_new_version_and_earlier_signatures_do_not_count():
    agreement = FinancialAgreementFactory(signatures=["visitor"])
    exchange = agreement.exchange
    for organisation in (exchange.visitor_organisation, exchange.host_organisation):
        organisation.sme_declared_at = agreement.prepared_at
        organisation.sme_declared_by = agreement.prepared_by
        organisation.save()
    bank.give(
        exchange,
        by=exchange.visitor.representative,
        holder="Example Water Ltd",
        iban="DE89370400440532013000",
    )

    again = prepare(exchange)

    assert (again.version, agreement_of(exchange).next_to_sign) == (2, "visitor")
    assert agreement.signatures.count() == 1


def test_preparing_twice_makes_one_agreement_and_keeps_its_signature():
    exchange = signed()
    first = prepare(exchange)
    store(first.text_document)
    SignatureFactory(agreement=first, commitment=None, party="visitor")

    again = prepare(exchange)

    assert (again.pk, again.next_to_sign) == (first.pk, "vop")
    assert exchange.agreements.count() == 1


@pytest.mark.logs_errors
def test_an_agreement_whose_text_could_not_be_made_is_prepared_anew():
    exchange = signed()
    issuing.give_up(prepare(exchange).text_document, reason="The layout has no end.")

    assert prepare(exchange).version == 2


# -- The budget -----------------------------------------------------------------------------------


def poor(cluster, allocated):
    cluster.allocated = Decimal(allocated)
    cluster.save()


def test_beyond_the_allocation_nothing_is_prepared():
    exchange = signed()
    poor(exchange.vop, "829.99")

    with pytest.raises(Conflict) as refused:
        prepare(exchange)

    assert refused.value.reasons[0].startswith("The cluster has 829.99 EUR left")


def test_up_to_the_allocation_it_is_prepared():
    exchange = signed()
    poor(exchange.vop, "830.00")

    assert prepare(exchange).amount == Decimal("830.00")


def test_the_programme_coordinator_overrides_with_a_reason_that_is_kept():
    exchange = signed()
    poor(exchange.vop, "100")

    agreement = prepare(
        exchange,
        by=UserFactory(programme_coordinator=True),
        overdraw_reason="Money of another cluster follows in March.",
    )

    assert agreement.overdraw_reason == "Money of another cluster follows in March."
    assert exchange.checks.first().passed


def test_a_cluster_does_not_override_its_own_budget():
    exchange = signed()
    poor(exchange.vop, "100")

    with pytest.raises(NotAllowed):
        prepare(exchange, overdraw_reason="We know better.")


@pytest.mark.parametrize(
    ("state", "column"),
    [
        (State.FA_PREPARED, "reserved"),
        (State.FA_SIGNED, "committed"),
        (State.READY, "committed"),
        (State.INTERRUPTED, "committed"),
        (State.REPORTS_SUBMITTED, "committed"),
        (State.REPORTS_VALIDATED, "due"),
        (State.PAYMENT_APPROVED, "due"),
        (State.PAID, "paid"),
        (State.COMPLETED, "paid"),
        (State.ARCHIVED, "paid"),
        (State.CANCELLED, "released"),
    ],
)
def test_every_state_stands_in_one_column_of_the_ledger(state, column):
    agreement = FinancialAgreementFactory(state=state)
    cluster = agreement.exchange.vop
    other = FinancialAgreementFactory(state=state)  # of another cluster
    if column == "paid":
        for paid in (agreement, other):
            PaymentFactory(exchange=paid.exchange, agreement=paid, booked=True)

    book = ledger.of_cluster(cluster)

    sums = {
        name: getattr(book, name) for name in ("reserved", "committed", "due", "paid", "released")
    }
    assert {name for name, total in sums.items() if total} == {column}
    assert sums[column] == Decimal("830.00")
    assert book.left == Decimal("10000.00") - (0 if column == "released" else Decimal("830.00"))


def test_a_stay_that_ended_without_payment_leaves_the_budget_whole():
    cluster = FinancialAgreementFactory(state=State.COMPLETED).exchange.vop

    book = ledger.of_cluster(cluster)

    assert (book.paid, book.left) == (0, book.allocated)


def test_only_the_newest_version_counts_and_oneself_can_be_left_out():
    first = FinancialAgreementFactory()
    FinancialAgreementFactory(commitment=first.commitment, version=2, amount=Decimal("415.00"))
    cluster = first.exchange.vop

    assert ledger.of_cluster(cluster).reserved == Decimal("415.00")
    assert ledger.of_cluster(cluster, leaving_out=first.exchange).bound == 0
    assert ledger.of_clusters([cluster])[cluster.pk] == ledger.of_cluster(cluster)


def test_the_ledgers_of_many_clusters_take_two_queries(django_assert_num_queries):
    clusters = [FinancialAgreementFactory().exchange.vop for _ in range(3)]

    with django_assert_num_queries(2):
        books = ledger.of_clusters(clusters)

    assert [book.reserved for book in books.values()] == [Decimal("830.00")] * 3


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_pass_the_budget_together():
    exchanges = [signed()]
    exchanges.append(signed(exchange__visitor__cluster=exchanges[0].vop))
    cluster = exchanges[0].vop
    poor(cluster, "1000")
    by = coordinator_of(cluster)
    results = []

    def run(pk):
        try:
            with clock.standing_on(date(2027, 2, 1)):
                results.append(prepare(Exchange.objects.get(pk=pk), by=by).version)
        except Conflict as refusal:
            results.append(refusal.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[exchange.pk]) for exchange in exchanges]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, results)) == [
        "1",
        "The rules do not allow this Financial Agreement yet.",
    ]
    assert ledger.of_cluster(cluster).left == Decimal("170.00")


# -- The ceiling of the programme -----------------------------------------------------------------


def two_clusters(first, second):
    """Two exchanges of one programme, whose clusters have so much."""
    exchanges = [signed(), signed()]
    for exchange, allocated in zip(exchanges, (first, second), strict=True):
        poor(exchange.vop, allocated)
    poor_hosts = {exchange.hop for exchange in exchanges} - {exchange.vop for exchange in exchanges}
    for cluster in poor_hosts:
        poor(cluster, "0")
    return exchanges


def test_what_one_cluster_overdraws_is_missing_for_the_others():
    overdrawing, other = two_clusters("0", "1000")
    prepare(
        overdrawing,
        by=UserFactory(programme_coordinator=True),
        overdraw_reason="The last place of the year.",
    )

    with pytest.raises(Conflict) as refused:
        prepare(other)

    assert refused.value.message == (
        "The programme has EUR 170.00 left in all, but EUR 830.00 are needed."
    )
    assert ledger.of_programme(other.programme).left == Decimal("170.00")


def test_the_programme_coordinator_allows_it_with_a_reason_that_the_journal_keeps():
    overdrawing, _other = two_clusters("0", "0")

    prepare(
        overdrawing,
        by=UserFactory(programme_coordinator=True),
        overdraw_reason="The last place of the year.",
    )

    entry = journal.entries_for(overdrawing.case).get(verb="agreement-prepared")
    assert (entry.detail["overdraft"], entry.detail["reason"]) == (
        True,
        "The last place of the year.",
    )


@pytest.mark.django_db(transaction=True)
def test_two_clusters_at_once_do_not_pass_the_programme_together():
    first, second = two_clusters("900", "900")
    overdrawn = signed()
    poor(overdrawn.vop, "0")
    poor(overdrawn.hop, "0")
    prepare(
        overdrawn, by=UserFactory(programme_coordinator=True), overdraw_reason="The last place."
    )
    acts = [
        lambda pk=pk, by=by: prepare(Exchange.objects.get(pk=pk), by=by).version
        for pk, by in [(e.pk, coordinator_of(e.vop)) for e in (first, second)]
    ]

    def on_a_day_before(act):
        with clock.standing_on(date(2027, 2, 1)):
            return act()

    outcomes = at_once([lambda act=act: on_a_day_before(act) for act in acts])

    assert sorted(map(str, outcomes)) == ["1", "conflict"]
    assert ledger.of_programme(first.programme).left == Decimal("140.00")
