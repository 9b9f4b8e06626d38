"""Finance pays, the programme coordinator freezes a copy for the agency, the auditor reads it."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest

from clusters.models import User
from exchanges.lifecycle.states import State
from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_from_the_validated_reports_to_the_agencys_workbook(cast, live_worker, comes_in):
    exchange = story.play(cast, until="ZINNAE validates")
    story.day_comes(exchange.last_day + timedelta(days=6), exchange)
    pays(comes_in(cast.finance), exchange)
    takes_the_certificate(comes_in(cast.visitor), exchange)

    coordinator = comes_in(cast.programme)
    sees_the_programme(coordinator)
    workbook = takes_a_copy(coordinator)
    rows = list(workbook["Exchanges"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]].count(exchange.reference) == 1
    assert workbook.sheetnames[-2:] == ["Data dictionary", "About"]

    auditor = comes_in(User.objects.get(email="auditor@blues.example"))
    reads_the_copy(auditor, coordinator.page.url, exchange)


def pays(finance, exchange):
    finance.open("/my-turn/").reads(exchange.reference)
    finance.open("/payments/").follow(exchange.reference)
    finance.reads("EUR\u00a0830", "ES91 2100 0418 4502 0005 1332", "Somebody else has validated")
    finance.press("Approve the payment").reads("Approved. Make the transfer")
    finance.press("Book the payment").reads("There is a problem")
    exchange.refresh_from_db()
    assert exchange.state == State.PAYMENT_APPROVED

    finance.type("Bank reference", "TRANSFER-0001")
    finance.press("Book the payment").reads("Booked. The exchange is complete.")
    exchange.refresh_from_db()
    assert exchange.state == State.COMPLETED


def takes_the_certificate(visitor, exchange):
    visitor.open(exchange.get_absolute_url()).reads("Paid", "Certificate")
    assert visitor.download("Certificate").startswith(b"%PDF")


def sees_the_programme(coordinator):
    coordinator.open("/programme/board/").has_heading("Programme board").reads("of 50")
    coordinator.open("/work-packages/").reads("WP1", "WP5")
    coordinator.open("/reports/indicators/").reads("X1", "X7")
    coordinator.open("/exchanges/").reads("Counted for")


def takes_a_copy(coordinator):
    coordinator.open("/reports/").follow("Take a copy")
    coordinator.page.get_by_label("Variant").select_option(label="full")
    coordinator.press("Take the copy")
    content = coordinator.download("Workbook for the agency")
    coordinator.look()
    return openpyxl.load_workbook(BytesIO(content))


def reads_the_copy(auditor, copy, exchange):
    auditor.open("/programme/board/")
    auditor.open("/reports/").reads("All exchanges to date", "frozen")
    auditor.open(copy)
    assert auditor.download("Workbook for the agency").startswith(b"PK")
    auditor.open(exchange.get_absolute_url()).reads("Completed")
    auditor.open(f"/exchanges/{exchange.public_id}/payment/")
    assert auditor.page.get_by_role("button", name="Book the payment").count() == 0
