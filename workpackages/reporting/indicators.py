"""The indicators X1 to X7, as pure functions of exchange records.

Every exchange is counted once, for the partner cluster of its visitor (VOP), whichever clusters
and organisations it touches. Online exchanges count as well and are always shown apart.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as L  # noqa: N812 -- a table of words

from blues.common.words import Words
from clusters.models import OrganisationType, SizeClass
from exchanges.lifecycle.states import COMMITTED, PAID_OUT
from exchanges.models import Mode, State
from workpackages.reporting.figures import Head, Indicator, Line, Table, groups, mean, share, tally
from workpackages.reporting.phases import TOOK_PLACE, Phase
from workpackages.reporting.records import ExchangeRecord

Records = list[ExchangeRecord]
TOOK_PLACE_QUERY = {"took_place": "true"}
CLASSES = ((0, 2), (3, 4), (5, 9), (10, 22), (23, 999))
NUTS_2 = 4


@dataclass(frozen=True)
class Definition:
    code: str
    title: Words
    meaning: Words
    unit: Words
    compute: Callable[..., list[Table]]


def compute(records: Records, *, target: int) -> list[Indicator]:
    """All indicators of these exchanges."""
    return [
        Indicator(
            d.code,
            str(d.title),
            str(d.meaning),
            str(d.unit),
            _("files of the exchanges"),
            tuple(d.compute(records, target)),
        )
        for d in DEFINITIONS
    ]


def in_phases(records: Records, phases) -> Records:
    return [record for record in records if record.phase in phases]


def _took_place(records: Records) -> Records:
    return in_phases(records, TOOK_PLACE)


def _modes() -> tuple[Head, ...]:
    return (
        Head(_("Exchanges")),
        *(Head(str(mode.label), {"mode": mode}) for mode in Mode),
    )


def _by_mode(records: Records) -> tuple[int, ...]:
    return (len(records), *(sum(r.mode == mode for r in records) for mode in Mode))


# -- X1 ---------------------------------------------------------------------------------------


def exchanges_by_state(records: Records, target: int) -> list[Table]:
    by_phase = [
        Line(str(phase.label), _by_mode(in_phases(records, [phase])), {"phase": phase})
        for phase in Phase
    ]
    return [
        Table("states", _("Exchanges by state"), _("State"), _modes(), tuple(by_phase)),
        _against_target(records, target),
        _phases_by("month", _("By month of the first day"), _("Month"), records, _month, "month"),
        _phases_by("vop", _("Counted for (VOP)"), _("Cluster"), records, _vop, "vop"),
        _phases_by("hop", _("Hosted with (HOP)"), _("Cluster"), records, _hop, "hop"),
    ]


def _against_target(records: Records, target: int) -> Table:
    completed = in_phases(records, [Phase.COMPLETED])
    heads = (
        Head(_("Completed")),
        Head(_("Target"), None),
        Head(_("Share of the target in %"), None),
    )
    line = Line(_("All clusters"), (len(completed), target, share(len(completed), target)))
    query = {"phase": Phase.COMPLETED}
    return Table("target", _("Completed against the target"), "", heads, (line,), query)


def _month(record: ExchangeRecord):
    month = f"{record.first_day:%Y-%m}"
    return month, month


def _vop(record: ExchangeRecord):
    return record.vop.name, record.vop.code


def _hop(record: ExchangeRecord):
    return record.hop.name, record.hop.code


def _phases_by(code, caption, of, records, key, parameter) -> Table:
    heads = tuple(Head(str(phase.label), {"phase": phase}) for phase in Phase)
    lines = tuple(
        Line(label, tuple(len(in_phases(rows, [phase])) for phase in Phase), {parameter: value})
        for (label, value), rows in groups(records, key)
    )
    return Table(code, caption, of, heads, lines)


# -- X2 ---------------------------------------------------------------------------------------


def organisations(records: Records, _target) -> list[Table]:
    """Distinct organisations of exchanges that took place, whoever they met how often."""
    records = _took_place(records)
    heads = (Head(_("As visitor"), None), Head(_("As host"), None))
    table = [
        ("all", _("Distinct organisations"), "", lambda p: [_("All")]),
        ("type", _("By type"), _("Type"), lambda p: [_word(OrganisationType, p.type)]),
        ("size", _("By size"), _("Size"), lambda p: [_word(SizeClass, p.size)]),
        ("country", _("By country"), _("Country"), lambda p: [p.country]),
        ("nuts", _("By region"), _("NUTS 2"), lambda p: [p.nuts[:NUTS_2] or _("not known")]),
        ("cluster", _("By cluster"), _("Cluster"), lambda p: p.clusters or [_("none")]),
    ]
    tables = [
        Table(code, caption, of, heads, _distinct(records, lambda _r, p, keys=keys: keys(p)))
        for code, caption, of, keys in table
    ]
    sectors = _distinct(records, lambda record, _p: record.sectors or [_("not given")])
    return [*tables, Table("sector", _("By sector"), _("Sector"), heads, sectors)]


def _word(choices, code: str) -> str:
    return str(choices(code).label) if code else _("not given")


def _distinct(records: Records, keys: Callable) -> tuple[Line, ...]:
    visitors = {(key, r.visitor.key) for r in records for key in keys(r, r.visitor)}
    hosts = {(key, r.host.key) for r in records for key in keys(r, r.host)}
    as_visitor, as_host = (dict(tally(key for key, _o in side)) for side in (visitors, hosts))
    return tuple(
        Line(key, (as_visitor.get(key, 0), as_host.get(key, 0)))
        for key in sorted(as_visitor.keys() | as_host.keys())
    )


# -- X3 ---------------------------------------------------------------------------------------


def corridors(records: Records, _target) -> list[Table]:
    """From the visitor's to the host's country."""
    records = _took_place(records)
    online = [r for r in records if r.is_virtual]
    in_person = [r for r in records if not r.is_virtual]
    return [
        _matrix("all", _("All exchanges"), records, {}),
        _matrix("physical", _("In person"), in_person, {"mode": Mode.PHYSICAL}),
        _matrix("virtual", _("Online"), online, {"mode": Mode.VIRTUAL}),
    ]


def _matrix(code, caption, records, query) -> Table:
    hosts = sorted({(r.host.country, r.host.iso_country) for r in records})
    heads = tuple(Head(f"→ {country}", {"host_country": iso}) for country, iso in hosts)
    lines = []
    for (country, iso), rows in groups(
        records, lambda r: (r.visitor.country, r.visitor.iso_country)
    ):
        counts = dict(tally(r.host.country for r in rows))
        values = tuple(counts.get(host, 0) for host, _iso in hosts)
        lines.append(Line(country, values, {"visitor_country": iso}))
    return Table(code, caption, _("Visitor from"), heads, tuple(lines), TOOK_PLACE_QUERY | query)


# -- X4 ---------------------------------------------------------------------------------------


def working_days(records: Records, _target) -> list[Table]:
    records = _took_place(records)
    heads = (
        Head(_("Exchanges")),
        Head(_("Working days"), None),
        Head(_("Mean per exchange"), None),
        *(Head(_class_label(*ends), None) for ends in CLASSES),
    )
    lines = [Line(_("All countries"), _day_values(records))]
    lines += [
        Line(country, _day_values(rows), {"host_country": iso})
        for (country, iso), rows in groups(records, lambda r: (r.host.country, r.host.iso_country))
    ]
    caption = _("Working days by host country")
    return [Table("days", caption, _("Host country"), heads, tuple(lines), TOOK_PLACE_QUERY)]


def _class_label(least: int, most: int) -> str:
    if least == CLASSES[-1][0]:
        return _("more than %(most)d days") % {"most": least - 1}
    return _("%(least)d–%(most)d days") % {"least": least, "most": most}


def _day_values(records: Records) -> tuple:
    days = [r.working_days or 0 for r in records]
    return (
        len(days),
        sum(days),
        mean(days),
        *(sum(least <= day <= most for day in days) for least, most in CLASSES),
    )


# -- X5 ---------------------------------------------------------------------------------------


def across_clusters(records: Records, _target) -> list[Table]:
    records = _took_place(records)
    kinds = {
        "inside": _("Within one cluster"),
        "between": _("Between two clusters of the partnership"),
        "outside": _("One side outside the partnership"),
    }
    lines = tuple(
        Line(label, _by_mode([r for r in records if side_of(r) == kind]), {"across": kind})
        for kind, label in kinds.items()
    )
    caption = _("Exchanges across clusters")
    return [Table("across", caption, _("Clusters"), _modes(), lines, TOOK_PLACE_QUERY)]


def side_of(record: ExchangeRecord) -> str:
    """Outside when either cluster is no partner or either organisation no confirmed member."""
    partners = record.vop.is_in_partnership and record.hop.is_in_partnership
    if not (partners and record.visitor.clusters and record.host.clusters):
        return "outside"
    return "inside" if record.vop.code == record.hop.code else "between"


# -- X6 ---------------------------------------------------------------------------------------


def group_exchanges(records: Records, _target) -> list[Table]:
    """Both ways of counting: the sources do not say whether a group is one exchange or several."""
    records = _took_place(records)
    in_groups = [r for r in records if r.group]
    sizes = [_organisations_in(rows) for _group, rows in groups(in_groups, lambda r: r.group)]
    heads = (Head(_("Number"), None),)
    lines = (
        Line(_("Exchanges, one for each visiting organisation"), (len(records),)),
        Line(
            _("Exchanges, each group counted as one"),
            (len(records) - len(in_groups) + len(sizes),),
        ),
        Line(_("Group exchanges"), (len(sizes),)),
        Line(_("Exchanges within groups"), (len(in_groups),)),
        Line(_("Organisations per group, mean"), (mean(sizes),)),
    )
    return [Table("groups", _("Group exchanges"), _("Counted as"), heads, lines)]


def _organisations_in(records: Records) -> int:
    return len({r.visitor.key for r in records} | {r.host.key for r in records})


# -- X7 ---------------------------------------------------------------------------------------


def lump_sums(records: Records, _target) -> list[Table]:
    records = [r for r in records if r.agreed is not None]
    every = [Line(_("All clusters"), _sums(records))]
    by_cluster = [
        Line(name, _sums(rows), {"vop": code}) for (name, code), rows in groups(records, _vop)
    ]
    by_country = [
        Line(country, _sums(rows), {"host_country": iso})
        for (country, iso), rows in groups(records, lambda r: (r.host.country, r.host.iso_country))
    ]
    words = (
        _("Committed"),
        _("Paid"),
        _("Released"),
        _("Exchanges paid"),
        _("Mean paid"),
        _("Share halved in %"),
    )
    heads = tuple(Head(word, None) for word in words)
    return [
        Table("all", _("Lump sums in EUR"), "", heads, tuple(every)),
        Table("vop", _("By paying cluster"), _("Cluster"), heads, tuple(by_cluster)),
        Table("country", _("By host country"), _("Host country"), heads, tuple(by_country)),
    ]


def _sums(records: Records) -> tuple:
    paid = [r.paid for r in records if r.paid is not None]
    return (
        sum((r.agreed or Decimal() for r in records if committed(r)), Decimal()),
        sum(paid, Decimal()),
        sum((released(r) for r in records), Decimal()),
        len(paid),
        mean(paid),
        share(sum(bool(r.is_halved) for r in records), len(records)),
    )


def committed(record: ExchangeRecord) -> bool:
    """Promised by a signed agreement and not yet transferred."""
    return record.state in COMMITTED


def released(record: ExchangeRecord) -> Decimal:
    """Promised once and no longer: the stay was cancelled after the signature, or cut short."""
    agreed = record.agreed or Decimal()
    if record.state == State.CANCELLED and record.agreement_signed_on:
        return agreed
    if record.state in PAID_OUT:
        return agreed - (record.paid or Decimal())
    return Decimal()


DEFINITIONS = (
    Definition(
        "X1",
        L("Exchanges by state"),
        L(
            "Exchanges that both sides accepted, by how far they have come. Each counts once, for "
            "the partner cluster of the visitor; an online exchange counts like one in person."
        ),
        L("exchanges"),
        exchanges_by_state,
    ),
    Definition(
        "X2",
        L("Organisations that took part"),
        L(
            "Distinct organisations in exchanges whose stay has ended, as visitor and as host. Who "
            "belongs to two clusters or sectors appears in both lines and once in the total."
        ),
        L("organisations"),
        organisations,
    ),
    Definition(
        "X3",
        L("From which country to which"),
        L("Exchanges whose stay has ended, from the visitor's to the host's country."),
        L("exchanges"),
        corridors,
    ),
    Definition(
        "X4",
        L("Working days"),
        L("Working days of ended stays as the host confirmed them; travel days do not count."),
        L("working days"),
        working_days,
    ),
    Definition(
        "X5",
        L("Across clusters"),
        L(
            "Ended exchanges within one cluster, between two of the partnership, or with a cluster "
            "or an organisation from outside."
        ),
        L("exchanges"),
        across_clusters,
    ),
    Definition(
        "X6",
        L("Group exchanges"),
        L("Several visitors with one host on a common programme, counted in both ways."),
        L("exchanges, groups, organisations"),
        group_exchanges,
    ),
    Definition(
        "X7",
        L("Lump sums"),
        L(
            "Committed: signed and not yet paid. Paid: transferred. Released: freed again by a "
            "cancellation or because less was due. Halved: share of all agreements."
        ),
        L("EUR"),
        lump_sums,
    ),
)
