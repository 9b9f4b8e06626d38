import pytest

from blues.common import clock
from tests.exchanges.dates import TODAY


@pytest.fixture(autouse=True)
def _a_day(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.standing_on(TODAY):
        yield
