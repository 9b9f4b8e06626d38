"""manage.py collect_mail: puts answers from the mailbox into their conversations."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exchanges.lifecycle.thread.mailbox import MailboxTrouble, collect
from exchanges.lifecycle.thread.reasons import Outcome


class Command(BaseCommand):
    help = "Fetches answers to mails about conversations (IMAP_HOST) and files or refuses each."

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.IMAP_HOST and settings.REPLY_DOMAIN):
            raise CommandError("Set REPLY_DOMAIN and IMAP_HOST first; see docs/operations.md.")
        try:
            ends = collect()
        except MailboxTrouble as trouble:
            raise CommandError(str(trouble)) from trouble
        said = ", ".join(f"{ends[outcome]} {outcome.value}" for outcome in Outcome)
        self.stdout.write(said)
