"""The rules once more, written from the description of the scheme and not from the code.

A *world* is a plain dictionary, drawn at random. ``verdicts`` says what each check must answer
about it, ``cents`` what a visit earns; ``facts_of`` turns the same world into what the policy
reads. Days are ordinal numbers here and money is whole cents, so that neither the calendar nor the
decimals of the policy can be wrong in the same way.
"""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from exchanges.policy.facts import (
    Country,
    EarlierExchange,
    Facts,
    Party,
    ProgrammeFacts,
    Rules,
    Stay,
    TypeRule,
)

PASS, FAIL, OPEN = "pass", "fail", "needs-evidence"
TYPES = ("sme", "cluster", "support", "large")
FIRST_DAY = date(2021, 4, 26).toordinal()  # a Monday, before a month with holidays
COUNTRIES = ("ES", "DE", "GB", "NO")

# -- Drawing a world -------------------------------------------------------------------------------


def mostly(strategy):
    """Now and then nothing: enough to see what is asked for then."""
    return st.sampled_from([True, True, True, True, False]).flatmap(
        lambda is_there: strategy if is_there else st.none()
    )


maybe = st.sampled_from([None, True, False])
days = st.integers(FIRST_DAY, FIRST_DAY + 45)
modes = st.sampled_from(["physical", "virtual", "hybrid"])
parties = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["sme", *TYPES, "ministry"]),
        "country": st.sampled_from(COUNTRIES),
        "profile": st.sampled_from([False, False, True]),
        "member": st.booleans(),
        "confirmed": st.booleans(),
        "sme": maybe,
        "third country": st.booleans(),
        "183 days": maybe,
        "approval": st.sampled_from([None, False, True]),
    }
)
type_rules = st.fixed_dictionaries(
    {"visits": st.booleans(), "hosts": st.booleans(), "needs": st.booleans(), "asks": st.booleans()}
)


@st.composite
def stays(draw):
    first = draw(days)
    last = first + draw(st.sampled_from([1, 2, 4, 7, 13, 13, 14, 20, 30, 30, 31, 35]))
    near = st.integers(first - 3, last + 3)
    whole = [day for day in range(first, last + 1) if day % 7 in range(1, 6)]
    agenda = draw(st.none() | st.just(whole) | st.lists(near, max_size=12))
    return {"mode": draw(modes), "first": first, "last": last, "agenda": agenda}


@st.composite
def worlds(draw):
    """Much is drawn around the limits of what was drawn before, where mistakes would show."""
    stay = draw(mostly(stays()))
    first, last = (stay["first"], stay["last"]) if stay else (FIRST_DAY, FIRST_DAY + 4)
    close = st.integers(-1, 1)
    left = draw(st.integers(0, 110_000))
    return {
        "stay": stay,
        "holidays": draw(st.sets(st.integers(first, last), max_size=4)),
        "period": draw(mostly(st.tuples(close.map(first.__add__), close.map(last.__add__)))),
        "left": left,
        "amount": draw(mostly(close.map(left.__add__))),
        **draw(apart_from_the_stay),
    }


apart_from_the_stay = st.fixed_dictionaries(
    {
        "on": days,
        "countries": st.sets(st.sampled_from(COUNTRIES)),
        "types": st.fixed_dictionaries(dict.fromkeys(TYPES, type_rules)),
        "shortest": st.integers(1, 5),
        "longest": st.sampled_from([14, 31]),
        "visitor": mostly(parties),
        "host": mostly(parties),
        "earlier": st.lists(st.tuples(modes, st.booleans()), max_size=3),
        "overdraw": st.booleans(),
    }
)


# -- What the scheme says --------------------------------------------------------------------------


def verdicts(world) -> list[tuple[str, str, str]]:
    """Every answer as (rule, side, verdict), in the order of the rules, visitor before host."""
    return [answer for number in range(1, 13) for answer in _answers(world, f"E{number}")]


def _answers(world, rule):
    if rule in ABOUT_THE_EXCHANGE:
        yield rule, "visitor" if rule == "E8" else "exchange", ABOUT_THE_EXCHANGE[rule](world)
        return
    for side in ("visitor", "host"):
        if world[side] and (rule, side) != ("E10", "visitor"):
            yield rule, side, ABOUT_A_PARTY[rule](world, side)


def e1(world, side):
    right = {"visitor": "visits", "host": "hosts"}[side]
    return PASS if _type(world, side)[right] else FAIL


def e2(world, side):
    party, rule = world[side], _type(world, side)
    if party["profile"] or not rule["needs"]:
        return PASS
    if party["member"]:
        return PASS if party["confirmed"] else OPEN
    return PASS if side == "host" and rule["asks"] else FAIL  # then E10 decides


def e3(world, side):
    if world[side]["type"] != "sme":
        return PASS
    return {True: PASS, None: OPEN, False: FAIL}[world[side]["sme"]]


def e4(world, side):
    return PASS if world[side]["country"] in world["countries"] else FAIL


def e5(world):
    if not (world["visitor"] and world["host"]):
        return OPEN
    return FAIL if world["visitor"]["country"] == world["host"]["country"] else PASS


def e6(world):
    stay = world["stay"]
    if not stay:
        return OPEN
    content = _content(world)
    too_long = stay["last"] - stay["first"] >= world["longest"]
    if stay["mode"] == "virtual":  # its sessions may be spread out
        too_long = stay["agenda"] is not None and len(content) > world["longest"]
    if len(content) < world["shortest"] or too_long:
        return FAIL
    return OPEN if stay["agenda"] is None else PASS


def e7(world):
    stay = world["stay"]
    if not stay:
        return OPEN
    if stay["mode"] == "virtual":
        return PASS
    if stay["agenda"] is None:
        return OPEN
    content = _content(world)
    between = range(min(content, default=0), max(content, default=0))
    return FAIL if any(_is_workday(world, day) and day not in content for day in between) else PASS


def e8(world):
    if world["stay"] and world["stay"]["mode"] == "virtual":
        return PASS
    used = [1 for mode, cancelled in world["earlier"] if mode != "virtual" and not cancelled]
    return FAIL if used else PASS


def e9(world, side):
    if not world[side]["third country"]:
        return PASS
    return {True: PASS, None: OPEN, False: FAIL}[world[side]["183 days"]]


def e10(world, side):
    rule, party = _type(world, side), world[side]
    exceptional = rule["needs"] and rule["asks"] and not (party["member"] or party["profile"])
    return {None: OPEN, False: FAIL, True: PASS}[party["approval"]] if exceptional else PASS


def e11(world):
    if not (world["stay"] and world["period"]):
        return OPEN
    starts, ends = world["period"]
    outside = [
        d for d in (world["stay"]["first"], world["stay"]["last"]) if not starts <= d <= ends
    ]
    return FAIL if outside else PASS


def e12(world):
    if world["stay"] and world["stay"]["mode"] == "virtual":
        return PASS
    if world["amount"] is None or world["period"] is None:
        return OPEN
    return PASS if world["amount"] <= world["left"] or world["overdraw"] else FAIL


ABOUT_A_PARTY = {"E1": e1, "E2": e2, "E3": e3, "E4": e4, "E9": e9, "E10": e10}
ABOUT_THE_EXCHANGE = {"E5": e5, "E6": e6, "E7": e7, "E8": e8, "E11": e11, "E12": e12}


def _type(world, side):
    unheard_of = {"visits": False, "hosts": False, "needs": True, "asks": False}
    return world["types"].get(world[side]["type"], unheard_of)


def _is_workday(world, day):
    return day % 7 in range(1, 6) and day not in world["holidays"]  # ordinal 1 was a Monday


def _content(world) -> set[int]:
    stay = world["stay"]
    within = range(stay["first"], stay["last"] + 1)
    if stay["agenda"] is None:
        return {day for day in within if _is_workday(world, day)}
    return {day for day in stay["agenda"] if day in within}


# -- Money, in cents -------------------------------------------------------------------------------

RATES = {"DK": 110_000, "AT": 90_000, "DE": 83_000, "PL": 61_000, "AL": 53_000, "XX": 150_000}
HIGHEST = 110_000


def cents(*, mode, country, days, km, cap) -> int | str:
    """What a visit earns, or why none can be computed."""
    if mode == "virtual":
        return 0
    if days < 3:
        return "too few days"
    if country not in RATES:
        return "no ceiling"
    earned = RATES[country] // 2 if days < 5 or km < 200 else RATES[country]
    return min(earned, HIGHEST, HIGHEST if cap is None else cap)


# -- The same world for the policy -----------------------------------------------------------------


def facts_of(world) -> Facts:
    return Facts(
        rules=Rules(
            version="drawn",
            shortest_stay_days=world["shortest"],
            longest_stay_days=world["longest"],
            countries=frozenset(world["countries"]),
            types={name: _type_rule(rule) for name, rule in world["types"].items()},
        ),
        on=date.fromordinal(world["on"]),
        visitor=world["visitor"] and _party(world["visitor"]),
        host=world["host"] and _party(world["host"]),
        stay=world["stay"] and _stay(world["stay"]),
        programme=world["period"] and _programme(world),
        earlier=tuple(
            EarlierExchange(reference="BX-1", mode=mode, cancelled=cancelled)
            for mode, cancelled in world["earlier"]
        ),
        holidays=frozenset(map(date.fromordinal, world["holidays"])),
        amount=None if world["amount"] is None else Decimal(world["amount"]) / 100,
    )


def _type_rule(rule) -> TypeRule:
    return TypeRule(
        may_visit=rule["visits"],
        may_host=rule["hosts"],
        needs_membership=rule["needs"],
        host_by_approval=rule["asks"],
    )


def _party(party) -> Party:
    return Party(
        name="Aguas Ficticias",
        type=party["type"],
        country=Country(code=party["country"], name=party["country"]),
        latitude=0,
        longitude=0,
        is_profiled_on_eccp=party["profile"],
        is_member_on_eccp=party["member"],
        membership_confirmed=party["confirmed"],
        sme_declared=party["sme"],
        third_country_national=party["third country"],
        declared_183_days=party["183 days"],
        agency_approval=party["approval"],
    )


def _stay(stay) -> Stay:
    agenda = stay["agenda"]
    return Stay(
        mode=stay["mode"],
        first=date.fromordinal(stay["first"]),
        last=date.fromordinal(stay["last"]),
        agenda=None if agenda is None else tuple(map(date.fromordinal, agenda)),
    )


def _programme(world) -> ProgrammeFacts:
    starts, ends = world["period"]
    return ProgrammeFacts(
        starts_on=date.fromordinal(starts),
        ends_on=date.fromordinal(ends),
        allocated=Decimal(world["left"]) / 100 + 500,
        committed=Decimal(500),
        overdraw_allowed=world["overdraw"],
    )
