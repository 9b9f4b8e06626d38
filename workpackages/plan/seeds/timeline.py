"""What really happened, with the page that says so."""

from datetime import date
from typing import NamedTuple

ECCP = "https://www.clustercollaboration.eu"
FIRST_EXCHANGE = "https://clustercollaboration.eu/community-news/blues-virtual-exchange"


class Event(NamedTuple):
    happened_on: date
    title: str
    work_packages: tuple[int, ...]
    source: str
    precision: str = "day"
    ended_on: date | None = None
    note: str = ""


EVENTS = [
    Event(
        date(2019, 1, 8),
        "Call for proposals COS-CLUSTER-2018-03-02 published",
        (),
        "https://fdocuments.net/document/cosme-programme-corrigendum-of-call-for-ec-20180302-"
        "cosme-participating.html",
    ),
    Event(
        date(2019, 1, 31),
        "A corrigendum lowers the number of exchanges asked for",
        (),
        "https://fdocuments.net/document/cosme-programme-corrigendum-of-call-for-ec-20180302-"
        "cosme-participating.html",
    ),
    Event(
        date(2019, 4, 4),
        "The call closes",
        (),
        "https://turnerer.com/grant-notices/10608/",
    ),
    Event(
        date(2020, 1, 23),
        "Thirteen partnerships announced, BLUES among them",
        (),
        "https://www.elektromobilitaet-regensburg.de/news-events/news/detail/23/1/2020/"
        "the-very-first-european-strategic-cluster-partnerships-for-excellence",
        note="The date is that of the page.",
    ),
    Event(
        date(2020, 2, 1),
        "BLUES starts",
        (5,),
        "https://zinnae.org/en/project/blues/",
        precision="month",
        note="Another page of the same partner says September 2020; later events contradict it.",
    ),
    Event(
        date(2020, 9, 23),
        "The exchange tool of the scheme goes online",
        (3,),
        "http://klasterict.pl/en/2020/10/02/",
    ),
    Event(
        date(2020, 10, 2),
        "Mazovia Cluster ICT announces the tool and online exchanges",
        (4,),
        "http://klasterict.pl/en/2020/10/02/",
    ),
    Event(
        date(2020, 11, 1),
        "France Water Team invites ZINNAE and Water Alliance to create an event together",
        (2, 3),
        "https://clustercollaboration.eu/content/meeting-sharing-and-building-networking-"
        "opportunities-between-eu-water-clusters",
        precision="month",
    ),
    Event(
        date(2021, 1, 8),
        "First exchange: France Water Team hosts ZINNAE and Water Alliance online",
        (3,),
        FIRST_EXCHANGE,
        ended_on=date(2021, 2, 17),
        note="A second page gives 21 December 2020 as the first day and an end that is probably a "
        "slip of the pen.",
    ),
    Event(
        date(2021, 2, 2),
        "WINNing Days: five working groups and two weeks of meetings on water research",
        (2,),
        "https://wateralliance.nl/en/winning-days-full-of-wins-for-horizon-europe",
        note="132 registered according to the hosts, more than 150 according to another page.",
    ),
    Event(
        date(2021, 2, 25),
        "All five partners have updated their strategies",
        (1,),
        f"{ECCP}/community-news/blues-partnership-updated-their-individual-strategies",
    ),
    Event(
        date(2021, 6, 9),
        "Third network webinar of the exchange scheme",
        (3,),
        "https://impr-0001-1265-news-overview.eccp.hosted-temp.com/content/recap-third-"
        "clusterxchange-network-webinar-updates-clusterxchange-mobility",
    ),
    Event(
        date(2021, 7, 5),
        "The cluster platform publishes the story of the first exchange",
        (4,),
        FIRST_EXCHANGE,
    ),
    Event(
        date(2021, 10, 7),
        "Study visit of the partners to Poland, with an online meeting at the agency PARP",
        (1, 2),
        "https://www.een.org.pl/component/content/article/74561:delegacja-parp-spotkala-sie-z-"
        "przedstawicielami-klastrow-z-hiszpanii-francji-czech-i-niemiec",
        note="The date is that of the page.",
    ),
    Event(
        date(2021, 11, 9),
        "Final webinar of the scheme's first phase, with BLUES",
        (3,),
        "https://clustercollaboration.eu/content/final-cxc-webinar-best-practices-lessons-learnt-"
        "and-next-phase-clusterxchange",
    ),
    Event(
        date(2022, 2, 11),
        "Call for further hosts and visitors, with voices of participants",
        (4,),
        "https://clustercollaboration.eu/community-news/financial-tool-smes-scaling-organisations-"
        "and-cluster-build-european",
    ),
    Event(
        date(2022, 4, 30),
        "Workshop in Lund with organisations from Sweden and Denmark",
        (2,),
        "https://futurebylund.se/projekt/europeiskt-klusterprojekt-soker-samarbete-i-lund",
        precision="month",
    ),
]
