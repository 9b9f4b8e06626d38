"""The document is made once, however often the worker dies. ``./portal bench kills`` does 200."""

import pytest

from blues.documents.models import Document
from tests.documents import killing

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_worker_killed_four_times_leaves_one_true_file_for_each_document(live_worker):
    before = killing.files()
    issued = killing.killed(live_worker.pid, times=4)

    wrong = killing.found(issued, before=before)
    assert wrong == {kind: [] for kind in wrong}
    assert {document.state for document in Document.objects.all()} == {Document.State.STORED}
