"""``manage.py appoint EMAIL ROLE``: the first people of an installation, whom nobody can invite.

Everybody else is invited in the portal. The person signs up first, so the address is verified.
"""

from django.core.management.base import BaseCommand, CommandError

from clusters.people.appointments import appoint
from clusters.people.models import User
from clusters.people.roles import Role

FIRST_ROLES = (Role.OPERATOR, Role.PROGRAMME_COORDINATOR)


class Command(BaseCommand):
    help = "Give the first operator or programme coordinator their role."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("role", choices=[role.value for role in FIRST_ROLES])

    def handle(self, *, email: str, role: str, **_options):
        verified = {"emailaddress__verified": True, "emailaddress__email__iexact": email}
        user = User.objects.filter(**verified, is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody has signed up and verified {email} yet.")
        appoint(user, Role(role), by=None)
        self.stdout.write(f"{user.email} is {Role(role).label} from now on.")
