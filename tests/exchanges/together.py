"""Several people act in the same moment: each in a thread with a connection of its own."""

import threading

from django.db import connection

from blues.common import clock
from blues.common.errors import Conflict
from tests.exchanges.dates import TODAY


def at_once(acts) -> list:
    """Run the acts in threads that start together; a ``Conflict`` counts as an answer."""
    gate, outcomes = threading.Barrier(len(acts)), []

    def run(act):
        try:
            gate.wait()
            with clock.standing_on(TODAY):
                outcomes.append(act())
        except Conflict:
            outcomes.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
