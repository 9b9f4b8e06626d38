"""Promises that hold against any client: who writes a state, and which rows stay as they are.

The permitted steps are the database's copy of the tables of moves; a change of a table needs a new
migration.
"""

from django.db import migrations

from blues.common.triggers import append_only, one_writer, sealed
from clusters.programme.archiving import read_only_when_archived

PERMITTED = [
    ("accepted", "cancelled"),
    ("accepted", "expired"),
    ("accepted", "matched"),
    ("archived", "reopened"),
    ("completed", "archived"),
    ("ctq_agreed", "cancelled"),
    ("ctq_agreed", "ctq_drafting"),
    ("ctq_agreed", "ctq_signed"),
    ("ctq_drafting", "cancelled"),
    ("ctq_drafting", "ctq_agreed"),
    ("ctq_signed", "cancelled"),
    ("ctq_signed", "fa_prepared"),
    ("ctq_signed", "ready_to_start"),
    ("fa_prepared", "cancelled"),
    ("fa_prepared", "fa_signed"),
    ("fa_signed", "cancelled"),
    ("fa_signed", "ready_to_start"),
    ("in_progress", "interrupted"),
    ("in_progress", "stay_ended"),
    ("interrupted", "reports_submitted"),
    ("matched", "cancelled"),
    ("matched", "ctq_drafting"),
    ("paid", "completed"),
    ("payment_approved", "paid"),
    ("proposed", "accepted"),
    ("proposed", "declined"),
    ("proposed", "expired"),
    ("proposed", "withdrawn"),
    ("ready_to_start", "cancelled"),
    ("ready_to_start", "in_progress"),
    ("reopened", "archived"),
    ("report_returned", "reports_submitted"),
    ("reports_submitted", "report_returned"),
    ("reports_submitted", "reports_validated"),
    ("reports_validated", "completed"),
    ("reports_validated", "payment_approved"),
    ("stay_ended", "reports_submitted"),
]
REGISTRATIONS_PERMITTED = [
    ("accepted", "exhausted"),
    ("accepted", "expired"),
    ("accepted", "low_active"),
    ("accepted", "on_hold"),
    ("accepted", "reserved"),
    ("accepted", "withdrawn"),
    ("draft", "submitted"),
    ("draft", "withdrawn"),
    ("exhausted", "accepted"),
    ("low_active", "accepted"),
    ("low_active", "exhausted"),
    ("low_active", "expired"),
    ("low_active", "withdrawn"),
    ("more_info_needed", "expired"),
    ("more_info_needed", "submitted"),
    ("more_info_needed", "withdrawn"),
    ("on_hold", "accepted"),
    ("on_hold", "exhausted"),
    ("on_hold", "expired"),
    ("on_hold", "withdrawn"),
    ("rejected", "under_assessment"),
    ("reserved", "accepted"),
    ("reserved", "exhausted"),
    ("reserved", "expired"),
    ("reserved", "withdrawn"),
    ("submitted", "expired"),
    ("submitted", "under_assessment"),
    ("submitted", "withdrawn"),
    ("under_assessment", "accepted"),
    ("under_assessment", "expired"),
    ("under_assessment", "more_info_needed"),
    ("under_assessment", "rejected"),
    ("under_assessment", "withdrawn"),
]
KEEP_TOGETHER = """
CREATE FUNCTION exchanges_registration_in_programme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.programme_id IS DISTINCT FROM
       (SELECT programme_id FROM clusters_cluster WHERE id = NEW.cluster_id) THEN
        RAISE EXCEPTION 'A registration belongs to the programme of its cluster.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'exchanges_registration_in_programme';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER exchanges_registration_in_programme
    BEFORE INSERT OR UPDATE OF programme_id, cluster_id ON exchanges_registration
    FOR EACH ROW EXECUTE FUNCTION exchanges_registration_in_programme();
"""
LET_GO = """
DROP TRIGGER exchanges_registration_in_programme ON exchanges_registration;
DROP FUNCTION exchanges_registration_in_programme();
"""

OF_EXCHANGE = "(SELECT programme_id FROM exchanges_exchange WHERE id = held.exchange_id)"
OF_REGISTRATION = (
    "(SELECT programme_id FROM exchanges_registration WHERE id = held.registration_id)"
)
PARTS_OF_AN_EXCHANGE = [
    "exchanges_bankaccount",
    "exchanges_checkrecord",
    "exchanges_closingreport",
    "exchanges_commitment",
    "exchanges_evidence",
    "exchanges_financialagreement",
    "exchanges_interruption",
    "exchanges_payment",
    "exchanges_preparation",
    "exchanges_presence",
    "exchanges_transition",
]


class Migration(migrations.Migration):
    dependencies = [
        ("clusters", "0003_what_the_database_keeps"),
        ("exchanges", "0001_registrations_exchanges_and_papers"),
    ]
    operations = [
        migrations.RunSQL(*one_writer("exchanges_exchange", "blues.step", PERMITTED)),
        migrations.RunSQL(
            *one_writer(
                "exchanges_registration", "blues.registration_step", REGISTRATIONS_PERMITTED
            )
        ),
        migrations.RunSQL(*append_only("exchanges_signature")),
        migrations.RunSQL(*append_only("exchanges_transition")),
        migrations.RunSQL(*append_only("exchanges_decision")),
        migrations.RunSQL(*sealed("exchanges_ruleexception", "outcome")),
        migrations.RunSQL(KEEP_TOGETHER, LET_GO),
        migrations.RunSQL(*read_only_when_archived("exchanges_registration")),
        migrations.RunSQL(*read_only_when_archived("exchanges_exchange")),
        migrations.RunSQL(*read_only_when_archived("exchanges_window", OF_REGISTRATION)),
        *(
            migrations.RunSQL(*read_only_when_archived(table, OF_EXCHANGE))
            for table in PARTS_OF_AN_EXCHANGE
        ),
    ]
