"""Two people act on one organisation's registrations in the same moment."""

from datetime import date
from functools import partial
from operator import itemgetter

import pytest
from django.test import Client
from django.urls import reverse

from clusters.models import Organisation
from exchanges.models import Decision, Registration, SectionDraft
from exchanges.registration import assessment, registrations
from exchanges.registration.answers import shared_by
from tests.exchanges.cast import drafted, submitted
from tests.exchanges.together import at_once
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
LEVELS = ["A2", "B1", "B2", "C1"]  # the two need not meet at the first try


def test_colleagues_who_save_both_roles_at_once_lose_nothing(representative):
    visitor, host = drafted(representative), drafted(representative, "host")
    colleague = UserFactory(representative=True, organisation=host.organisation)

    for day, level in enumerate(LEVELS, start=1):
        said = {"languages": {"en": level}, "windows": [(date(2027, 3, day), date(2027, 4, 30))]}
        at_once(
            [
                partial(change, visitor, by=representative, languages=said["languages"]),
                partial(change, host, by=colleague, windows=said["windows"]),
            ]
        )

        heard = [shared_by(one) for one in Registration.objects.order_by("pk")]
        assert [{name: one[name] for name in said} for one in heard] == [said, said]


def test_colleagues_who_continue_at_once_are_shown_each_others_words(representative):
    registration = drafted(representative)
    colleague = UserFactory(representative=True, organisation=registration.organisation)
    clients = {person: signed_in(person) for person in (representative, colleague)}
    url = reverse("registration:section-edit", args=[registration.public_id, "purpose"])

    for level in LEVELS:
        page = clients[colleague].get(url).context["form"]
        seen = {field.name: field.value() for field in page} | {"version": page.version}
        words = {person: f"Words of {person.pk} at {level}." for person in clients}
        answers = at_once(
            [
                partial(continued, person, client, url, seen | {"summary": words[person]})
                for person, client in clients.items()
            ]
        )

        (_saved, winner, _to), (refused, loser, shown) = sorted(answers, key=itemgetter(0))
        registration.refresh_from_db()
        assert (registration.summary, refused) == (words[winner], 409)
        assert all(text in shown for text in words.values())
        kept = SectionDraft.objects.get(person=loser)
        assert kept.answers["summary"] == [words[loser]]
        SectionDraft.objects.all().delete()


def test_two_who_decide_at_once_are_one_who_decides(representative, coordinator, cluster):
    case = submitted(representative)
    colleague = UserFactory(coordinator=True, cluster=cluster)

    outcomes = at_once(
        [
            partial(decide, assessment.accept, case, by=coordinator),
            partial(decide, assessment.reject, case, by=colleague, reason="Registered before."),
        ]
    )

    case.refresh_from_db()
    made = Decision.objects.get()
    assert sorted(outcomes) == sorted(["conflict", case.state])
    assert (made.outcome, made.made_by) == (case.state, case.decided_by)


def test_a_second_tap_on_the_first_page_begins_nothing_more(representative):
    organisation = Organisation.objects.get(pk__in=representative.organisation_ids)
    begin = partial(begun, organisation, by=representative)

    outcomes = at_once([begin, begin])

    assert sorted(outcomes) == ["conflict", "draft"]
    assert Registration.objects.count() == 1


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def continued(person, client, url, said):
    answer = client.post(url, said)
    return answer.status_code, person, answer.content.decode()


def begun(organisation, *, by):
    return registrations.draft(organisation=organisation, role=Registration.HOST, by=by).state


def decide(verb, case, **said):
    return verb(case, **said).state


def change(registration, **said):
    return registrations.change(registration, **said).pk
