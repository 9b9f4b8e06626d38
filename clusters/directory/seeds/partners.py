"""The five partner clusters and the one from outside that took part, with public facts only.

Coordinates are those of the town. Where sources disagree the older, nearer one is taken and the
other is told in the note. No person is named here, even where a web page does.
"""

from datetime import date
from typing import Any

from clusters.directory.label_models import Label

LABEL = Label.Level

PARTNERS: dict[str, dict[str, Any]] = {
    "bnpt": {
        "organisation": {
            "legal_name": "BalticNet-PlasmaTec e.V.",
            "short_name": "BalticNet-PlasmaTec",
            "country_id": "DE",
            "city": "Greifswald",
            "nuts3": "DE80N",
            "latitude": 54.0931,
            "longitude": 13.3879,
            "website": "https://balticnet-plasmatec.org",
            "founded": 2006,
        },
        "field": "plasma technology",
        "source": (
            "Name: https://www.innovations-report.de/sonderthemen/bildung-wissenschaft/"
            "bericht-57092/ "
            "Town, founding year and 71 members from 15 countries (2017): "
            "http://www.clusterplattform.de/CLUSTER/Redaktion/DE/Kurzmeldungen/Aktuelles/2017/"
            "1.%20Quartal/20170217_balticnet_plasmatec_ausbau_des_clusterservice.html "
            "(a newspaper says founded in 2008). NUTS region: by the town, to be confirmed."
        ),
        "labels": [
            {
                "level": LABEL.SILVER,
                "awarded_on": date(2015, 5, 1),
                "awarded_precision": "month",
                "source": "https://www.ostsee-zeitung.de/Vorpommern/Greifswald/Silber-fuer-Plasma-Netzwerk",
            }
        ],
    },
    "nanoprogress": {
        "organisation": {
            "legal_name": "NANOPROGRESS, z.s.",
            "short_name": "Nanoprogress",
            "country_id": "CZ",
            "city": "Pardubice",
            "nuts3": "CZ053",
            "latitude": 50.0343,
            "longitude": 15.7812,
            "website": "https://www.nanoprogress.eu",
            "founded": 2010,
        },
        "field": "nanofibres and nanotechnology",
        "source": (
            "Name: https://furniturecluster.cz/en/"
            "learning-from-the-best-national-study-visits-to-gold-labelled-cluster/ "
            "Town: https://vedavyzkum.cz/inovace/inovace/nanoprogress-uspechy-poslednich-let "
            "Founding year and more than 40 companies and research centres (2019): "
            "https://clustercollaboration.eu/community-news/"
            "nanoprogress-included-example-best-practices-within-framework-clusternanoroad "
            "(another page says 2012). NUTS region: by the town, to be confirmed."
        ),
        "labels": [
            {
                "level": LABEL.GOLD,
                "awarded_on": date(2018, 1, 1),
                "awarded_precision": "year",
                "valid_until": date(2022, 12, 14),
                "source": (
                    "https://www.tul.cz/2018/04/06/evropska-zlata-znamka-pro-klastr-nanoprogress/ "
                    "End: https://furniturecluster.cz/en/"
                    "learning-from-the-best-national-study-visits-to-gold-labelled-cluster/"
                ),
            }
        ],
    },
    "mcict": {
        "organisation": {
            "legal_name": 'Stowarzyszenie Rozwoju Społeczno-Gospodarczego "Wiedza"',
            "short_name": "Mazovia Cluster ICT",
            "country_id": "PL",
            "city": "Warsaw",
            "nuts3": "PL911",
            "latitude": 52.2297,
            "longitude": 21.0122,
            "website": "https://klasterict.pl",
            "founded": 2007,
        },
        "field": "ICT, smart grids, e-health and energy",
        "source": (
            "Legal coordinator of the cluster and more than 500 enterprises (later years): "
            "https://klasterict.pl/en/about-us/ Founded on 27 November 2007, region and more than "
            "140 members (about 2016): http://klasterict.pl/en-about-us/ "
            "NUTS region: by the town, to be confirmed."
        ),
        "labels": [
            {
                "level": LABEL.SILVER,
                "awarded_on": date(2016, 1, 1),
                "awarded_precision": "year",
                "source": "http://klasterict.pl/en-about-us/",
            }
        ],
    },
    "zinnae": {
        "organisation": {
            "legal_name": "Clúster para el uso eficiente del agua",
            "short_name": "ZINNAE",
            "country_id": "ES",
            "city": "Zaragoza",
            "nuts3": "ES243",
            "latitude": 41.6488,
            "longitude": -0.8891,
            "website": "https://zinnae.org",
            "founded": 2010,
        },
        "field": "efficient use of water",
        "source": (
            "Name, founding year and 29 members (2015): "
            "https://issuu.com/zinnae/docs/dossier_zinnae_proyectos_2015 34 members, among them 23 "
            "companies (2016): https://www.heraldo.es/noticias/aragon/2016/03/13/"
            "podemos-derrochar-una-gota-agua-813366-300.html Town: "
            "https://static.un.org/waterforlifedecade/water_cooperation_2013/field_visits.shtml "
            "NUTS region: by the town, to be confirmed."
        ),
        "labels": [
            {
                "level": LABEL.BRONZE,
                "awarded_on": date(2017, 1, 1),
                "awarded_precision": "month",
                "source": (
                    "https://impr-0001-1260-partners.eccp.hosted-temp.com/community-news/"
                    "bronze-zinnae-towards-cluster-excellence?f%5B0%5D=profile_type%3Acluster_profile"
                ),
            }
        ],
    },
    "aqua-valley": {
        "organisation": {
            "legal_name": "Pôle Aqua-Valley",
            "short_name": "Aqua-Valley / France Water Team",
            "country_id": "FR",
            "city": "Montpellier",
            "nuts3": "FRJ13",
            "latitude": 43.6110,
            "longitude": 3.8767,
            "website": "https://france-water-team.com",
            "founded": 2017,
        },
        "field": "the whole water cycle",
        "source": (
            "Town and merger of three associations on 28 June 2017: "
            "https://www.herault-tribune.com/articles/"
            "pole-aqua-valley-la-filiere-eau-ressource-son-projet/ 250 members (2017): "
            "https://objectif-languedoc-roussillon.latribune.fr/economie/reseaux/2017-10-18/"
            "aqua-valley-presente-sa-feuille-de-route-754645.html Federation France "
            "Water Team, voted on 12 September 2019: https://revue-ein.com/actualite/"
            "les-poles-de-competitivite-de-la-filiere-fran-aise-de-l-eau-se-regroupent "
            "No excellence label was found. NUTS region: by the town, to be confirmed."
        ),
        "labels": [],
    },
}
OUTSIDE: dict[str, dict[str, Any]] = {
    "water-alliance": {
        "organisation": {
            "legal_name": "Water Alliance",
            "short_name": "Water Alliance",
            "country_id": "NL",
            "city": "Leeuwarden",
            "latitude": 53.2012,
            "longitude": 5.7999,
            "website": "https://wateralliance.nl",
        },
        "field": "water technology",
        "source": (
            "Took part as visitor in a virtual exchange: "
            "https://clustercollaboration.eu/community-news/blues-virtual-exchange "
            "Legal name and town: to be confirmed."
        ),
        "labels": [
            {
                "level": LABEL.BRONZE,
                "awarded_on": date(2015, 1, 1),
                "awarded_precision": "year",
                "source": "https://www.waterforum.net/water-alliance-ontvangt-bronzen-label-esca/",
            }
        ],
    },
}
