"""Ceilings per host country, in EUR.

The scheme's own table was not found in public. The known sums of ClusterXchange agree with the
monthly ceilings of Erasmus for Young Entrepreneurs of the same years, so that table stands in.
"""

from datetime import date

from clusters.programme.seeds import sources

VERSION = "EYE 2014–2020"
VALID_FROM = date(2020, 2, 1)  # the first day of the programme
SOURCE = (
    f"{sources.RATES}; United Kingdom: {sources.RATE_UNITED_KINGDOM}. "
    f"Taken over by inference: 780 and 390 for Portugal ({sources.APPROVALS}) and the highest sum "
    f"of 1,100 ({sources.HIGHEST_SUM}) agree with it. Confirm with the lead before paying."
)
RATES = {
    "AL": 530,
    "AM": 610,
    "AT": 900,
    "BA": 560,
    "BE": 830,
    "BG": 560,
    "CY": 780,
    "CZ": 610,
    "DE": 830,
    "DK": 1100,
    "EE": 670,
    "ES": 830,
    "FI": 950,
    "FR": 900,
    "GB": 1000,
    "GR": 780,
    "HR": 720,
    "HU": 670,
    "IE": 1000,
    "IS": 900,
    "IT": 900,
    "LT": 560,
    "LU": 830,
    "LV": 610,
    "MD": 530,
    "ME": 560,
    "MK": 560,
    "MT": 720,
    "NL": 830,
    "PL": 610,
    "PT": 780,
    "RO": 560,
    "RS": 560,
    "SE": 950,
    "SI": 720,
    "SK": 610,
    "TR": 750,
    "UA": 530,
    "XK": 560,
}
