"""The factories make what their traits promise."""

import pytest

from clusters.models import Programme, Role
from tests.factories import ClusterFactory, OrganisationFactory, ProgrammeFactory, UserFactory


@pytest.mark.parametrize(
    ("trait", "role"),
    [
        ("representative", Role.REPRESENTATIVE),
        ("organisation_admin", Role.ORGANISATION_ADMIN),
        ("coordinator", Role.COORDINATOR),
        ("programme_coordinator", Role.PROGRAMME_COORDINATOR),
        ("wp_leader", Role.WP_LEADER),
        ("finance", Role.FINANCE_OFFICER),
        ("auditor", Role.AUDITOR),
        ("operator", Role.OPERATOR),
    ],
)
def test_a_trait_gives_its_role(db, trait, role):
    user = UserFactory(**{trait: True})

    assert [held.role for held in user.roles.assignments] == [role]


def test_a_role_takes_the_scope_it_is_given(db):
    cluster, organisation = ClusterFactory(), OrganisationFactory()

    assert UserFactory(coordinator=True, cluster=cluster).coordinates(cluster)
    assert UserFactory(representative=True, organisation=organisation).represents(organisation)


def test_the_programme_is_made_once_with_rules_and_rates(db):
    ProgrammeFactory()
    cluster = ClusterFactory(organisation__country__code="GR")
    member = OrganisationFactory(country__code="ES", member_of=cluster)

    programme = Programme.objects.get()
    assert programme.rule_sets.get().type_rules.count() == 6
    assert programme.rate_tables.get().rates.count() == 2
    assert (member.city, member.memberships.confirmed().count()) == ("Zaragoza", 1)
    assert cluster.organisation.country.eu_code == "EL"
