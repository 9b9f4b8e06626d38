"""The demo in the database of a test."""

from datetime import timedelta

from django.core.management import call_command
from django.db.models.functions import Now

from blues.jobs.models import Job


def seed_demo() -> None:
    """People, companies and exchanges; only their papers are left for tomorrow.

    They would keep a worker busy for half a minute, and what a test looks at are its own.
    """
    call_command("seed", "--demo", verbosity=0)
    Job.objects.due().update(next_attempt_at=Now() + timedelta(days=1))
