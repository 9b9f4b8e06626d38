"""A thousand documents of one cluster: how fast they are made, what pages feel of it meanwhile, and
how long the single document of another cluster waits. On a portal of its own, with one worker
process and one web server.
"""

import http.client
import json
import os
import socket
import statistics
import sys
import tempfile
import time
from pathlib import Path

QUEUED = int(os.environ.get("BENCH_QUEUED", "1000"))
LOOKS = 100  # at pages before anything is queued
PAUSE = 0.1  # seconds between two looks
MOST_OF_IDLE = 1.5
MOST_BEFORE_THE_SINGLE = 3  # documents: the one in hand, and a turn each
PAGES = ("/verify/", "/verify/BENCH-NONE-v1/")


def main() -> list[dict]:
    from blues.embedded import programs  # noqa: PLC0415
    from tests.bench import _throwaway  # noqa: PLC0415

    port = _free_port()
    with tempfile.TemporaryDirectory() as logs, _throwaway.portal() as environment:
        worker = programs.worker(
            environment=environment, log=Path(logs) / "worker.log", processes=1
        )
        web = programs.web(environment=environment, log=Path(logs) / "web.log", port=port)
        for program in (worker, web):
            program.start()
        try:
            told = _throwaway.run(environment, "-m", "tests.bench._queue", str(port))
        finally:
            for program in (web, worker):
                program.stop()
    return [json.loads(line) for line in told.splitlines()]


def measured(port: int) -> list[dict]:
    from blues.documents.models import Document  # noqa: PLC0415 -- models load late

    _wait(port)
    _until_stored(_ask("warm", lane="warm"))
    idle = [_look(port, number) for number in range(LOOKS)]
    _ask_for_many()
    single = _ask("single", lane="cluster:2")
    many = Document.objects.filter(case="bench:many", state="stored")
    began, busy = time.monotonic(), []
    while many.count() < QUEUED:
        busy.append(_look(port, len(busy)))
    seconds = time.monotonic() - began
    _until_stored(single)
    before_single = many.filter(stored_at__lt=single.stored_at).count()
    slower = statistics.median(busy) / statistics.median(idle)
    return [
        {
            "what": "queue of one cluster drained by one worker process",
            "documents": QUEUED,
            "seconds": round(seconds, 1),
            "per_second": round(QUEUED / seconds, 2),
        },
        {
            "goal": "pages stay as fast",
            "what": "pages while the queue is drained, milliseconds",
            "idle": _spread(idle),
            "meanwhile": _spread(busy),
            "looks": len(busy),
            "load": round(os.getloadavg()[0], 1),
            "ratio": round(slower, 2),
            "goal_held": slower <= MOST_OF_IDLE,
        },
        {
            "goal": "turns",
            "what": "documents of the many made before the single one of another cluster",
            "documents": before_single,
            "goal_held": before_single <= MOST_BEFORE_THE_SINGLE,
        },
    ]


def _until_stored(document) -> None:
    while not document.is_stored:
        time.sleep(PAUSE)
        document.refresh_from_db()


def _ask(name: str, *, lane: str, case: str = "", version: int = 1):
    from blues import documents  # noqa: PLC0415
    from tests.bench import _papers  # noqa: PLC0415

    return documents.issue(
        kind="agreement",
        case=case or f"bench:{name}",
        version=version,
        reference=f"BENCH-{name.upper()}-v{version}",
        title="Financial Agreement",
        snapshot=_papers.snapshot_of("agreement"),
        by=None,
        lane=lane,
    )


def _ask_for_many() -> None:
    from django.db import transaction  # noqa: PLC0415

    with transaction.atomic():
        for number in range(1, QUEUED + 1):
            _ask("many", lane="cluster:1", case="bench:many", version=number)


def _look(port: int, number: int) -> float:
    """Milliseconds until the whole page is there."""
    time.sleep(PAUSE)
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", PAGES[number % len(PAGES)])
    connection.getresponse().read()
    connection.close()
    return (time.perf_counter() - start) * 1000


def _spread(looks: list[float]) -> dict[str, float]:
    quarters = statistics.quantiles(looks, n=4)
    return {"median": round(quarters[1], 1), "p75": round(quarters[2], 1)}


def _wait(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            _look(port, 0)
        except OSError:
            time.sleep(PAUSE)
        else:
            return
    raise TimeoutError("The web server does not answer.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    import django

    django.setup()
    for line in measured(int(sys.argv[1])):
        print(json.dumps(line))
