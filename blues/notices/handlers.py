"""The jobs that send mails."""

from datetime import time

from django.utils.translation import gettext as _

from blues import jobs
from blues.notices.digests import send_digests
from blues.notices.models import Mail
from blues.notices.outbox import fail
from blues.notices.outbox import send as hand_over

MORNING = time(7, 30)  # after the daily work of the other rooms, whose notices it gathers


def give_up(job):
    for mail in Mail.objects.filter(public_id=job.args["mail"], state=Mail.State.QUEUED):
        fail(mail, reason=_("The mail server could not be reached in several attempts."))


@jobs.handler("notices.send", attempts=8, on_failure=give_up)
def send(job, *, mail: str) -> None:
    queued = Mail.objects.select_for_update().get(public_id=mail)
    if queued.state == Mail.State.QUEUED:
        hand_over(queued)


@jobs.handler("notices.digest", daily_at=MORNING)
def digest(job, day):
    return {"mails": send_digests()}
