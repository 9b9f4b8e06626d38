"""The pseudonymised copy: names become signs, free text goes, regions grow."""

from dataclasses import replace
from typing import Any

from django.utils.crypto import salted_hmac

from workpackages.reporting.columns import COLUMNS
from workpackages.reporting.records import ExchangeRecord, Participant

NUTS_2 = 4  # characters
SIGN = 8


def masked(record: ExchangeRecord, *, salt: str) -> ExchangeRecord:
    """The record without what names people or organisations.

    An organisation keeps one sign within a copy and gets another one in the next; only who holds
    the portal's secret can tell which organisation it stands for.
    """
    blank: dict[str, Any] = {column.key: "" for column in COLUMNS if column.is_personal}
    return replace(
        record,
        visitor=_masked(record.visitor, salt),
        host=_masked(record.host, salt),
        **blank,
    )


def _masked(participant: Participant, salt: str) -> Participant:
    sign = salted_hmac(f"snapshot:{salt}", participant.key, algorithm="sha256").hexdigest()
    return replace(
        participant,
        key=sign,
        name=f"O-{sign[:SIGN].upper()}",
        nuts=participant.nuts[:NUTS_2],
    )
