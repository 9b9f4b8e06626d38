"""A worker killed 200 times at random moments while it renders and seals: exactly one file for each
document, with the right hash. BENCH_KILLS sets another number.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

KILLS = int(os.environ.get("BENCH_KILLS", "200"))


def main() -> list[dict]:
    from blues.embedded import programs  # noqa: PLC0415
    from tests.bench import _throwaway  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as logs, _throwaway.portal() as environment:
        worker = programs.worker(
            environment=environment, log=Path(logs) / "worker.log", processes=1
        )
        worker.start()
        try:
            told = _throwaway.run(environment, "-m", "tests.bench.kills", str(worker.pid))
        finally:
            worker.stop()
    print(told, flush=True)
    return [json.loads(told)]


def measured(worker_pid: int) -> dict:
    from tests.documents import killing  # noqa: PLC0415 -- models load late

    began = time.monotonic()
    issued = killing.killed(worker_pid, times=KILLS)
    wrong = killing.found(issued)
    attempts = sum(document.job.attempts for document in _again(issued))
    return {
        "bench": "kills",
        "goal": "one file for each document, with the right hash",
        "kills": KILLS,
        "documents": len(issued),
        "attempts": attempts,
        "seconds": round(time.monotonic() - began),
        **{name.replace(" ", "_"): len(references) for name, references in wrong.items()},
        "goal_held": not any(wrong.values()),
    }


def _again(issued):
    from blues.documents.models import Document  # noqa: PLC0415

    return Document.objects.filter(pk__in=[one.pk for one in issued]).select_related("job")


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(measured(int(sys.argv[1]))))
