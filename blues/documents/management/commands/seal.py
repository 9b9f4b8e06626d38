"""``manage.py seal init``: the demo's own authority. ``manage.py seal show``: what is in place."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blues.documents import pki, sealing, trust
from blues.documents.errors import SealUnavailable


class Command(BaseCommand):
    help = "Make the sealing key of a demo, or show the one that is in place."

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["init", "show"])

    def handle(self, *, action, **options):
        getattr(self, action)()

    def init(self):
        if not settings.DEMO:
            raise CommandError(
                "This authority is for demos: nobody outside trusts it. Put the programme's own "
                f"key and certificates into {settings.SEAL_DIR}."
            )
        made = pki.create_demo_authority(settings.SEAL_DIR, passphrase=sealing.passphrase())
        word = "Made" if made else "There is already"
        self.stdout.write(f"{word} a sealing key in {settings.SEAL_DIR}.")

    def show(self):
        try:
            folder = sealing.prepare()
        except SealUnavailable as reason:
            raise CommandError(str(reason)) from reason
        authority = trust.load(folder)
        stamps = settings.SEAL_TSA_URL or ("the demo's own" if settings.DEMO else "none")
        self.stdout.write(
            f"Seal: {authority.seal_name}\n"
            f"Valid: {authority.seal_from:%Y-%m-%d} to {authority.seal_until:%Y-%m-%d}\n"
            f"Revocation lists: {len(authority.revocation_lists)}\n"
            f"Time stamps: {stamps}"
        )
