"""Evidence of a membership: handed in by the organisation, read by its cluster and who oversees."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.directory import memberships
from clusters.models import Membership
from tests.factories import (
    ClusterFactory,
    MembershipFactory,
    OrganisationFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.feature(9)
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def membership():
    return MembershipFactory(requested=True)


@pytest.fixture
def person(membership):
    return UserFactory(representative=True, organisation=membership.organisation)


def paper(content=PDF, name="member.pdf"):
    return SimpleUploadedFile(name, content)


def page(name, membership):
    return reverse(f"directory:membership-{name}", args=[membership.public_id])


def test_asking_with_a_date_and_a_paper(client, sign_in):
    organisation, cluster = OrganisationFactory(), ClusterFactory()
    sign_in(UserFactory(representative=True, organisation=organisation))
    address = reverse("directory:membership-request", args=[organisation.public_id])
    asked = {"cluster": cluster.pk, "since": "1 March 2019", "evidence": paper()}
    client.post(address, asked)
    membership = Membership.objects.get()
    shown = client.get(organisation.get_absolute_url()).text

    assert (str(membership.since), membership.evidence.name[-4:]) == ("2019-03-01", ".pdf")
    assert "Member since 1 March 2019." in shown
    assert "The cluster has a profile on the ECCP." in shown
    assert page("evidence-file", membership) in shown


def test_a_paper_that_is_none_is_refused(client, sign_in, membership, person):
    sign_in(person)
    response = client.post(page("evidence", membership), {"evidence": paper(b"<html>", "x.pdf")})
    membership.refresh_from_db()

    assert response.status_code == 400
    assert not membership.evidence
    address = reverse("directory:membership-request", args=[membership.organisation.public_id])
    asked = {"cluster": ClusterFactory().pk, "evidence": paper(b"MZ", "x.pdf")}
    assert "Evidence: This is no" in client.post(address, asked, follow=True).text


def test_handing_it_in_later_keeps_what_is_not_replaced(client, sign_in, membership, person):
    sign_in(person)
    assert client.get(page("evidence", membership)).status_code == 200
    client.post(page("evidence", membership), {"evidence": paper()})
    response = client.post(page("evidence", membership), {"since": "2020-05-01"})
    membership.refresh_from_db()

    assert response.url == membership.organisation.get_absolute_url()
    assert str(membership.since) == "2020-05-01"
    assert membership.evidence


def test_who_reads_it(client, sign_in, membership, person):
    memberships.show(membership=membership, evidence=paper(), by=person)
    codes = {}
    for name, reader in {
        "own": person,
        "cluster": UserFactory(coordinator=True, cluster=membership.cluster),
        "other cluster": UserFactory(coordinator=True),
        "programme": UserFactory(programme_coordinator=True),
        "finance": UserFactory(finance=True),
    }.items():
        sign_in(reader)
        response = client.get(page("evidence-file", membership))
        codes[name] = response.status_code
        if response.streaming:
            assert b"".join(response) == PDF

    assert codes == {"own": 200, "cluster": 200, "other cluster": 404, "programme": 200,
                     "finance": 404}  # fmt: skip
    sign_in(UserFactory(coordinator=True, cluster=membership.cluster))
    assert client.get(page("evidence", membership)).status_code == 403


def test_without_a_paper_there_is_nothing_to_read(client, sign_in, membership, person):
    sign_in(person)

    assert client.get(page("evidence-file", membership)).status_code == 404


def test_nobody_hands_in_for_others_or_for_what_is_over(membership, person):
    with pytest.raises(NotAllowed):
        memberships.show(membership=membership, by=UserFactory())
    with pytest.raises(BadInput, match="future"):
        memberships.show(
            membership=membership, by=person, since=timezone.localdate() + timedelta(days=2)
        )
    membership.ended_on = timezone.localdate()
    membership.save()

    with pytest.raises(Conflict):
        memberships.show(membership=membership, by=person)


def test_a_coordinator_learns_nothing_of_the_memberships_elsewhere(client, sign_in):
    mine = MembershipFactory()
    other = MembershipFactory(
        organisation=mine.organisation,
        confirmed_at=None,
        confirmed_by=None,
        refused_at=timezone.now(),
        refused_by=UserFactory(),
        refusal_reason="Owes us its fees.",
    )
    sign_in(UserFactory(coordinator=True, cluster=mine.cluster))
    shown = client.get(mine.organisation.get_absolute_url()).text

    assert str(mine.cluster) in shown
    assert str(other.cluster) not in shown
    assert "fees" not in shown


def test_evidence_takes_room_on_the_shelf_of_its_organisation(
    membership, person, committed, settings
):
    settings.LARGEST_SHELF = 2 * len(PDF)
    elsewhere = MembershipFactory(requested=True, organisation=membership.organisation)
    with committed():
        for one in (membership, elsewhere, membership):  # replacing takes no more room
            memberships.show(membership=one, evidence=paper(), by=person)

    with pytest.raises(Conflict, match="would take more than"):
        memberships.request(
            organisation=membership.organisation,
            cluster=ClusterFactory(),
            evidence=paper(),
            by=person,
        )
    RegistrationFactory(organisation=membership.organisation, membership=False, cv_size=1)
    with pytest.raises(Conflict, match="would take more than"):
        memberships.show(membership=membership, evidence=paper(), by=person)
    assert Membership.objects.count() == 2


def test_a_paper_that_was_replaced_is_deleted(membership, person, committed):
    papers = []
    with committed():
        for _ in range(2):
            shown = memberships.show(membership=membership, evidence=paper(), by=person)
            papers.append(shown.evidence.name)
    stored = membership.evidence.storage
    assert [stored.exists(name) for name in papers] == [False, True]

    Membership.objects.update(
        ended_on="2021-01-01", confirmed_at=timezone.now(), confirmed_by=person
    )
    again = {"organisation": membership.organisation, "cluster": membership.cluster}
    with committed():
        memberships.request(**again, by=person)
    assert not stored.exists(papers[1])
