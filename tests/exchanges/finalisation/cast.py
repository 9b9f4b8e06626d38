"""The people of one exchange, and those who must stay outside."""

from tests.factories import UserFactory


class Cast:
    def __init__(self, exchange):
        self.visitor = exchange.visitor.representative
        self.host = exchange.host.representative
        self.vop = UserFactory(coordinator=True, cluster=exchange.vop)
        self.hop = UserFactory(coordinator=True, cluster=exchange.hop)
        self.visiting_admin = UserFactory(
            organisation_admin=True, organisation=exchange.visitor_organisation
        )
        self.finance = UserFactory(finance=True)
        self.programme = UserFactory(programme_coordinator=True)
        self.auditor = UserFactory(auditor=True)
        self.stranger = UserFactory()

    def named(self, name):
        return getattr(self, name)


EVERYBODY = (
    "visitor",
    "host",
    "vop",
    "hop",
    "visiting_admin",
    "finance",
    "programme",
    "auditor",
    "stranger",
)
