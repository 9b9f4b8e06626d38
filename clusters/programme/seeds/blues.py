"""BLUES: the programme, its agencies and the rules of the first phase of ClusterXchange."""

from datetime import date

from clusters.programme.models import OrganisationType
from clusters.programme.seeds import countries, sources
from clusters.programme.states import ProgrammeState

CODE = "blues"
PROGRAMME = {
    "name": "BLUES",
    "reference_prefix": "BX",
    "state": ProgrammeState.RUNNING,
    "is_default": True,
    "scheme_name": "ClusterXchange",
    "grant_number": "874426",
    "funding_line": ("Funded by the COSME programme of the European Union, grant agreement 874426"),
    "disclaimer": (
        "This {noun} was made with money of the COSME programme of the European Union under grant "
        "agreement {grant_number}. It says what its authors think, and they alone answer for it. "
        "It does not state the position of the European Commission, of {agency} or of any other "
        "body of the European Union, and none of them is liable for what is done with it."
    ),
    "starts_on": date(2020, 2, 1),
    "planned_end": date(2022, 2, 28),
    "ends_on": date(2022, 12, 31),
    "dates_source": (
        f"February 2020 to February 2022: {sources.BLUES_OLD} (months only). Another page of the "
        f"same partner says September 2020 to March 2021: {sources.BLUES_NEW}. Exchanges until the "
        f"end of 2022: {sources.BLUES_CALL}. Last dated activity, April 2022: "
        f"{sources.BLUES_LUND}. "
        "The grant agreement decides; correct the dates here when it says otherwise."
    ),
    "target_exchanges": 50,
    "baseline_members": 464,
    "baseline_source": (
        f"{sources.BLUES_NEW}: SMEs and support organisations of all partners together. "
        "A figure of the proposal, not a sum of the members kept here."
    ),
}
AGENCIES = [
    {
        "short_name": "EASME",
        "name": "Executive Agency for Small and Medium-sized Enterprises",
        "valid_from": date(2014, 1, 1),
        "valid_until": date(2021, 3, 31),
        "source": sources.AGENCY_CHANGE,
    },
    {
        "short_name": "EISMEA",
        "name": "European Innovation Council and SMEs Executive Agency",
        "valid_from": date(2021, 4, 1),
        "valid_until": None,
        "source": sources.AGENCY_CHANGE,
    },
]
RULES_VERSION = "cxc-2020"
RULES = {
    "valid_from": date(2020, 2, 1),
    "countries": sorted(countries.COSME),
    "source": (
        f"Stays, days and distance: {sources.ABOUT} and {sources.FAQ}. Highest sum: "
        f"{sources.HIGHEST_SUM}. Payment ten days after completion and approval of hosts without "
        f"membership: {sources.APPROVALS}. Who may take part: {sources.HOW_TO}. Countries: "
        f"{sources.COSME_2018}. The other time "
        "limits and the number of open proposals are defaults of this portal."
    ),
}
# Who may visit and host in the first phase. Later phases let large companies, public authorities
# and training providers host: that is another rule set, not another program.
TYPE_RULES = {
    OrganisationType.SME: {
        "may_visit": True,
        "may_host": True,
        "needs_membership": True,
        "host_by_approval": True,
    },
    OrganisationType.CLUSTER: {"may_visit": True, "may_host": True, "needs_membership": True},
    OrganisationType.SUPPORT: {"may_visit": True, "may_host": True, "needs_membership": True},
    OrganisationType.LARGE: {"may_visit": False, "may_host": False, "needs_membership": True},
    OrganisationType.AUTHORITY: {"may_visit": False, "may_host": False, "needs_membership": True},
    OrganisationType.TRAINING: {"may_visit": False, "may_host": False, "needs_membership": True},
}
