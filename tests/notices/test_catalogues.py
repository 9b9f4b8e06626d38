"""The translations: complete, with the same places as the original, and used for real notices."""

from datetime import timedelta

import pytest
from babel.messages.catalog import Message
from django.conf import settings
from django.utils import translation

from blues.common import clock, formats
from blues.notices.models import Mail
from blues.notices.topics import TOPICS
from tests.exchanges.cast import submitted
from tests.exchanges.dates import TODAY
from tests.factories import ClusterFactory, OrganisationFactory, UserFactory
from tests.tools import catalogues

OTHERS = [code for code, _name in settings.LANGUAGES if code != "en"]


# -- The catalogues ------------------------------------------------------------------------------


def test_every_language_of_the_portal_has_a_catalogue():
    assert sorted(OTHERS) == sorted(catalogues.LANGUAGES)


def test_catalogues_are_in_step_with_the_code_and_wholly_translated():
    assert catalogues.problems() == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_topic_speaks_the_language(language):
    catalogue = catalogues.translated(language)
    words = [
        str(words)
        for topic in TOPICS.values()
        if not topic.code.startswith("test")
        for words in (topic.subject, topic.body, topic.button)
    ]

    assert [text for text in words if not (text in catalogue and catalogue[text].string)] == []


def test_a_catalogue_that_is_missing_is_noticed_and_made(tmp_path):
    before = catalogues.problems(root=tmp_path)
    catalogues.update(root=tmp_path)
    after = catalogues.problems(root=tmp_path)

    name = "blues/locale/de/LC_MESSAGES/django"
    assert f"{name}.po is out of step; run ./portal catalogues" in before
    assert f"{name}.mo is out of step; run ./portal catalogues" in before
    assert [problem for problem in after if "out of step" in problem] == []
    assert "de: not translated: Please act by %(day)s." in after


def test_what_was_translated_is_kept(tmp_path):
    catalogues.update(root=tmp_path)
    path = tmp_path / "blues/locale/pl/LC_MESSAGES/django.po"
    path.write_text(
        path.read_text().replace('msgid "today"\nmsgstr ""', 'msgid "today"\nmsgstr "dziś"')
    )

    catalogues.update(root=tmp_path)

    assert catalogues.translated("pl", root=tmp_path)["today"].string == "dziś"


@pytest.mark.parametrize(
    ("original", "said", "reason"),
    [
        ("Read it", "", "not translated"),
        (("%(days)d day", "%(days)d days"), ("%(days)d den", "", ""), "not translated"),
        ("Act by %(day)s.", "Bis %(tag)s.", "other places than the original"),
        ("Act by %(day)s.", "Bitte handeln.", "other places than the original"),
        ("%(a)s and %(b)s", "%(b)s und %(a)s", ""),
        (("one day", "%(days)d days"), ("%(days)d den", "%(days)d dny", "%(days)d dní"), ""),
    ],
)
def test_a_translation_has_every_form_and_every_place(original, said, reason):
    assert catalogues.reason_against(Message(original, said)) == reason


def test_main_says_what_is_left_and_changes_nothing_when_all_is_there(capsys):
    before = [path.read_bytes() for path in sorted(catalogues.ROOT.glob("blues/locale/*/*/*"))]

    assert catalogues.main() == 0

    assert capsys.readouterr().out == ""
    after = [path.read_bytes() for path in sorted(catalogues.ROOT.glob("blues/locale/*/*/*"))]
    assert after == before


# -- In use --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_polish_coordinator_is_told_in_polish_about_a_registration():
    cluster = ClusterFactory()
    coordinator = UserFactory(coordinator=True, cluster=cluster, language="pl")
    organisation = OrganisationFactory(country__code="ES", sme_declared=True, member_of=cluster)
    representative = UserFactory(representative=True, organisation=organisation)

    with clock.standing_on(TODAY):
        registration = submitted(representative)

    mail = Mail.objects.get(address=coordinator.email)
    assert mail.subject == f"Prosimy ocenić rejestrację {registration.reference}"
    assert "Prosimy to zrobić najpóźniej do dnia" in mail.text
    assert "Otrzymują Państwo tę wiadomość" in mail.text
    assert "Oceń rejestrację" in mail.html
    assert "registration" not in mail.text.replace("/registrations/", "")
    english = Mail.objects.get(address=representative.email)
    assert english.subject == f"We have your registration {registration.reference}"


@pytest.mark.parametrize(
    ("days", "words"), [(1, "za 1 dzień"), (2, "za 2 dni"), (-1, "1 dzień po terminie")]
)
def test_polish_counts_days(days, words):
    with translation.override("pl"):
        assert formats.deadline(TODAY + timedelta(days=days), today=TODAY) == words


@pytest.mark.parametrize(
    ("days", "words"), [(1, "za 1 den"), (3, "za 3 dny"), (5, "za 5 dní"), (0, "dnes")]
)
def test_czech_counts_days_in_three_forms(days, words):
    with translation.override("cs"):
        assert formats.deadline(TODAY + timedelta(days=days), today=TODAY) == words
