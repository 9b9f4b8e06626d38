"""What somebody in a conversation is called by a reader who may or may not know them yet."""

from django.utils.translation import gettext as _

from clusters.models import User
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import SIDES, Party


def body_of(exchange: Exchange, party: str) -> str:
    """The organisation, cluster or office somebody speaks for."""
    if party in SIDES:
        return str(exchange.organisation_of(party))
    if party == Party.PROGRAMME:
        return str(Party.PROGRAMME.label)
    return str(exchange.cluster_of(party))


def name_of(person: User) -> str:
    """The name alone: where there is none, ``User.name`` would give the e-mail address away."""
    return f"{person.given_names} {person.family_name}".strip()


def called(person: User, party: str, exchange: Exchange, *, with_name: bool) -> str:
    body = body_of(exchange, party)
    name = name_of(person) if with_name else ""
    if not name:
        return body
    return _("%(name)s, %(body)s") % {"name": name, "body": body}
