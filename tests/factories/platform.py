"""Jobs in every state, entries of the journal. Only tests may put a row straight into a state."""

from datetime import timedelta

import factory
from django.utils import timezone

from blues import journal
from blues.jobs.models import Job
from blues.jobs.states import State
from blues.journal.models import Entry

__all__ = ["EntryFactory", "JobFactory"]


def ago(**span):
    return factory.LazyFunction(lambda: timezone.now() - timedelta(**span))


class JobFactory(factory.django.DjangoModelFactory):
    """A job that waits for its first attempt, asked for by nobody."""

    class Meta:
        model = Job

    class Params:
        later = factory.Trait(next_attempt_at=ago(hours=-1))
        running = factory.Trait(
            state=State.RUNNING,
            attempts=1,
            next_attempt_at=None,
            published_at=ago(seconds=30),
            claimed_at=ago(seconds=30),
            heartbeat_at=ago(seconds=10),
        )
        stalled = factory.Trait(
            running=True, claimed_at=ago(seconds=200), heartbeat_at=ago(seconds=181)
        )
        done = factory.Trait(
            running=True, state=State.DONE, percent=100, finished_at=ago(seconds=5)
        )
        failed = factory.Trait(
            running=True,
            state=State.FAILED,
            finished_at=ago(seconds=5),
            error="The template has no title.",
        )

    kind = "test.add"
    key = factory.Sequence(lambda n: f"test:{n}")
    args = factory.LazyFunction(lambda: {"a": 1, "b": 2})
    next_attempt_at = ago(seconds=1)


class EntryFactory(factory.Factory):
    """Something that happened, written the one way there is."""

    class Meta:
        model = Entry

    case = factory.Sequence(lambda n: f"case:{n}")
    verb = "looked-at"
    by = None

    @classmethod
    def _create(cls, model_class, *args, case, verb, by, **detail):
        return journal.record(case, verb, by=by, **detail)
