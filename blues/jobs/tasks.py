"""Celery entry points: fetch nothing, decide nothing, call one verb."""

from celery import shared_task

from blues.jobs import outbox, work


@shared_task(name="jobs.run")
def run(_public_id: str) -> None:
    work.run_next()


@shared_task(name="jobs.relay")
def relay() -> None:
    outbox.relay()


@shared_task(name="jobs.sweep")
def sweep() -> None:
    work.sweep()


@shared_task(name="jobs.daily")
def daily() -> None:
    outbox.request_daily()
