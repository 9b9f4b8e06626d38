import pytest

from blues.jobs.outbox import bell
from tests.jobs import handlers  # noqa: F401 -- registers the work of these tests


@pytest.fixture(autouse=True)
def _bell_is_not_offended(monkeypatch):
    monkeypatch.setattr(bell, "quiet_until", 0.0)
