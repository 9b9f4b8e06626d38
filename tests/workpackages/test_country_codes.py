"""What leaves the portal names Greece EL and the United Kingdom UK, as EU texts do."""

import csv
import io

import openpyxl
import pytest
from django.urls import resolve

from blues.common.lists import ListPage
from exchanges.models import State
from tests.factories import (
    CountryFactory,
    ExchangeFactory,
    ProgrammeFactory,
    UserFactory,
    take_and_freeze,
)
from tests.meta.urls import own_urls
from workpackages.models import Snapshot
from workpackages.reporting import snapshots

LISTS = sorted(
    path
    for _name, path in own_urls()
    if issubclass(getattr(resolve(path).func, "view_class", object), ListPage)
)
ISO_CODES = {"GR", "GB"}
EU_CODES = {"EL", "UK"}

pytestmark = pytest.mark.feature(132)


@pytest.fixture(autouse=True)
def _between_greece_and_britain():
    CountryFactory(code="GB", name="United Kingdom")
    ExchangeFactory(
        programme=ProgrammeFactory(),
        state=State.COMPLETED,
        visitor__organisation__country__code="GR",
        host__organisation__country__code="GB",
    )


def cells(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return {cell for row in csv.reader(io.StringIO(text)) for cell in row}


@pytest.mark.parametrize("path", LISTS)
def test_no_list_exports_a_country_by_another_code(client, sign_in, path):
    sign_in(UserFactory(programme_coordinator=True))

    response = client.get(path, {"export": "csv"})

    if response.status_code == 200 and response.streaming:
        assert cells(response) & ISO_CODES == set()


@pytest.mark.parametrize("variant", Snapshot.Variant)
def test_the_workbook_of_a_copy_has_the_codes_of_eu_texts(variant):
    copy = take_and_freeze(variant=variant)

    book = openpyxl.load_workbook(io.BytesIO(snapshots.workbook_of(copy)))
    found = {
        part
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        for part in str(cell).replace("→", "").split()
    }

    assert found & ISO_CODES == set()
    assert found & EU_CODES == EU_CODES
