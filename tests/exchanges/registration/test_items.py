"""Offers and needs, thing by thing: asked for, kept, refused where they make no sense, shown."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blues.common.errors import BadInput
from clusters.models import Term
from exchanges.matching import suggestions
from exchanges.models import Item, Registration
from exchanges.registration import registrations, shown
from exchanges.registration.section_forms import PurposeForm
from tests.exchanges.cast import drafted, registered
from tests.factories import ItemFactory, TermFactory

pytestmark = pytest.mark.feature(27)
CLEAN, SMALL = ("Keeping membranes clean", "membranes"), ("Small plants", "wastewater")


@pytest.fixture(autouse=True)
def _topics():
    for code in ("membranes", "wastewater"):
        TermFactory(code=code, label=code.capitalize())


@pytest.fixture
def person(representative):
    return representative


@pytest.fixture
def visitor():
    return registered("visitor")


@pytest.fixture
def host():
    return registered("host")


def section(registration):
    return reverse("registration:section-edit", args=[registration.public_id, "purpose"])


def sent(registration, *rows):
    """What a browser sends back from the section, with these rows of things."""
    form = PurposeForm(instance=registration)
    data = {
        bound.name: [getattr(one, "pk", one) for one in value] if isinstance(value, list) else value
        for bound in form.visible_fields()
        if bound.name != "items" and (value := bound.value()) is not None
    }
    for number, row in enumerate(rows):
        data |= {f"items_{number}_{column}": cell for column, cell in enumerate(row)}
    return data | {"version": form.version}


@pytest.mark.parametrize(("role", "label"), [("host", "Offers"), ("visitor", "Needs")])
def test_things_are_asked_for_kept_and_shown(client, sign_in, person, role, label):
    made = drafted(person, role)
    sign_in(person)

    client.post(section(made), sent(made, CLEAN, ("", ""), SMALL))

    assert [(one.position, str(one)) for one in made.items.all()] == [
        (1, "Keeping membranes clean (Membranes)"),
        (2, "Small plants (Wastewater)"),
    ]
    said = {answer.label: answer.value for answer in shown.answers_in(made, "purpose")}
    assert said[label] == "Keeping membranes clean (Membranes); Small plants (Wastewater)"
    assert PurposeForm(instance=made)["items"].value() == [CLEAN, SMALL]


def test_each_form_offers_its_own_topics_with_the_saved_one_chosen(person):
    made = drafted(person, items=[SMALL])
    own = TermFactory(code="own", programme=made.programme)
    chosen = str(PurposeForm(instance=made)["items"])

    Term.objects.filter(pk=own.pk).update(is_active=False)
    later = str(PurposeForm(instance=made)["items"])

    assert '<option value="wastewater" selected>Wastewater</option>' in chosen
    assert ('<option value="own">' in chosen, '<option value="own">' in later) == (True, False)
    assert later.count('<option value="membranes">') == later.count("<select")


def test_nobody_has_to_name_any(person):
    registrations.submit(drafted(person), by=person)

    assert Item.objects.count() == 0


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([("", "membranes")], "Row 1: Say in a few words what it is."),
        ([CLEAN, ("Small plants", "")], "Row 2: Choose the topic that it belongs to."),
        ([("Small plants", "none")], "Row 1: Choose the topic that it belongs to."),
        ([("x" * 121, "membranes")], "Row 1: Use at most 120 characters."),
        ([CLEAN, ("keeping  membranes clean", "membranes")], "The same thing is there twice."),
        ([(f"Thing {n}", "membranes") for n in range(6)], "Name at most 5 things."),
    ],
)
def test_what_makes_no_sense_is_said_and_kept_as_typed(client, sign_in, person, rows, fault):
    made = drafted(person)
    sign_in(person)

    answer = client.post(section(made), sent(made, *rows))

    assert answer.context["form"].errors["items"] == [fault]
    assert made.items.count() == 0
    kept = client.get(section(made)).context["form"]
    assert kept["items"].value() == rows


@pytest.mark.parametrize("rows", [[("Small plants", "none")], [("", "membranes")], [CLEAN, CLEAN]])
def test_the_verb_refuses_what_the_form_would(person, rows):
    made = drafted(person, items=[CLEAN])

    with pytest.raises(BadInput):
        registrations.change(made, by=person, items=rows)

    assert [str(one) for one in made.items.all()] == ["Keeping membranes clean (Membranes)"]


@pytest.mark.parametrize(
    "nonsense", [{"position": 6}, {"position": 0}, {"text": ""}, {"position": 1}]
)
def test_the_database_refuses_it_too(host, nonsense):
    ItemFactory(registration=host, position=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        ItemFactory(registration=host, **{"position": 2, "text": "Other"} | nonsense)


def test_a_topic_that_has_ended_may_stay_but_is_not_chosen_anew(person):
    made, other = drafted(person, items=[CLEAN]), drafted(person, "host")
    Term.objects.filter(code="membranes").update(is_active=False)

    registrations.change(made, by=person, items=[CLEAN, SMALL])

    assert made.items.count() == 2
    with pytest.raises(BadInput):
        registrations.change(other, by=person, items=[CLEAN])


def test_what_one_offers_is_suggested_to_who_needs_it():
    visitor, plain, expert = registered("visitor"), registered("host"), registered("host")
    topic = Term.objects.get(code="membranes")
    ItemFactory(registration=visitor, topic=topic, text="Probes that stay clean")
    ItemFactory(registration=expert, topic=topic, text="Surfaces on which nothing grows")
    ItemFactory(registration=plain, topic=Term.objects.get(code="wastewater"))

    for_visitor = suggestions.for_registration(visitor)
    for_host = suggestions.for_registration(expert)

    assert [one.registration for one in for_visitor] == [expert, plain]
    assert for_visitor[0].reasons[0] == "offers what you look for: Membranes"
    assert for_host[0].reasons[0] == "looks for what you offer: Membranes"


def test_the_catalogue_shows_what_is_offered(client, sign_in, visitor, host):
    ItemFactory(registration=host, text="Surfaces on which nothing grows")
    sign_in(visitor.representative)

    page = client.get(reverse("matching:catalogue-entry", args=[host.public_id]))

    assert "Surfaces on which nothing grows" in page.text
    assert host.role == Registration.HOST
