"""``manage.py seed``: put programme data in place, with ``--demo`` invented people and companies.

Each app may have a module ``seeds`` with a function ``programme()`` and a function ``demo()``. They
run in the order of INSTALLED_APPS, add what is missing and leave alone what exists.
"""

from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import module_has_submodule

from blues import jobs
from clusters import seeds


class Command(BaseCommand):
    help = "Put programme data in place; --demo adds invented people and companies."

    def add_arguments(self, parser):
        parser.add_argument(
            "--demo", action="store_true", help="add the demo's people and companies"
        )
        parser.add_argument(
            "--list-sign-ins", action="store_true", help="print who can sign in to the demo"
        )

    def handle(self, *, demo: bool, list_sign_ins: bool, **_options):
        if (demo or list_sign_ins) and not settings.DEMO:
            raise CommandError("The demo's people have a published password: demo settings only.")
        if list_sign_ins and not demo:
            return self._print_sign_ins()
        self._run("programme")
        if demo:
            with jobs.left_to_the_relay():  # some twenty papers that nobody waits for
                self._run("demo")
        if list_sign_ins:
            self._print_sign_ins()
        return None

    def _run(self, name: str) -> None:
        for config in apps.get_app_configs():
            if not module_has_submodule(config.module, "seeds"):
                continue
            if plant := getattr(import_module(f"{config.name}.seeds"), name, None):
                plant()
                self.stdout.write(f"{config.label}: {name} data is in place")

    def _print_sign_ins(self) -> None:
        rows = seeds.sign_ins()
        width = max((len(address) for address, _password, _part in rows), default=0)
        for address, password, part in rows:
            self.stdout.write(f"{address:<{width}}  {password}  {part}")
