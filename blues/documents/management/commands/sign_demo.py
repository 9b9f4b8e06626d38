"""``manage.py sign_demo FILE --name "Ana Ruiz"``: sign as somebody would with a certificate."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blues.documents import demo_signers


class Command(BaseCommand):
    help = "Put the signature of a person, by the demo's trust service, on a downloaded document."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--name", required=True)

    def handle(self, *, file: Path, name: str, **options):
        if not settings.DEMO:
            raise CommandError("Outside the demo people sign with certificates of their own.")
        demo_signers.create_demo_service(settings.QUALIFIED_DIR)
        target = file.with_name(f"{file.stem}-signed.pdf")
        signed = demo_signers.sign_as(name, file.read_bytes(), settings.QUALIFIED_DIR)
        target.write_bytes(signed)
        self.stdout.write(f"Signed: {target}")
