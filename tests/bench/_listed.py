"""A catalogue of any size, made by the database itself; the caller rolls it back."""

from django.db import connection
from django.utils import timezone

from clusters.models import Cluster, Country, Organisation, OrganisationType, Term, User
from exchanges.models import Registration, RegistrationState

COUNTRIES = [
    "DE",
    "FR",
    "ES",
    "PL",
    "CZ",
    "IT",
    "NL",
    "AT",
    "SE",
    "DK",
    "FI",
    "PT",
    "BE",
    "IE",
    "HU",
    "RO",
    "BG",
    "SK",
    "SI",
    "HR",
    "LT",
    "LV",
    "EE",
    "GR",
]
# Of 2,000 words the first is in nearly every text and the last in hardly any.
TEXT = """
    (SELECT 'water ' || string_agg('word' || floor(2000 * power(random(), 3))::int, ' ')
     FROM generate_series(1, 12 + n %% 3))
"""


def listed(count: int, *, cluster: Cluster, person: User) -> Organisation:
    """So many accepted registrations, three hosts for two visitors, each of its own organisation.

    Returns the one of which the others are copies; a host as well.
    """
    with connection.cursor() as cursor:
        organisation, registration = _template(cluster, person)
        cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger, row by row
        cursor.execute("SELECT setseed(0.42)")
        _multiply(
            cursor, "clusters_organisation", organisation.pk, count,
            public_id="gen_random_uuid()", legal_name="'Bench ' || lpad(n::text, 6, '0') || ' Ltd'",
            name_key="'bench ' || n", city="'Town ' || n %% 5000",
            country_id=f"(ARRAY{COUNTRIES})[1 + floor(24 * power(random(), 2))::int]",
            latitude="36 + 24 * random()", longitude="-9 + 34 * random()",
            size_class="(ARRAY['micro','small','medium'])[1 + n %% 3]",
            type="(ARRAY['sme','sme','sme','cluster','support'])[1 + n %% 5]",
        )  # fmt: skip
        _multiply(
            cursor, "exchanges_registration", registration.pk, count,
            public_id="gen_random_uuid()", reference="'BX-B-' || n", summary=TEXT,
            role="CASE WHEN n %% 5 < 3 THEN 'host' ELSE 'visitor' END",
            mode="(ARRAY['physical','virtual','both'])[1 + n %% 3]",
            languages="""jsonb_build_object('en', 'B2',
                (ARRAY['de','fr','es','pl','cs','it','nl','sv'])[1 + n %% 8], 'native')""",
            organisation_id=f"(SELECT min(id) FROM clusters_organisation WHERE id > "
                            f"{organisation.pk}) + n - 1",
        )  # fmt: skip
        topics = list(Term.objects.filter(kind=Term.Kind.TOPIC).values_list("pk", flat=True))
        cursor.execute(
            "INSERT INTO exchanges_registration_topics (registration_id, term_id) "
            f"SELECT DISTINCT r.id, (ARRAY{topics})[1 + floor({len(topics)} * power(random(), 2))"
            "::int] FROM exchanges_registration r, generate_series(1, 3) WHERE r.reference "
            "LIKE 'BX-B-%'"
        )
        cursor.execute(
            "INSERT INTO exchanges_window (registration_id, first_day, last_day) "
            "SELECT id, day, day + 60 FROM (SELECT id, current_date + (365 * random())::int AS day "
            "FROM exchanges_registration WHERE reference LIKE 'BX-B-%') r"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE clusters_organisation, exchanges_registration, exchanges_window, "
                       "exchanges_registration_topics")  # fmt: skip
    return organisation


def _template(cluster, person) -> tuple[Organisation, Registration]:
    organisation = Organisation.objects.create(
        legal_name="Bench Template", type=OrganisationType.SME, city="Nowhere",
        country=Country.objects.get(code="DE"), latitude=54.1, longitude=13.4, size_class="small",
        sme_declared_at=timezone.now(), sme_declared_by=person,
    )  # fmt: skip
    registration = Registration.objects.create(
        reference="BX-BENCH", role="host", organisation=organisation, representative=person,
        cluster=cluster, state=RegistrationState.ACCEPTED, is_listed=False,
        declared_at=timezone.now(), declared_by=person,
        decided_at=timezone.now(), decided_by=person,
    )  # fmt: skip
    Registration.objects.filter(pk=registration.pk).update(is_listed=True)
    return organisation, registration


def _multiply(cursor, table: str, key: int, count: int, **changes: str) -> None:
    """Copies of one row, with SQL for the columns that differ; ``n`` counts them."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_name = %s AND column_name <> 'id'",
        [table],
    )
    columns = [name for (name,) in cursor.fetchall()]
    values = [changes.get(name, f"row.{name}") for name in columns]
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "
        f"FROM {table} row, generate_series(1, %s) n WHERE row.id = %s ORDER BY n",
        [count, key],
    )
