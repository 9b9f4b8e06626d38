"""Members brought in, duplicates found and eligibility answered per second, each against the naive
way, in one run and one database.

What is made here is rolled back. A naive way that would take minutes or hours is measured on fewer
rows: its line says on how many, and what is worked out from that says so, too.
"""

import csv
import io
import json
import time
from collections.abc import Callable
from datetime import date
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from blues import journal
from blues.jobs import work
from clusters.directory import duplicates
from clusters.directory.forms import OrganisationForm
from clusters.directory.organisations import case
from clusters.imports import batches
from clusters.imports.models import MemberContact
from clusters.models import (
    Cluster,
    Country,
    Membership,
    Organisation,
    OrganisationType,
    Programme,
    Role,
    User,
)
from clusters.people import appointments
from tests.bench import eligibility

MEMBERS = 10_000
GOAL = 60  # seconds for all of them, checked and applied
NAIVE_MEMBERS = 300
ORGANISATIONS = 50_000
NAIVE_ORGANISATIONS = 1_500
EVERY = 100  # organisations there is one that was written twice
ALIKE = 0.6
WORDS = ("Aqua", "Boden", "Cyber", "Delta", "Echo", "Faser", "Glas", "Hafen", "Ion", "Jod")
HEADINGS = ["Firma", "Ort", "Land", "Art", "Mitarbeiter", "PIC", "Webseite", "Ansprechpartner",
            "E-Mail", "Mitglied seit"]  # fmt: skip


def main() -> list[dict]:
    return [figures for part in (importing, searching, eligibility.run) for figures in told(part)]


def told(part: Callable[[], list[dict]]) -> list[dict]:
    with transaction.atomic():
        measured = part()
        transaction.set_rollback(True)
    for figures in measured:
        print(json.dumps(figures), flush=True)
    return measured


def timed(work: Callable) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


# -- Importing ------------------------------------------------------------------------------------


def importing() -> list[dict]:
    cluster, coordinator = somebody()
    data = list_of(MEMBERS)
    steps = {}
    batch = batches.upload(cluster=cluster, name="bench.csv", data=data, by=coordinator)

    def check():
        nonlocal batch
        batch = batches.name_columns(
            batch, columns=batch.columns, headings={}, fallbacks=batch.fallbacks, by=coordinator
        )
        work.run(batch.job.public_id)
        batch.refresh_from_db()

    def apply():
        batches.apply(batch, by=coordinator)
        batch.refresh_from_db()
        work.run(batch.job.public_id)
        batch.refresh_from_db()

    steps["check"] = timed(check)
    steps["apply"] = timed(apply)
    assert batch.state == batch.State.APPLIED, batch.job.error
    analyse()
    steps["check_again"] = timed(lambda: _check_once_more(cluster, coordinator, data))
    batch.file.delete(save=False)

    naive = timed(lambda: _row_by_row(cluster, coordinator, NAIVE_MEMBERS))
    ours = MEMBERS / (steps["check"] + steps["apply"])
    slow = NAIVE_MEMBERS / naive
    whole = steps["check"] + steps["apply"]
    return [
        *(
            {"bench": "import", "step": name, "rows": MEMBERS, "seconds": round(seconds, 2),
             "rows_per_second": round(MEMBERS / seconds)}
            for name, seconds in steps.items()
        ),
        {"bench": "import", "way": "portal", "rows": MEMBERS, "rows_per_second": round(ours),
         "seconds": round(whole, 1), "goal_seconds": GOAL, "goal_held": whole <= GOAL},
        {"bench": "import", "way": "row by row", "rows": NAIVE_MEMBERS,
         "rows_per_second": round(slow)},
        {"bench": "import", "ratio": round(ours / slow, 1)},
    ]  # fmt: skip


def _check_once_more(cluster, coordinator, data: bytes) -> None:
    """The same file again: every row is found and nothing would change."""
    batch = batches.upload(cluster=cluster, name="again.csv", data=data, by=coordinator)
    batch = batches.name_columns(
        batch, columns=batch.columns, headings={}, fallbacks=batch.fallbacks, by=coordinator
    )
    work.run(batch.job.public_id)
    batch.refresh_from_db()
    assert batch.counts.get("unchanged") == MEMBERS, (batch.counts, batch.job.error)
    batch.file.delete(save=False)


def _row_by_row(cluster, coordinator, count: int) -> None:
    """As a form saves them: validated, stored, confirmed and journalled one after the other."""
    for number in range(MEMBERS, MEMBERS + count):
        name, town, _country, *_rest, pic, site, person, email, _since = row(number)
        form = OrganisationForm(
            {
                "legal_name": name,
                "type": OrganisationType.SME,
                "country": "DE",
                "city": town,
                "position": "54.0, 13.0",
                "pic": pic,
                "website": site,
            }
        )
        organisation = form.save() if form.is_valid() else None
        assert organisation, form.errors
        Organisation.objects.filter(name_key=organisation.name_key).count()
        membership = Membership(
            organisation=organisation,
            cluster=cluster,
            confirmed_at=timezone.now(),
            confirmed_by=coordinator,
        )
        membership.full_clean()
        membership.save()
        contact = MemberContact(
            organisation=organisation,
            cluster=cluster,
            email=email,
            family_name=person,
            language="de",
        )
        contact.full_clean()
        contact.save()
        journal.record(case(organisation), "organisation-registered", by=coordinator)


# -- Searching for duplicates ---------------------------------------------------------------------


def searching() -> list[dict]:
    country = Country.objects.get(code="DE")
    made = [
        Organisation(
            legal_name=row(number)[0], type=OrganisationType.SME, country=country, city="Nowhere",
            pic=f"{100_000_000 + number}",
        )
        for number in range(ORGANISATIONS)
    ]  # fmt: skip
    for number in range(0, ORGANISATIONS, EVERY):  # each of these is written a second time
        made[number + 1].legal_name = made[number].legal_name.replace(" GmbH", " mbH")
    Organisation.objects.bulk_create(made, batch_size=2_000)
    analyse()
    among = Organisation.objects.filter(pk__gte=made[0].pk)
    planted = {(made[n].pk, made[n + 1].pk) for n in range(0, ORGANISATIONS, EVERY)}

    found: list = []
    seconds = timed(lambda: found.extend(duplicates.candidates(among=among)))
    naive = timed(lambda: pairwise([one.name_key for one in made[:NAIVE_ORGANISATIONS]]))
    extrapolated = naive * (ORGANISATIONS / NAIVE_ORGANISATIONS) ** 2
    planted_found = len(planted & {(pair.first, pair.second) for pair in found})
    return [
        {"bench": "duplicates", "way": "portal", "rows": ORGANISATIONS, "pairs": len(found),
         "planted": len(planted), "planted_found": planted_found, "seconds": round(seconds, 2),
         "rows_per_second": round(ORGANISATIONS / seconds)},
        {"bench": "duplicates", "way": "every pair", "rows": NAIVE_ORGANISATIONS,
         "seconds": round(naive, 2)},
        {"bench": "duplicates", "way": "every pair, extrapolated", "rows": ORGANISATIONS,
         "seconds": round(extrapolated), "rows_per_second": round(ORGANISATIONS / extrapolated, 1)},
        {"bench": "duplicates", "ratio": round(extrapolated / seconds), "extrapolated": True},
    ]  # fmt: skip


def analyse() -> None:
    """What the database does by itself within a minute, once something is committed."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE clusters_organisation, clusters_membership, clusters_membercontact")


def pairwise(keys: list[str]) -> int:
    """Each name with each other one, by the same measure: the three-letter pieces they share."""
    pieces = [trigrams(key) for key in keys]
    return sum(
        len(one & other) >= ALIKE * len(one | other)
        for number, one in enumerate(pieces)
        for other in pieces[:number]
    )


def trigrams(key: str) -> frozenset[str]:
    words = [f"  {word} " for word in key.split()]
    return frozenset(word[i : i + 3] for word in words for i in range(len(word) - 2))


# -- What all parts need --------------------------------------------------------------------------


def somebody() -> tuple[Cluster, User]:
    """A cluster without members, and its coordinator."""
    country = Country.objects.get(code="DE")
    organisation = Organisation.objects.create(
        legal_name="Bench Cluster", type=OrganisationType.CLUSTER, country=country, city="Nowhere"
    )
    cluster = Cluster.objects.create(
        programme=Programme.current(), organisation=organisation, code=f"bench-{uuid4()}"[:30],
        field="measuring", is_partner=False,
    )  # fmt: skip
    user = User.objects.create_user(email=f"{uuid4()}@bench.example")
    appointments.appoint(user, Role.COORDINATOR, by=None, cluster=cluster)
    return cluster, user


def list_of(count: int) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADINGS)
    writer.writerows(row(number) for number in range(count))
    return text.getvalue().encode("windows-1252")


def row(number: int) -> list[str]:
    name = f"{WORDS[number % 10]}{WORDS[number // 10 % 10].lower()} {number:05} Bench GmbH"
    day = date.fromordinal(date(2010, 1, 1).toordinal() + number % 3000)
    return [
        name, f"Öhringen {number % 97}", "Deutschland", "KMU", str(number % 249 + 1),
        f"{900_000_000 + number}", f"www.bench-{number}.example", f"Jörg Müller-{number}",
        f"person-{number}@bench-{number}.example", f"{day:%d.%m.%Y}",
    ]  # fmt: skip


if __name__ == "__main__":
    main()
